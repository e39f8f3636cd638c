/** 简体中文：slow-handshake 的原因和步骤。 */
import type { Entry } from '../catalogue'

const TESTIMONY: readonly Entry[] = [
  [
    'conntrack -S ({1}) counts {2#} packet[s] dropped because the table was full, or early, since the node was started.',
    'conntrack -S（{1~}）统计：自节点启动以来，{2} 个数据包因表满而被丢弃，或被提前丢弃。',
  ],
  [
    'conntrack -S ({1}) counts {2#} [entry|entries] that could not be inserted, since the node was started.',
    'conntrack -S（{1~}）统计：自节点启动以来，{2} 个表项未能插入。',
  ],
  [
    'conntrack -S counts no entry that could not be inserted.',
    'conntrack -S 没有统计到未能插入的表项。',
  ],
  [
    '{1} counts {2#} SYNs dropped by listening sockets (TcpExtListenDrops), since the node was started.',
    '{1~} 统计：自节点启动以来，监听套接字丢弃了 {2} 个 SYN（TcpExtListenDrops）。',
  ],
]

const TABLES: readonly Entry[] = [
  [
    'A connection tracking table that is nearly full (Cilium, conntrack)',
    '连接跟踪表将满（Cilium、conntrack）',
  ],
  ['A connection tracking table that is nearly full (conntrack)', '连接跟踪表将满（conntrack）'],
  [
    'A state table that is nearly full, of a firewall, NAT or balancer on the path',
    '路径上的防火墙、NAT 或负载均衡器的状态表将满',
  ],
  [
    'Slow handshakes come in bursts: entries free up when the table is swept.',
    '慢握手呈突发：清扫该表时才会腾出表项。',
  ],
  [
    'The bursts are periodic (every {1t}), as garbage collection is.',
    '突发是周期性的（每 {1} 一次），与垃圾回收一样。',
  ],
  [
    'Open connections are faster: they have their entry already.',
    '已打开的连接更快：它们已有表项。',
  ],
  [
    '{1#} SYN[s] had to be repeated, as a dropped SYN must be.',
    '{1} 个 SYN 不得不重发，被丢弃的 SYN 正是如此。',
  ],
  ['The slow handshakes are not bundled in time.', '慢握手在时间上并不集中。'],
  [
    'No SYN was lost; a full table drops, it does not delay.',
    '没有 SYN 丢失；表满时会丢弃，而不是延迟。',
  ],
  [
    'A race between connections for the same table entry (insert failed)',
    '多条连接争用同一表项（插入失败）',
  ],
  [
    '{1#} time[s] two SYNs of one source to one destination came within a millisecond, and only one of them was slow.',
    '有 {1} 次，同一源端发往同一目的端的两个 SYN 相隔在一毫秒之内，而只有其中一个过慢。',
  ],
  [
    'No two SYNs of the same pair came close enough together to race.',
    '同一对主机之间没有两个 SYN 相隔近到足以争用。',
  ],
]

export const CAUSES: readonly Entry[] = [
  ...TESTIMONY,
  ...TABLES,
  ['A full listen backlog at the server', '服务器的监听队列（backlog）已满'],
  ['{1#} SYN-ACK[s] had to be repeated.', '{1} 个 SYN-ACK 不得不重发。'],
  ['All slow handshakes go to one address and port.', '所有慢握手都发往同一地址和端口。'],
  ['No SYN-ACK was repeated.', '没有 SYN-ACK 重发。'],
  ['{1#} different destinations are slow.', '过慢的有 {1} 个不同的目的端。'],
  [
    'Bad outer UDP checksums of a tunnel (checksum offload): the first SYNs die for 63 s',
    '隧道的外层 UDP 校验和错误（校验和卸载）：最初 63 s 内的 SYN 都丢失',
  ],
  ['{1#} handshake[s] took a minute or longer.', '{1} 次握手用了一分钟或更久。'],
  ['No handshake took anything like 63 s.', '没有哪次握手的用时接近 63 s。'],
  ['A queue or a device on the path that holds new connections', '路径上有队列或设备滞留新连接'],
  [
    'No slow handshake needed a second SYN: they were answered late{1?}.',
    '没有哪次慢握手需要第二个 SYN：它们只是应答得晚{1!}。',
  ],
  [
    'Most slow handshakes ({1#} of {2#}) were answered late{3?}.',
    '大多数慢握手（{2} 次中的 {1} 次）是应答得晚{3!}。',
  ],
  [', after up to {1t}', '，最晚在 {1} 之后'],
  [
    'Every slow handshake lost its first SYN or SYN-ACK.',
    '每次慢握手都丢失了首个 SYN 或 SYN-ACK。',
  ],
  [
    'A NAT or proxy near the tap that answers for the server: the path is longer than it looks',
    '抓包点附近有 NAT 或代理替服务器应答：路径比看上去的长',
  ],
  [
    '{1#} slow handshake[s] [has|have] no faster one between the same hosts; only data was answered faster.',
    '{1} 次慢握手在同样主机之间没有更快的握手可比；只有数据应答得更快。',
  ],
  [
    'On {1#} slow connection[s] data is acknowledged within {2t}, though nothing was answered as soon: whoever acknowledges is near.',
    '在 {1} 条慢连接上，数据在 {2} 之内得到确认，却没有什么应答得这样快：确认者就在附近。',
  ],
  [
    'Other handshakes between the same hosts were fast, or the SYN was lost.',
    '同样主机之间的其他握手很快，或者 SYN 丢失了。',
  ],
  ['A rule of a firewall', '防火墙规则'],
  ['A network policy', '网络策略'],
  [
    '{1#} connection[s] [was|were] never answered at this tap.',
    '在此抓包点有 {1} 条连接始终无应答。',
  ],
  [
    'These connections succeeded in the end; a denied one never does.',
    '这些连接最终都成功了；被策略或规则禁止的连接则绝不会成功。',
  ],
  ['SYN-ACKs that are lost on the way back', 'SYN-ACK 在返回途中丢失'],
  ['No SYN was repeated.', '没有 SYN 重发。'],
  [
    'Only a tap at the server can tell: it would show a SYN-ACK for every SYN.',
    '只有服务器处的抓包点才能判断：那里会看到每个 SYN 都有一个 SYN-ACK。',
  ],
]

export const STEPS: readonly Entry[] = [
  [
    'Capture at the server as well and drop both files here: it shows where the wait arises.',
    '在服务器处也抓包，把两个文件都拖放到这里：由此可知等待产生于何处。',
  ],
  [
    'Capture at the server as well ({1w}) and drop both files here: it shows where the wait arises.',
    '在服务器（{1}）处也抓包，把两个文件都拖放到这里：由此可知等待产生于何处。',
  ],
  ['Is the table of new connections full?', '记录新连接的表满了吗？'],
  [
    'Compare the count with the size, on the node, during a burst.',
    '在突发期间，到节点上将表项数与表的容量相比较。',
  ],
  ['Cilium: make the table larger if it is.', 'Cilium：如果满了，就扩大该表。'],
  [
    'On each firewall, NAT or balancer of yours on the path: compare its open sessions with the limit of its state table, during such a wait.',
    '在路径上归自己管理的每台防火墙、NAT 或负载均衡器上：在出现这种等待时，将其打开的会话数与状态表的上限相比较。',
  ],
  [
    'ListenDrops or ListenOverflows growing on the server: the backlog.',
    '服务器上的 ListenDrops 或 ListenOverflows 增长：是监听队列（backlog）。',
  ],
  [
    'There, too: a Recv-Q that reaches Send-Q is a full backlog.',
    '同样在服务器上：Recv-Q 达到 Send-Q，即监听队列（backlog）已满。',
  ],
  ['drop and early_drop growing: the table is full.', 'drop 和 early_drop 增长：表已满。'],
  ['insert_failed growing: a race.', 'insert_failed 增长：争用。'],
  ['Entries against the limit of the kernel.', '将表项数与内核的上限相比较。'],
  ['"table full, dropping packet" decides.', '出现 "table full, dropping packet" 即可确定。'],
]

/** 简体中文：fragment-order。 */
import type { Entry } from '../catalogue'

const CLAIMS: readonly Entry[] = [
  ['Fragments out of order', '分片乱序'],
  ['No fragmented datagrams.', '没有分片的数据报。'],
  [
    '{1#} fragmented datagram[s], none of them arrived tail first.',
    '{1} 个分片数据报，没有一个尾片先到。',
  ],
  [
    '{1#} of {2#} fragmented datagram[s] from {3w} to {4w} came tail first',
    '从 {3} 到 {4} 的 {2} 个分片数据报中有 {1} 个尾片先到',
  ],
  ['{1}, and {2%} of those [was|were] lost', '{1!}，其中 {2} 丢失'],
  ['{1}; [it was|they were] answered all the same', '{1!}；但仍得到了应答'],
  ['{1}, but datagrams in order fared no better', '{1!}，但顺序正常的数据报也没有更好'],
  ['{1}; what became of [it|them] cannot be seen', '{1!}；其结果如何无法看到'],
  [
    '{1#} of {2#} fragmented datagrams between {3#} pair[s] of hosts came tail first; {4}',
    '{3} 对主机之间的 {2} 个分片数据报中有 {1} 个尾片先到；{4!}',
  ],
  ['were lost', '它们丢失了'],
  ['they were answered all the same', '但仍得到了应答'],
  ['datagrams in order fared no better', '顺序正常的数据报也没有更好'],
  ['what became of them cannot be seen', '其结果如何无法看到'],
  ['It happened between {1#} pair[s] of hosts: {2}.', '这发生在 {1} 对主机之间：{2&}。'],
  ['{1w} → {2w} ({3#} of {4#})', '{1} → {2}（{4} 个中有 {3} 个）'],
  ['What follows is about the first of them.', '以下说的是其中第一对。'],
]

const HAPPENED: readonly Entry[] = [
  [
    '{1#} datagram[s] from {2w} to {3w} had to be fragmented, because a hop carries only {4#} octet[s]: the size of the heads.',
    '从 {2} 到 {3} 的 {1} 个数据报不得不分片，因为途中某一跳只能承载 {4} 字节：即首片的长度。',
  ],
  [
    '{1#} {2w} datagram[s] from {3w} to {4w} had to be fragmented, because a hop carries only {5#} octet[s]: the size of the heads.',
    '从 {3} 到 {4} 的 {1} 个 {2} 数据报不得不分片，因为途中某一跳只能承载 {5} 字节：即首片的长度。',
  ],
  [
    'In {1}, {2#} datagram[s] came tail first, the head {3t} later in the median, and {4#} datagram[s] in order.',
    '在 {1~} 中，{2} 个数据报尾片先到，首片晚到的中位数为 {3}；{4} 个顺序正常。',
  ],
  [
    'Of the tail-first datagrams that ask for an answer, {1#} of {2#} ({3%}) got none; of those in order, {4#} of {5#} ({6%}).',
    '在需要应答的数据报中，尾片先到的 {2} 个里有 {1} 个（{3}）没有得到应答；顺序正常的 {5} 个里有 {4} 个（{6}）。',
  ],
  [
    'Of the smallest pings between the same two hosts, which need no fragments, {1#} of {2#} were answered.',
    '同样两台主机之间最小的 ping 不需要分片，{2} 个中有 {1} 个得到应答。',
  ],
  [
    '{1w} sent {2#} ICMP error[s] "fragment reassembly time exceeded" about them: it had the heads and never got the tails.',
    '{1} 为此发出了 {2} 个 ICMP 差错报文“分片重组超时”：它有首片，却始终没有等到尾片。',
  ],
  [
    'Only the head carries the UDP and {1w} headers; the tail has no ports.',
    '只有首片带有 UDP 和 {1} 首部；尾片没有端口。',
  ],
  [
    'The encapsulation adds {1#} octet[s] to each inner packet.',
    '封装使每个内层数据包增加 {1} 字节。',
  ],
  [
    'Cilium, whose tunnels use UDP {1#} by default (so do others), does this by design: its eBPF datapath does not reassemble; it remembers the ports of a head, and drops a fragment that comes before its head with code 175.',
    'Cilium 的隧道默认使用 UDP {1}（其他软件也可能用它），这是其设计使然：它的 eBPF 数据路径不做重组，而是记住首片的端口；先于首片到达的分片会以代码 175 丢弃。',
  ],
  ['The order was changed on the way: {1}.', '顺序是在途中改变的：{1;!}。'],
  [
    'in {1} only {2#} of {3#} datagrams are tail first',
    '在 {1~} 中，{3} 个数据报里只有 {2} 个尾片先到',
  ],
  [
    '{1} traced {2#} fragment[s] between the two on a node.',
    '{1} 在节点上跟踪到两者之间的 {2} 个分片。',
  ],
  [
    'A kernel counts datagrams that it could not put together, since it was started: {1}.',
    '有内核统计了自启动以来未能重组的数据报：{1&}。',
  ],
  ['{1w} {2#} ({3})', '{1} {2}（{3}）'],
  ['fragments', '分片'],
]

const SURE: readonly Entry[] = [
  [
    "At least {1#} tail-first datagrams and {2%} of them unanswered, more than those in order (at least {3#}; else whole packets) with a chance of at most {4} by Fisher's exact test, one-sided.",
    '至少 {1} 个尾片先到的数据报，且其中 {2} 没有应答，多于顺序正常的（至少 {3} 个；否则与不分片的数据包比较），按单侧 Fisher 精确检验，偶然出现的概率不超过 {4}。',
  ],
  [
    'The packets inside ask for no answer that this capture could show.',
    '其中的数据包不需要本抓包文件能够看到的应答。',
  ],
  ['Answers were seen for tail-first datagrams too.', '尾片先到的数据报也看到了应答。'],
  ['Loss does not depend on the order of the fragments.', '丢包与分片的顺序无关。'],
  [
    'By chance alone such a difference would come up with probability {1}.',
    '仅凭偶然出现这样差异的概率为 {1~}。',
  ],
  ['below {1w}', '低于 {1}'],
  [
    'The receiver itself reports that it could not reassemble datagrams whose fragments all arrived here.',
    '接收方自己报告无法重组，而这些数据报的所有分片都到达了此处。',
  ],
  [
    'Hardly any datagram came in order, so there is little to compare with; this lowers the confidence.',
    '几乎没有数据报顺序正常，因此难以比较；把握因此降低。',
  ],
  ['{1#} tail-first datagram[s] [was|were] answered.', '{1} 个尾片先到的数据报得到了应答。'],
  ['{1#} datagram[s] in order [was|were] not answered.', '{1} 个顺序正常的数据报没有得到应答。'],
  [
    'No ICMP reassembly time-out was seen; it would come 30 s later, and may be filtered.',
    '没有看到 ICMP 重组超时；它要在 30 s 之后才来，也可能被过滤。',
  ],
  [
    'A firewall or cloud network discards fragments without ports',
    '防火墙或云网络丢弃没有端口的分片',
  ],
  [
    'It, too, would drop the tails that come before their head.',
    '它同样会丢弃先于首片到达的尾片。',
  ],
  [
    '{1#} datagram[s] with a tail of the same kind passed when the head was first.',
    '首片先到时，带有同样尾片的 {1} 个数据报通过了。',
  ],
  ['The receiver is unreachable or overloaded', '接收方不可达或过载'],
  [
    '{1#} whole packet[s] [was|were] answered meanwhile.',
    '同一时间有 {1} 个未分片的数据包得到应答。',
  ],
  ['Fragmented datagrams in order were answered.', '顺序正常的分片数据报得到了应答。'],
  [
    'Tail-first datagrams that are answered as often as those in order, in a longer capture.',
    '在更长的抓包中，尾片先到的数据报与顺序正常的一样经常得到应答。',
  ],
  [
    'No growth of the drop counter or of IpReasmFails on the receiver while large packets are lost.',
    '在大数据包丢失期间，接收方的丢弃计数器或 IpReasmFails 没有增长。',
  ],
]

const STEPS: readonly Entry[] = [
  [
    'Make packets small enough that nothing is fragmented: {1} {2#} octet[s] ({3#} − {4#}){5?}.',
    '让数据包小到不需要分片：{1!} {2} 字节（{3} − {4}）{5!}。',
  ],
  [
    'Make packets small enough that nothing is fragmented: {1#} octet[s]{2?}.',
    '让数据包小到不需要分片：{1} 字节{2!}。',
  ],
  ['pods may send', 'Pod 最多可发送'],
  ['what it carries may have', '隧道内的数据包最多可有'],
  ['; it costs {1%} of TCP goodput (estimated)', '；代价是 TCP 有效吞吐量的 {1}（估算）'],
  [
    'On the node {1w}, while large packets are sent: expect "First logical datagram fragment not found".',
    '在节点 {1} 上，发送大数据包期间：应能看到 "First logical datagram fragment not found"。',
  ],
  [
    'On {1w}: these counters grow when datagrams are not reassembled.',
    '在 {1} 上：数据报未能重组时，这些计数器会增长。',
  ],
  ['Watch the fragments in the order in which they arrive.', '按到达的先后观察分片。'],
]

const SHOWN: readonly Entry[] = [
  ['fragmented', '分片'],
  ['tail first', '尾片先到'],
  ['in order', '顺序正常'],
  ['tail first, unanswered', '尾片先到，无应答'],
  ['in order, unanswered', '顺序正常，无应答'],
  ['median reorder gap', '乱序间隔中位数'],
  ['path MTU (largest fragment)', '路径 MTU（最大分片）'],
  ['largest safe MTU', '最大安全 MTU'],
  ['ICMP reassembly time-outs', 'ICMP 重组超时'],
  ['goodput cost of that MTU', '该 MTU 的有效吞吐量代价'],
  ['pairs of hosts', '主机对'],
  ['Fragments in wire order', '线路上的分片顺序'],
  ['datagram {1#}: {2}', '数据报 {1}：{2!}'],
  ['{1}, answered', '{1!}，有应答'],
  ['{1}, never answered', '{1!}，始终无应答'],
  ['transport header', '传输层首部'],
  ['head: {1}', '首片：{1!}'],
  ['tail: {1}', '尾片：{1!}'],
  ['offset {1#}, {2#} octets, MF {3#}', '偏移 {1}，{2} 字节，MF {3}'],
  ['answer after {1t}', '{1} 后应答'],
  ['ICMP: fragment reassembly time exceeded', 'ICMP：分片重组超时'],
  ['The largest packet against the path', '最大的数据包与路径'],
  ['path MTU {1#}', '路径 MTU {1}'],
  ['smallest pings, not fragmented', '最小的 ping，未分片'],
  ['Answered, by order of arrival', '按到达顺序的应答情况'],
  ['datagrams answered', '个数据报有应答'],
  ['Tail first, by pair of hosts', '各主机对的尾片先到情况'],
  ['of fragmented datagrams', '个分片数据报'],
  ['head', '首片'],
  ['tail', '尾片'],
  ['answer', '应答'],
  ['reassembly time exceeded', '重组超时'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'Fragmented IP datagrams: the order in which their fragments arrived, and whether the packets inside were answered.',
    '分片的 IP 数据报：各分片到达的顺序，以及其中的数据包是否得到应答。',
  ],
  [
    'tail-first datagrams unanswered before it is a fault',
    '个尾片先到的数据报没有应答，达到即为故障',
  ],
  [
    'share of the judged tail-first datagrams unanswered',
    '可判断的尾片先到的数据报中没有应答的比例',
  ],
  [
    'datagrams in order, or whole packets, to compare with',
    '个顺序正常的数据报或未分片的数据包，供比较之用',
  ],
  [
    'chance (Fisher, one-sided) up to which order is to blame',
    '偶然概率（Fisher 检验，单侧）不超过此值时归咎于顺序',
  ],
  [
    'tail-first datagrams of unknown fate that deserve a warning',
    '个结果不明的尾片先到的数据报，达到即值得警告',
  ],
  [
    'pairs of hosts, none of them at fault, that get a note each',
    '对并无故障的主机，在此数目以内各给一条提示',
  ],
  ['their share of all fragmented datagrams', '它们在所有分片数据报中的比例'],
]

export const FRAGMENT_ORDER: readonly Entry[] = [
  ...DESCRIBED,
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...STEPS,
  ...SHOWN,
]

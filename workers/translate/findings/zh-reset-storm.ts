/** 简体中文：reset-storm。 */
import type { Entry } from '../catalogue'

/** RST 打断了什么；用在“{n} 条”之后，也单独作为标签。 */
const KINDS: readonly Entry[] = [
  ['reset by the server instead of an answer', '被服务器重置而没有应答'],
  ['reset by the server before anything was asked', '在收到任何请求之前被服务器重置'],
  ['reset by the server in the middle of its answer', '在应答中途被服务器重置'],
  ['reset by the client that waited for an answer', '被仍在等待应答的客户端重置'],
  ['reset by the client that had its answer', '被已得到应答的客户端重置'],
  ['reset by the server behind its last answer', '在最后一次应答之后被服务器重置'],
  ['opened by the client and reset without a word', '由客户端打开后未发送数据即重置'],
  ['{1#} [was|were] {2}', '{1} 条{2!}'],
  ['{1}, {2#} [was|were] {3}', '{1!}，{2} 条{3!}'],
  ['{1} and {2#} [was|were] {3}', '{1!}，{2} 条{3!}'],
]

const CLAIMS: readonly Entry[] = [
  ['Connections aborted', '连接被中止'],
  [
    '{1#} open connection[s], none was aborted with RST.',
    '{1} 条已建立的连接，没有一条被 RST 中止。',
  ],
  [
    '{1#} open connection[s], {2#} were aborted with RST.',
    '{1} 条已建立的连接，{2} 条被 RST 中止。',
  ],
  [
    '{1#} open connection[s], {2#} were aborted with RST, {3#} at the cost of an answer.',
    '{1} 条已建立的连接，{2} 条被 RST 中止，其中 {3} 条因此失去应答。',
  ],
  [
    '{1} [was|were] aborted with RST ({2#} RST[s]); {3#} of them cost an answer',
    '{1!}被 RST 中止（{2} 个 RST），其中 {3} 条因此失去应答',
  ],
  [
    '{1} [was|were] aborted with RST ({2#} RST[s]); {3#} of them cost an answer, {4#} were aborted by another machine in the name of a host',
    '{1!}被 RST 中止（{2} 个 RST），其中 {3} 条因此失去应答，{4} 条由另一台设备以主机的名义中止',
  ],
  ['{1#} connection[s] to {2w}', '到 {2} 的 {1} 条连接'],
  ['{1#} connection[s] of {2#} to {3w}', '到 {3} 的 {2} 条连接中有 {1} 条'],
  ['{1#} connection[s] from {2w}', '{2} 发起的 {1} 条连接'],
  ['{1#} connection[s] of {2#} from {3w}', '{3} 发起的 {2} 条连接中有 {1} 条'],
]

const HAPPENED: readonly Entry[] = [
  [
    'In {1}, {2#} connection[s] ended with RST instead of FIN: {3}.',
    '在 {1&} 中，{2} 条连接以 RST 而不是 FIN 结束：{3!}。',
  ],
  [
    'Clients sent {1#} RST[s], servers {2#}, within {3t}; most within a second: {4#} connections from {5t} on.',
    '客户端发送了 {1} 个 RST，服务器 {2} 个，前后历时 {3}；最密集的一秒始于 {5}，有 {4} 条连接。',
  ],
  ['Half of the connections were at most {1t} old.', '半数连接的存续时间不超过 {1}。'],
  ['They concern {1}, opened by {2}.', '涉及 {1&}，发起方为 {2&}。'],
  ['They concern {1}.', '涉及 {1&}。'],
  ['{1w}:{2#} ({3#})', '{1}:{2}（{3} 条）'],
  [
    '{1#} of the RSTs have a TTL that no other segment of their side has ({2#} instead of {3}, for example): a device on the way speaks in the name of the host.',
    '有 {1} 个 RST 的 TTL 与其所在一方的任何其他报文段都不同（例如为 {2} 而不是 {3&}）：途中有设备以主机的名义发送。',
  ],
  [
    'On {1#} connection[s] the host went on sending behind a RST in its own name.',
    '在 {1} 条连接上，以主机名义发出的 RST 之后，该主机仍继续发送。',
  ],
  [
    'All RSTs have the TTL of the other segments of their side: the hosts themselves abort, or something so near to them that TTL does not tell.',
    '所有 RST 的 TTL 都与其所在一方的其他报文段相同：是主机自己中止了连接，或是离主机近到无法凭 TTL 区分的设备。',
  ],
  [
    '{1#} of the RSTs have the TTL of the other segments of their side: the hosts themselves abort, or something so near to them that TTL does not tell.',
    '有 {1} 个 RST 的 TTL 与其所在一方的其他报文段相同：是主机自己中止了连接，或是离主机近到无法凭 TTL 区分的设备。',
  ],
  [
    'All carry ACK, so their senders know the connections.',
    '所有 RST 都带有 ACK，因此其发送者知道这些连接。',
  ],
  [
    'None carries ACK, as the answer to a segment of an unknown connection does not.',
    '所有 RST 都不带 ACK，对未知连接的报文段的应答正是如此。',
  ],
  [
    '{1#} carry ACK, so their senders know the connections; {2#} do not, as the answer to a segment of an unknown connection does not.',
    '有 {1} 个 RST 带有 ACK，因此其发送者知道这些连接；{2} 个不带，对未知连接的报文段的应答正是如此。',
  ],
]

const SURE: readonly Entry[] = [
  [
    'A RST on an open connection before either side sent FIN, which costs an answer: the server resets instead of answering, before anything is asked, or with its answer not acknowledged; or the client resets while it waits.',
    '已建立的连接上，任何一方发送 FIN 之前出现 RST，并因此失去应答：服务器不作应答而重置，或在收到任何请求之前重置，或在其应答尚未得到确认时重置；或者客户端在等待时重置。',
  ],
  [
    'A warning from {1#} such connections of one host on, or from {2#} that another machine aborts, when they are at least {3#} % of its open connections; a note from {4#} on.',
    '同一主机的这类连接达到 {1} 条，或由另一台设备中止的达到 {2} 条，且至少占其已建立连接的 {3} % 时，为“警告”；达到 {4} 条时为“提示”。',
  ],
  [
    'RSTs of clients that have their answer, of probes without data, behind a FIN, and after a silence that the connection did not survive do not decide.',
    '客户端已得到应答后的 RST、无数据的探测的 RST、FIN 之后的 RST，以及连接因空闲而失效之后的 RST，不作为判断依据。',
  ],
  ['Copies of frames are left out.', '帧的副本不计。'],
  [
    'Each RST and the connection before it are in the capture.',
    '每个 RST 以及此前的连接都在抓包文件中。',
  ],
  ['Why its sender aborts is inferred.', '其发送者为何中止连接，则是推断。'],
  [
    '{1#} connection[s] [was|were] reset when nothing was to come any more: some clients and health checks close like that on purpose.',
    '{1} 条连接在不再有数据要来时被重置：有些客户端和健康检查有意这样关闭连接。',
  ],
  [
    '{1#} further connection[s] had a RST behind a FIN, as ordinary closing with unread data leaves it; not counted.',
    '另有 {1} 条连接在 FIN 之后出现 RST，有未读数据时的正常关闭就会这样；未计入。',
  ],
  [
    '{1#} connection[s] of the same host ended without such a RST ({2%}).',
    '同一主机另有 {1} 条连接结束时没有这样的 RST（{2}）。',
  ],
  [
    'Logs of both applications that show every one of these requests answered.',
    '双方应用程序的日志表明，这些请求全部得到了应答。',
  ],
]

const CAUSES: readonly Entry[] = [
  [
    'The server application aborts: it crashes, closes sockets with unread data, or is out of workers',
    '服务器应用程序中止连接：它崩溃，或关闭了仍有未读数据的套接字，或工作进程已用尽',
  ],
  ['{1#} × a RST of the server instead of an answer.', '{1} 次：服务器没有应答，而是发出 RST。'],
  ['{1#} × a RST of the server in the middle of its answer.', '{1} 次：服务器在应答中途发出 RST。'],
  ['No server sent a RST that cost an answer.', '没有服务器发出使应答丢失的 RST。'],
  ['Most RSTs do not come from the hosts themselves.', '大多数 RST 并非来自主机自己。'],
  [
    'The server accepts no more: full accept queue with tcp_abort_on_overflow, or a proxy without backend',
    '服务器不再接受连接：accept 队列已满且设置了 tcp_abort_on_overflow，或代理没有可用的后端',
  ],
  [
    '{1#} × a RST of the server before anything was asked.',
    '{1} 次：服务器在收到任何请求之前发出 RST。',
  ],
  ['No connection was reset right after its handshake.', '没有连接在握手之后立即被重置。'],
  [
    'Clients give up: their time-out is shorter than the server takes, or they are killed',
    '客户端放弃：其超时短于服务器所需的时间，或客户端被终止',
  ],
  [
    '{1#} × a RST of a client that still waited for an answer.',
    '{1} 次：客户端在仍等待应答时发出 RST。',
  ],
  [
    'Half of the aborted connections lived for {1t} at most: compare with the time-out of the clients.',
    '被中止的连接有半数存续不超过 {1}：请与客户端的超时比较。',
  ],
  ['No client reset while it waited.', '没有客户端在等待时重置连接。'],
  [
    'A firewall, an intrusion prevention system or a proxy on the way cuts connections',
    '途中的防火墙、入侵防御系统或代理切断了连接',
  ],
  [
    '{1#} RSTs have another TTL than the host in whose name they come.',
    '有 {1} 个 RST 的 TTL 与其名义上的主机不同。',
  ],
  [
    'Hosts went on sending behind RSTs in their own name, which nobody does.',
    '以主机名义发出的 RST 之后，主机仍继续发送；自己发出 RST 的主机不会这样。',
  ],
  [
    'The RSTs have the TTL of the hosts in whose name they come, or none to compare with.',
    'RST 的 TTL 与其名义上的主机相同，或没有可比较的 TTL。',
  ],
  [
    'Clients or health checks close with RST on purpose (SO_LINGER with time 0)',
    '客户端或健康检查有意用 RST 关闭连接（SO_LINGER 时间为 0）',
  ],
  [
    '{1#} × a RST of a client when nothing was to come any more.',
    '{1} 次：客户端在不再有数据要来时发出 RST。',
  ],
  ['Servers send RSTs, too.', '服务器也发送 RST。'],
  ['Clients also reset while an answer was to come.', '客户端在应答尚未到来时也重置连接。'],
  [
    'A load balancer moves connections to backends that do not know them',
    '负载均衡器把连接转到了不知道这些连接的后端',
  ],
  [
    '{1#} RSTs lack ACK: their senders do not know the connection, or answer late segments of one that they have aborted.',
    '有 {1} 个 RST 不带 ACK：其发送者不知道该连接，或是在应答自己已中止的连接的迟到报文段。',
  ],
  ['The senders of all RSTs know the connections.', '所有 RST 的发送者都知道这些连接。'],
]

const STEPS: readonly Entry[] = [
  [
    'On {1w} and on a client: why the kernel aborts.',
    '在 {1} 和一台客户端上：查看内核为何中止连接。',
  ],
  ['The counters that grow name the reason.', '增长的计数器即说明原因。'],
  [
    'On {1w}: is the accept queue full (Recv-Q at Send-Q), and does the kernel abort then?',
    '在 {1} 上：accept 队列是否已满（Recv-Q 达到 Send-Q），此时内核是否中止连接？',
  ],
  [
    'Which process sends RSTs, and from where in the kernel.',
    '哪个进程发送 RST，以及从内核何处发出。',
  ],
  ['Do the RSTs leave the host itself?', 'RST 是否由主机自己发出？'],
  ['With -v tcpdump shows the TTL beside them.', '使用 -v 时，tcpdump 会一并显示 TTL。'],
  ['Did the pod restart, or its proxy?', 'Pod 或其代理是否重启过？'],
]

/** 凡以连接为单位的，名称中都有“连接”。 */
const SHOWN: readonly Entry[] = [
  ['connections', '连接'],
  ['RSTs', 'RST 总数'],
  ['RSTs of clients', '客户端的 RST'],
  ['RSTs of servers', '服务器的 RST'],
  ['aborted', '被中止的连接'],
  ['aborted at the cost of an answer', '因中止而失去应答的连接'],
  ['RSTs of another machine', '被另一台设备的 RST 中止的连接'],
  ['most within a second', '一秒内最多的连接'],
  ['Aborted connections by what the RST interrupted', '被中止的连接，按 RST 打断了什么'],
  ['aborted connections', '条被中止的连接'],
  ['RSTs over time, by the age of the connection', 'RST 随时间的分布，按连接的存续时间'],
  ['RST of the client', '客户端的 RST'],
  ['RST of the server', '服务器的 RST'],
  ['{1}; TTL {2#}, window {3#}', '{1!}；TTL {2}，窗口 {3}'],
  ['{1}; TTL {2#}, window {3#}, IP id {4#}', '{1!}；TTL {2}，窗口 {3}，IP id {4}'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'RSTs on open connections, what they interrupted, and who sent them.',
    '打开的连接上的 RST、它们打断了什么，以及由谁发出。',
  ],
  [
    'connections of one host aborted at the cost of an answer before it is a warning',
    '个同一主机的连接被中止并因此失去应答，达到即为警告',
  ],
  [
    'percent of its open connections that they must be for a warning',
    '%：占其打开的连接的比例，达到才是警告',
  ],
  [
    'such connections that another machine than the host aborts before it is a warning',
    '个这样的连接由主机以外的机器中止，达到即为警告',
  ],
  ['such connections of one host before it is mentioned', '个同一主机的这样的连接，达到才提及'],
]

export const RESET_STORM: readonly Entry[] = [
  ...DESCRIBED,
  ...KINDS,
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
]

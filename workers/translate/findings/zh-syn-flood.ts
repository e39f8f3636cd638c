/** 简体中文：syn-flood。 */
import type { Entry } from '../catalogue'

const CLAIMS: readonly Entry[] = [
  ['SYN flood', 'SYN 洪泛'],
  [
    '{1#} connection[s]; no address and port was left with {2#} handshakes a second that nobody completed.',
    '{1} 条连接；没有任何地址和端口每秒有 {2} 次无人完成的握手。',
  ],
  [
    '{1w} gets up to {2#} SYNs a second from {3#} address[es]; {4%} of the handshakes were never completed',
    '{1} 每秒收到多达 {2} 个 SYN，来自 {3} 个地址；{4} 的握手始终没有完成',
  ],
  [
    '{1w} gets up to {2#} SYNs a second from at least {3#} address[es]; {4%} of the handshakes were never completed',
    '{1} 每秒收到多达 {2} 个 SYN，来自至少 {3} 个地址；{4} 的握手始终没有完成',
  ],
]

const HAPPENED: readonly Entry[] = [
  [
    'In {1}, {2#} handshake[s] with {3w} were begun within one second.',
    '在 {1~} 中，一秒之内开始了 {2} 次与 {3} 的握手。',
  ],
  [
    'In {1}, {2#} handshake[s] with {3w} were begun within {4#} flooded seconds.',
    '在 {1~} 中，在 {4} 个被洪泛的秒之内开始了 {2} 次与 {3} 的握手。',
  ],
  [
    '{1#} of the {2#} that had {3t} for it were never completed.',
    '其中 {2} 次有 {3} 的时间可供完成，{1} 次始终没有完成。',
  ],
  [
    'None of the {1#} that had {2t} for it was ever completed.',
    '其中 {1} 次有 {2} 的时间可供完成，没有一次完成。',
  ],
  [
    'The capture holds more connections than are followed: there are more.',
    '抓包文件中的连接多于所能跟踪的数量：实际更多。',
  ],
  [
    '{1%} of these got a SYN-ACK: the service answers, and is left with half-open handshakes.',
    '其中 {1} 得到了 SYN-ACK：服务有应答，留下的是半开的握手。',
  ],
  [
    'None of these got a SYN-ACK, though others did: the backlog is full, or something drops them.',
    '这些握手都没有得到 SYN-ACK，而其他握手得到了：半连接队列已满，或有设备将其丢弃。',
  ],
  [
    'Nothing from this port is seen: the SYNs are dropped before the service, or this tap sees one direction only.',
    '看不到来自该端口的任何数据包：SYN 在到达服务之前被丢弃，或此抓包点只看到一个方向。',
  ],
  [
    '{1#} SYN-ACK[s] drew a RST: that address had asked for nothing, as where a real one is forged.',
    '有 {1} 个 SYN-ACK 引来了 RST：该地址并未发起请求，如同真实地址被伪造时那样。',
  ],
  [
    'They come from {1#} address[es], with {2#} of each on average.',
    '它们来自 {1} 个地址，平均每个地址 {2} 次。',
  ],
  [
    'They come from at least {1#} address[es], with {2#} of each on average.',
    '它们来自至少 {1} 个地址，平均每个地址 {2} 次。',
  ],
  ['{1w} sent most, {2#}.', '最多的是 {1}，{2} 次。'],
  ['{1w} sent most, at least {2#}.', '最多的是 {1}，至少 {2} 次。'],
  [
    'So many addresses with one attempt each are forged.',
    '如此多的地址各只尝试一次，是伪造的地址。',
  ],
  [
    '{1%} of these SYNs announce no MSS, as every operating system does: a program makes them.',
    '其中 {1} 的 SYN 没有通告 MSS，而任何操作系统都会通告：它们由程序构造。',
  ],
  [
    '{1%} arrive with TTL {2#}: all come from equally far.',
    '{1} 到达时 TTL 为 {2}：都来自同样远的地方。',
  ],
  ['Other taps show it as well: {1}.', '其他抓包点也能看到：{1&}。'],
  ['Meanwhile nobody came through.', '与此同时，没有任何握手成功。'],
  ['Meanwhile {1#} handshake[s] came through.', '与此同时，有 {1} 次握手成功。'],
  [
    'Their SYN-ACK took {1t} in the median, {2t} at most.',
    '其 SYN-ACK 的耗时中位数为 {1}，最长 {2}。',
  ],
  ['At other times it took {1t}.', '其他时间为 {1}。'],
  [
    '{1#} attempt[s] of others failed: they repeated their SYN, were refused, or had come through at another time.',
    '其他来源有 {1} 次尝试失败：它们重发了 SYN、被拒绝，或在其他时间曾经成功。',
  ],
  [
    'What it does: each such SYN holds a place in the backlog of the listener until its SYN-ACK was repeated in vain (RFC 4987), and an entry in every connection tracking table on its way.',
    '后果：每个这样的 SYN 都在监听端的半连接队列中占据一个位置，直到其 SYN-ACK 徒劳地重发完毕（RFC 4987），并在沿途每个连接跟踪表中占据一个条目。',
  ],
  [
    'Once these are full, healthy handshakes become slow or fail.',
    '一旦它们占满，正常的握手就会变慢或失败。',
  ],
]

const SURE: readonly Entry[] = [
  [
    'Seconds in which {1#} handshakes with one address and port and {2#} % of all were never completed, and together {3#} in such seconds, from {4#} addresses or {5#} from one.',
    '与同一地址和端口的握手在一秒内有 {1} 次且占全部的 {2} % 始终没有完成，这样的各秒合计 {3} 次，来自 {4} 个地址，或有 {5} 次来自同一地址。',
  ],
  [
    'Completed is what its originator follows up with an ACK or data.',
    '发起方随后发送了 ACK 或数据的，即为完成。',
  ],
  [
    'Not if more than {1#} % repeat their SYN, or half came through at another time: those are clients.',
    '若超过 {1} % 重发其 SYN，或有一半在其他时间曾经成功，则不算：那是客户端。',
  ],
  [
    'The same tap shows handshakes that are completed, so it would have shown these.',
    '同一抓包点能看到完成的握手，因此若这些握手完成也应能看到。',
  ],
  [
    'This tap shows nothing of TCP beyond the handshakes: a capture filtered to SYNs would look the same, which lowers the confidence.',
    '此抓包点除握手外看不到任何 TCP 数据包：只过滤 SYN 的抓包看起来也会如此，把握因此降低。',
  ],
  ['ACKs of the same originators at another tap.', '在另一抓包点看到同样发起方的 ACK。'],
]

const CAUSES: readonly Entry[] = [
  [
    'Clients of a service that is down, which give up within a second',
    '服务已停止，其客户端在一秒之内就放弃',
  ],
  ['Each address tries again and again.', '每个地址都一再尝试。'],
  ['Clients would try again.', '客户端会再次尝试。'],
  ['The service answers.', '服务有应答。'],
  [
    'A load test, or clients whose further packets take another way',
    '压力测试，或后续数据包走另一条路的客户端',
  ],
  ['No further packet of TCP is seen here.', '此处看不到后续的 TCP 数据包。'],
  ['Further packets of others are seen here.', '此处能看到其他连接的后续数据包。'],
  ['Some originators answer with RST.', '有些发起方以 RST 应答。'],
  ['Health checks that reset the half-open connection', '将半开连接重置的健康检查'],
  ['Most end with a RST of the originator.', '多数以发起方的 RST 结束。'],
  ['They are not sent by the hundred each second.', '健康检查不会每秒发送上百次。'],
]

const STEPS: readonly Entry[] = [
  [
    'Have forged addresses filtered where they come in (BCP 38), or limit new connections there, before anything tracks them.',
    '请在伪造地址进入之处将其过滤（BCP 38），或在任何设备开始跟踪之前，于该处限制新建连接。',
  ],
  [
    'Drop the busiest addresses before anything tracks them.',
    '在任何设备开始跟踪之前，丢弃最活跃的地址。',
  ],
  [
    'On the server: have it answer with SYN cookies once its backlog is full (1), and see how much the backlog holds.',
    '在服务器上：让它在半连接队列满后以 SYN cookie 应答（值为 1），并查看队列的容量。',
  ],
  [
    'Cilium: a policy or the host firewall that admits only known peers drops the others.',
    'Cilium：只放行已知对端的策略或主机防火墙会丢弃其他来源。',
  ],
  ['On the server: how many handshakes are half-open now?', '在服务器上：现在有多少半开的握手？'],
  [
    'Do these grow there: overflows, drops, SYN cookies sent?',
    '以下各项在那里是否增长：溢出、丢弃、发送的 SYN cookie？',
  ],
  [
    'There, and on each machine before it that tracks connections: entries against the limit.',
    '在服务器以及之前每台跟踪连接的机器上：条目数与上限。',
  ],
  ['The same of the table of Cilium, on the node.', '在节点上查看 Cilium 的表。'],
]

const SHOWN: readonly Entry[] = [
  ['Handshakes over time: never completed, of all begun', '握手随时间的变化：始终未完成者占全部'],
  ['from {1t}', '自 {1} 起'],
  ['What became of them', '它们的结局'],
  ['no SYN-ACK', '没有 SYN-ACK'],
  ['left half-open', '留在半开状态'],
  ['SYN-ACK answered with RST', '以 RST 应答 SYN-ACK'],
  ['refused', '被拒绝'],
  ['completed', '已完成'],
  ['SYNs in the busiest second', '最繁忙一秒的 SYN'],
  ['handshakes begun', '开始的握手'],
  ['never completed', '始终未完成'],
  ['addresses counted', '统计到的地址'],
  ['answered and left half-open', '得到应答后留在半开状态'],
  ['completed meanwhile', '同时完成的'],
  ['SYN to SYN-ACK meanwhile', '同时从 SYN 到 SYN-ACK'],
]

const DESCRIBED: readonly Entry[] = [
  [
    'Handshakes that are begun and never completed, by address and port: how many a second, from whom, and what becomes of the others.',
    '按地址和端口统计开始而始终没有完成的握手：每秒多少、来自谁，以及其他握手的情况。',
  ],
  [
    'handshakes with one address and port that were never completed',
    '次与同一地址和端口的握手始终没有完成',
  ],
  ['of them begun within one second, for it to be flooded', '次在一秒内开始，该秒才算被洪泛'],
  ['percent of all handshakes of that second', '%，占该秒全部握手的比例'],
  ['addresses that they come from, as forged ones do', '个来源地址，如同伪造的地址'],
  [
    'or attempts of one address, each with a port of its own',
    '次或来自同一地址的尝试，各用不同端口',
  ],
  [
    'percent that repeat their SYN, above which they are clients of a silent service',
    '% 重发其 SYN，超过此值则视为无应答服务的客户端',
  ],
  ['milliseconds that a handshake may take', 'ms，一次握手可用的时间'],
  [
    'others that failed meanwhile, from which it is critical',
    '次其他握手同时失败，达到此数即为严重',
  ],
]

export const SYN_FLOOD: readonly Entry[] = [
  ...DESCRIBED,
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
]

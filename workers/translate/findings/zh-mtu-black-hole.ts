/** 简体中文：mtu-black-hole。 */
import type { Entry } from '../catalogue'
import { BEHIND_LOSS } from './zh-behind-loss'
import { SIZES } from './zh-sizes'

const CLAIMS: readonly Entry[] = [
  ['MTU black hole', 'MTU 黑洞'],
  [
    '{1} → {2}: inner packets up to {3#} octet[s] arrive, from {4#} on they vanish without an ICMP error',
    '{1&} → {2&}：内层数据包不超过 {3} 字节可以到达，从 {4} 字节起无声消失，没有 ICMP 差错报文',
  ],
  [
    '{1} → {2}: packets up to {3#} octet[s] arrive, from {4#} on they vanish without an ICMP error',
    '{1&} → {2&}：不超过 {3} 字节的数据包可以到达，从 {4} 字节起无声消失，没有 ICMP 差错报文',
  ],
]

const HAPPENED: readonly Entry[] = [
  [
    "The receiver's selective acknowledgement (SACK) says what is missing: {1#} octet[s]{2?}, relative sequence numbers {3#} to {4#}; what came later did arrive.",
    '接收方的选择性确认（SACK）说明了缺少什么：{1} 字节{2!}，相对序列号 {3} 至 {4}；其后的都已到达。',
  ],
  [' ({1#} segments of {2#})', '（{1} 个 {2} 字节的报文段）'],
  [
    'The packets just before and after it, of {1#} and {2#} octet[s], arrived.',
    '紧邻其前后的数据包，{1} 和 {2} 字节，都到达了。',
  ],
  ['The packet just after it, of {1#} octet[s], arrived.', '紧随其后的 {1} 字节的数据包到达了。'],
  [
    'Of what is missing, this finding counts only what was sent {1#} times or more: {2#} segment[s].',
    '在缺少的内容中，本发现只计发送了 {1} 次以上的：{2} 个报文段。',
  ],
  [
    'Meanwhile smaller packets arrived in the same direction, so the path was not down.',
    '其间同方向较小的数据包能够到达，因此路径并未中断。',
  ],
  ['Smaller packets arrived in the same direction afterwards.', '其后同方向较小的数据包能够到达。'],
  [
    'Packets up to {1#} octet[s] were delivered from {2} to {3}; the smallest that was lost had {4#}.',
    '从 {2&} 到 {3&}，不超过 {1} 字节的数据包可以送达；丢失的最小的有 {4} 字节。',
  ],
  [
    'With the {1#} octet[s] of {2} that is {3#} and {4#} octet[s] on the underlay, so its hidden MTU lies in [{5#}, {6#}).',
    '加上 {2} 的 {1} 字节，在底层网络上即 {3} 和 {4} 字节，因此其隐藏的 MTU 在 [{5}, {6}) 之内。',
  ],
  ['The hidden MTU lies in [{1#}, {2#}).', '隐藏的 MTU 在 [{1}, {2}) 之内。'],
  [
    'They never appear at {1}, which sees the same connections.',
    '在能看到同样连接的 {1&} 处，它们从未出现。',
  ],
  [
    'DF is not set, so a router should have fragmented the packets; it discarded them.',
    '没有设置 DF，因此路由器本应将数据包分片；它却丢弃了。',
  ],
  [
    'A router that cannot forward such a packet owes its sender an {1}.',
    '无法转发这种数据包的路由器，应当向发送方发出 {1!}。',
  ],
  ['ICMPv6 "packet too big" (type 2)', 'ICMPv6 “packet too big”（类型 2）'],
  ['ICMP "fragmentation needed" (3/4)', 'ICMP “fragmentation needed”（3/4）'],
  ['None came; {1}.', '却一个也没有；{1!}。'],
  [
    'this capture holds other ICMP messages, so it would have shown it',
    '此抓包文件中有其他 ICMP 报文，因此若有便应看到',
  ],
  [
    'no ICMP at all is in this capture, so a capture filter may have kept it out',
    '此抓包文件中完全没有 ICMP，因此可能被抓包过滤器排除了',
  ],
  ['The datapath itself says that they are too large.', '数据路径自己就说它们过大。'],
  [
    'The datapath drops these very segments for another reason than their size: {1}.',
    '数据路径丢弃这些报文段的原因与长度无关：{1!}。',
  ],
]

const ROUTES: readonly Entry[] = [
  [
    '{1} has the route for {2w} ({3}, {4}) with an MTU of {5#} octet[s]{6}',
    '{1} 中到 {2} 的路由（{3~}，{4}）的 MTU 为 {5} 字节{6!}',
  ],
  [
    '{1} has the route for {2w} ({3}) without an MTU of its own; its device {4w} carries {5#} octet[s]{6}',
    '{1} 中到 {2} 的路由（{3~}）没有自己的 MTU；其网络设备 {4} 可承载 {5} 字节{6!}',
  ],
  ['default', '默认路由'],
  [
    ': more than what arrives, so the sender cannot know that {1#} octet[s] are too many.',
    '：大于能够到达的长度，因此发送方无从知道 {1} 字节过大。',
  ],
  [
    ', which is small enough: on a sender that follows it, the lost packets would not have been sent.',
    '，已经足够小：遵循它的发送方不会发出那些丢失的数据包。',
  ],
  [', between what arrives and what is lost.', '，介于能到达的与丢失的长度之间。'],
]

const SURE: readonly Entry[] = [
  [
    'A segment of at least {1#} octet[s] sent {2#} times or more and never acknowledged, larger than anything that arrived in the same direction between the same hosts; or {3#} large pings unanswered and {4#} smaller ones answered.',
    '至少 {1} 字节的报文段发送 {2} 次以上而始终没有得到确认，并且大于同样两台主机之间同方向到达的任何数据包；或者 {3} 个大 ping 无应答，而 {4} 个较小的有应答。',
  ],
  [
    "Silent where ICMP told the sender, where the path fragments, and where the tunnel's own ends exchange packets as large without the tunnel.",
    '以下情况不报告：ICMP 已告知发送方；路径会分片；隧道两端不经隧道也交换同样大的数据包。',
  ],
  [
    'Smaller packets passed between the transmissions of the large ones.',
    '在大数据包的各次发送之间，较小的数据包能够通过。',
  ],
  [
    'A tap behind the hole sees everything but the large packets.',
    '黑洞之后的抓包点能看到一切，唯独没有大数据包。',
  ],
  [
    'Only pings show it; a filter for large pings would look the same, which lowers the confidence.',
    '只有 ping 表现如此；过滤大 ping 的规则看起来也一样，把握因此降低。',
  ],
  [
    'Nothing shows that smaller packets still passed after the loss began: an outage at that very moment would look the same.',
    '看不出丢失开始之后较小的数据包仍能通过：恰在那时发生的中断看起来也一样。',
  ],
  [
    'The capture holds no ICMP: the error may have been sent and filtered out here.',
    '抓包文件中没有 ICMP：差错报文可能已经发出，而在此处被过滤掉了。',
  ],
  [
    'The packets are missing at another interface of the same machine: the limit may be inside it.',
    '数据包在同一台机器的另一个接口上缺失：界限可能就在这台机器内部。',
  ],
  [
    'A packet of {1#} octet[s] or more that arrives in this direction.',
    '在此方向有 {1} 字节或更大的数据包到达。',
  ],
  [
    'An ICMP error about these packets, seen at the sender.',
    '在发送方看到关于这些数据包的 ICMP 差错报文。',
  ],
  ['Small packets that are lost just as well at the same time.', '同一时间小数据包也同样丢失。'],
]

const CAUSES: readonly Entry[] = [
  ['An outage, or random loss', '中断，或随机丢包'],
  [
    'Later and smaller segments of the same connection arrived.',
    '同一连接中其后较小的报文段到达了。',
  ],
  ['Smaller packets arrived between the retransmissions.', '在各次重传之间，较小的数据包到达了。'],
  ['Smaller packets arrived afterwards.', '其后较小的数据包到达了。'],
  [
    'No packet of the lost size ever arrived in this direction.',
    '在此方向从未有丢失那样大的数据包到达。',
  ],
  [
    'A firewall drops the ICMP error, and the router does its duty',
    '路由器尽了责，而防火墙丢弃了 ICMP 差错报文',
  ],
  ['The sender would see the same: nothing.', '发送方看到的会一样：什么也没有。'],
  [
    'Other ICMP messages pass; only this type would have to be dropped.',
    '其他 ICMP 报文能够通过；只能是这一类型被丢弃。',
  ],
  [
    'A middlebox limits the size on the port of the tunnel alone',
    '中间设备只限制隧道端口上的数据包长度',
  ],
  [
    'Ping with the lost size from one end of the tunnel to the other decides: it fails with a small MTU only.',
    '从隧道一端向另一端发送丢失那样大的 ping 即可判断：只有 MTU 过小时才会失败。',
  ],
]

const STEPS: readonly Entry[] = [
  [
    '{1w} answers pings itself and passes these packets on to {2w} under another address: find the exact limit between {3#} and {4#} on the machine that has {5w}; the largest size that passes is the MTU to set.',
    '{1} 自己应答 ping，而把这些数据包以另一个地址转发给 {2}：在拥有 {5} 的机器上，在 {3} 与 {4} 之间找出准确的界限；能通过的最大长度就是要设置的 MTU。',
  ],
  [
    'On the machine that has {1w}, as a ping to this address would end there: this fails if the finding is right.',
    '在拥有 {1} 的机器上（发往此地址的 ping 会在那里终止）：如果这项发现正确，此命令会失败。',
  ],
  [
    'Find the exact limit between {1#} and {2#} (run it where {3w} lives); the largest size that passes is the MTU to set.',
    '在 {1} 与 {2} 之间找出准确的界限（在 {3} 所在处运行）；能通过的最大长度就是要设置的 MTU。',
  ],
  [
    'Until then {1#} octet[s] is safe, {2}; it costs {3%} of TCP goodput against {4#} (estimated).',
    '在此之前 {1} 字节是安全的，{2!}；与 {4} 相比，代价是 TCP 有效吞吐量的 {3}（估算）。',
  ],
  ['the largest size that was seen to arrive', '这是看到能够到达的最大长度'],
  [
    'an estimate: the capture proves only {1#}, but nearly every path carries 1280',
    '这是估算：抓包文件只能证明 {1}，但几乎所有路径都能承载 1280',
  ],
  [
    'Find the hop that drops them and let its ICMP error pass, or raise its MTU.',
    '找出丢弃它们的那一跳，放行其 ICMP 差错报文，或增大其 MTU。',
  ],
  ['From {1w}: this fails if the finding is right.', '在 {1} 上：如果这项发现正确，此命令会失败。'],
  ['And this works.', '而此命令会成功。'],
  [
    'What the sender believes: the route with its cached or configured MTU.',
    '发送方所认为的：路由及其缓存或配置的 MTU。',
  ],
  [
    "On {1w}, the end of the tunnel: the same size outside of it. If it passes, only the tunnel's port is limited.",
    '在隧道端点 {1} 上：同样的长度，但不经隧道。如果能通过，受限的只是隧道的端口。',
  ],
  [
    'On both nodes: "Fragmentation needed" here would mean that the node itself drops them.',
    '在两个节点上：此处若出现 "Fragmentation needed"，说明是节点自己丢弃了它们。',
  ],
]

const SHOWN: readonly Entry[] = [
  ['safe route MTU', '安全的路由 MTU'],
  ['safe pod MTU', '安全的 Pod MTU'],
  ['safe inner MTU', '安全的内层 MTU'],
  ['acknowledged in smaller pieces', '切成更小的片段后得到确认'],
  ['The smallest lost packet against the path', '丢失的最小数据包与路径'],
  ['hidden MTU in [{1#}, {2#})', '隐藏的 MTU 在 [{1}, {2}) 之内'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'Sizes of segments that were repeated without acknowledgement, of full segments that a tap behind the loss misses, and of pings without answer, against the sizes that arrived between the same hosts.',
    '重传后仍无确认的报文段、丢失处之后的抓包点所缺少的装满的报文段和没有应答的 ping 的大小，与同样两台主机之间能够到达的大小相比较。',
  ],
  ['transmissions of a segment without acknowledgement', '次发送同一报文段而没有确认'],
  [
    'large pings unanswered, and small ones answered, for a bracket',
    '个大 ping 没有应答、同样多个小 ping 有应答，才能给出区间',
  ],
  [
    'smallest packet that an MTU is blamed for (RFC 791 §3.1)',
    '字节：可归咎于 MTU 的最小数据包（RFC 791 §3.1）',
  ],
]

export const MTU_BLACK_HOLE: readonly Entry[] = [
  ...DESCRIBED,
  ...SIZES,
  ...BEHIND_LOSS,
  ...CLAIMS,
  ...HAPPENED,
  ...ROUTES,
  ...SURE,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
]

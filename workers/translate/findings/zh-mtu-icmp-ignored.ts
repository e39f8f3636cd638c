/** 简体中文：mtu-icmp-ignored。 */
import type { Entry } from '../catalogue'
import { ICMP_IGNORED_UDP } from './zh-mtu-icmp-ignored-udp'
import { SIZES } from './zh-sizes'

const CLAIMS: readonly Entry[] = [
  ['Path MTU told and not obeyed', '路径 MTU 已告知却不遵守'],
  ['No ICMP error says that a packet was too big.', '没有 ICMP 差错报文说数据包过大。'],
  [
    '{1#} ICMP error[s] about packets that were too big; nothing as large was sent again {2#} times afterwards.',
    '{1} 个 ICMP 差错报文称数据包过大；其后没有同样大的数据包再发送 {2} 次。',
  ],
  [
    '{1} → {2}: {3#} ICMP error[s] {4}, and the sender goes on with {5} octet[s]',
    '{1} → {2&}：{3} 个 ICMP 差错报文{4!}，而发送方继续发送 {5~} 字节',
  ],
  ['tell an MTU of {1#}', '告知 MTU 为 {1}'],
  ['say that packets are too big', '称数据包过大'],
  ['{1#} to {2#}', '{1} 至 {2}'],
]

const HAPPENED: readonly Entry[] = [
  [
    '{1} refused packets from {2w} to {3} {4#} time[s] with {5}.',
    '{1&} 拒绝了从 {2} 到 {3&} 的数据包 {4} 次，发回 {5!}。',
  ],
  [
    '{1} refused {2w} packets from {3w} to {4} {5#} time[s] with {6}.',
    '{1&} 拒绝了从 {3} 到 {4&} 的 {2} 数据包 {5} 次，发回 {6!}。',
  ],
  ['ICMPv6 "packet too big" (2/0)', 'ICMPv6 “packet too big”（2/0）'],
  ['ICMP "fragmentation needed" (3/4)', 'ICMP “fragmentation needed”（3/4）'],
  ['The next hop carries {1#} octet[s].', '下一跳可承载 {1} 字节。'],
  ['They do not say what the next hop carries.', '它们没有说明下一跳可承载多少。'],
  [
    'In {1}, {2w} sent {3#} octet[s] from relative sequence number {4#} on to {5w} in one IP packet of {6#} octet[s]{7?}.',
    '在 {1~} 中，{2} 向 {5} 发送了从相对序列号 {4} 开始的 {3} 字节，放在一个 {6} 字节的 IP 数据包中{7!}。',
  ],
  [' ({1#} with {2w})', '（连同 {2} 为 {1} 字节）'],
  [
    'The error came {1t} later (frame {2#}); the segment was sent {3#} more time[s] all the same, the last time {4t} after the error, and {5}.',
    '{1} 之后收到差错报文（第 {2} 帧）；该报文段仍又发送了 {3} 次，最后一次在差错报文之后 {4}，{5!}。',
  ],
  [
    'In all, {1#} segment[s] of {2#} connection[s] were sent {3#} time[s] after they had been refused.',
    '总计 {2} 条连接的 {1} 个报文段在被拒绝之后又发送了 {3} 次。',
  ],
  [
    'The errors are addressed to {1w}, which sent the segments: they reach its host, and something there keeps them from TCP.',
    '差错报文发往 {1}，即发送这些报文段的一方：它们到达了该主机，而主机上有什么使 TCP 收不到它们。',
  ],
  [
    'The errors are addressed to {1w}, and the segments come from {2w}: whoever translates between the two must translate the errors as well.',
    '差错报文发往 {1}，而报文段来自 {2}：在两者之间做地址转换的设备也必须转换差错报文。',
  ],
  [
    'The errors are addressed to the node {1w}, which cannot shrink what its pods send; it must pass them on to {2w}.',
    '差错报文发往节点 {1}，它无法缩小其 Pod 所发送的数据包，必须将差错报文转交给 {2}。',
  ],
  [
    'It did (frame {1#}), so they are lost or ignored behind it.',
    '它转交了（第 {1} 帧），因此差错报文是在其后丢失或被忽略的。',
  ],
  [
    'It cannot: the errors quote {1#} octet[s] of the refused packet, and the addresses of the pods would stand within the first {2#}.',
    '它做不到：差错报文引用了被拒绝的数据包的 {1} 字节，而 Pod 的地址要在前 {2} 字节之内。',
  ],
  [
    'They quote {1#} octet[s] of the refused packet, enough to find the pod, and yet no error about the inner packet is in this capture.',
    '它们引用了被拒绝的数据包的 {1} 字节，足以找到 Pod，而此抓包文件中却没有关于内层数据包的差错报文。',
  ],
]

const SURE: readonly Entry[] = [
  [
    'An ICMP error says that packets are too big, and a segment larger than the MTU that it tells is sent at least {1#} times more, as large as before, later than {2#} ms after the error.',
    'ICMP 差错报文称数据包过大，而大于所告知 MTU 的报文段在差错报文 {2} ms 之后仍以原来的长度再发送至少 {1} 次。',
  ],
  [
    'A single error counts only if it quotes that very connection.',
    '只有一个差错报文时，须引用的正是该连接才算。',
  ],
  ['Silent where the sender shrinks.', '发送方缩小数据包时不报告。'],
  [
    'The errors and the repetitions are in the same capture, so their order is certain.',
    '差错报文与重发在同一抓包文件中，因此先后是确定的。',
  ],
  ['{1#} error[s] came, not one by chance.', '收到 {1} 个差错报文，而非偶然的一个。'],
  [
    'The data was acknowledged in smaller pieces in the end: the sender found the size by itself.',
    '数据最终在切成更小的片段后得到确认：发送方自己找到了合适的长度。',
  ],
  [
    'The errors tell no MTU (routers older than RFC 1191): the sender must guess.',
    '差错报文没有告知 MTU（早于 RFC 1191 的路由器）：发送方只能猜测。',
  ],
  [
    'After an error, no packet above {1#} from this sender: it has obeyed.',
    '差错报文之后，此发送方没有大于 {1} 的数据包：它已遵守。',
  ],
  [
    'A packet of {1#} octet[s] that arrives at the other end: then the errors are wrong.',
    '有 {1} 字节的数据包到达另一端：那么差错报文有误。',
  ],
]

const CAUSES: readonly Entry[] = [
  [
    'The node does not translate the error into the {1w} tunnel',
    '节点没有把差错报文转换到 {1} 隧道内',
  ],
  [
    'The errors quote too little: {1#} octet[s] of {2#}.',
    '差错报文引用得太少：需要 {2} 字节，只有 {1} 字节。',
  ],
  ['No error about an inner packet is in the capture.', '抓包文件中没有关于内层数据包的差错报文。'],
  ['An error about the inner packet is in the capture.', '抓包文件中有关于内层数据包的差错报文。'],
  [
    'A firewall at the sender drops ICMP, or connection tracking takes it for invalid',
    '发送方的防火墙丢弃 ICMP，或连接跟踪判其为 INVALID',
  ],
  [
    'The error is addressed to the sender and has no effect there.',
    '差错报文发往发送方，却在那里没有起作用。',
  ],
  ['The MTU told is smaller than Linux believes', '所告知的 MTU 小于 Linux 所采信的最小值'],
  [
    '{1#} is below net.ipv4.route.min_pmtu, {2#} by default.',
    '{1} 小于 net.ipv4.route.min_pmtu，其默认值为 {2}。',
  ],
  ['The errors are forged', '差错报文是伪造的'],
  [
    'They quote packets that were sent, and the same sizes were never acknowledged.',
    '它们引用的是确实发出的数据包，而同样长度的数据包从未得到确认。',
  ],
]

const STEPS: readonly Entry[] = [
  [
    'Make packets fit before they leave: {1#} octet[s] on the underlay, {2}, leave {3#} for pods.',
    '让数据包在发出前就合适：底层网络上 {1} 字节（{2!}），留给 Pod 的为 {3}。',
  ],
  [
    'Make packets fit before they leave: {1#} octet[s], {2}.',
    '让数据包在发出前就合适：{1} 字节（{2!}）。',
  ],
  ['as ICMP tells', '即 ICMP 所告知的'],
  ['just below what was refused', '略小于被拒绝的长度'],
  [
    'Let {1} quote more: RFC 1812 §4.3.2.3 wants as much of the packet as fits in 576 octets.',
    '让 {1~} 引用更多：RFC 1812 §4.3.2.3 要求在 576 字节之内尽量多地引用数据包。',
  ],
  ['the router', '路由器'],
  [
    'Relief where the sender runs (in a tunnel: in the pod): let TCP probe for the MTU by itself.',
    '在发送方运行处缓解（隧道则在 Pod 中）：让 TCP 自行探测 MTU。',
  ],
  ['Let the error pass at {1w}.', '在 {1} 上放行该差错报文。'],
  ['On {1w}: the errors arrive.', '在 {1} 上：差错报文会到达。'],
  ['Does the kernel take them? Then this shows {1}.', '内核是否采纳？若采纳，此命令会显示 {1!}。'],
  ['"mtu {1#}"', '"mtu {1}"'],
  ['an "mtu"', '"mtu"'],
  ['Switched off, or bounded?', '是否被关闭，或受限？'],
  [
    'And in the pod {1w} they do not (replace PID by a process of the pod).',
    '而在 Pod {1} 中收不到（把 PID 换成该 Pod 的进程）。',
  ],
]

const SHOWN: readonly Entry[] = [
  ['ICMP errors: too big', 'ICMP 差错报文：过大'],
  ['MTU told', '告知的 MTU'],
  ['largest sent after it', '其后发送的最大长度'],
  ['smallest of these', '其中最小的'],
  ['sent after it', '其后发送'],
  ['segments', '报文段'],
  ['connections', '连接'],
  ['octets quoted', '引用的字节'],
  ['The errors, and what was sent all the same', '差错报文，以及仍然发送的报文段'],
  ['ICMP: MTU {1#}', 'ICMP：MTU {1}'],
  ['too big, MTU {1#}', '过大，MTU {1}'],
  ['What is sent against what the path carries', '所发送的与路径可承载的'],
  ['MTU {1#}, told by ICMP', 'MTU {1}，由 ICMP 告知'],
  ['ICMP: too big', 'ICMP：过大'],
  ['MTU {1#}', 'MTU {1}'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'ICMP errors that packets are too big, against the segments that the same sender sends again afterwards, and the packets of UDP that later errors quote.',
    '说明数据包过大的 ICMP 差错报文，与同一发送方此后重传的报文段，以及后来的差错报文所引用的 UDP 数据包相比较。',
  ],
  [
    'transmissions of one segment, as large as before, after the error',
    '次在差错报文之后仍以原来大小发送同一报文段',
  ],
  ['milliseconds that the sender is given to obey', '毫秒：留给发送方遵从的时间'],
  [
    'packets of UDP between the same two ports that are refused after the first one',
    '个同样两个端口之间的 UDP 数据包，在第一个之后又被拒绝',
  ],
  ['seconds that a sender of UDP is given to obey', '秒：留给 UDP 发送方遵从的时间'],
]

export const MTU_ICMP_IGNORED: readonly Entry[] = [
  ...DESCRIBED,
  ...SIZES,
  ...ICMP_IGNORED_UDP,
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
]

/** 简体中文：connect-unanswered。 */
import type { Entry } from '../catalogue'
import { CONNECT } from './zh-connect'
import { CAUSES, STEPS } from './zh-connect-unanswered-causes'

const CLAIMS: readonly Entry[] = [
  ['Connections never answered', '连接始终无应答'],
  [
    '{1#} connection[s], none was left without an answer{2?}.',
    '{1} 条连接，没有一条得不到应答{2!}。',
  ],
  ['; {1#} began too close to the end to judge{2?}', '；{1} 条开始时离结束太近，无法判断{2!}'],
  [
    '; {1#} attempt[s] [is|are] in captures of one direction{2?}',
    '；{1} 次尝试在只有一个方向的抓包文件中{2!}',
  ],
  ['; {1#} attempt[s] [was|were] rejected with an ICMP error', '；{1} 次尝试被 ICMP 差错报文拒绝'],
  [
    '{1w} never answers: {2#} SYN[s] in {3#} attempt[s] from {4}, no SYN-ACK and no RST',
    '{1} 从不应答：{3} 次尝试共 {2} 个 SYN，来自 {4&}，既无 SYN-ACK 也无 RST',
  ],
  [
    '{1w} left attempts unanswered: {2#} SYN[s] in {3#} attempt[s] from {4}, no SYN-ACK and no RST',
    '{1} 有尝试未应答：{3} 次尝试共 {2} 个 SYN，来自 {4&}，既无 SYN-ACK 也无 RST',
  ],
  ['{1}; the datapath drops them: {2}', '{1!}；数据路径将其丢弃：“{2}”'],
]

const TOGETHER: readonly Entry[] = [
  [
    '{1#} destination[s] behind tunnel end {2w} never answer: {3#} SYN[s] in {4#} attempt[s], no SYN-ACK and no RST',
    '隧道端点 {2} 之后的 {1} 个目的端从不应答：{4} 次尝试共 {3} 个 SYN，既无 SYN-ACK 也无 RST',
  ],
  [
    '{1w} never answers on {2#} port[s]: {3#} SYN[s] in {4#} attempt[s], no SYN-ACK and no RST',
    '{1} 在 {2} 个端口上从不应答：{4} 次尝试共 {3} 个 SYN，既无 SYN-ACK 也无 RST',
  ],
  [
    '{1w} gets no answer from {2#} destination[s]: {3#} SYN[s] in {4#} attempt[s], no SYN-ACK and no RST',
    '{1} 得不到 {2} 个目的端的应答：{4} 次尝试共 {3} 个 SYN，既无 SYN-ACK 也无 RST',
  ],
  [
    '{1#} destination[s] never answer: {2#} SYN[s] in {3#} attempt[s], no SYN-ACK and no RST',
    '{1} 个目的端从不应答：{3} 次尝试共 {2} 个 SYN，既无 SYN-ACK 也无 RST',
  ],
  [
    '{1#} destination[s] left {2#} SYN[s] in {3#} attempt[s] from {4#} host[s] unanswered within {5t}: {6}.',
    '{5} 内，{1} 个目的端对来自 {4} 台主机的 {3} 次尝试共 {2} 个 SYN 没有应答：{6&}。',
  ],
  ['All of these SYNs were carried to the tunnel end {1w}.', '所有这些 SYN 都经隧道送往端点 {1}。'],
  ['They are ports of one host, {1w}.', '它们是同一台主机 {1} 的端口。'],
  ['Only {1w} asked them.', '向它们请求的只有 {1}。'],
  [
    'They have neither a tunnel end, a host nor a source in common.',
    '它们既没有共同的隧道端点，也没有共同的主机或源。',
  ],
  [
    'The causes and commands below are worked out for {1w}, which was asked most.',
    '以下的原因和命令针对 {1}，对它的请求最多。',
  ],
]

const SCAN: readonly Entry[] = [
  [
    '{1w} tried {2#} destination[s] ({3#} address[es], {4#} port[s]) and got no answer from any of them',
    '{1} 尝试了 {2} 个目的端（{3} 个地址，{4} 个端口），没有得到任何一个的应答',
  ],
  [
    '{1w} sent {2#} SYN[s] to {3#} destination[s] that never answered, which looks like a scan or a discovery rather than like one broken service.',
    '{1} 向 {3} 个从不应答的目的端发送了 {2} 个 SYN，看起来像扫描或服务发现，而不像某个服务出了故障。',
  ],
  [
    'At least {1#} destinations of one source without any answer are folded into one note.',
    '同一个源至少有 {1} 个目的端完全没有应答时，合并为一项提示。',
  ],
  ['Many different destinations, none of which answers.', '许多不同的目的端，没有一个应答。'],
  [
    'The uplink of the source, or everything behind it, is down',
    '源的上行链路或其后的一切都已中断',
  ],
  ['Nothing answers.', '没有任何应答。'],
  ['Answers to these SYNs at another tap.', '另一个抓包点上有对这些 SYN 的应答。'],
]

const HAPPENED: readonly Entry[] = [
  [
    '{1} asked {2w} for {3#} connection[s] with {4#} SYN[s] in {5t}.',
    '客户端（{1&}）向 {2} 请求 {3} 条连接，{5} 内发送了 {4} 个 SYN。',
  ],
  [
    'Not one was answered, and none was refused: a closed port would have sent a RST.',
    '没有一条得到应答，也没有一条被拒绝：若是端口关闭，会发来 RST。',
  ],
  [
    '{1w} is alive: it answered {2#} connection[s] to other ports.',
    '{1} 在线：它应答了到其他端口的 {2} 条连接。',
  ],
  [
    '{1w} is alive: other packets from it are in the capture.',
    '{1} 在线：抓包文件中有它发出的其他数据包。',
  ],
  [
    'Not a single packet from {1w} is in the capture: it may be down, or unreachable.',
    '抓包文件中没有 {1} 发出的任何数据包：它可能已宕机，或不可达。',
  ],
  [
    'The SYNs pass {1#} taps ({2}): they get at least as far as the last of them.',
    '这些 SYN 经过 {1} 个抓包点（{2&}）：它们至少到达了其中最后一个。',
  ],
  ['SYNs', ' SYN '],
]

const SURE: readonly Entry[] = [
  [
    'A SYN that was repeated, or waited {1#} s, and got neither SYN-ACK nor RST nor an ICMP error; a warning from {2#} SYNs to the same address and port on, when packets towards the sender pass the same tap.',
    'SYN 重发过，或等待了 {1} s，却既没有得到 SYN-ACK，也没有 RST 或 ICMP 差错报文；发往同一地址和端口的 SYN 达 {2} 个起，且发往发送方的数据包经过同一抓包点时，为警告。',
  ],
  [
    'Other packets towards the sender pass the same tap, so an answer would have been seen.',
    '发往发送方的其他数据包经过同一抓包点，因此若有应答就会看到。',
  ],
  [
    'No packet towards the sender is in the capture: a filter or a capture of one direction would look the same, which lowers the confidence.',
    '抓包文件中没有发往发送方的数据包：抓包过滤器或只抓一个方向也会是同样的情形，把握因此降低。',
  ],
  [
    'The datapath itself names the drop of these very packets.',
    '数据路径自己记录了正是这些数据包被丢弃。',
  ],
  ['{1#} other connection[s] to {2w} [was|were] answered.', '到 {2} 的另外 {1} 条连接得到了应答。'],
  [
    'A SYN-ACK or RST from {1w} port {2#} at another tap.',
    '另一个抓包点上有来自 {1} 端口 {2} 的 SYN-ACK 或 RST。',
  ],
]

const SHOWN: readonly Entry[] = [
  ['SYNs without answer', '无应答的 SYN'],
  ['SYNs without answer by destination', '各目的端的无应答 SYN'],
  ['of these SYNs', '个 SYN'],
  ['SYN again ({1#})', 'SYN 重发（{1}）'],
  ['{1w} port {2#}', '{1} 端口 {2}'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'TCP connection attempts without any answer, by destination, where an answer would have been seen.',
    '按目的地统计的、没有任何应答的 TCP 连接尝试（限于本可看到应答之处）。',
  ],
  [
    'SYNs without answer to one address and port before it is a warning',
    '个发往同一地址和端口的 SYN 没有应答，达到即为警告',
  ],
  [
    'seconds that a first SYN without repetition must have waited',
    '秒：没有重传的首个 SYN 至少要等待的时间',
  ],
  [
    'unanswered destinations of one source that make it a scan',
    '个没有应答的目的地（同一来源），达到即视为扫描',
  ],
  [
    'silent destinations alike that are reported one by one',
    '个同样没有应答的目的地，在此数目以内逐一报告',
  ],
]

export const CONNECT_UNANSWERED: readonly Entry[] = [
  ...DESCRIBED,
  ...CONNECT,
  ...CLAIMS,
  ...TOGETHER,
  ...SCAN,
  ...HAPPENED,
  ...SURE,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
]

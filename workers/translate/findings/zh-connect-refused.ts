/** 简体中文：connect-refused。 */
import type { Entry } from '../catalogue'
import { CONNECT } from './zh-connect'
import { CAUSES, ERRORS, STEPS } from './zh-connect-refused-causes'

const CLAIMS: readonly Entry[] = [
  ['Connections refused', '连接被拒绝'],
  ['{1#} connection attempt[s], none was refused.', '{1} 次连接尝试，没有一次被拒绝。'],
  [
    '{1w} refused every connection: {2#} attempt[s] from {3} [was|were] answered with {4}',
    '{1} 拒绝了所有连接：{2} 次尝试（来自 {3&}）的应答都是 {4&!}',
  ],
  [
    '{1w} refused connections: {2#} attempt[s] from {3} [was|were] answered with {4}',
    '{1} 拒绝连接：{2} 次尝试（来自 {3&}）的应答是 {4&!}',
  ],
  [
    '{1w} refused connections: {2#} of {3#} attempt[s] from {4} [was|were] answered with {5}',
    '{1} 拒绝连接：{3} 次尝试中有 {2} 次（来自 {4&}）的应答是 {5&!}',
  ],
]

const TOGETHER: readonly Entry[] = [
  [
    '{1#} destination[s] behind tunnel end {2w} refuse connections: {3#} refusal[s]',
    '隧道端点 {2} 之后的 {1} 个目的端拒绝连接：{3} 次拒绝',
  ],
  [
    '{1w} refuses connections on {2#} port[s]: {3#} refusal[s]',
    '{1} 在 {2} 个端口上拒绝连接：{3} 次拒绝',
  ],
  [
    '{1w} is refused by {2#} destination[s]: {3#} refusal[s]',
    '{1} 被 {2} 个目的端拒绝：{3} 次拒绝',
  ],
  ['{1#} destination[s] refuse connections: {2#} refusal[s]', '{1} 个目的端拒绝连接：{2} 次拒绝'],
  [
    '{1#} destination[s] refused {2#} connection[s] from {3#} host[s] within {4t}: {5}.',
    '{4} 内，{1} 个目的端拒绝了来自 {3} 台主机的 {2} 条连接：{5&}。',
  ],
  [
    'The causes and commands below are worked out for {1w}, which refused most.',
    '以下的原因和命令针对 {1}，它拒绝得最多。',
  ],
]

const SCAN: readonly Entry[] = [
  [
    '{1w} tried {2#} destination[s] and was refused by each of them',
    '{1} 尝试了 {2} 个目的端，被每一个拒绝',
  ],
  [
    '{1w} got {2#} refusal[s] from {3#} [address and port|addresses and ports]: {4}.',
    '{1} 被 {3} 个地址和端口拒绝了 {2} 次：{4&}。',
  ],
  [
    'So many, and each tried once or twice, look like a scan or a discovery rather than like broken services.',
    '数量如此之多，且每个只尝试一两次，看起来像扫描或服务发现，而不像服务出了故障。',
  ],
  [
    'A scan: at least {1#} destinations that refuse one source, with two attempts each at most on average.',
    '扫描：至少 {1} 个目的端拒绝同一个源，且平均每个最多尝试两次。',
  ],
  [
    'Many different destinations, each tried once or twice.',
    '许多不同的目的端，每个只尝试一两次。',
  ],
  [
    'A program that tries a range of ports or a long list of peers',
    '某个程序在尝试一段端口或一长串对端',
  ],
  [
    'Peer-to-peer software and service discovery look alike.',
    '点对点软件与服务发现看起来也是这样。',
  ],
  ['A service that these clients need among the destinations.', '目的端中有这些客户端所需的服务。'],
]

const HAPPENED: readonly Entry[] = [
  [
    '{1} asked {2w} for {3#} connection[s]{4?} and [was|were] refused {5}.',
    '客户端（{1&}）向 {2} 请求 {3} 条连接{4!}，被拒绝：{5!}。',
  ],
  [' within {1t}', '（在 {1} 内）'],
  ['with RST', '应答是 RST'],
  ['with {1} from {2}', '应答是 {1&!}，来自 {2&}'],
  [
    '{1#} time[s] with RST and {2#} time[s] with {3} from {4}',
    '{1} 次应答是 RST，{2} 次是 {3&!}，来自 {4&}',
  ],
  ['The refusal came {1t} after the SYN at the fastest.', '拒绝最快在 SYN 之后 {1} 到达。'],
  ['The refusals were seen at {1}; each counts once.', '这些拒绝见于 {1&}；每次拒绝只计一次。'],
]

const SPEAKERS: readonly Entry[] = [
  ['{1w} itself sends the errors.', '差错报文由 {1} 自己发出。'],
  [
    'The errors do not come from {1w} but from {2}: a device on the way refuses for it.',
    '差错报文不是来自 {1}，而是来自 {2&}：途中的设备替它拒绝。',
  ],
  [
    'The RSTs arrive with TTL {1}, as other packets of {2w} do: the host itself refuses, or a device so near that TTL does not tell them apart.',
    'RST 到达时的 TTL 为 {1&}，与 {2} 的其他数据包相同：是主机自己在拒绝，或是某个设备离它太近，用 TTL 无法区分。',
  ],
  [
    'The RSTs arrive with TTL {1}; no other packet of {2w} is there to compare with, so whether the host itself speaks is open.',
    'RST 到达时的 TTL 为 {1&}；没有 {2} 的其他数据包可供比较，因此是不是主机自己发出的尚无定论。',
  ],
  [
    'The RSTs arrive with TTL {1}, not with that of other packets of {2w} ({3}): a device on the way speaks in its name.',
    'RST 到达时的 TTL 为 {1&}，与 {2} 的其他数据包（{3&}）不同：途中的设备以它的名义发出。',
  ],
  [
    'The RSTs arrive with TTL {1}, some with another TTL than that of other packets of {2w} ({3}): a device on the way speaks in its name.',
    'RST 到达时的 TTL 为 {1&}，其中有些与 {2} 的其他数据包（{3&}）不同：途中的设备以它的名义发出。',
  ],
  [
    'They also come sooner ({1t}) than the host ever answers a SYN ({2t}).',
    '它们也来得更快（{1}），主机应答 SYN 从未快到如此（最快 {2}）。',
  ],
]

const HISTORY: readonly Entry[] = [
  [
    '{1w} is up: it answered {2#} connection[s] to other ports.',
    '{1} 在线：它应答了到其他端口的 {2} 条连接。',
  ],
  ['{1%} of the attempts were refused.', '{1} 的尝试被拒绝。'],
  ['{1#} attempt[s] in between succeeded.', '其间有 {1} 次尝试成功。'],
  [
    'That is what several backends behind one address look like, one of which does not listen, or a service that comes and goes.',
    '一个地址之后有多个后端而其中一个没有监听，或者服务时有时无，看起来就是这样。',
  ],
  [
    'It answered before ({1#} connection[s]) and after ({2#}), so it was away in between.',
    '它在此之前（{1} 条连接）和之后（{2} 条）都有应答，因此其间它不在。',
  ],
  [
    'It answered before ({1#} connection[s]) and refuses since.',
    '它以前有应答（{1} 条连接），此后一直拒绝。',
  ],
  [
    'It answered afterwards ({1#} connection[s]): it was not ready before.',
    '它后来有应答（{1} 条连接）：之前尚未就绪。',
  ],
]

const SURE: readonly Entry[] = [
  [
    'A SYN that was answered with RST, or quoted by an ICMP error that refuses it; a warning from {1#} refused attempts at one address and port on, when they are at least {2#} % of all attempts there.',
    'SYN 得到的应答是 RST，或被拒绝它的 ICMP 差错报文引用；同一地址和端口有 {1} 次尝试被拒绝起，且至少占那里所有尝试的 {2} % 时，为警告。',
  ],
  [
    'Not a warning: port 113 (servers ask clients for an identity that nobody offers any more), attempts over one IP version whose twin over the other succeeded, and scans.',
    '以下不算警告：端口 113（服务器向客户端询问如今已无人提供的身份）、用一个 IP 版本的尝试被拒绝而用另一个版本的同一尝试成功，以及扫描。',
  ],
  ['The SYN and what refused it are both in the capture.', 'SYN 和拒绝它的报文都在抓包文件中。'],
  ['{1#} connection[s] to {2w} [was|were] accepted.', '到 {2} 的 {1} 条连接被接受。'],
  [
    '{1#} of {2#} had a twin over the other IP version that succeeded at once: users notice nothing of these.',
    '{2} 次中有 {1} 次，用另一个 IP 版本的同一尝试立即成功：用户对这些毫无察觉。',
  ],
  [
    'Servers ask port 113 of their clients for an identity (RFC 1413); a refusal is the ordinary answer.',
    '服务器会向其客户端的端口 113 询问身份（RFC 1413）；拒绝是通常的应答。',
  ],
  [
    'A listener on {1w} port {2#} that accepts connections from the same clients at the same time.',
    '{1} 的端口 {2} 上有程序在监听，并在同一时间接受同样这些客户端的连接。',
  ],
]

const SHOWN: readonly Entry[] = [
  ['Refusals by destination', '各目的端的拒绝'],
  ['of these refusals', '次拒绝'],
  ['Attempts that were refused', '被拒绝的尝试'],
  ['refused with RST', '被 RST 拒绝'],
  ['refused with ICMP', '被 ICMP 拒绝'],
  ['accepted', '被接受'],
  ['{1t} after the SYN', 'SYN 之后 {1}'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'SYNs that were answered with RST or with an ICMP error, by destination.',
    '按目的地统计的、得到 RST 或 ICMP 差错报文应答的 SYN。',
  ],
  [
    'refused attempts at one address and port before it is a warning',
    '次对同一地址和端口的尝试被拒绝，达到即为警告',
  ],
  [
    'percent of the attempts there that must be refused for a warning',
    '%：对该处的尝试中被拒绝的比例，达到才是警告',
  ],
  [
    'destinations that refuse one source that make it a scan',
    '个目的地拒绝同一来源，达到即视为扫描',
  ],
  [
    'refusing destinations alike that are reported one by one',
    '个同样拒绝的目的地，在此数目以内逐一报告',
  ],
]

export const CONNECT_REFUSED: readonly Entry[] = [
  ...DESCRIBED,
  ...CONNECT,
  ...CLAIMS,
  ...TOGETHER,
  ...SCAN,
  ...HAPPENED,
  ...SPEAKERS,
  ...HISTORY,
  ...SURE,
  ...ERRORS,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
]

/** 简体中文：slow-handshake。 */
import type { Entry } from '../catalogue'
import { BURSTS } from './zh-bursts'
import { CAUSES, STEPS } from './zh-slow-handshake-causes'

const CLAIMS: readonly Entry[] = [
  ['Slow handshakes', '握手过慢'],
  [
    '{1#} handshake[s], none slower than the path by {2#} ms.',
    '{1} 次握手，没有一次比路径所需的时间慢 {2} ms。',
  ],
  [
    '{1#} of {2#} handshake[s] [was|were] slow{3?}: up to {4t} where the path needs at most {5t}',
    '{2} 次握手中有 {1} 次过慢{3!}：最长 {4}，而路径最多只需 {5}',
  ],
  [', in bursts every {1t}', '，呈突发，每 {1} 一次'],
  [', in {1#} burst[s]', '，集中在 {1} 次突发中'],
]

const HAPPENED: readonly Entry[] = [
  [
    'In {1}, {2#} connection[s] [was|were] opened; {3#} of them ({4%}) waited more than {5#} ms beyond what the path needs.',
    '在 {1~} 中，打开了 {2} 条连接；其中 {3} 条（{4}）的等待比路径所需多 {5} ms 以上。',
  ],
  [
    'Half of all handshakes took at most {1t}, 99 % at most {2t}; the slowest of the slow took {3t}.',
    '一半的握手不超过 {1}，99 % 不超过 {2}；慢握手中最慢的用了 {3}。',
  ],
  [
    'Of the slow ones, {1#} needed more than one SYN, so the first was lost (the retry comes after 1, 3 and 7 s).',
    '慢握手中有 {1} 次需要不止一个 SYN，说明第一个丢失了（重发在 1、3 和 7 s 之后）。',
  ],
  [
    '[It was|They were] answered late without a retry, so something held the SYN or its answer.',
    '没有重发，但应答得晚，因此 SYN 或其应答在某处被滞留。',
  ],
  [
    '{1#} [was|were] answered late without a retry, so something held the SYN or its answer.',
    '有 {1} 次没有重发，但应答得晚，因此 SYN 或其应答在某处被滞留。',
  ],
  ['They concern {1}.', '涉及 {1&}。'],
  ['{1w} → {2w} ({3#} of {4#})', '{1} → {2}（{4} 次中有 {3} 次）'],
  [
    'Once open, the same connections are faster: their first data is answered after {1t} in the median.',
    '同样这些连接一旦打开就更快：首批数据的应答时间中位数为 {1}。',
  ],
  ['Only new connections suffer.', '受影响的只有新连接。'],
  ['At other taps of the same hosts: {1}.', '同样主机的其他抓包点：{1&}。'],
  ['{1} shows {2#} slow of {3#}', '{3} 次握手中有 {2} 次过慢（{1~}）'],
  [
    'Where fewer are slow, the wait arises before the SYN reaches that tap or after its answer left it.',
    '在过慢的较少的抓包点，等待产生于 SYN 到达该抓包点之前，或应答离开该抓包点之后。',
  ],
  [
    'All of them show the wait, so it arises beyond the tap nearest to the server.',
    '所有抓包点都能看到这种等待，因此它产生于比最靠近服务器的抓包点更远的地方。',
  ],
  ['The three slowest: {1}.', '最慢的三次：{1!}。'],
  ['The slowest: {1}.', '最慢的：{1!}。'],
  ['{1w} → {2w} {3t} at {4}', '{1} → {2} 用了 {3}（时间 {4}）'],
  ['{1w} → {2w} {3t} at {4}; {5}', '{1} → {2} 用了 {3}（时间 {4}）；{5!}'],
  [
    'The table of evidence has the ten slowest, each with its wait.',
    '证据表列出最慢的十次，以及各自的等待时间。',
  ],
  [
    'On a node, {1} traced connects between the same hosts of up to {2t}.',
    '在节点上，{1~} 跟踪到同样主机之间的 connect 最长用了 {2}。',
  ],
  ['SYNs', ' SYN '],
]

const SURE: readonly Entry[] = [
  [
    'The answer to the first SYN took at least {1#} ms longer than the fastest answer between the same hosts, to a SYN or to the first data of a connection (the longest of its first four questions counts, and ACKs without data do not), and where no SYN was sent again at least half as long again; a warning from {2#} slow handshakes and {3#} % on, not counting those of one or two between the same hosts that only such answers to data call slow.',
    '第一个 SYN 的应答，比同样主机之间最快的应答至少多用 {1} ms；最快的应答可以是对 SYN 的，也可以是对连接的首批数据的（取其前四次请求中最长的，不带数据的 ACK 不算）；SYN 未重发时，还须至少多出其一半；从 {2} 次慢握手且占 {3} % 起为警告，但同样主机之间只有一两次握手、且仅凭这种对数据的应答才算慢的不计入。',
  ],
  [
    'A burst is at least {1#} of them close together, a period needs three bursts at equal distances (within a quarter).',
    '突发是指至少 {1} 次慢握手紧挨着出现；周期则需要三次间隔相等（偏差在四分之一以内）的突发。',
  ],
  [
    'Both the SYN and its SYN-ACK were captured, so the wait is measured.',
    'SYN 及其 SYN-ACK 都已抓到，因此等待时间是实测的。',
  ],
  ['Its cause is inferred.', '其原因是推断的。'],
  [
    'No faster handshake between these hosts was captured; what the path needs is known from the first answers to data alone.',
    '没有抓到这些主机之间更快的握手；路径需要多久，只能从对数据的首批应答得知。',
  ],
  ['The slow handshakes do not come in bursts.', '慢握手并不呈突发。'],
  ['No SYN had to be sent again.', '没有 SYN 需要重发。'],
  [
    'The same waits at a tap right in front of the server: then the server itself answers late.',
    '紧靠服务器的抓包点也有同样的等待：那么是服务器自身应答得晚。',
  ],
  [
    'State tables of firewalls and balancers on the path far from full, and no SYN dropped by the server.',
    '路径上的防火墙和负载均衡器的状态表远未满，并且服务器没有丢弃 SYN。',
  ],
  [
    'A connection tracking table far from full, with no insert failures, during a burst.',
    '突发期间，连接跟踪表远未满，也没有插入失败。',
  ],
]

const SHOWN: readonly Entry[] = [
  ['Handshakes by time from SYN to SYN-ACK', '按 SYN 到 SYN-ACK 的时间统计的握手'],
  ['Handshakes over time', '握手随时间的变化'],
  ['handshakes', '握手'],
  ['slow', '过慢'],
  ['first SYN lost', '首个 SYN 丢失'],
  ['period', '周期'],
  ['slowest', '最慢'],
  ['SYN again', 'SYN 重发'],
  ['{1w} → {2w}, {3t} after the first SYN', '{1} → {2}，第一个 SYN 之后 {3}'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'The time from the first SYN to the SYN-ACK of every connection, per pair of hosts.',
    '按主机对统计的、每个连接从首个 SYN 到 SYN-ACK 的时间。',
  ],
  [
    'milliseconds beyond the path that make a handshake slow',
    '毫秒：超出路径时延这么多的握手即为慢握手',
  ],
  ['slow handshakes before it is a warning', '次慢握手，达到即为警告'],
  [
    'percent of all handshakes that must be slow for a warning',
    '%：所有握手中慢握手的比例，达到才是警告',
  ],
  ['slow handshakes close together that make a burst', '次慢握手彼此接近，达到即为一阵突发'],
]

export const SLOW_HANDSHAKE: readonly Entry[] = [
  ...DESCRIBED,
  ...BURSTS,
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
]

/** 简体中文：slow-service。 */
import type { Entry } from '../catalogue'
import { BURSTS } from './zh-bursts'
import { SLOW_SERVICE_CAUSES, SLOW_SERVICE_STEPS } from './zh-slow-service-causes'

const CLAIMS: readonly Entry[] = [
  ['The service is slow, not the network', '慢的是服务，不是网络'],
  [
    '{1#} answer[s] of servers that are asked; none slower than the round trip by {2#} ms.',
    '一问一答的服务器共 {1} 次应答；没有一次比往返时间多 {2} ms。',
  ],
  [
    '{1#} answer[s] of servers that are asked; {2#} [was|were] slow, too few to matter.',
    '一问一答的服务器共 {1} 次应答；其中 {2} 次过慢，太少，没有影响。',
  ],
  [
    'The network is fast, {1w} is slow: {2#} of {3#} answer[s] ({4%}) took up to {5t}',
    '网络很快，慢的是 {1}：{3} 次应答中有 {2} 次（{4}）最长用了 {5}',
  ],
  [
    'The network is fast, {1w} is slow: {2#} of {3#} answer[s] ({4%}) took up to {5t}, where a round trip takes {6t}',
    '网络很快，慢的是 {1}：{3} 次应答中有 {2} 次（{4}）最长用了 {5}，而往返一次只需 {6}',
  ],
]

const HAPPENED: readonly Entry[] = [
  [
    'In {1}, {2w} gave {3#} answer[s] on {4#} connection[s] to {5#} client[s]; {6#} of them came at least {7#} ms later than a round trip takes.',
    '在 {1~} 中，{2} 在 {4} 条连接上给 {5} 个客户端 {3} 次应答；其中 {6} 次比往返时间至少晚 {7} ms。',
  ],
  [
    'Half of all answers came within {1t}, 95 % within {2t}.',
    '一半的应答在 {1} 之内，95 % 在 {2} 之内。',
  ],
  [
    'The host of the server had each of these requests at once: it acknowledged them within {1t}, and nothing was sent again meanwhile.',
    '这些请求服务器主机都立即收到：它在 {1} 之内确认，其间没有任何重发。',
  ],
  [
    'From then on the service was at work, or waited for something else; the network was idle.',
    '从那时起是服务在工作，或在等待别的东西；网络是空闲的。',
  ],
  [
    'The tap is near the server ({1}), so that what is measured is the service alone.',
    '抓包点靠近服务器（{1!}），因此测得的只是服务本身。',
  ],
  [
    'The tap is near the clients ({1}): the path to the server is part of each wait, and far too short to explain it.',
    '抓包点靠近客户端（{1!}）：每次等待都包含到服务器的路径，但它太短，远不足以解释等待。',
  ],
  [
    'Tap, server and clients are close to each other ({1}): the path explains nothing.',
    '抓包点、服务器和客户端彼此很近（{1!}）：路径解释不了什么。',
  ],
  [
    'The tap is between both ({1}): the path behind it is part of each wait, and far too short to explain it.',
    '抓包点在两者之间（{1!}）：每次等待都包含其后的路径，但它太短，远不足以解释等待。',
  ],
  [
    'from the tap to the server and back it takes {1t}, to the clients and back {2t}',
    '从抓包点到服务器往返需 {1}，到客户端往返需 {2}',
  ],
  ['All {1#} clients are concerned.', '全部 {1} 个客户端都受影响。'],
  ['Of {1#} clients, {2#} [is|are] concerned: {3}.', '{1} 个客户端中有 {2} 个受影响：{3&}。'],
  ['What was asked: {1}.', '请求的内容：{1&}。'],
  ['{1} ({2#} of {3#})', '{1}（{3} 次中有 {2} 次）'],
  [
    'All slow ones took as good as the same time, {1t}: that is a timer, such as a time-out inside of the service.',
    '所有过慢的应答用时几乎相同，均为 {1}：这是定时器，例如服务内部的超时。',
  ],
  [
    'The service waited itself: during {1#} of these waits its host had a request to {2w} open, for nearly all of the time.',
    '服务自己也在等待：其中 {1} 次等待期间，其主机几乎一直有一个发往 {2} 的请求未得到应答。',
  ],
  [
    '{1#} more request[s] [was|were] acknowledged and never answered: the connection was closed after up to {2t}.',
    '另有 {1} 个请求得到确认却始终没有应答：连接最晚在 {2} 之后关闭。',
  ],
  ['At other taps of the same server: {1}.', '同一服务器的其他抓包点：{1&}。'],
  ['{1} shows {2#} slow of {3#}', '{3} 次应答中有 {2} 次过慢（{1~}）'],
  ['The slowest: {1}.', '最慢的：{1!}。'],
  ['{1w} {2t} at {3}', '{1} 用了 {2}（时间 {3}）'],
  ['{1w} {2t} at {3}; {4}', '{1} 用了 {2}（时间 {3}）；{4!}'],
  [
    'The table of evidence has the ten slowest: request, its ACK, beginning of the answer.',
    '证据表列出最慢的十次：请求、对它的 ACK、应答的开头。',
  ],
]

const SURE: readonly Entry[] = [
  [
    'From the last octet of a request to the first of its answer at least {1#} ms more than a round trip, while the server acknowledged the request within {2#} ms and a round trip, and nothing was sent again, missing or held by a closed window.',
    '从请求的最后一个字节到应答的第一个字节，至少比往返时间多 {1} ms，而服务器在往返时间加 {2} ms 之内已确认该请求，且没有重发、缺失，也没有被关闭的窗口阻滞。',
  ],
  [
    'Told from {1#} slow answers and {2#} % on, of HTTP also when one takes {3#} s; of other protocols from {4#} answers on, if no more than {5#} % are slow, they do not all take the same time, and the connections go to and fro: nothing comes unasked, nothing stays without an answer.',
    '从 {1} 次过慢的应答且占 {2} % 起才说；HTTP 中只要有一次用了 {3} s 也说；其他协议则从 {4} 次应答起，且过慢的不超过 {5} %，用时不全相同，连接也是一问一答：没有不请自来的数据，也没有得不到应答的请求。',
  ],
  [
    'What waits on purpose is left out: WebSocket, event streams, gRPC, long polls, terminals, brokers.',
    '有意的等待不计入：WebSocket、事件流、gRPC、长轮询、终端、消息代理。',
  ],
  ['Always a note: the network is not at fault.', '始终只是提示：问题不在网络。'],
  [
    'Request, ACK and first octet of the answer were captured for each of these, so the wait is measured.',
    '每次的请求、ACK 和应答的第一个字节都已抓到，因此等待时间是实测的。',
  ],
  [
    'What the service did meanwhile does not show in packets.',
    '服务在此期间做了什么，从数据包看不出来。',
  ],
  [
    'They are transactions of HTTP: each request wants an answer.',
    '它们是 HTTP 事务：每个请求都需要应答。',
  ],
  [
    'By its port it speaks {1}, and its connections go to and fro as that does; the content was not read.',
    '按端口它使用 {1}，其连接也像该协议那样一问一答；内容没有解读。',
  ],
  [
    'What it speaks was not read: its connections go to and fro, as questions and answers do.',
    '它使用的协议没有解读：其连接像问答一样一来一往。',
  ],
  [
    'If that is not what they are, these waits mean nothing.',
    '如果它们不是问答，这些等待就没有意义。',
  ],
  [
    '{1#} more answer[s] [is|are] not counted: a segment was sent again or is missing, or a window was closed, while [it was|they were] awaited.',
    '另有 {1} 次应答不计入：等待期间有报文段重发或缺失，或窗口关闭。',
  ],
  [
    '{1#} more slow answer[s] [is|are] not counted: no ACK in time shows when the request had arrived.',
    '另有 {1} 次过慢的应答不计入：没有及时的 ACK 说明请求何时到达。',
  ],
  [
    '{1#} more slow answer[s] [is|are] not counted: they tell of a failure, which has a finding of its own.',
    '另有 {1} 次过慢的应答不计入：它们说明失败，另有专门的发现。',
  ],
  [
    '{1#} more wait[s] [is|are] not counted: whoever asks so expects to wait.',
    '另有 {1} 次等待不计入：这样请求本来就是要等的。',
  ],
  [
    'Of {1#} segment[s] with data of this server, {2#} [was|were] sent again, missing or out of order.',
    '该服务器的 {1} 个带数据的报文段中，有 {2} 个重发、缺失或乱序。',
  ],
  [
    'A log of {1w} that gives these very requests a short duration: then they waited in front of the program, in its accept queue or in a proxy beside it.',
    '{1} 的日志中正是这些请求用时很短：那么它们是在程序之前等待，在 accept 队列或旁边的代理中。',
  ],
  [
    'A capture at {1w} in which the answer begins at once: then the way back takes the time.',
    '在 {1} 处的抓包中应答立即开始：那么时间花在返回途中。',
  ],
]

const SHOWN: readonly Entry[] = [
  ['Answers by time from the request to the first octet', '按请求到应答第一个字节的时间统计的应答'],
  ['Slow answers over time', '过慢的应答随时间的变化'],
  ['Slow answers by what was asked', '按请求内容统计的过慢应答'],
  ['answers', '应答'],
  ['slow', '过慢'],
  ['share of slow', '过慢的比例'],
  ['95th percentile', '第 95 百分位数'],
  ['slowest', '最慢'],
  ['round trip', '往返时间'],
  ['longest ACK', '最长的确认时间'],
  ['clients concerned', '受影响的客户端'],
  ['period', '周期'],
  ['request', '请求'],
  ['its ACK', '对它的 ACK'],
  ['answer begins', '应答开始'],
  ['{1}, {2t} after the request', '{1}，请求之后 {2}'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'The time from a request to its ACK, and from there to the first octet of the answer, per server.',
    '按服务器统计的、从请求到其 ACK 以及从那时到应答第一个字节的时间。',
  ],
  [
    'milliseconds beyond a round trip from which on an answer is slow',
    '毫秒：超出往返时间这么多的应答即为过慢',
  ],
  [
    'milliseconds beyond a round trip within which the request must have been acknowledged',
    '毫秒：请求必须在往返时间加这么多之内得到确认',
  ],
  ['slow answers of a server before it is told', '次同一服务器过慢的应答，达到才说'],
  ['percent of its answers that must be slow', '%：其应答中过慢的比例，达到才说'],
  [
    'seconds of a single HTTP answer that are told by themselves',
    '秒：单独一次 HTTP 应答用这么久就说',
  ],
  [
    'answers that a server must have given where it is not HTTP',
    '次应答：不是 HTTP 的服务器至少要有这么多',
  ],
  [
    'percent of its answers that may be slow where it is not HTTP: what waits more often does so on purpose',
    '%：不是 HTTP 时过慢的应答最多占这么多：更常等待的是有意等待',
  ],
  ['slow answers close together that make a burst', '次过慢的应答彼此接近，达到即为一阵突发'],
]

export const SLOW_SERVICE: readonly Entry[] = [
  ...DESCRIBED,
  ...BURSTS,
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...SLOW_SERVICE_CAUSES,
  ...SLOW_SERVICE_STEPS,
  ...SHOWN,
]

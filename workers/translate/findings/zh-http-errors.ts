/** 简体中文：http-errors。 */
import type { Entry } from '../catalogue'
import { BURSTS } from './zh-bursts'
import { HTTP_ERROR_CAUSES, HTTP_ERROR_STEPS } from './zh-http-errors-causes'

const CLAIMS: readonly Entry[] = [
  ['Requests that the server failed', '服务器未能完成的请求'],
  ['No answers of HTTP.', '没有 HTTP 应答。'],
  ['{1#} answer of HTTP, none was a failure.', '{1} 次 HTTP 应答，没有一次失败。'],
  ['{1#} answers of HTTP, none was a failure.', '{1} 次 HTTP 应答，没有一次失败。'],
  [
    '{1w} failed {2#} of {3#} request[s] ({4%}): {5}',
    '{1}：{3} 个请求中有 {2} 个（{4}）失败：{5&}',
  ],
  ['{1#} × {2}', '{1} × {2}'],
]

const HAPPENED: readonly Entry[] = [
  [
    'In {1}, {2w} gave {3#} answer[s]{4?}; {5#} of them [tells|tell] of a failure: {6}.',
    '在 {1~} 中，{2} 给出 {3} 次应答{4!}；其中 {5} 次说明失败：{6&}。',
  ],
  [' for {1#} host name[s]', '，针对 {1} 个主机名'],
  [' for {1w}', '，针对主机名 {1}'],
  [
    'It came at {1}, after {2#} answer[s] without a failure; {3#} more followed.',
    '它出现在 {1}，此前有 {2} 次成功的应答；此后又有 {3} 次。',
  ],
  [
    'The first came at {1}, after {2#} answer[s] without a failure, the last at {3}; since the first one, {4#} of {5#} failed.',
    '第一次在 {1}，此前有 {2} 次成功的应答，最后一次在 {3}；自第一次起，{5} 次中有 {4} 次失败。',
  ],
  [
    '429: a limit was reached, of this client or of all; the server chose not to answer.',
    '429：达到了此客户端或总体的限额；服务器选择不予处理。',
  ],
  ['500: the application itself failed on the request.', '500：应用自身处理该请求时失败。'],
  [
    '502: a gateway asked what stands behind it, and was refused, cut off, or given nonsense.',
    '502：网关向其后端请求，却被拒绝、被切断，或收到无意义的应答。',
  ],
  [
    '503: nobody is there to take the request: no ready server behind a gateway, or one that is overloaded or under maintenance.',
    '503：没有谁能处理请求：网关之后没有就绪的服务器，或者它过载、正在维护。',
  ],
  [
    '504: a gateway asked what stands behind it, and did not wait any longer for the answer.',
    '504：网关向其后端请求，却不再继续等待应答。',
  ],
  [
    'Nobody signs them: they have neither Server nor Via.',
    '没有谁署名：它们既没有 Server 也没有 Via。',
  ],
  ['They are signed by {1}.', '署名的是 {1&}。'],
  ['{1} ({2#} of {3#})', '{1}（{3} 次中有 {2} 次）'],
  ['During {1#} of them {2}.', '其中 {1} 次期间，{2!}。'],
  ['{1w} refused a connection of this server', '{1} 拒绝了该服务器的连接'],
  ['{1w} did not answer a SYN of this server', '{1} 没有应答该服务器的 SYN'],
  ['{1w} reset a connection on which this server had asked', '{1} 重置了该服务器已发出请求的连接'],
  [
    '{1w} closed a connection on which this server had asked, without an answer',
    '{1} 没有应答就关闭了该服务器已发出请求的连接',
  ],
  ['{1w} left a request of this server without an answer', '{1} 始终没有应答该服务器的请求'],
  ['{1w} gave this server a failure itself', '{1} 自己就给了该服务器失败的应答'],
  ['What was asked: {1}.', '请求的内容：{1&}。'],
  ['All {1#} clients are concerned.', '全部 {1} 个客户端都受影响。'],
  ['Of {1#} clients, {2#} [is|are] concerned: {3}.', '{1} 个客户端中有 {2} 个受影响：{3&}。'],
  [
    'All of them came after as good as the same time, {1t}: that is a time-out.',
    '它们都在几乎相同的时间 {1} 之后到来：这是超时。',
  ],
  [
    'They came after {1t} in the median, other answers after {2t}.',
    '它们的用时中位数为 {1}，其他应答为 {2}。',
  ],
  ['They came after {1t} in the median.', '它们的用时中位数为 {1}。'],
]

const SURE: readonly Entry[] = [
  [
    'Answers of HTTP with a status of 5xx, or 429; a warning from {1#} of them and {2#} % of the answers for a host name on, else a note.',
    '状态码为 5xx 或 429 的 HTTP 应答；达 {1} 次且占同一主机名应答的 {2} % 起为警告，否则为提示。',
  ],
  ['4xx blames the request and is told beside them.', '4xx 归咎于请求本身，只附带说明。'],
  ['A burst is at least {1#} of them close together.', '突发是指至少 {1} 次失败紧挨着出现。'],
  ['The status line of each of these answers was read.', '每次应答的状态行都已读取。'],
  ['Why the server says so is inferred.', '服务器为何这样说则是推断的。'],
  ['Since the first failure most answers were none.', '自第一次失败起，大多数应答并未失败。'],
  [
    '{1#} more answer[s] [blames|blame] the request and [is|are] not counted: {2}.',
    '另有 {1} 次应答归咎于请求本身，不计入：{2&}。',
  ],
  [
    'The log of {1w} shows these requests without a failure: then somebody between it and the tap answered in its place.',
    '{1} 的日志显示这些请求并未失败：那么是它与抓包点之间有谁代它应答。',
  ],
]

const SHOWN: readonly Entry[] = [
  ['Answers over time, by what they took', '应答随时间的变化，按用时'],
  ['Failures by status, of all answers', '按状态码统计的失败，占全部应答'],
  ['Failures by what was asked', '按请求内容统计的失败'],
  ['answers', '应答'],
  ['failed', '失败'],
  ['share of failed', '失败的比例'],
  ['clients concerned', '受影响的客户端'],
  ['period', '周期'],
  ['request', '请求'],
  ['failure', '失败'],
  ['refused behind', '后端拒绝'],
  ['unanswered behind', '后端无应答'],
  ['reset behind', '后端重置'],
  ['closed behind', '后端关闭'],
  ['silent behind', '后端沉默'],
  ['failure behind', '后端失败'],
  ['{1}, {2t} after the request', '{1}，请求之后 {2}'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'The status of every answer of HTTP, per server and host name, and the connections of gateways behind which something fails.',
    '按服务器和主机名统计的每次 HTTP 应答的状态码，以及后端出错的网关自己的连接。',
  ],
  ['failed requests before it is a warning', '个失败的请求，达到即为警告'],
  [
    'percent of the answers for a host name that must be failures for a warning',
    '%：同一主机名的应答中失败的比例，达到才是警告',
  ],
  ['failures close together that make a burst', '次失败彼此接近，达到即为一阵突发'],
]

export const HTTP_ERRORS: readonly Entry[] = [
  ...DESCRIBED,
  ...BURSTS,
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...HTTP_ERROR_CAUSES,
  ...HTTP_ERROR_STEPS,
  ...SHOWN,
]

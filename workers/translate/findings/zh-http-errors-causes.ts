/** 简体中文：http-errors 的原因和步骤。 */
import type { Entry } from '../catalogue'

export const HTTP_ERROR_CAUSES: readonly Entry[] = [
  [
    '{1w} has {2#} connection[s] of its own in this capture, and nothing went wrong on them at these times.',
    '{1} 在此抓包中自己有 {2} 条连接，在这些时刻它们都没有出错。',
  ],
  ['{1w} (during {2#})', '{1}（{2} 次期间）'],
  [
    'What stands behind the gateway is down, not ready, or cannot be reached',
    '网关的后端已停止、未就绪或不可达',
  ],
  ['Connections to it failed: {1}.', '到后端的连接失败：{1&}。'],
  ['{1#} of the answers are 502 or 503.', '其中 {1} 次应答是 502 或 503。'],
  ['No answer is 502 or 503.', '没有应答是 502 或 503。'],
  [
    'What stands behind the gateway is too slow, and the gateway gives up',
    '网关的后端太慢，网关放弃等待',
  ],
  ['{1#} of the answers are 504.', '其中 {1} 次应答是 504。'],
  ['All of them came after {1t}, as a time-out does.', '它们都在 {1} 之后到来，像超时那样。'],
  ['Requests to it stayed without an answer: {1}.', '发往后端的请求始终没有应答：{1&}。'],
  [
    'No answer is 504, and they did not all take the same time.',
    '没有应答是 504，而且用时并不都相同。',
  ],
  [
    'What stands behind the gateway cuts connections: it crashes, or closes idle ones just when the gateway uses them again',
    '网关的后端切断连接：它崩溃了，或恰在网关重新使用空闲连接时将其关闭',
  ],
  ['It cut connections on which it had been asked: {1}.', '它切断了已收到请求的连接：{1&}。'],
  ['No answer is 502.', '没有应答是 502。'],
  ['The application fails on these requests', '应用处理这些请求时失败'],
  ['{1#} of the answers are 500.', '其中 {1} 次应答是 500。'],
  ['It gave the gateway the failure itself: {1}.', '是它自己把失败的应答给了网关：{1&}。'],
  ['Only {1} fails, of {2#} things that were asked.', '所请求的 {2} 项内容中，只有 {1} 失败。'],
  ['Only {1w} is concerned, of {2#} clients.', '{2} 个客户端中只有 {1} 受影响。'],
  ['No answer is 500.', '没有应答是 500。'],
  [
    'Too many requests: a limit, a full queue or an open circuit breaker sends them away',
    '请求过多：被限额、已满的队列或打开的熔断器拒绝',
  ],
  ['{1#} of the answers are 429 or 503.', '其中 {1} 次应答是 429 或 503。'],
  [
    'They came much sooner ({1t}) than other answers ({2t}): nobody else was asked.',
    '它们来得（{1}）比其他应答（{2}）快得多：没有再请求别处。',
  ],
  ['They come in {1#} burst[s].', '它们集中在 {1} 次突发中。'],
  ['The gateway asked what stands behind it before it failed.', '网关在失败之前向其后端请求过。'],
  ['No answer is 429 or 503.', '没有应答是 429 或 503。'],
]

export const HTTP_ERROR_STEPS: readonly Entry[] = [
  ['Look at {1w} first: it is what {2w} asked in vain.', '先看 {1}：{2} 向它请求而没有结果。'],
  ['Ask it without the gateway.', '绕过网关直接请求它。'],
  [
    'Find these requests in the log of {1w}, by the times in the table of evidence; a gateway writes there what went wrong behind it.',
    '按证据表中的时间，在 {1} 的日志中找到这些请求；网关会在那里写明后端出了什么问题。',
  ],
  ['Does it still fail?', '现在还失败吗？'],
  [
    'Are there ready endpoints behind the Service, and do pods restart?',
    'Service 之后有就绪的端点吗？Pod 有重启吗？',
  ],
  [
    'Capture both sides of {1w} and drop that here: it shows what became of the requests that it passed on.',
    '抓取 {1} 两侧的流量并拖放到这里：由此可知它转发的请求结果如何。',
  ],
  [
    'On the server behind the gateway: does anybody listen there, and is its queue full?',
    '在网关之后的服务器上：有谁在监听吗？队列满了吗？',
  ],
  [
    'On the server itself: does anybody listen, and is its queue full?',
    '在服务器本机上：有谁在监听吗？队列满了吗？',
  ],
  ['Was the program ended or started anew at these times?', '程序在这些时刻是否被终止或重新启动？'],
]

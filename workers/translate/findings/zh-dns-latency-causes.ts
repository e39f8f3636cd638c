/** 简体中文：dns-latency 的原因和步骤。 */
import type { Entry } from '../catalogue'

export const CAUSES: readonly Entry[] = [
  [
    'The server takes long for certain names: what stands behind them is slow',
    '服务器应答某些名称用时很长：它们背后的来源慢',
  ],
  [
    '{1#} name[s] [was|were] answered slowly each time, at least twice.',
    '{1} 个名称每次都应答过慢，且至少两次。',
  ],
  ['{1#} other name[s] had no slow answer.', '另外 {1} 个名称没有过慢的应答。'],
  ['No answer came late; questions were lost.', '没有迟到的应答；丢失的是查询。'],
  ['No name was slow twice and never quick.', '没有哪个名称慢过两次而从未快过。'],
  ['The DNS server is overloaded, or has too little CPU', 'DNS 服务器过载，或 CPU 不足'],
  ['The slow and the lost come in bursts.', '过慢的和丢失的呈突发。'],
  ['{1#} names are concerned.', '涉及 {1} 个名称。'],
  ['{1#} clients are concerned.', '涉及 {1} 个客户端。'],
  ['Every answer that came was quick.', '收到的应答都很快。'],
  ['Most names were answered quickly.', '大多数名称很快得到应答。'],
  [
    'The race of two questions from one port (A and AAAA) for one entry of the connection tracking, which drops one of them{1?}',
    '同一端口发出的两个查询（A 和 AAAA）争用连接跟踪的同一表项，其中一个被其丢弃{1!}',
  ],
  [' (kubernetes#56903)', '（kubernetes#56903）'],
  [
    'Of {1#} pair[s] of questions for A and AAAA sent at once from one port, {2#} lost exactly one.',
    '从同一端口同时发出的 A 和 AAAA 查询有 {1} 对，其中 {2} 对恰好丢失一个。',
  ],
  ['They were asked again after {1t}.', '它们在 {1} 之后重新查询。'],
  [
    'No question was lost; the race loses packets, it delays none.',
    '没有查询丢失；争用会丢包，而不会延迟。',
  ],
  ['{1#} pair[s] lost both.', '有 {1} 对两个都丢失。'],
  ['{1#} time-out[s] hit a question that was sent alone.', '有 {1} 次超时的查询是单独发出的。'],
  [
    'Packets are lost on the way to the DNS server or back',
    '数据包在去往 DNS 服务器或返回的途中丢失',
  ],
  ['{1#} of {2#} look-up[s] timed out.', '{2} 次解析中有 {1} 次超时。'],
  ['The same question was answered when it was sent again.', '同样的查询重新发出后得到了应答。'],
  ['No question was lost.', '没有查询丢失。'],
  [
    'More answers came late than were lost; loss delays none.',
    '迟到的应答多于丢失的；丢包不会造成延迟。',
  ],
  ['A server that the DNS server has to ask is slow', 'DNS 服务器须询问的某台服务器慢'],
  [
    '{1#} slow answer[s] [is|are] about names that it does not know by itself.',
    '{1} 个过慢的应答所涉及的名称不在它自己的数据中。',
  ],
  [
    '{1#} slow answer[s] [is|are] about names that it knows by itself.',
    '{1} 个过慢的应答所涉及的名称就在它自己的数据中。',
  ],
  [
    'The server does not answer for certain names: a filter, or the name servers of these domains are dead',
    '服务器对某些名称不应答：有过滤，或这些域的域名服务器已失效',
  ],
  [
    '{1#} name[s] [was|were] never answered, while others were.',
    '{1} 个名称始终无应答，而其他名称有应答。',
  ],
  ['Every question was answered.', '每个查询都得到了应答。'],
  ['Lost questions were answered when they were asked again.', '丢失的查询重新发出后得到了应答。'],
]

export const STEPS: readonly Entry[] = [
  [
    'Ask for the worst name twenty times, from {1w}: is it slow now, and always?',
    '从 {1} 查询最差的名称二十次：现在慢吗？每次都慢吗？',
  ],
  [
    'Capture at the DNS server {1w} as well and drop both files here: it shows whether the server or the way to it takes the time.',
    '在 DNS 服务器 {1} 处也抓包，把两个文件都拖放到这里：由此可知时间是用在服务器上，还是用在去往它的途中。',
  ],
  [
    'Does CoreDNS reach its limit of CPU, and what does it complain about?',
    'CoreDNS 是否达到其 CPU 上限？它在日志中报了什么错误？',
  ],
  ['More CoreDNS replicas, if it does.', '如果是，就增加 CoreDNS 副本。'],
  [
    'Relief for the race of A and AAAA: glibc then uses another port for the second question (musl has no such option).',
    '缓解 A 和 AAAA 的争用：glibc 会改用另一个端口发出第二个查询（musl 没有此选项）。',
  ],
  [
    'Until the cause is found, let the pods ask again sooner.',
    '在找到原因之前，让 Pod 更早重新查询。',
  ],
  [
    'Where {1w} runs: UdpRcvbufErrors growing means that the DNS server does not read its questions fast enough.',
    '在运行 {1} 的地方：UdpRcvbufErrors 增长，说明 DNS 服务器读取查询不够快。',
  ],
  [
    'Where {1w} runs (node {2w}): UdpRcvbufErrors growing means that the DNS server does not read its questions fast enough.',
    '在运行 {1} 的地方（节点 {2}）：UdpRcvbufErrors 增长，说明 DNS 服务器读取查询不够快。',
  ],
  [
    'On the node of the client: insert_failed growing with the time-outs is the race, drop growing a full table.',
    '在客户端所在节点上：insert_failed 随超时一起增长，即为争用；drop 增长，则为表满。',
  ],
  [
    'On the node {1w} of the client: insert_failed growing with the time-outs is the race, drop growing a full table.',
    '在客户端所在节点 {1} 上：insert_failed 随超时一起增长，即为争用；drop 增长，则为表满。',
  ],
  [
    'What the client waits for: timeout and attempts of its resolver (5 s and 2 when nothing is said).',
    '客户端等待多久：其解析器的 timeout 和 attempts（没有写明时为 5 s 和 2 次）。',
  ],
]

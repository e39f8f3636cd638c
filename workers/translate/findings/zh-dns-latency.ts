/** 简体中文：dns-latency。 */
import type { Entry } from '../catalogue'
import { BURSTS } from './zh-bursts'
import { DNS } from './zh-dns'
import { CAUSES, STEPS } from './zh-dns-latency-causes'

const CLAIMS: readonly Entry[] = [
  ['Slow or missing DNS answers', 'DNS 应答过慢或缺失'],
  [
    '{1#} DNS question[s] of clients, {2#} answer[s]; {3}.',
    '客户端的 {1} 个 DNS 查询，{2} 个应答；{3;!}。',
  ],
  ['No DNS question of a client was looked at; {1}.', '没有查看任何客户端的 DNS 查询；{1;!}。'],
  ['No DNS question.', '没有 DNS 查询。'],
  ['none was slow or is known to be lost', '没有过慢的，也没有已知丢失的'],
  ['{1#} [was|were] slow, too few to tell of', '{1} 个过慢，太少而不报告'],
  ['{1#} look-up[s] began too close to the end to judge', '{1} 次解析开始时离结束太近，无法判断'],
  [
    '{1#} other question[s] [was|were] not judged, being multicast, of one server to another, or of a type that asks for no data of a name',
    '另外 {1} 个查询未作判断：属于多播、服务器之间的查询，或其类型并不查询名称的数据',
  ],
  [
    '{1#} of {2#} DNS answer[s] [was|were] slow: up to {3t} where half take at most {4t}',
    '{2} 个 DNS 应答中有 {1} 个过慢：最长 {3}，而一半不超过 {4}',
  ],
  [
    '{1#} of {2#} DNS answer[s] [was|were] slow: up to {3t} where half take at most {4t}; {5}',
    '{2} 个 DNS 应答中有 {1} 个过慢：最长 {3}，而一半不超过 {4}；{5!}',
  ],
  ['{1#} DNS look-up[s] of {2#} timed out{3?}', '{2} 次 DNS 解析中有 {1} 次超时{3!}'],
  ['{1#} look-up[s] of {2#} timed out{3?}', '{2} 次解析中有 {1} 次超时{3!}'],
  [' (up to {1t})', '（最长 {1}）'],
  ['{1#} DNS look-up[s] of {2#} [was|were] never answered', '{2} 次 DNS 解析中有 {1} 次始终无应答'],
  ['{1#} look-up[s] of {2#} [was|were] never answered', '{2} 次解析中有 {1} 次始终无应答'],
]

const HAPPENED: readonly Entry[] = [
  [
    'In {1}, clients sent {2#} DNS question[s] ({3#} look-up[s]{4?}) and got {5#} answer[s].',
    '在 {1~} 中，客户端发出 {2} 个 DNS 查询（{3} 次解析{4!}），得到 {5} 个应答。',
  ],
  [', inside {1}', '，在 {1} 内'],
  [
    'Counted from the last question before it, half of the answers took at most {1t}, 99 % at most {2t}, the slowest {3t}.',
    '从应答之前最后一次查询算起，一半的应答不超过 {1}，99 % 不超过 {2}，最慢的用了 {3}。',
  ],
  [
    'Counted from the first question of its look-up, the longest wait for an answer was {1t}.',
    '从解析的第一次查询算起，得到应答的最长等待为 {1}。',
  ],
  ['{1#} answer[s] [was|were] slow ({2%}).', '{1} 个应答过慢（{2}）。'],
  ['The three slowest: {1}.', '最慢的三个：{1!}。'],
  ['The slowest: {1}.', '最慢的：{1!}。'],
  ['{1?} {2w} {3t} at {4}', '{1} {2} 用了 {3}（时间 {4}）'],
  ['{1?} {2w} {3t} at {4}; {5}', '{1} {2} 用了 {3}（时间 {4}）；{5!}'],
  [
    '{1#} look-up[s] [was|were] asked again because nothing came, after {2t} as a rule: {3}.',
    '{1} 次解析因没有等到应答而重新查询，通常在 {2} 之后：{3&}。',
  ],
  ['{1?} {2w} (asked {3#} times, answered after {4t})', '{1} {2}（查询 {3} 次，{4} 之后得到应答）'],
  ['{1?} {2w} (asked {3#} times, never answered)', '{1} {2}（查询 {3} 次，始终无应答）'],
  [
    '{1#} further look-up[s] [was|were] asked again after an answer, or where none would be seen here.',
    '另有 {1} 次解析在得到应答之后，或在此处看不到应答时，重新查询。',
  ],
  ['The program that asked waited all that time.', '发起查询的程序在此期间一直在等待。'],
  ['{1#} look-up[s] [was|were] never answered.', '{1} 次解析始终无应答。'],
]

const SHARES: readonly Entry[] = [
  ['By server: {1}.', '按服务器：{1!}。'],
  [
    '{1w} gave {2#} answer[s] (the fastest after {3t}, half within {4t}), {5#} slow, and {6#} look-up[s] timed out',
    '{1} 给出 {2} 个应答（最快 {3}，一半在 {4} 之内），{5} 个过慢，{6} 次解析超时',
  ],
  [
    '{1w} gave {2#} answer[s] (the fastest after {3t}, half within {4t}), {5#} slow, and {6#} look-up[s] timed out[, | and ]{7}',
    '{1} 给出 {2} 个应答（最快 {3}，一半在 {4} 之内），{5} 个过慢，{6} 次解析超时；{7!}',
  ],
  [
    '{1w} gave {2#} answer[s], {3#} slow, and {4#} look-up[s] timed out',
    '{1} 给出 {2} 个应答，{3} 个过慢，{4} 次解析超时',
  ],
  [
    '{1w} gave {2#} answer[s], {3#} slow, and {4#} look-up[s] timed out[, | and ]{5}',
    '{1} 给出 {2} 个应答，{3} 个过慢，{4} 次解析超时；{5!}',
  ],
  ['{1#} more', '另外 {1} 个'],
  ['By client: {1}.', '按客户端：{1&}。'],
  [
    'By client: {1}; {2#} [other was|others were] served quickly.',
    '按客户端：{1&}；其余 {2} 个都很快得到应答。',
  ],
  ['By name: {1}.', '按名称：{1&}。'],
  [
    'By name: {1}; {2#} [other was|others were] served quickly.',
    '按名称：{1&}；其余 {2} 个都很快得到应答。',
  ],
  ['{1} ({2#} of {3#} answer[s] slow)', '{1}（{3} 个应答中 {2} 个过慢）'],
  ['{1} ({2#} look-up[s] lost)', '{1}（{2} 次解析丢失）'],
  [
    '{1} ({2#} of {3#} answer[s] slow, {4#} look-up[s] lost)',
    '{1}（{3} 个应答中 {2} 个过慢，{4} 次解析丢失）',
  ],
  ['The same questions at other taps: {1}.', '其他抓包点的同样查询：{1&!}。'],
  [
    '{1} shows {2#} slow and {3#} lost of {4#} question[s]',
    '{4} 个查询中有 {2} 个过慢，{3} 个丢失（{1~}）',
  ],
  [
    'Where fewer are, the wait arises between that tap and this one.',
    '在过慢或丢失较少的抓包点，等待产生于该抓包点与此抓包点之间。',
  ],
]

const RULE: readonly Entry[] = [
  [
    'An answer is slow when it comes {1#} ms after what the fastest answer of its server takes, and takes at least three times as long; this holds for names under cluster.local, and where a server of a private network answers with authority or for a service of another cluster domain (name.namespace.svc.domain).',
    '应答比其服务器最快的应答晚 {1} ms，且用时至少为其三倍，即为过慢；这适用于 cluster.local 之下的名称，以及专用网络中的服务器给出的权威应答或对其他集群域中服务（name.namespace.svc.domain）的应答。',
  ],
  [
    'For all other names, which a resolver may have to ask others for, the bound is {1#} ms beyond the median of the server, and again three times as long.',
    '对于其他所有名称，解析服务器可能须询问别的服务器，界限是比该服务器的中位数多 {1} ms，且同样为其三倍。',
  ],
  ['The time counts from the last time the question was asked.', '时间从最后一次发出该查询算起。'],
  [
    'A look-up has timed out when it was asked again because nothing had come, and counts as never answered when it was asked {1#} ms before the end of the capture or earlier.',
    '解析因没有等到应答而重新查询，即为超时；在抓包结束之前 {1} ms 或更早查询而没有应答的，算作始终无应答。',
  ],
  [
    'A warning needs {1#} slow answers and {2#} % of their kind (names that others were asked for count when they take a second, in three domains), or {3#} look-ups and {4#} % that were asked again without an answer.',
    '警告需要 {1} 个过慢的应答且占同类的 {2} %（须询问别的服务器的名称，用时达一秒且涉及三个域才计入），或者有 {3} 次且占 {4} % 的解析没有应答而重新查询。',
  ],
  [
    'A burst is at least {1#} of them close together.',
    '突发是指至少 {1} 个过慢或丢失的紧挨着出现。',
  ],
]

const SURE: readonly Entry[] = [
  [
    'Question and answer were both captured, so the wait is measured.',
    '查询和应答都已抓到，因此等待时间是实测的。',
  ],
  [
    'Nobody asks again for an answer that only the capture misses: time-outs are those of the client.',
    '如果只是抓包缺少应答，没有谁会重新查询：超时是客户端的超时。',
  ],
  [
    'Nobody asked again for some that were never answered; the capture itself may miss their answers.',
    '始终无应答的解析中，有些没有重新查询；可能只是抓包缺少它们的应答。',
  ],
  ['The cause is inferred.', '原因是推断的。'],
  [
    '{1#} slow answer[s] [is|are] about names that the server may have had to ask others for; then the others are slow.',
    '{1} 个过慢的应答所涉及的名称，服务器可能须询问别的服务器；那么慢的是别的服务器。',
  ],
  ['Every look-up was answered, and none was asked again.', '每次解析都得到应答，没有重新查询的。'],
  ['No answer that came was slow.', '收到的应答没有过慢的。'],
  ['The slow and the lost do not come in bursts.', '过慢的和丢失的并不呈突发。'],
  [
    'The same waits at a tap right in front of the DNS server: then the network is not the cause.',
    '紧靠 DNS 服务器的抓包点也有同样的等待：那么原因不在网络。',
  ],
  [
    'Quick answers to the same names, asked by hand from the same place at the same time.',
    '在同一地点、同一时间手动查询同样的名称，应答很快。',
  ],
]

const SHOWN: readonly Entry[] = [
  ['Answers by time from the last question to the answer', '按最后一次查询到应答的时间统计的应答'],
  [
    'Answers over time, from the last question; waits for lost ones, from the first',
    '应答随时间的变化，从最后一次查询算起；对丢失的应答的等待，从第一次算起',
  ],
  ['Slow answers and lost look-ups, by name', '各名称的过慢应答和丢失的解析'],
  ['question', '查询'],
  ['{1?}, {2w} → {3w}', '{1}，{2} → {3}'],
  ['late answer', '迟到的应答'],
  ['asked again', '重新查询'],
  ['slow answers', '过慢的应答'],
  ['never answered', '始终无应答'],
  ['timed out', '超时'],
  ['asked again, answered or not', '重新查询，无论有无应答'],
  ['median from the last question', '中位数，从最后一次查询算起'],
  ['99th percentile from the last question', '第 99 百分位数，从最后一次查询算起'],
  ['slowest answer from the last question', '最慢的应答，从最后一次查询算起'],
  ['longest wait from the first question', '最长的等待，从第一次查询算起'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'The time from the last question to its answer, and questions that were asked again, per server.',
    '每台服务器从最后一次查询到应答的时间，以及重复的查询。',
  ],
  [
    'milliseconds beyond the fastest answer of the server that make an answer slow, for names it knows by itself',
    '毫秒：对服务器自己知道的名称，比其最快应答慢这么多即为慢应答',
  ],
  [
    'milliseconds beyond the usual answer of the server that make an answer slow, for other names',
    '毫秒：对其他名称，比该服务器的通常应答慢这么多即为慢应答',
  ],
  ['milliseconds after which a question counts as unanswered', '毫秒之后，查询视为没有应答'],
  ['slow answers before it is a warning', '个慢应答，达到即为警告'],
  ['percent of the answers that must be slow for a warning', '%：应答中慢应答的比例，达到才是警告'],
  ['look-ups that timed out before it is a warning', '次查找超时，达到即为警告'],
  ['percent of look-ups that must time out for a warning', '%：查找中超时的比例，达到才是警告'],
  [
    'slow or lost ones close together that make a burst',
    '个慢的或丢失的查询彼此接近，达到即为一阵突发',
  ],
]

export const DNS_LATENCY: readonly Entry[] = [
  ...DESCRIBED,
  ...DNS,
  ...BURSTS,
  ...CLAIMS,
  ...HAPPENED,
  ...SHARES,
  ...RULE,
  ...SURE,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
]

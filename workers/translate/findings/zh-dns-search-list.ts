/** 简体中文：dns-search-list。 */
import type { Entry } from '../catalogue'
import { DNS } from './zh-dns'

const CLAIMS: readonly Entry[] = [
  ['Names asked for through a search list', '通过搜索列表查询的名称'],
  ['No DNS question of a client for data of a name.', '没有客户端查询名称数据的 DNS 查询。'],
  [
    '{1#} DNS question[s] of clients, hardly any of them with a search domain in vain.',
    '客户端的 {1} 个 DNS 查询，几乎没有因附加搜索域而徒劳的。',
  ],
  [
    '{1#} of {2#} DNS question[s] could only fail: {3#} name[s] [was|were] asked for with {4#} search domain[s] appended before [it was|they were] asked for as written',
    '{2} 个 DNS 查询中有 {1} 个只能失败：{3} 个名称先附加 {4} 个搜索域查询，然后才按原样查询',
  ],
]

const HAPPENED: readonly Entry[] = [
  [
    'In {1}, {2} asked for {3} with these domains appended, one after the other: {4}.',
    '在 {1~} 中，客户端（{2&}）查询 {3&}，依次附加了这些域：{4&}。',
  ],
  ['Only then came the question for the name as it was written.', '最后才按原样查询该名称。'],
  [
    'That made {1#} question[s] ({2%} of all) in {3#} look-up[s] that could only fail, {4#} for each; {5#} answer[s] in the capture say that a name does not exist (NXDOMAIN).',
    '这样，{3} 次解析中有 {1} 个查询（占全部的 {2}）只能失败，每次 {4} 个；抓包文件中有 {5} 个应答称名称不存在（NXDOMAIN）。',
  ],
  ['{1} [does|do] not exist as written either.', '按原样也不存在的有 {1&}。'],
  [
    'Half of the look-ups spent at most {1t} on it, the longest {2t}.',
    '一半的解析为此花费不超过 {1}，最长的 {2}。',
  ],
  [
    'The names have up to {1#} dot[s], so ndots of the client is larger than {2#}.',
    '这些名称最多有 {1} 个点，因此客户端的 ndots 大于 {2}。',
  ],
  [
    'The names have up to {1#} dot[s], so ndots of the client is larger than {2#} (Kubernetes sets 5).',
    '这些名称最多有 {1} 个点，因此客户端的 ndots 大于 {2}（Kubernetes 设为 5）。',
  ],
  [
    'For example {1}: {2#} question[s] in vain (frames {3}), then frame {4#} for the name itself.',
    '例如 {1}：{2} 个徒劳的查询（帧 {3&}），然后第 {4} 帧才查询该名称本身。',
  ],
]

const SURE: readonly Entry[] = [
  [
    'A question that failed, and then, by the same client for the same type, one for the same name without its last labels: those labels are a search domain.',
    '一个查询失败，随后同一客户端以同样的类型查询去掉末尾若干标签的同一名称：这些标签就是搜索域。',
  ],
  ['Told from {1#} such questions on.', '从 {1} 个这样的查询起报告。'],
  [
    'The same names were asked for with and without the domains, in the order of a search list.',
    '同样的名称既有附加这些域的查询，也有不附加的，且顺序与搜索列表一致。',
  ],
  [
    'No look-up lost more than {1t} by it: here it is load for the DNS server rather than a wait.',
    '没有哪次解析因此多花超过 {1}：在这里它是 DNS 服务器的负担，而不是等待。',
  ],
  [
    'None of the names exists; they would fail in any case.',
    '这些名称都不存在；无论如何都会失败。',
  ],
  ['A program that appends the domains by itself', '程序自己附加这些域'],
  ['{1#} clients do the same.', '有 {1} 个客户端都这样做。'],
  [
    'The domains are those that Kubernetes gives to every pod.',
    '这些域正是 Kubernetes 给每个 Pod 设置的。',
  ],
  [
    'A resolv.conf of the client without these search domains.',
    '客户端的 resolv.conf 中没有这些搜索域。',
  ],
]

const STEPS: readonly Entry[] = [
  [
    'In the configuration of the program, end names of the outside with a dot: {1} is asked for as it is.',
    '在程序的配置中，让外部名称以点结尾：{1} 会按原样查询。',
  ],
  [
    '(Some HTTP and TLS servers do not like the dot in Host or SNI; then use ndots.)',
    '（有些 HTTP 和 TLS 服务器不接受 Host 或 SNI 中的点；那就使用 ndots。）',
  ],
  [
    'Or let the client try the name as written first when it has a dot.',
    '或者让客户端在名称含有一个点时先按原样查询。',
  ],
  [
    'Or let the client try the name as written first when it has two dots.',
    '或者让客户端在名称含有两个点时先按原样查询。',
  ],
  [
    'Or set ndots:{1#} for the pods: names with a dot or more are then asked for as written first, and SERVICE without a namespace still work.',
    '或者为 Pod 设置 ndots:{1}：含有一个或更多点的名称就先按原样查询，而不带命名空间的 SERVICE 仍然可用。',
  ],
  [
    'Or set ndots:{1#} for the pods: names with two dots or more are then asked for as written first, and SERVICE and SERVICE.NAMESPACE still work.',
    '或者为 Pod 设置 ndots:{1}：含有两个或更多点的名称就先按原样查询，而 SERVICE 和 SERVICE.NAMESPACE 仍然可用。',
  ],
  [
    'The same in the manifest of the pod (spec.template.spec of a Deployment).',
    '在 Pod 的清单中作同样的设置（Deployment 的 spec.template.spec）。',
  ],
  [
    'Without touching the pods: let CoreDNS walk the search list itself and answer the first question at once.',
    '不改动 Pod：让 CoreDNS 自己逐项尝试搜索列表，对第一个查询就立即应答。',
  ],
  [
    'Put these two lines into the Corefile (pods verified costs memory: CoreDNS then watches all pods).',
    '把这两行放入 Corefile（`pods verified` 会占用内存：CoreDNS 将监视所有 Pod）。',
  ],
  [
    'The search list and ndots of the client: {1} should stand there.',
    '客户端的搜索列表和 ndots：其中应有 {1&}。',
  ],
  [
    'The same name with and without a dot at its end: the difference is what the search list costs.',
    '同一名称，末尾带点与不带点：差别就是搜索列表的代价。',
  ],
]

const SHOWN: readonly Entry[] = [
  ['names that exist', '存在的名称'],
  ['names that do not exist', '不存在的名称'],
  ['search domains', '搜索域'],
  ['in vain', '徒劳的查询'],
  ['NXDOMAIN answers, all', '全部 NXDOMAIN 应答'],
  ['lost per look-up, median', '每次解析多花的时间，中位数'],
  ['lost per look-up, longest', '每次解析多花的时间，最长'],
  ['ndots, at least', 'ndots 至少'],
  ['Questions in vain, by name', '各名称的徒劳查询'],
  ['question as written', '按原样的查询'],
  ['question with a domain', '附加域的查询'],
  ['no such name', '名称不存在'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'Questions for a name with more labels at its end that failed, and then for the name itself, per client.',
    '每个客户端先查询末尾多出若干标签的名称而失败、随后才查询该名称本身的情况。',
  ],
  ['questions with a search domain that failed', '个带搜索域的查询失败'],
]

export const DNS_SEARCH_LIST: readonly Entry[] = [
  ...DESCRIBED,
  ...DNS,
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...STEPS,
  ...SHOWN,
]

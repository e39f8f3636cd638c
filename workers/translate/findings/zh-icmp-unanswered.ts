/** 简体中文：icmp-unanswered。 */
import type { Entry } from '../catalogue'

const CLAIMS: readonly Entry[] = [
  ['Pings without answer', 'ping 无应答'],
  [
    '{1#} ping[s]; nowhere did {2#} and {3#} % of them stay without answer.',
    '{1} 个 ping；没有哪一处的无应答达到 {2} 个且占 {3} %。',
  ],
  [
    '{1#} of {2#} ping[s] from {3w} to {4w} got no answer',
    '从 {3} 到 {4} 的 {2} 个 ping 中有 {1} 个没有得到应答',
  ],
  [
    '{1#} of {2#} ping[s] from {3w} to {4w} got no answer; up to {5#} octet[s] are answered, from {6#} on none',
    '从 {3} 到 {4} 的 {2} 个 ping 中有 {1} 个没有得到应答；不超过 {5} 字节的有应答，从 {6} 字节起都没有',
  ],
  ['{1w} pinged {2#} hosts of which none answered', '{1} ping 了 {2} 台主机，没有一台应答'],
]

const HAPPENED: readonly Entry[] = [
  [
    'In {1}, {2w} sent {3#} echo request[s] to {4w}; {5#} ({6%}) stayed without reply.',
    '在 {1~} 中，{2} 向 {4} 发送了 {3} 个 echo 请求；{5} 个（{6}）没有应答。',
  ],
  [
    'In {1}, {2w} sent {3#} echo request[s] to {4w}, carried in {5}; {6#} ({7%}) stayed without reply.',
    '在 {1~} 中，{2} 向 {4} 发送了 {3} 个 echo 请求，由 {5} 承载；{6} 个（{7}）没有应答。',
  ],
  [
    '{1#} request[s] at the end of the capture [is|are] not judged.',
    '抓包结束时的 {1} 个请求不作判断。',
  ],
  [
    'Size decides: IP packets up to {1#} octet[s] are answered, from {2#} on none.',
    '长度起决定作用：不超过 {1} 字节的 IP 数据包有应答，从 {2} 字节起都没有。',
  ],
  ['ICMP errors tell why: {1}.', 'ICMP 差错报文说明了原因：{1!}。'],
  ['{1} from {2w} ({3#})', '来自 {2} 的“{1!}”（{3} 个）'],
  ['{1}, {2} from {3w} ({4#})', '{1!}、来自 {3} 的“{2!}”（{4} 个）'],
  ['{1} and {2} from {3w} ({4#})', '{1!}和来自 {3} 的“{2!}”（{4} 个）'],
  ['{1} and {2#} more', '{1!}和另外 {2} 个'],
  [
    '{1} shows {2#} [reply|replies]: the target answers, and the answers are lost on the way back.',
    '{1~} 显示有 {2} 个应答：目标有应答，而应答在返回途中丢失。',
  ],
  [
    '{1w} sent echo requests to {2}, and none of them replied: that is a sweep, or a monitor whose targets are gone.',
    '{1} 发送了 echo 请求，目标为 {2&}，没有一台应答：这是一次扫描，或是其目标已不存在的监控。',
  ],
]

/** unanswered-pings：RFC 792、RFC 1812、RFC 4443。 */
const ERRORS: readonly Entry[] = [
  ['network unreachable', '网络不可达'],
  ['host unreachable', '主机不可达'],
  ['protocol unreachable', '协议不可达'],
  ['fragmentation needed', '需要分片'],
  ['network prohibited', '网络被禁止'],
  ['host prohibited', '主机被禁止'],
  ['administratively prohibited', '被管理策略禁止'],
  ['no route', '没有路由'],
  ['address unreachable', '地址不可达'],
  ['unreachable, code {1#}', '不可达，代码 {1}'],
  ['packet too big', '数据包过大'],
  ['TTL exceeded', 'TTL 超时'],
  ['reassembly time exceeded', '重组超时'],
  ['ICMP type {1#} code {2#}', 'ICMP 类型 {1} 代码 {2}'],
]

const SURE: readonly Entry[] = [
  [
    'At least {1#} echo requests from one host to another without reply, and {2#} % of all.',
    '从一台主机到另一台主机至少有 {1} 个 echo 请求没有应答，且至少占全部的 {2} %。',
  ],
  ['A request counts when a second has passed.', '请求发出满一秒后才计入。'],
  [
    'Captures of one direction are not believed, and without any packet for the asking host it is a note; {1#} silent targets of one source are a sweep, which is a note.',
    '只有一个方向的抓包文件不予采信；没有任何发往请求方的数据包时为“提示”；同一源有 {1} 个无应答的目标即为扫描，也是“提示”。',
  ],
  [
    'The capture holds other packets for {1w}, so it would show replies.',
    '抓包文件中有发往 {1} 的其他数据包，因此应能看到应答。',
  ],
  [
    'The capture holds no packet for {1w} at all: it may show one direction only, which lowers the confidence.',
    '抓包文件中完全没有发往 {1} 的数据包：它可能只有一个方向，把握因此降低。',
  ],
  ['Another tap shows that the target does answer.', '另一个抓包点显示目标确有应答。'],
  ['{1w} sends other packets: it is up.', '{1} 在发送其他数据包：它在运行。'],
  ['{1#} pings were answered.', '{1} 个 ping 得到了应答。'],
  [
    'Replies that another interface or another capture shows on their way back.',
    '另一个接口或另一个抓包文件显示有应答在返回途中。',
  ],
  [
    'So many silent targets of one source are hardly faults of each.',
    '同一源有这么多无应答的目标，不太可能是各自的故障。',
  ],
  ['A reply to {1w} from one of them.', '其中有一台向 {1} 作出应答。'],
]

const CAUSES: readonly Entry[] = [
  ['A filter drops echo requests or replies', '过滤规则丢弃了 echo 请求或应答'],
  ['{1w} sends other packets.', '{1} 在发送其他数据包。'],
  ['An ICMP error says so.', '有 ICMP 差错报文这样说。'],
  ['Small ones pass.', '较小的能够通过。'],
  ['{1w} does not exist, or is down', '{1} 不存在或已停机'],
  ['Nothing from it is in the case.', '案例中没有来自它的任何数据包。'],
  ['It sends other packets.', '它在发送其他数据包。'],
  ['It answers.', '它有应答。'],
  ['A path MTU that is smaller than these packets', '路径 MTU 小于这些数据包'],
  ['Only large ones are lost.', '只有较大的丢失。'],
  ['Small ones are lost as well.', '较小的也丢失。'],
  ['The way from {1w} is broken', '从 {1} 出发的路径已中断'],
  [
    'Other conversations of the capture would fail as well.',
    '若是如此，抓包文件中的其他会话也会失败。',
  ],
]

const STEPS: readonly Entry[] = [
  ['From {1w}: by size, and without fragmentation.', '在 {1} 上：按长度测试，且不允许分片。'],
  [
    'See where they end: run this at {1w} and at {2w} at the same time.',
    '查看它们在哪里消失：在 {1} 和 {2} 上同时运行。',
  ],
  ['Find the hop that limits the size.', '找出限制长度的那一跳。'],
  ['Find the last hop that answers.', '找出最后有应答的那一跳。'],
  ['Find out what runs on {1w} and asks them.', '查明 {1} 上是什么程序在向它们发送请求。'],
  ['On {1w}.', '在 {1} 上。'],
]

const SHOWN: readonly Entry[] = [
  ['echo requests', 'echo 请求'],
  ['without reply', '无应答'],
  ['requests without reply', '无应答的请求'],
  ['silent targets', '无应答的目标'],
  ['largest answered', '有应答的最大长度'],
  ['smallest without reply', '无应答的最小长度'],
  ['without answer', '无应答'],
  ['Pings by size of the IP packet: answered and not', '按 IP 数据包长度的 ping：有应答与无应答'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'Echo requests and their replies, by hosts and by size.',
    '按主机和大小统计的回显请求及其应答。',
  ],
  ['requests without reply before it is a warning', '个请求没有应答，达到即为警告'],
  ['percent of the requests that must be without reply', '%：请求中必须没有应答的比例'],
  [
    'silent targets of one source that make it a sweep',
    '个没有应答的目标（同一来源），达到即视为扫描',
  ],
]

export const ICMP_UNANSWERED: readonly Entry[] = [
  ...DESCRIBED,
  ...CLAIMS,
  ...HAPPENED,
  ...ERRORS,
  ...SURE,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
]

/** 简体中文：dead-peer。 */
import type { Entry } from '../catalogue'
import { ICMP_REFUSALS } from './zh-icmp-refusals'

const CLAIMS: readonly Entry[] = [
  ['Peer stopped answering', '对端停止应答'],
  [
    '{1#} connection[s], no side of one fell silent when it was asked{2?}.',
    '{1} 条连接，没有哪一方在应当应答时陷入沉默{2!}。',
  ],
  ['; {1#} silence[s] [was|were] too short to count', '；{1} 次沉默时间过短，不计'],
  [
    '; {1#} silence[s] [is|are] in captures of one direction',
    '；{1} 次沉默出现在只有一个方向的抓包文件中',
  ],
  [
    '; {1#} silence[s] [was|were] too short to count; {2#} silence[s] [is|are] in captures of one direction',
    '；{1} 次沉默时间过短，不计；{2} 次沉默出现在只有一个方向的抓包文件中',
  ],
  [
    '{1w} stopped answering {2}: {3} without any answer in {4t}',
    '{1} 停止应答 {2&}：{4} 内 {3!}没有得到任何应答',
  ],
  ['{1}, on {2#} connection[s]', '{1!}，涉及 {2} 条连接'],
  ['{1}, then {2w} gave up with RST', '{1!}，随后 {2} 以 RST 放弃'],
  ['{1}, then {2w} closed the connection', '{1!}，随后 {2} 关闭了连接'],
  ['{1}, then {2w} was still waiting when the capture ended', '{1!}，抓包结束时 {2} 仍在等待'],
  ['{1#} keep-alive[s]', '{1} 次保活探测'],
  ['{1#} transmission[s] of {2#} octet[s]', '{1} 次发送（{2} 字节）'],
  [
    '{1#} host[s] stopped answering {2} on {3#} connection[s]: {4#} packet[s] without any answer',
    '{1} 台主机在 {3} 条连接上停止应答 {2&}：{4} 个数据包没有得到任何应答',
  ],
]

const HAPPENED: readonly Entry[] = [
  [
    'In {1}, the connection between {2w} and {3w} worked until the last packet of {4w}.',
    '在 {1~} 中，{2} 与 {3} 之间的连接直到 {4} 的最后一个数据包为止都正常。',
  ],
  [
    'In {1}, the connection between {2w} and {3w}, carried in {4} worked until the last packet of {5w}.',
    '在 {1~} 中，{2} 与 {3} 之间的连接（由 {4} 承载）直到 {5} 的最后一个数据包为止都正常。',
  ],
  [
    '{1t} later {2w} asked, and {3} in {4t} got no answer at all.',
    '{1} 之后 {2} 发送了需要应答的报文段：{4} 内 {3&!}没有得到任何应答。',
  ],
  ['In the end {1w} gave up with RST.', '最后 {1} 以 RST 放弃。'],
  ['In the end {1w} closed the connection.', '最后 {1} 关闭了连接。'],
  ['In the end {1w} was still waiting when the capture ended.', '抓包结束时 {1} 仍在等待。'],
  ['{1w} reported: {2}.', '{1} 报告：{2!}。'],
  ['The same happened on {1#} more connection[s] with {2w}.', '与 {2} 的另外 {1} 条连接也是如此。'],
  [
    'Meanwhile {1w} was heard on another connection (port {2#}): the host is alive, so it is this connection that got lost.',
    '在此期间，另一条连接（端口 {2}）上仍有 {1} 的数据包：主机仍在运行，因此丢失的是这条连接。',
  ],
  [
    'From then on not a single packet of {1w} is in this capture, on no connection.',
    '从那以后，此抓包文件中再没有 {1} 的任何数据包，任何连接上都没有。',
  ],
  [
    'A program that hangs does not look like this: the kernel acknowledges data and answers keep-alives whatever the program does.',
    '程序挂起不会有这种表现：无论程序在做什么，内核都会确认数据并应答保活探测。',
  ],
  ['The same silence shows at {1}.', '在 {1&} 处也能看到同样的沉默。'],
  [
    'These hosts answered before and then no more: {1}.',
    '这些主机此前有应答，后来不再应答：{1&}。',
  ],
  [
    '{1#} of them [was|were] still heard on other connections.',
    '其中 {1} 台在其他连接上仍有数据包。',
  ],
  [
    'None of them was heard again on any connection.',
    '此后在任何连接上都没有再看到其中任何一台的数据包。',
  ],
  [
    'All of them were asked by {1w}: it may be this host that is cut off.',
    '等待它们应答的都是 {1}：与网络断开的可能是这台主机。',
  ],
  [
    'The causes and commands below are worked out for {1w}, which was silent longest.',
    '以下原因和命令针对沉默最久的 {1}。',
  ],
]

const SURE: readonly Entry[] = [
  [
    'At least {1#} keep-alives, window probes or transmissions of one segment within at least {2#} s, after which the other side was not heard again although it had answered before.',
    '在至少 {2} s 内，至少有 {1} 次保活探测、窗口探测或同一报文段的发送，此后再也没有看到此前有应答的对方的数据包。',
  ],
  [
    'Segments larger than any that got through, sides that had closed and the last second of the capture do not count.',
    '大于任何曾经送达的报文段、已关闭连接的一方，以及抓包的最后一秒不计。',
  ],
  [
    'A note when fewer than {1#} % of the connections at the tap are concerned, unless a server with a private address was given up and not heard again at all, and when another tap heard the answers.',
    '受影响的连接不到该抓包点连接的 {1} % 时为“提示”，除非是一台私有地址的服务器被放弃且再也没有任何数据包；另一个抓包点看到了应答时也为“提示”。',
  ],
  ['More than {1#} hosts become one finding.', '超过 {1} 台主机时合并为一项发现。'],
  [
    'Who asked got no answer either, or it would not have given up.',
    '等待应答的一方同样没有得到应答，否则不会放弃。',
  ],
  ['An ICMP error says that the peer cannot be reached.', '有 ICMP 差错报文说对端不可达。'],
  [
    'Before, data were acknowledged that this capture does not hold: it misses packets of the peer, which lowers the confidence.',
    '此前有一些得到确认的数据不在此抓包文件中：它缺少对端的数据包，把握因此降低。',
  ],
  [
    'A capture closer to {1w} that shows its answers: then they are lost on the way back.',
    '离 {1} 更近的抓包中能看到其应答：那么应答是在返回途中丢失的。',
  ],
  [
    '{1} heard more of {2w} on the same connection: it answers, and the answers are lost on the way.',
    '在 {1&} 处，同一连接上看到了更多 {2} 的数据包：它有应答，而应答在途中丢失。',
  ],
  ['{1w} still talks on other connections.', '{1} 在其他连接上仍在通信。'],
]

const CAUSES: readonly Entry[] = [
  ['{1w} is down, frozen or cut off from the network', '{1} 已停机、卡死或与网络断开'],
  ['Nothing at all came from this host any more.', '此后再也没有收到这台主机的任何数据包。'],
  ['It was heard on another connection (port {1#}).', '另一条连接（端口 {1}）上仍有它的数据包。'],
  ['{1} heard it answer.', '在 {1~} 处看到了它的应答。'],
  [
    'A device on the way (NAT, firewall, load balancer, connection tracking) has forgotten the connection and drops it silently',
    '途中的设备（NAT、防火墙、负载均衡器、连接跟踪）已忘记该连接，并静默丢弃其数据包',
  ],
  ['The host still talks on other connections.', '该主机在其他连接上仍在通信。'],
  [
    'The connection had been silent for {1t} before the first question.',
    '在第一个需要应答的报文段之前，连接已空闲 {1}。',
  ],
  [
    'Other connections with the host, if there were any, fell silent, too.',
    '与该主机的其他连接（如果有）也陷入沉默。',
  ],
  [
    'It was in use until {1t} before the first question: timers of such devices are longer.',
    '在第一个需要应答的报文段之前 {1}，连接还在使用：这类设备的定时器比这更长。',
  ],
  [
    'The answers are lost on the way back, or take another way now',
    '应答在返回途中丢失，或现在走了另一条路径',
  ],
  [
    '{1} heard more of {2w} on the same connection.',
    '在 {1~} 处，同一连接上看到了更多 {2} 的数据包。',
  ],
  [
    'Who asked gave up, so no answer reached it on another way either.',
    '等待应答的一方放弃了，因此也没有应答经其他路径到达它。',
  ],
]

const STEPS: readonly Entry[] = [
  [
    'From {1w}: does the host answer at all, and does its link-layer address resolve?',
    '在 {1} 上：该主机究竟有没有应答，其链路层地址能否解析？',
  ],
  [
    'FAILED means that nobody has this address on the local network.',
    'FAILED 表示本地网络中没有谁拥有此地址。',
  ],
  [
    'On {1w}, when it is back: was it restarted, frozen, or its interface down at that time?',
    '{1} 恢复之后在其上查看：当时它是否重启、卡死，或接口已断开？',
  ],
  [
    'Look whether the questions reach {1w} and whether it answers.',
    '查看这些报文段是否到达 {1}，以及它是否应答。',
  ],
  [
    'On {1w}: connections to the peer with their timers (keepalive or on) and retries.',
    '在 {1} 上：到对端的连接，及其定时器（keepalive 或 on）和重试次数。',
  ],
  ['These counters grow when connections are given up.', '连接被放弃时，这些计数器会增长。'],
  [
    'If this is Cilium: can the nodes and their endpoints reach each other?',
    '如果是 Cilium：各节点及其 endpoint 能否互通？',
  ],
]

const SHOWN: readonly Entry[] = [
  ['without answer', '无应答'],
  ['keep-alives among them', '其中的保活探测'],
  ['longest silence', '最长沉默'],
  ['connections', '连接'],
  ['given up with RST', '以 RST 放弃'],
  ['hosts', '主机'],
  ['Asked without answer', '没有得到应答的报文段'],
  ['last word', '最后的数据包'],
  ['last word of the peer', '对端最后的数据包'],
  ['keep-alive', '保活探测'],
  ['data', '数据'],
  ['no answer', '无应答'],
  ['gave up with RST', '以 RST 放弃'],
  ['closed', '已关闭'],
  ['heard on another connection', '在另一条连接上看到'],
  ['{1w} port {2#}', '{1} 端口 {2}'],
  ['port {1#}', '端口 {1}'],
  ['from {1w}', '来自 {1}'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'Keep-alives, window probes and repeated data of connections that had worked, and whether the other side was heard again.',
    '曾正常工作的连接上的保活报文、窗口探测和重传数据，以及此后是否又收到对端的报文。',
  ],
  [
    'keep-alives, or transmissions of one segment, without answer that count',
    '次没有应答的保活，或同一报文段的发送，达到才计入',
  ],
  ['seconds without answer that count', '秒没有应答，达到才计入'],
  [
    'percent of the connections at the tap that must be concerned for a warning',
    '%：该抓包点的连接中受影响的比例，达到才是警告',
  ],
  ['silent hosts that are reported one by one', '台没有应答的主机，在此数目以内逐一报告'],
]

export const DEAD_PEER: readonly Entry[] = [
  ...DESCRIBED,
  ...ICMP_REFUSALS,
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
]

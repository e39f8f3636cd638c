/** 简体中文：lost-in-node。 */
import type { Entry } from '../catalogue'
import { LOST_PACKETS } from './zh-lost-packets'

const CLAIMS: readonly Entry[] = [
  ['Packets lost inside a machine', '数据包在机器内部丢失'],
  ['No packet was seen at two places of one machine.', '没有数据包在同一台机器的两处被看到。'],
  [
    '{1#} packet[s] at one place of a machine and the next; {2}.',
    '机器的一处与下一处之间有 {1} 个数据包；{2!}。',
  ],
  ['all of them passed', '全部通过'],
  ['{1#} packet[s] did not, too few to matter', '{1} 个没有通过，少到不值一提'],
  [
    '{1#} packet[s] from {2w} to {3w} reached {4} and never {5}{6?}',
    '从 {2} 到 {3} 的 {1} 个数据包到达了 {4~}，却始终没有到达 {5~}{6!}',
  ],
  ['its {1w} tunnel', '其 {1} 隧道'],
  ['the machine', '这台机器'],
  ['the outside of the tunnel', '隧道外侧'],
  ['the other side of its address translation', '其地址转换的另一侧'],
  [': those of {1#} octet[s] and more', '：均为 {1} 字节或更大'],
  [': all to port {1}', '：都发往端口 {1&}'],
]

const HAPPENED: readonly Entry[] = [
  [
    '{1} shows the same machine at two places: {2} ({3w} → {4w}) and {5} ({6w} → {7w}).',
    '{1~} 在两处显示了同一台机器：{2~}（{3} → {4}）和 {5~}（{6} → {7}）。',
  ],
  ['the interface', '接口'],
  ['the interface in {1}', '接口，在 {1} 内'],
  ['{1} in {2}', '{1}，在 {2} 内'],
  ['{1} ({2w} → {3w})', '{1~}（{2} → {3}）'],
  [
    'Of {1#} packet[s] from {2w} to {3w} that came to the first one, {4#} packet[s] also passed the second; {5#} did not ({6%}).',
    '到达第一处的从 {2} 到 {3} 的 {1} 个数据包中，{4} 个也经过了第二处；{5} 个没有（{6}）。',
  ],
  [
    'All that passed have at most {1#} octet[s], all that vanished at least {2#} octet[s]: the machine discards them for their size, and no packet of theirs leaves it in pieces either.',
    '通过的都不超过 {1} 字节，消失的都不少于 {2} 字节：机器因其长度而丢弃它们，也没有一个以分片形式离开。',
  ],
  [
    'Of {1} nothing passes, not even a repetition; other conversations of the same hosts pass.',
    '{1&} 的数据包一个也没有通过，连重发的也没有；同样主机的其他会话则通过。',
  ],
  ['So the machine discards these and no others.', '因此机器只丢弃这些，而不丢弃其他的。'],
  [
    'On its way through, the machine translates {1w} → {2w} to {3w} → {4w}; sequence numbers and timestamps stay, which is how the packets are recognised.',
    '经过时，机器把 {1} → {2} 转换为 {3} → {4}；序列号和时间戳不变，数据包就是据此识别的。',
  ],
]

const SURE: readonly Entry[] = [
  [
    'At least {1#} packets that were seen at one place of a machine and not at the next, although others between the same hosts were; critical when they share a size or a conversation that never passes, else a warning from {2#} %.',
    '至少 {1} 个数据包在机器的一处被看到，而在下一处没有，尽管同样主机之间的其他数据包被看到；若它们同属从不通过的长度或会话则为“严重”，否则达到 {2} % 为“警告”。',
  ],
  [
    'Mere acknowledgements are left out, and TCP octets count only if they were sent again or never acknowledged.',
    '纯确认不计，TCP 字节只有在重发或始终没有得到确认时才计。',
  ],
  [
    'Both places are in the same capture, so they have one clock, and each packet is told by its addresses or its sequence numbers, identification and timestamp.',
    '两处在同一抓包文件中，因此时钟相同；每个数据包凭地址或序列号、IP 标识和时间戳识别。',
  ],
  [
    '{1#} packet[s] [was|were] not seen at the second place, but acknowledged: the capture misses packets there, which lowers the confidence.',
    '{1} 个数据包在第二处没有看到，却得到了确认：那里的抓包有遗漏，把握因此降低。',
  ],
  [
    '{1#} packet[s] of the same hosts passed both places{2?}.',
    '同样主机的 {1} 个数据包经过了两处{2!}。',
  ],
  [', {1t} apart in the median', '，间隔中位数 {1}'],
  ['A policy or a filter discards them on purpose', '策略或过滤规则有意丢弃它们'],
  [
    'Nothing of {1} passes, while other conversations of the same hosts do.',
    '{1&} 的数据包一个也没有通过，而同样主机的其他会话通过。',
  ],
  ['Small packets of the same connection pass.', '同一连接的小数据包能够通过。'],
  ['They are too large for the next device', '它们对下一个网络设备来说过大'],
  [
    'The smallest that was lost has {1#} octet[s], the largest that passed {2#} octet[s].',
    '丢失的最小的有 {1} 字节，通过的最大的有 {2} 字节。',
  ],
  [
    'A packet of {1#} octet[s] passed, as large or larger.',
    '有 {1} 字节的数据包通过，同样大或更大。',
  ],
  ['They leave through an interface that was not captured', '它们从没有抓包的接口离开'],
  ['Their senders had to repeat them or got no answer.', '其发送方不得不重发，或没有得到应答。'],
  [
    'A capture at another interface of the machine that holds these packets on their way out.',
    '在机器另一个接口上的抓包文件中有这些离开的数据包。',
  ],
]

const STEPS: readonly Entry[] = [
  [
    'Ask Cilium on this node for the reason of each drop, while it happens.',
    '丢弃发生时，向此节点上的 Cilium 询问每次丢弃的原因。',
  ],
  [
    'Let the kernel name the function and the reason of each drop, while it happens.',
    '丢弃发生时，让内核给出每次丢弃的函数和原因。',
  ],
  [
    'Compare the MTU of the device behind with {1#} octet[s], and the route that leads there.',
    '把后面网络设备的 MTU 与 {1} 字节比较，并查看通向那里的路由。',
  ],
  [
    'Look for a rule that matches these packets: its counter grows with each of them.',
    '查找匹配这些数据包的规则：每有一个，其计数器就会增长。',
  ],
  [
    'Capture again at both places: the packets must appear at the first and not at the second.',
    '在两处再次抓包：数据包应出现在第一处，而不出现在第二处。',
  ],
  ['Drop counters of the interfaces on the way.', '途中各接口的丢弃计数器。'],
]

const SHOWN: readonly Entry[] = [
  ['lost inside', '在内部丢失'],
  ['seen before', '此前看到'],
  ['passed', '通过'],
  ['smallest lost', '丢失的最小长度'],
  ['largest passed', '通过的最大长度'],
  ['The same packets at both places', '两处的相同数据包'],
  ['seen here last', '最后在此看到'],
  ['{1w} at {2}', '{2} 处的 {1}'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'Packets at two places of one machine: two interfaces, or the two sides of its address translation or tunnel.',
    '同一台机器两处的数据包：两个接口，或其地址转换、隧道的两侧。',
  ],
  [
    'packets that came in and did not go out, from one host to another',
    '个从一台主机到另一台的数据包进来而没有出去',
  ],
  ['percent of the packets from which it is a warning', '%：占数据包的比例，达到即为警告'],
]

export const LOST_IN_NODE: readonly Entry[] = [
  ...DESCRIBED,
  ...LOST_PACKETS,
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...STEPS,
  ...SHOWN,
]

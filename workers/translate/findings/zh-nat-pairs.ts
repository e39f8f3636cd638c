/** 简体中文：nat-pairs。 */
import type { Entry } from '../catalogue'

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'TCP connections with other addresses but the same sequence numbers and timestamps.',
    '地址不同但序列号和时间戳相同的 TCP 连接。',
  ],
  ['connections seen on both sides', '个在两侧都看到的连接'],
]

export const NAT_PAIRS: readonly Entry[] = [
  ...DESCRIBED,
  ['Connections before and behind address translation', '地址转换（NAT）前后的连接'],
  [
    'No connection was seen under two different pairs of addresses.',
    '没有连接以两对不同的地址出现。',
  ],
  [
    '{1#} TCP [connection is|connections are] seen before and behind address translation',
    '在地址转换（NAT）前后都看到了 {1} 条 TCP 连接',
  ],
  [
    '{1#} TCP [connection is|connections are] seen before and behind address translation: {2w} becomes {3w}',
    '在地址转换（NAT）前后都看到了 {1} 条 TCP 连接：{2} 变为 {3}',
  ],
  [
    '{1} shows the same {2#} connection[s] under different addresses: {3}.',
    '{1} 中，同样的 {2} 条连接以不同的地址出现：{3&}。',
  ],
  [
    '{1} show the same {2#} connection[s] under different addresses: {3}.',
    '同样的 {2} 条连接以不同的地址出现（{1&}）：{3&}。',
  ],
  ['{1w} → {2w} ({3#} connection[s])', '{1} → {2}（{3} 条连接）'],
  ["The client's address is translated as well: {1}.", '客户端的地址也被转换：{1&}。'],
  ['several clients → {1w}', '多个客户端 → {1}'],
  [
    '{1#} segment[s] [was|were] recognised on both sides by sequence numbers, identification and timestamps.',
    '根据序列号、IP 标识和时间戳，在两侧认出了 {1} 个相同的报文段。',
  ],
  [
    'Each connection is followed as one: what is on one side and not on the other is told as loss, the rest is counted once.',
    '每条连接的两侧作为一条连接跟踪：只在一侧出现的报为丢包，其余只计一次。',
  ],
  [
    'At least {1#} connection[s] with different addresses whose segments agree in sequence and acknowledgement number, flags, length, IP identification and timestamp; three segments, or the SYN.',
    '至少 {1} 条连接的地址不同，而报文段的序列号、确认号、标志、长度、IP 标识和时间戳一致；须有三个报文段，或 SYN。',
  ],
  [
    'Sequence numbers of 32 bits agree in both directions, segment by segment.',
    '两个方向上的 32 位序列号逐个报文段一致。',
  ],
  [
    'Two hosts that use the same sequence numbers and timestamps by chance.',
    '两台主机恰好使用了相同的序列号和时间戳。',
  ],
  ['See the translations that the machine holds now.', '查看该设备当前保存的地址转换条目。'],
  ['connections on both sides', '两侧都有的连接'],
  ['segments on both sides', '两侧都有的报文段'],
  ['connections', '连接'],
  ['segments', '报文段'],
  ['before', '转换前'],
  ['behind', '转换后'],
]

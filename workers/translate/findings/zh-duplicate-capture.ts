/** 简体中文：duplicate-capture。 */
import type { Entry } from '../catalogue'

const SAID: readonly Entry[] = [
  ['Packets captured more than once', '重复抓取的数据包'],
  ['{1#} IP frame[s], {2}.', '{1} 个 IP 帧，{2!}。'],
  ['no copies', '没有副本'],
  ['{1#} [copy|copies], too few to matter', '{1} 个副本，少到不值一提'],
  [
    '{1#} frame[s] of {2} ({3%} of its IP frames) are copies of packets it already holds',
    '{2} 中有 {1} 帧（占其 IP 帧的 {3}）是其中已有数据包的副本',
  ],
  [
    '{1} was taken where the same packet passes more than once: {2#} [copy|copies] at another interface than the original, {3#} [copy|copies] at the same one, {4t} later in the median.',
    '{1} 的抓包处，同一数据包会经过不止一次：{2} 个副本与原件不在同一接口，{3} 个副本在同一接口，比原件晚的时间中位数为 {4}。',
  ],
  [
    '{1#} [copy has|copies have] a lower TTL: they were taken after the packet had been forwarded.',
    '{1} 个副本的 TTL 较小：它们是在数据包被转发之后抓到的。',
  ],
  [
    '{1#} [copy was|copies were] taken on the other side of an encapsulation.',
    '{1} 个副本是在封装的另一侧抓到的。',
  ],
  ['Nothing was sent twice.', '没有任何数据包被发送两次。'],
  [
    'Copies are left out of all other findings here; tools that do not know them call them retransmissions, duplicate acknowledgements and out-of-order segments.',
    '此处其他所有发现都不计副本；不识别副本的工具会把它们当作重传、重复确认和乱序报文段。',
  ],
  [
    'At least {1#} copies and {2#} % of the IP frames.',
    '至少 {1} 个副本，且至少占 IP 帧的 {2} %。',
  ],
  [
    'A copy has the same addresses, IP-ID, sequence numbers, timestamps and payload as its original, and follows it sooner than any retransmission could.',
    '副本与原件的地址、IP 标识、序列号、时间戳和载荷都相同，且紧随其后，比任何重传所能做到的都早。',
  ],
  [
    'A real retransmission would carry a new IP-ID or a newer timestamp, and come later.',
    '真正的重传会带有新的 IP 标识或更新的时间戳，并且来得更晚。',
  ],
  ['Copies whose IP-ID differs from that of their original.', '存在 IP 标识与原件不同的副本。'],
  ['Capture at one interface instead of all.', '只在一个接口上抓包，而不是在所有接口上。'],
  [
    'If the frames come from a mirror (SPAN) port: mirror one direction, or one port of the path.',
    '如果这些帧来自镜像（SPAN）端口：只镜像一个方向，或路径上的一个端口。',
  ],
  [
    'When several interfaces are wanted: keep them apart, so that each packet tells where it was seen.',
    '需要在多个接口上抓包时：将它们分开记录，使每个数据包都能说明是在哪里看到的。',
  ],
]

const SHOWN: readonly Entry[] = [
  ['copies', '副本'],
  ['at another interface', '在另一接口'],
  ['at the same interface', '在同一接口'],
  ['share of IP frames', '占 IP 帧的比例'],
  ['median distance', '间隔中位数'],
  ['original', '原件'],
  ['copy', '副本'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'Frames that are copies of an earlier frame of the same capture.',
    '同一抓包文件中与较早的帧相同的副本帧。',
  ],
  ['copies in one capture', '个副本（同一抓包文件中）'],
  ['percent of the IP frames that are copies', '%：IP 帧中副本的比例'],
]

export const DUPLICATE_CAPTURE: readonly Entry[] = [...DESCRIBED, ...SAID, ...SHOWN]

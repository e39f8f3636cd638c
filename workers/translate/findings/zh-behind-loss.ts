/** 简体中文：抓包点在丢失处之后时，接收方一侧的抓包文件所显示的空洞。 */
import type { Entry } from '../catalogue'

const HAPPENED: readonly Entry[] = [
  [
    '{1} → {2}: inner packets up to {3#} octet[s] arrive, full segments in packets of {4#} never do',
    '{1&} → {2&}：内层数据包不超过 {3} 字节可以到达，装满的报文段（数据包长 {4} 字节）从不到达',
  ],
  [
    '{1} → {2}: packets up to {3#} octet[s] arrive, full segments in packets of {4#} never do',
    '{1&} → {2&}：不超过 {3} 字节的数据包可以到达，装满的报文段（数据包长 {4} 字节）从不到达',
  ],
  [
    'Of what {1w} sent to {2w}, {3#} octet[s] are missing ({4}), from relative sequence number {5#} on: {6}.',
    '{1} 发给 {2} 的数据中缺少 {3} 字节（{4~}），从相对序列号 {5} 开始：{6!}。',
  ],
  ['exactly {1}', '恰好 {1!}'],
  ['{1#} segment[s] of {2#} octet[s]', '{1} 个 {2} 字节的报文段'],
  [
    '{1#} segment[s] of {2#} octet[s], and {3#} octet[s] more',
    '{1} 个 {2} 字节的报文段，另加 {3} 字节',
  ],
  [
    'The packet just behind them, of {1#} octet[s], arrived.',
    '紧随其后的 {1} 字节的数据包到达了。',
  ],
  [
    'That they were sent is told by the sequence number of a packet without data that came behind them.',
    '其后到达的一个不带数据的数据包的序列号表明它们已经发出。',
  ],
  [
    "The receiver's selective acknowledgement (SACK) leaves out just these octets.",
    '接收方的选择性确认（SACK）恰好缺少这些字节。',
  ],
  [
    'The receiver went on to acknowledge what stands before them, and nothing else.',
    '接收方此后仍只确认它们之前的数据，再无其他。',
  ],
  [
    'They came {1t} later, in packets of {2#} octet[s] at most.',
    '它们在 {1} 之后才到达，所在的数据包最大 {2} 字节。',
  ],
  [
    'They had not come {1t} later, when other packets in this direction still did.',
    '{1} 之后它们仍未到达，而那时同方向的其他数据包还能到达。',
  ],
  [
    'In all, {1#} hole[s] of {2#} connection[s] look like this, with room for {3#} full segment[s].',
    '总计 {2} 条连接的 {1} 个空洞如此，可容纳 {3} 个装满的报文段。',
  ],
  [
    'The SYNs of this connection allow segments of {1#} octet[s], which is an IP packet of {2#}.',
    '此连接的 SYN 允许 {1} 字节的报文段，即 {2} 字节的 IP 数据包。',
  ],
  [
    'The SYNs of this connection allow segments of {1#} octet[s], which is an IP packet of {2#}; {3#} of these go to the timestamps option, which leaves {4#}.',
    '此连接的 SYN 允许 {1} 字节的报文段，即 {2} 字节的 IP 数据包；其中 {3} 字节用于时间戳选项，剩下 {4} 字节。',
  ],
  [
    'No packet of that size was seen from {1} to {2}: the largest had {3#} octet[s].',
    '从 {1&} 到 {2&} 没有看到这样大的数据包：最大的有 {3} 字节。',
  ],
  [
    'Smaller ones came after the holes had been seen, so the path was not down.',
    '看到空洞之后仍有较小的数据包到达，因此路径并未中断。',
  ],
  [
    'With the {1#} octet[s] of {2} that is {3#} and {4#} octet[s] on the underlay.',
    '加上 {2} 的 {1} 字节，在底层网络上即 {3} 和 {4} 字节。',
  ],
  ['So the hidden MTU probably lies in [{1#}, {2#}).', '因此隐藏的 MTU 很可能在 [{1}, {2}) 之内。'],
  [
    'That is concluded, not seen: this tap lies behind the loss, and the segments, their repetitions, and an ICMP error about them would show at {1} alone.',
    '这是推断，而非所见：此抓包点在丢失处之后，那些报文段、它们的重传以及关于它们的 ICMP 差错报文，只会在 {1&} 处看到。',
  ],
]

const SURE: readonly Entry[] = [
  [
    'A hole in the sequence numbers of one direction that has room for full segments, as large as both SYNs allow, at least {1#} octet[s] as a packet, and that nobody filled for {2#} s, or only with smaller ones; no packet of that size was seen in this direction, while smaller ones came afterwards, and the receiver did not acknowledge what is missing.',
    '某一方向的序列号中有空洞，可容纳双方 SYN 所允许的、装满的报文段（数据包至少 {1} 字节），在 {2} 秒内没有填补，或只由较小的报文段填补；此方向没有看到这样大的数据包，而其后有较小的到达，并且接收方没有确认所缺少的数据。',
  ],
  [
    'Silent where a smaller segment is missing as well, where ICMP told the sender, where the path fragments, and where packets as large come from one end of the tunnel to the other without it.',
    '以下情况不报告：较小的报文段也缺失；ICMP 已告知发送方；路径会分片；同样大的数据包不经隧道从其一端到达另一端。',
  ],
  [
    'The receiver acknowledged what stands before the holes and not these octets.',
    '接收方确认了空洞之前的数据，却没有确认这些字节。',
  ],
  [
    'The holes are whole multiples of a full segment: nothing smaller is missing.',
    '空洞都是装满的报文段的整数倍：没有更小的缺失。',
  ],
  [
    '{1#} of {2#} holes are whole multiples of a full segment.',
    '{2} 个空洞中有 {1} 个是装满的报文段的整数倍。',
  ],
  [
    'The octets came as soon as they were sent in smaller segments.',
    '这些字节一旦以较小的报文段发送就到达了。',
  ],
  [
    'The lost packets are not in the capture and their size rests on what the SYNs announce, so this is never certain.',
    '丢失的数据包不在抓包文件中，其长度依据 SYN 的通告，因此绝不会是确定的。',
  ],
  [
    'The lost packets are not in the capture: their size is concluded from what the SYNs announce.',
    '丢失的数据包不在抓包文件中：其长度是由 SYN 的通告推断的。',
  ],
  [
    'No hole is a whole multiple of a full segment: a smaller one is missing too, or the sender cuts in another size.',
    '没有一个空洞是装满的报文段的整数倍：较小的也缺失，或者发送方按另一长度切分。',
  ],
  [
    'The receiver sent nothing after the holes were seen: that the octets are missing there as well is told by its silence alone.',
    '看到空洞之后接收方没有发送任何数据：那里也缺少这些字节，只能由其沉默得知。',
  ],
  ['Only one hole shows it.', '只有一个空洞表现如此。'],
  [
    'A capture at the sender that does not show these segments, each sent again and again.',
    '在发送方抓包，却看不到这些报文段一再重传。',
  ],
]

const CAUSES: readonly Entry[] = [
  ['The capture lost the packets, not the path', '丢失数据包的是抓包，而不是路径'],
  ['No acknowledgement by the receiver follows the holes.', '空洞之后没有接收方的确认。'],
  ['The receiver misses them as well.', '接收方也缺少它们。'],
  ['No acknowledgement covers what is missing.', '没有任何确认涵盖所缺少的数据。'],
  [
    'A filter drops these segments for what they hold, not for their size',
    '过滤规则因内容而非长度丢弃这些报文段',
  ],
  ['What was in them cannot be known here.', '在此无从知道其中的内容。'],
  [
    'Several connections miss full segments, and only these.',
    '多条连接缺少装满的报文段，而且只缺少这些。',
  ],
  ['The sender stopped before it sent them again', '发送方在重传之前停止了'],
  ['Its address goes on to send smaller packets.', '其地址仍继续发送较小的数据包。'],
  ['It sent them again in smaller segments.', '它以较小的报文段重新发送了。'],
]

const SHOWN: readonly Entry[] = [
  [
    'Capture where {1w} lives as well: if this is right, the full segments show there again and again, and no ICMP error comes.',
    '同时在 {1} 所在处抓包：如果这项发现正确，那里会一再看到装满的报文段，而没有 ICMP 差错报文。',
  ],
  ['holes seen behind the loss', '丢失处之后看到的空洞'],
  ['full segments missing', '缺失的装满的报文段'],
  ['longest time without them', '缺失的最长时间'],
  ['Holes that stayed open', '一直未填补的空洞'],
  ['first packet behind the hole', '空洞之后的第一个数据包'],
  ['first behind the hole', '空洞之后的第一个'],
  ['filled in smaller pieces', '由较小的片段填补'],
  ['last smaller packet', '最后一个较小的数据包'],
  [
    'IP packets by size: delivered, and those missing (concluded)',
    '按长度的 IP 数据包：送达的，与缺失的（推断）',
  ],
  ['nothing at all arrived in this direction afterwards', '其后此方向再没有任何数据包到达'],
  [
    'seconds in which nobody fills a hole of segments that a tap behind the loss misses',
    '秒内，丢失处之后的抓包点所缺少的报文段的空洞没有填补',
  ],
]

export const BEHIND_LOSS: readonly Entry[] = [...HAPPENED, ...SURE, ...CAUSES, ...SHOWN]

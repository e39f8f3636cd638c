/** 简体中文：与数据包大小有关的检测器共用：丢失的报文段、ping、图和数据。 */
import type { Entry } from '../catalogue'

const ATTEMPTS: readonly Entry[] = [
  [
    '{1w} sent {2#} octet[s] from relative sequence number {3#} on to {4w} in one IP packet of {5#} octet[s], {6}.',
    '{1} 向 {4} 发送了从相对序列号 {3} 开始的 {2} 字节，放在一个 {5} 字节的 IP 数据包中，{6!}。',
  ],
  ['IPv6, so no router may fragment it', '这是 IPv6，因此路由器不得将其分片'],
  ['with DF set', '设置了 DF'],
  ['without DF', '未设置 DF'],
  ['It was sent {1#} times in {2t} and {3} ({4}).', '它在 {2} 内发送了 {1} 次，{3!}（{4~}）。'],
  ['acknowledged only in smaller pieces', '只在切成更小的片段后才得到确认'],
  ['never acknowledged, {1}', '始终没有得到确认，{1!}'],
  ['never acknowledged', '始终没有得到确认'],
  ['to the end of the capture', '直到抓包结束'],
  ['until the connection was reset', '直到连接被重置'],
  ['until the other side closed', '直到对方关闭'],
  [
    'In all, {1#} segment[s] of {2#} connection[s] met this fate in {3#} transmission[s].',
    '总计 {2} 条连接的 {1} 个报文段如此，共发送 {3} 次。',
  ],
]

const PINGS: readonly Entry[] = [
  [
    'Pings from {1w} to {2w} agree: up to {3#} octet[s] answered ({4#}), from {5#} on none of {6#}{7?}.',
    '从 {1} 到 {2} 的 ping 与此一致：不超过 {3} 字节的有应答（{4} 个），从 {5} 字节起 {6} 个都没有应答{7!}。',
  ],
  [', with DF set', '，均设置了 DF'],
  [
    'Another tap shows that the answers were sent: they are lost on the way back.',
    '另一个抓包点显示应答已经发出：它们在返回途中丢失。',
  ],
  [
    'Whether the requests or the answers are lost, this tap cannot tell.',
    '丢失的是请求还是应答，从此抓包点无法判断。',
  ],
]

const SILENT: readonly Entry[] = [
  [
    '{1#} connection[s]; no large segment was repeated {2#} times without acknowledgement, and no hole of full segments stayed open for {3#} s.',
    '{1} 条连接；没有大报文段重复发送 {2} 次而得不到确认，也没有装满的报文段的空洞持续 {3} 秒。',
  ],
  [
    '{1#} segment[s] of {2#} connection[s] went unacknowledged, but {3}.',
    '{2} 条连接的 {1} 个报文段没有得到确认，但是{3;!}。',
  ],
  ['{1} ({2#} segment[s])', '{1!}（{2} 个报文段）'],
  ['not as this detector looks for', '不是此检测器所查找的情况'],
  ['packets as large were delivered', '同样大的数据包曾经送达'],
  ['ICMP told the sender that they were too big', 'ICMP 已告知发送方数据包过大'],
  [
    'packets as large pass between the same nodes outside of the tunnel',
    '同样大的数据包在隧道之外可以在同样两个节点之间通过',
  ],
  ['the path fragments', '路径会分片'],
  [
    'the connection was reset and nothing shows that smaller packets passed meanwhile',
    '连接被重置，而且看不出其间较小的数据包能够通过',
  ],
  ['the capture shows only one direction', '抓包文件只有一个方向'],
]

const PROOFS: readonly Entry[] = [
  [
    'The receiver acknowledged later octets and not these.',
    '接收方确认了其后的字节，却没有确认这些。',
  ],
  ['Pings show the same limit.', 'ping 显示出同样的界限。'],
  ['{1#} connection[s] failed in the same way.', '{1} 条连接以同样的方式失败。'],
  ['Only one segment shows it.', '只有一个报文段表现如此。'],
  ['Only one segment was sent {1#} times or more.', '只有一个报文段发送了 {1} 次以上。'],
  ['{1} (largest there: {2#})', '{1~}（那里最大为 {2}）'],
]

const SHOWN: readonly Entry[] = [
  ['largest delivered', '送达的最大长度'],
  ['smallest lost', '丢失的最小长度'],
  ['largest delivered, outer', '送达的最大长度，外层'],
  ['smallest lost, outer', '丢失的最小长度，外层'],
  ['segments repeated in vain', '反复发送而徒劳的报文段'],
  ['transmissions of them', '它们的发送次数'],
  ['connections hit', '受影响的连接'],
  ['large pings lost', '丢失的大 ping'],
  ['goodput cost of that MTU', '该 MTU 的有效吞吐量代价'],
  ['Transmissions of the lost segments', '丢失的报文段的各次发送'],
  ['{1w} seq {2#}, {3#} octet[s]', '{1} seq {2}，{3} 字节'],
  ['sent', '发送'],
  ['retransmission {1#}', '第 {1} 次重传'],
  ['sent again {1#}', '第 {1} 次重发'],
  ['IP packets by size: delivered and lost', '按长度的 IP 数据包：送达与丢失'],
  [
    'IP packets by size: delivered, and those repeated in vain',
    '按长度的 IP 数据包：送达的，与反复发送而徒劳的',
  ],
  ['selective acknowledgement', '选择性确认'],
  ['ping without answer', '无应答的 ping'],
]

export const SIZES: readonly Entry[] = [...ATTEMPTS, ...PINGS, ...SILENT, ...PROOFS, ...SHOWN]

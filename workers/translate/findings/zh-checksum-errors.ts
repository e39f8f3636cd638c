/** 简体中文：checksum-errors。 */
import type { Entry } from '../catalogue'

const CLAIMS: readonly Entry[] = [
  ['Damaged packets', '损坏的数据包'],
  [
    '{1#} checksum[s] of TCP looked at; none is a sign of damage{2?}.',
    '查看了 {1} 个 TCP 校验和；没有一个说明有损坏{2!}。',
  ],
  [
    "; {1#} segment[s] left it to the sender's network card{2?}",
    '；{1} 个报文段把校验和留给发送方的网卡计算{2!}',
  ],
  [
    '; {1#} wrong one[s] did no harm: what they belong to was acknowledged',
    '；{1} 个错误的校验和没有造成影响：所属的报文段得到了确认',
  ],
  [
    '{1} → {2}: {3#} segment[s] with a wrong checksum, {4#} of them had to be sent again',
    '{1&} → {2&}：{3} 个报文段校验和错误，其中 {4} 个不得不重发',
  ],
]

const HAPPENED: readonly Entry[] = [
  [
    'In {1}, {2#} checksum[s] of {3} could be checked: {4#} [is|are] right, {5#} [is|are] wrong ({6%}){7?}.',
    '在 {1~} 中，{3&} 的 {2} 个校验和可以检查：{4} 个正确，{5} 个错误（{6}）{7!}。',
  ],
  [', carried in {1}', '，封装在 {1~} 中'],
  ['{1w} (UDP {2#}) {3w} → {4w}', '{1}（UDP {2}）{3} → {4}'],
  ['Large packets were sampled, so there may be more.', '大数据包是抽样检查的，因此可能还有更多。'],
  [
    'A receiver discards a damaged segment without a word.',
    '接收方会丢弃损坏的报文段，且不作任何通知。',
  ],
  [
    '{1#} segment[s] [was|were] sent again before anything acknowledged them{2?}.',
    '{1} 个报文段在得到任何确认之前被重发{2!}。',
  ],
  ['; the damaged packets have {1}', '；损坏的数据包长 {1!}'],
  ['{1#} to {2#} octet[s]', '{1} 至 {2} 字节'],
  [
    '{1} shows the same connections with right checksums alone: the damage happens between there and {2}.',
    '{1~} 中同样的连接只有正确的校验和：损坏发生在那里与 {2~} 之间。',
  ],
  [
    "The octets were damaged before they came to {1}: by the sender's memory or network card, or by a device, a cable or a translation in between.",
    '字节在到达 {1~} 之前就已损坏：由于发送方的内存或网卡，或途中的设备、线缆或地址转换。',
  ],
]

const SURE: readonly Entry[] = [
  [
    'A warning from {1#} segment[s] on with a wrong checksum that were sent again, where at least {2#} % of the checksums of the same sender are right and at least {3#} % of the wrong ones were not acknowledged as sent.',
    '校验和错误且被重发的报文段达 {1} 个起为“警告”，并且同一发送方的校验和至少有 {2} % 正确，错误的至少有 {3} % 没有按原样得到确认。',
  ],
  [
    'Checksums that hold the sum of the pseudo-header, or nothing, are left to a network card and do not count.',
    '校验和只是伪首部之和或为空的，是留给网卡计算的，不计。',
  ],
  [
    'All packets up to {1#} octets were looked at and every fourth larger one, as far as the capture holds them whole.',
    '查看了所有不超过 {1} 字节的数据包，更大的每四个查看一个，只限抓包文件中完整的数据包。',
  ],
  [
    'The same [sender|senders] sent {1#} segment[s] with a right checksum at {2}: it is not left to a network card there.',
    '在 {2~} 处，同样的发送方发送了 {1} 个校验和正确的报文段：校验和在那里并非留给网卡计算。',
  ],
  [
    '{1#} damaged segment[s] [was|were] sent again: the receiver did discard them.',
    '{1} 个损坏的报文段被重发：接收方确实丢弃了它们。',
  ],
  [
    '{1#} segment[s] with a wrong checksum [was|were] acknowledged before being sent again.',
    '{1} 个校验和错误的报文段在重发之前得到了确认。',
  ],
  [
    'A capture at the receiver that shows the same frames with a right checksum: then only this capture is damaged.',
    '在接收方的抓包中，同样的帧校验和正确：那么损坏的只是此抓包文件。',
  ],
]

const CAUSES: readonly Entry[] = [
  [
    'A switch, cable, network card or memory on the way changes octets',
    '途中的交换机、线缆、网卡或内存改变了字节',
  ],
  ['{1#} sender[s] are concerned, not one.', '涉及 {1} 个发送方，而不是一个。'],
  [
    'The checksum of Ethernet is made anew by every device, so that damage inside of a device stays unseen until TCP looks.',
    '以太网的校验和由每台设备重新计算，因此设备内部的损坏直到 TCP 检查时才会发现。',
  ],
  [
    'A device rewrites packets (translation, MSS, proxy, tunnel) and does not correct the checksum',
    '有设备改写数据包（地址转换、MSS、代理、隧道）而没有更正校验和',
  ],
  ['At another place the same connections are right.', '在另一处，同样的连接是正确的。'],
  ['All go to the same receiver.', '都发往同一接收方。'],
  [
    'A network card computes checksums of packets in tunnels wrongly (offload)',
    '网卡对隧道中的数据包计算校验和有误（卸载）',
  ],
  ['The packets are in a tunnel.', '这些数据包在隧道中。'],
  ['The packets are in no tunnel.', '这些数据包不在隧道中。'],
]

const STEPS: readonly Entry[] = [
  [
    'On {1}: do these counters grow while it happens?',
    '在 {1&} 上：问题发生时，这些计数器是否增长？',
  ],
  [
    'Capture at the sender, at the receiver and between them at the same time, and drop all files here together: the first place with a wrong checksum lies behind the damage.',
    '同时在发送方、接收方和两者之间抓包，并把所有文件一起拖到这里：第一个出现错误校验和的地方，位于损坏处之后。',
  ],
  [
    'On {1}: let the kernel compute checksums, as a test; if the damage ends, the network card or its driver is to blame.',
    '在 {1&} 上：作为试验，让内核计算校验和；如果损坏消失，问题就在网卡或其驱动程序。',
  ],
  [
    'On the nodes of {1}: let the kernel compute the checksums of what goes into tunnels, as a test; if the damage ends, the network card or its driver is to blame.',
    '在 {1&} 的节点上：作为试验，让内核计算进入隧道的数据包的校验和；如果损坏消失，问题就在网卡或其驱动程序。',
  ],
  ['On {1}: errors that the network card itself has seen.', '在 {1&} 上：网卡自己发现的错误。'],
  [
    'In this capture: the damaged frames, as tshark sees them.',
    '在此抓包文件中：tshark 所见的损坏的帧。',
  ],
]

const SHOWN: readonly Entry[] = [
  ['segments with a wrong checksum', '校验和错误的报文段'],
  ['of these sent again', '其中被重发'],
  ['of these acknowledged', '其中得到确认'],
  ['checksums looked at', '查看的校验和'],
  ['of these wrong', '其中错误'],
  ['connections', '连接'],
  ['Wrong checksums by connection, of those looked at', '各连接中错误的校验和，相对于所查看的'],
  ['checksum wrong', '校验和错误'],
  ['acknowledged', '得到确认'],
  ['sent again', '重发'],
  ['{1#} octets, {2w} port {3#} → {4w}', '{1} 字节，{2} 端口 {3} → {4}'],
  ['{1w} port {2#} → {3w}', '{1} 端口 {2} → {3}'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'Checksums of TCP segments and of the headers around them, of all small packets and of every fourth large one, and whether those that are wrong were acknowledged or sent again.',
    'TCP 报文段及其外层首部的校验和（所有小数据包，大数据包每四个查一个），以及校验和错误的报文段是得到了确认还是被重传。',
  ],
  [
    'damaged segments that had to be sent again, at one tap; fewer are a note',
    '个损坏且不得不重传的报文段（同一抓包点）；更少则只是提示',
  ],
  [
    'percent of the checksums of the same sender that must be right',
    '%：同一发送方的校验和中必须正确的比例',
  ],
  [
    'percent of the damaged segments that must have been sent again, not acknowledged',
    '%：损坏的报文段中必须是被重传而非得到确认的比例',
  ],
]

export const CHECKSUM_ERRORS: readonly Entry[] = [
  ...DESCRIBED,
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
]

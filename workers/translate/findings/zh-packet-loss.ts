/** 简体中文：packet-loss。许多主机对一起说的见 zh-packet-loss-spread。 */
import type { Entry } from '../catalogue'
import { LOST_PACKETS } from './zh-lost-packets'
import { LOSS_SPREAD } from './zh-packet-loss-spread'

const CLAIMS: readonly Entry[] = [
  ['Packet loss', '丢包'],
  [
    '{1#} data segment[s] between {2#} pair[s] of hosts; {3}.',
    '{2} 对主机之间的 {1} 个数据报文段；{3!}。',
  ],
  ['none was lost and sent again', '没有丢失而重发的'],
  [
    '{1#} [loss|losses] ({2%}) on {3#} pair[s], too few to matter',
    '{3} 对主机上丢失 {1} 个（{2}），少到不值一提',
  ],
  [
    '{1#} of {2#} data segment[s] from {3w} to {4w} ({5%}) had to be sent again',
    '从 {3} 到 {4} 的 {2} 个数据报文段中有 {1} 个（{5}）不得不重发',
  ],
  [
    '{1#} of {2#} packet[s] from {3} to {4} ({5%}) were lost between {6} and {7}',
    '从 {3&} 到 {4&} 的 {2} 个数据包中有 {1} 个（{5}）在 {6~} 与 {7~} 之间丢失',
  ],
]

const HAPPENED: readonly Entry[] = [
  [
    'In {1}, {2w} sent {3#} segment[s] with data to {4w}{5?}.',
    '在 {1~} 中，{2} 向 {4} 发送了 {3} 个带数据的报文段{5!}。',
  ],
  [', carried in {1}', '，由 {1} 承载'],
  [
    '{1#} repetition[s] [was|were] needed before they were acknowledged, on {2#} of {3#} connection[s]; {4#} of them followed duplicate acknowledgements.',
    '在 {3} 条连接中的 {2} 条上，重发了 {1} 次才得到确认；其中 {4} 次跟在重复确认之后。',
  ],
  [
    '{1#} repetition[s] [was|were] needed before they were acknowledged, on {2#} of {3#} connection[s].',
    '在 {3} 条连接中的 {2} 条上，重发了 {1} 次才得到确认。',
  ],
  [
    '{1#} repetition[s] [was|were] needed before they were acknowledged, on {2#} of {3#} connection[s]; [it|all of them] followed duplicate acknowledgements.',
    '在 {3} 条连接中的 {2} 条上，重发了 {1} 次才得到确认；都跟在重复确认之后。',
  ],
  [
    'Most of the lost segments never passed this tap before their repetition: they were lost between the sender and this tap.',
    '大多数丢失的报文段在重发之前从未经过此抓包点：它们在发送方与此抓包点之间丢失。',
  ],
  [
    'The first transmission of these segments is in the capture: they were lost between this tap and the receiver, or their acknowledgements were on the way back.',
    '这些报文段的首次发送在抓包文件中：它们在此抓包点与接收方之间丢失，或其确认在返回途中丢失。',
  ],
  [
    '{1#} segment[s] whose first transmission is in the capture [was|were] sent again after {2t}.',
    '{1} 个首次发送在抓包文件中的报文段在 {2} 后重发。',
  ],
  [
    '{1#} segments whose first transmission is in the capture were sent again after {2t} to {3t}.',
    '{1} 个首次发送在抓包文件中的报文段在 {2} 至 {3} 后重发。',
  ],
  ['So do time-outs.', '超时重发即是如此。'],
  [
    '{1#} segment[s] that had been lost before this tap came {2t} after a later one had shown the gap.',
    '{1} 个在此抓包点之前丢失的报文段，在后续报文段显示缺口后 {2} 才到达。',
  ],
  [
    '{1#} segments that had been lost before this tap came {2t} to {3t} after a later one had shown the gap.',
    '{1} 个在此抓包点之前丢失的报文段，在后续报文段显示缺口后 {2} 至 {3} 才到达。',
  ],
  [
    'Pings agree: {1#} of {2#} from {3w} to {4w} got no answer ({5%}).',
    'ping 与此一致：从 {3} 到 {4} 的 {2} 个中有 {1} 个无应答（{5}）。',
  ],
  ['At other taps: {1}.', '在其他抓包点：{1;!}。'],
  ['{1} shows {2#} [loss|losses] in {3#} segment[s]', '{1~} 的 {3} 个报文段中丢失 {2} 个'],
  ['Both ends were captured: {1}.', '两端都抓了包：{1!}。'],
  ['none of {1#} packet[s] was lost on this stretch', '此路段上 {1} 个数据包没有丢失'],
  [
    '{1#} of {2#} packet[s] in {3} never came to {4} ({5%}); the others did{6?}',
    '{3~} 中的 {2} 个数据包有 {1} 个始终没有到达 {4~}（{5}）；其余的到达了{6!}',
  ],
  [', {1t} later in the median', '，中位数晚 {1}'],
  [
    '{1#} more packet[s] [is|are] missing in {2}, but acknowledged without a repetition: its capture missed them.',
    '另有 {1} 个数据包在 {2~} 中缺失，却未经重发就得到确认：是那里的抓包漏掉了它们。',
  ],
  [
    'Packets of {1#} octet[s] and more were lost, packets of up to {2#} octet[s] passed: their size does not decide.',
    '丢失的有 {1} 字节及更大的数据包，通过的有最大 {2} 字节的数据包：长度并非决定因素。',
  ],
  ['They were carried in {1}.', '它们由 {1} 承载。'],
]

const SURE: readonly Entry[] = [
  [
    'At least {1#} segments from one host to another, or {2#} of all together, sent again before they were acknowledged: a note from {3#} % of the data segments on, a warning from {4#} %.',
    '一台主机发往另一台主机的至少 {1} 个报文段，或全部合计 {2} 个，在得到确认之前重发：达到数据报文段的 {3} % 为“提示”，达到 {4} % 为“警告”。',
  ],
  [
    'Segments that were acknowledged never or after more than three transmissions, that had already arrived, or of connections whose packets ICMP called too big are left out, and so are handshakes.',
    '始终没有得到确认或发送三次以上才得到确认的、此前已到达的、所在连接被 ICMP 告知数据包过大的报文段不计，握手也不计。',
  ],
  [
    'Where two captures saw the same way, packets of one that the other never saw count as well.',
    '两个抓包文件看到同一段路时，一个看到而另一个从未看到的数据包也计入。',
  ],
  [
    'The lost segments, their repetitions and their acknowledgements are in the capture.',
    '丢失的报文段、其重发和确认都在抓包文件中。',
  ],
  [
    '{1#} further repetition[s] came although the first transmission had arrived: delayed rather than lost, and not counted.',
    '另有 {1} 次重发时首次发送其实已到达：是延迟而非丢失，不计入。',
  ],
  [
    '{1#} segment[s] came late, overtaken by others: out of order rather than lost, and not counted.',
    '{1} 个报文段迟到，被其他报文段超越：是乱序而非丢失，不计入。',
  ],
  [
    '{1#} [acknowledgement covers|acknowledgements cover] data that this capture does not hold: it misses packets, too.',
    '{1} 个确认所涵盖的数据不在此抓包文件中：抓包也有遗漏。',
  ],
  [
    'Not counted: {1#} repetition[s] of segments that were acknowledged never, or only after more than three transmissions: that is a stall, not loss.',
    '未计入：始终没有得到确认、或发送三次以上才得到确认的报文段的 {1} 次重发：那是停滞，不是丢包。',
  ],
  [
    'Not counted: {1#} repetition[s] on connections whose packets ICMP called too big.',
    '未计入：被 ICMP 告知数据包过大的连接上的 {1} 次重发。',
  ],
  ['Reordering instead of loss', '乱序而非丢包'],
  [
    '{1#} [repetition was a fast retransmission|repetitions were fast retransmissions], which strong reordering can provoke.',
    '有 {1} 次重发是快速重传，严重的乱序也会引发它。',
  ],
  [
    'The repeated segments were acknowledged only after their repetition.',
    '重发的报文段只在重发之后才得到确认。',
  ],
  [
    'A capture at the other end that holds the first transmission of these segments.',
    '在另一端的抓包文件中有这些报文段的首次发送。',
  ],
  [
    'Each packet is recognised in both captures by its addresses, identification and content.',
    '每个数据包在两个抓包文件中凭地址、IP 标识和内容识别。',
  ],
  ['{1} missed them', '{1~} 漏掉了它们'],
  [
    '{1#} packet[s] that it does not hold [was|were] acknowledged.',
    '其中没有的 {1} 个数据包得到了确认。',
  ],
  ['Everything that was acknowledged is in both captures.', '得到确认的一切都在两个抓包文件中。'],
  [
    'A third capture behind the second one that holds these packets.',
    '在第二处之后的第三个抓包文件中有这些数据包。',
  ],
]

const STEPS: readonly Entry[] = [
  [
    'The loss lies between {1} and {2}: ask for drop counters of the switches and virtual ports there, and measure hop by hop.',
    '丢包发生在 {1~} 与 {2~} 之间：查看那里的交换机和虚拟端口的丢弃计数器，并逐跳测量。',
  ],
  [
    'Capture at both ends ({1w} and {2w}) at the same time and drop both files here: it shows on which stretch packets vanish.',
    '在两端（{1} 和 {2}）同时抓包，再把两个文件拖到这里：即可看出数据包在哪一路段消失。',
  ],
  ['Measure the path hop by hop from {1w}.', '从 {1} 逐跳测量路径。'],
  [
    'On {1w}: retransmissions of the live connections to {2w}.',
    '在 {1} 上：到 {2} 的现有连接的重传。',
  ],
  ['These counters grow while it lasts.', '丢包期间，这些计数器会增长。'],
  [
    'Drops at the interfaces and queues of the machines on the way.',
    '途中各机器的接口和队列的丢弃。',
  ],
]

const SHOWN: readonly Entry[] = [
  ['lost segments', '丢失的报文段'],
  ['retransmissions', '重传'],
  ['data segments', '数据报文段'],
  ['lost between the captures', '两个抓包文件之间丢失'],
  ['seen at the first', '在第一处看到'],
  ['of these', '占其中'],
  ['Lost segments by connection', '各连接丢失的报文段'],
  ['of data segments', '个数据报文段'],
  ['Segments that were sent again', '重发的报文段'],
  ['{1} seq {2#}', '{1} seq {2}'],
  ['sent', '发送'],
  ['sent again', '重发'],
  ['shows that octets are missing', '显示有字节缺失'],
  ['gap seen', '发现缺口'],
  ['Segments that were lost before this tap', '在此抓包点之前丢失的报文段'],
  ['acknowledged', '已确认'],
  ['The same packets in both captures', '两个抓包文件中的相同数据包'],
  ['never arrived', '始终没有到达'],
  ['connection with losses', '有丢失的连接'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'TCP segments that had to be sent again before they were acknowledged, per source and destination, and pings without answer.',
    '按来源和目的地统计的、在得到确认之前不得不重传的 TCP 报文段，以及没有应答的 ping。',
  ],
  [
    'segments lost from one host to another before it is mentioned',
    '个报文段在两台主机之间丢失，达到才提及',
  ],
  [
    'segments lost in all, before they are mentioned where no pair has lost enough alone',
    '个报文段总共丢失，没有任何一对主机单独达到时，达到才提及',
  ],
  [
    'percent of the data segments from which loss is a warning',
    '%：占数据报文段的比例，达到则丢包为警告',
  ],
  ['percent of the data segments from which it is a note', '%：占数据报文段的比例，达到则为提示'],
  [
    'chance, of all lossy pairs together, up to which a pair stands out from the others',
    '所有丢包主机对合计的偶然概率，不超过此值时一对主机才算突出',
  ],
  ['data segments of other pairs to compare a pair with', '个其他主机对的数据报文段，供比较之用'],
  ['lossy pairs that are reported one by one', '对丢包的主机，在此数目以内逐一报告'],
]

export const PACKET_LOSS: readonly Entry[] = [
  ...DESCRIBED,
  ...LOST_PACKETS,
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...STEPS,
  ...SHOWN,
  ...LOSS_SPREAD,
]

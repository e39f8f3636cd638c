/** 简体中文：多个检测器共用的句子和短语。某个检测器自己的词句在 zh-<检测器>.ts 中，且优先。 */
import type { Entry } from '../catalogue'
import { QUALITY } from '../zh-quality'
import { SETTINGS } from './zh-settings'

/** 单位；也作为短语。 */
const UNITS: readonly Entry[] = [
  ['packets', '个数据包'],
  ['connections', '条连接'],
  ['handshakes', '次握手'],
  ['octets', '字节'],
  ['segments', '个报文段'],
  ['holes', '个空洞'],
  ['datagrams', '个数据报'],
  ['frames', '帧'],
  ['hosts', '台主机'],
  ['conversations', '条会话'],
  ['look-ups', '次解析'],
  ['answers', '次应答'],
  ['requests', '次请求'],
  ['questions', '次查询'],
  ['events', '个'],
  ['times', '次'],
  ['SYNs', '个 SYN'],
  ['octets/s', '字节/s'],
]

/** 没有可检查的内容。 */
const NOTHING: readonly Entry[] = [
  ['No connections.', '没有连接。'],
  ['No connection attempts.', '没有连接尝试。'],
  ['No open connections.', '没有打开的连接。'],
  ['No conversations.', '没有会话。'],
  ['No handshakes.', '没有握手。'],
  ['No pings.', '没有 ping。'],
  ['No data segments.', '没有数据报文段。'],
  ['No IP frames.', '没有 IP 帧。'],
  ['No checksums of TCP.', '没有 TCP 校验和。'],
]

/** 数量。 */
const COUNTS: readonly Entry[] = [
  ['{1#} octet[s]', '{1} 字节'],
  ['{1#} packet[s]', '{1} 个数据包'],
  ['{1#} segment[s]', '{1} 个报文段'],
  ['{1#} datagram[s]', '{1} 个数据报'],
  ['{1#} connection[s]', '{1} 条连接'],
  ['{1#} frame[s]', '{1} 帧'],
  ['{1#} time[s]', '{1} 次'],
  ['{1#} host[s]', '{1} 台主机'],
  ['{1#} pair[s] of hosts', '{1} 对主机'],
]

/** 地址和名称的列表。 */
const LISTS: readonly Entry[] = [
  ['{1w} and {2w}', '{1} 和 {2}'],
  ['{1}, {2w} and {3w}', '{1&}、{2} 和 {3}'],
  ['{1} and {2#} more', '{1&} 和另外 {2} 个'],
]

/** 抓包地点：Places.name。 */
const PLACES: readonly Entry[] = [
  ['capture {1#}', '第 {1} 个抓包文件'],
  ['{1} (interface {2#})', '{1}（接口 {2}）'],
  ['interface {1#}', '接口 {1}'],
]

/** 旁证文件所说的丢弃：wording/testimony、fragment-testimony 等。 */
const TESTIMONY: readonly Entry[] = [
  ['a side-car', '旁证文件'],
  ['By the side-cars, {1}.', '据旁证文件，{1;}。'],
  ['{1w} is {2}', '{1} 是 {2~}'],
  ['{1w} on {2w}', '{1}（位于 {2}）'],
  ['{1w} ({2w} on {3w})', '{1}（{2}，位于 {3}）'],
  ['{1w} → {2w}', '{1~} → {2~}'],
  [
    '{1} [names|name] the drop of these very {2}: {3}, {4#} time[s]{5?}.',
    '{1&} 记录了这些{2!}被丢弃：{3~}，{4} 次{5!}。',
  ],
  [
    '{1} [names|name] drops between the same hosts and to the same port, of connections from other ports than these: {2}, {3#} time[s]{4?}.',
    '{1&} 记录了同样两台主机之间、发往同一端口的丢弃，但属于其他源端口的连接：{2~}，{3} 次{4!}。',
  ],
  ['"{1}" (code {2#})', '“{1}”（代码 {2}）'],
  ['"{1}"', '“{1}”'],
  [', identity {1w} → {2w}', '，identity {1} → {2}'],
  [', identity {1w} → {2w}, {3}', '，identity {1} → {2}，{3!}'],
  [', {1}', '，{1!}'],
  ['on {1}, at endpoint {2#}, {3w}', '节点 {1}，endpoint {2}，{3}'],
  ['on {1}, at endpoint {2#}', '节点 {1}，endpoint {2}'],
  ['at endpoint {1#}, {2w}', 'endpoint {1}，{2}'],
  ['on {1w}, {2w}', '节点 {1}，{2}'],
  ['at endpoint {1#}', 'endpoint {1}'],
  ['on {1w}', '节点 {1}'],
  ['{1w}:{2#}', '{1}:{2}'],
  ['The datapath itself says so: {1}.', '数据路径自己就这样说：{1~}。'],
]

/** 抓包文件的欠缺及其影响：quality-effects。 */
const LOWERED: readonly Entry[] = [
  ...QUALITY,
  ['{1}: {2}, which lowers the confidence.', '{1!}：{2!}，把握因此降低。'],
  [
    'About {1%} of the packets are not in the capture, so what is missing in it is no more than a note.',
    '约 {1} 的数据包不在抓包文件中，因此其中缺少什么只作“提示”。',
  ],
  [
    'The capture itself lost about as many packets as are missing here, so this is no more than a note.',
    '抓包本身丢失的数据包与此处缺少的差不多一样多，因此这只能算“提示”。',
  ],
  ['an answer that is missing here may have come', '此处缺少的应答可能其实到过'],
  ['what is missing here may have been on the wire', '此处缺少的数据包可能其实在线路上'],
  ['an ICMP error or an acknowledgement may be among them', '其中可能有 ICMP 差错报文或确认'],
  ['an acknowledgement of what was sent again may be among them', '其中可能有对重发报文段的确认'],
  ['checksums of what is cut cannot be checked', '被截短的数据包无法检查校验和'],
  ['fragments and answers may be among them', '其中可能有分片和应答'],
  ['a SYN-ACK that is missing here may have come in time', '此处缺少的 SYN-ACK 可能其实按时到达'],
  ['answers of the right node may be among them', '其中可能有正确节点的应答'],
  ['questions or answers may be among them that cannot be read', '其中可能有无法读取的查询或应答'],
  [
    'packets inside of tunnels and ICMP errors may be cut before their addresses',
    '隧道内的数据包和 ICMP 差错报文可能在地址之前就被截断',
  ],
  ['that no answer is seen says little', '看不到应答说明不了什么'],
  ['what the other side said is not known', '不知道对方说了什么'],
  ['what arrived is known only from the other direction', '什么到达了，只能从另一个方向得知'],
  [
    'copies are told from repetitions by identification and time stamp, and a device that rewrites these makes a copy look like a loss',
    '副本与重传靠 IP 标识和时间戳区分，改写这些字段的设备会使副本看起来像丢包',
  ],
  [
    'they are cut after the capture took them, so sizes on the wire are inferred from the MSS',
    '它们在抓包之后才被切分，因此线路上的长度由 MSS 推断',
  ],
  ['a span that contains such a step is wrong by as much', '包含这种跳变的时长会有同样大的误差'],
  ['frames may stand in another order than on the wire', '帧的先后可能与线路上不同'],
]

/** 图中的短语。 */
const FIGURES: readonly Entry[] = [
  ['payload', '载荷'],
  ['outer {1w}', '外层 {1}'],
  ['inner Ethernet', '内层以太网'],
]

export const SHARED: readonly Entry[] = [
  ...NOTHING,
  ...UNITS,
  ...COUNTS,
  ...LISTS,
  ...PLACES,
  ...TESTIMONY,
  ...LOWERED,
  ...SETTINGS,
  ...FIGURES,
]

/** 简体中文：path-asymmetry。 */
import type { Entry } from '../catalogue'

const SAID: readonly Entry[] = [
  ['Another way back', '往返路径不同'],
  ['No packets in tunnels.', '隧道中没有数据包。'],
  [
    '{1#} way[s] through tunnels; what comes back uses the tunnel that it went out by.',
    '{1} 条经隧道的路径；返回的数据包所经隧道与去程相同。',
  ],
  [
    'Between {1w} and {2w}, packets go there by {3} and come back by {4}',
    '{1} 与 {2} 之间，数据包去程经 {3~}，返程经 {4~}',
  ],
  ['{1w} (UDP {2#}) {3w} → {4w}', '{1}（UDP {2}）{3} → {4}'],
  [
    'In {1}, {2#} [pair of hosts talks|pairs of hosts talk] like this: {3}.',
    '在 {1~} 中，有 {2} 对主机如此通信：{3&!}。',
  ],
  ['{1w} and {2w}', '{1} 与 {2}'],
  [
    'No packet came back by the tunnel that the others went there by.',
    '没有一个数据包从去程所经的隧道返回。',
  ],
  ['Nothing is wrong with two ways as such.', '往返路径不同本身并不是错误。'],
  [
    'Connection tracking and firewalls that keep state see one half of each connection on either way, and may take it for invalid.',
    '连接跟踪和有状态防火墙在任一路径上都只能看到每条连接的一半，可能将其视为无效。',
  ],
  [
    '{1#} connection[s] of {2#} between them [was|were] never established.',
    '它们之间的 {2} 条连接中有 {1} 条始终没有建立。',
  ],
  [
    'At least {1#} packet[s] in each direction between two inner hosts, in tunnels of the same kind and port at the same time, and none of them comes back between the same two nodes.',
    '两台内层主机之间每个方向至少 {1} 个数据包，同一时间处于类型和端口都相同的隧道中，且没有一个经同样两个节点之间返回。',
  ],
  [
    'A warning only if {1#} connection[s] and {2#} % of those between them were never established.',
    '只有在至少 {1} 条连接、且至少占它们之间连接的 {2} % 始终没有建立时，才为“警告”。',
  ],
  ['Both ways stand in the outer headers of the packets.', '两条路径都写在数据包的外层首部中。'],
  [
    'That the connections fail because of it is a conclusion: what drops them is not in the capture.',
    '连接因此失败只是推断：是什么丢弃了它们，抓包文件中看不到。',
  ],
  ['{1#} connection[s] on the same two ways did work.', '同样这两条路径上有 {1} 条连接是正常的。'],
  [
    'One of the nodes has several addresses, and both ways are the same',
    '其中一个节点有多个地址，两条路径其实相同',
  ],
  [
    'An egress gateway or a service with direct server return: two ways on purpose',
    '出口网关或直接服务器返回（DSR）的 Service：有意使用两条路径',
  ],
  ['A packet that comes back between the same two nodes.', '有数据包经同样两个节点之间返回。'],
  [
    'Which node does each node send these addresses to?',
    '各节点把发给这些地址的数据包送到哪个节点？',
  ],
  ['The maps must agree.', '映射表必须一致。'],
  ['On {1w}: is what comes back taken for invalid?', '在 {1} 上：返回的数据包是否被视为无效？'],
]

const SHOWN: readonly Entry[] = [
  ['pairs of hosts', '主机对'],
  ['packets there', '去程数据包'],
  ['packets back', '返程数据包'],
  ['connections', '连接'],
  ['never established', '始终没有建立'],
  ['there', '去程'],
  ['back', '返程'],
  ['SYN, never established', 'SYN，始终没有建立'],
  ['{1w} → {2w} in {3w} → {4w}', '{1} → {2}，在 {3} → {4} 中'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'The tunnels that carry the packets between two inner hosts in one direction and in the other.',
    '两台内层主机之间，来去两个方向的数据包各由哪些隧道承载。',
  ],
  [
    'packets in each direction before two ways are compared',
    '个数据包（每个方向），达到才比较两条路径',
  ],
  ['connections that were never established, for a warning', '个连接始终未能建立，达到才是警告'],
  [
    'percent of the connections between them, for a warning',
    '%：占两者之间连接的比例，达到才是警告',
  ],
]

export const PATH_ASYMMETRY: readonly Entry[] = [...DESCRIBED, ...SAID, ...SHOWN]

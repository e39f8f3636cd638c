/** 简体中文：one-way-tunnel。 */
import type { Entry } from '../catalogue'

const CLAIMS: readonly Entry[] = [
  ['Tunnel in one direction', '单向隧道'],
  ['No tunnels between nodes.', '节点之间没有隧道。'],
  [
    '{1#} tunnel[s] between two nodes; none lacks a direction that should be seen.',
    '{1} 条两个节点之间的隧道；没有一条缺少本应看到的方向。',
  ],
  [
    '{1} works in one direction only: {2#} packet[s] from {3w} to {4w} leave, none arrives at {5}',
    '{1~} 只有一个方向可用：从 {3} 到 {4} 的 {2} 个数据包已发出，却没有一个到达 {5~}',
  ],
  [
    '{1} {2w} → {3w}: {4#} packet[s] go, not one comes back',
    '{1~} {2} → {3}：发出 {4} 个数据包，没有一个返回',
  ],
]

const HAPPENED: readonly Entry[] = [
  [
    '{1} shows {2#} packet[s] of {3} from {4w} to {5w}.',
    '{1~} 中有从 {4} 到 {5} 的 {2} 个 {3~} 数据包。',
  ],
  [
    '{1} shows {2#} packet[s] in the opposite direction and none of these.',
    '{1~} 中有 {2} 个反方向的数据包，而这些一个也没有。',
  ],
  [
    '{1} shows {2#} packet[s] of {3} from {4w} to {5w}, and none from {6w} to {7w}.',
    '{1~} 中有从 {4} 到 {5} 的 {2} 个 {3~} 数据包，而从 {6} 到 {7} 的一个也没有。',
  ],
  ['{1w} (UDP {2#})', '{1}（UDP {2}）'],
  ['{1} behind {2w} [was|were] asked in vain.', '向 {2} 之后的 {1&} 发出的询问都没有结果。'],
  [
    'The same two nodes exchange packets outside of the tunnel: {1#} from {2w}, {3#} from {4w}.',
    '同样两个节点在隧道之外交换数据包：{1} 个来自 {2}，{3} 个来自 {4}。',
  ],
  [
    'So the nodes reach each other; only the tunnel does not.',
    '因此两个节点互相可达，只有隧道不通。',
  ],
  [
    '{1w} gets {2#} packet[s] of the same overlay from other nodes: its own end works.',
    '{1} 从其他节点收到 {2} 个同一 overlay 的数据包：它自己这一端正常。',
  ],
]

const SURE: readonly Entry[] = [
  [
    'At least {1#} packet[s] of a tunnel in one direction.',
    '隧道的一个方向上至少有 {1} 个数据包。',
  ],
  [
    'Either another capture sees the opposite direction and other packets to the receiving node, and not one of these; or no capture sees the opposite direction although it sees other packets to the sending node, at least {1#} inner hosts are asked in vain, and nothing is answered by another way.',
    '要么另一个抓包文件看到反方向以及发往接收节点的其他数据包，却没有看到这些中的任何一个；要么没有抓包文件看到反方向，尽管看到了发往发送节点的其他数据包，至少向 {1} 台内层主机的询问没有结果，并且没有经其他路径得到应答。',
  ],
  [
    '{1} would show the packets: it sees others to {2w}.',
    '{1~} 本应显示这些数据包：它看到了发往 {2} 的其他数据包。',
  ],
  ['{1w} exchanges other packets with {2w}: it is up.', '{1} 与 {2} 交换其他数据包：它正常运行。'],
  [
    'Only one end was captured: which direction is lost, it cannot tell.',
    '只在一端抓了包：无法判断丢失的是哪个方向。',
  ],
  [
    'Nothing else from {1w} is in the capture: it may be down, which lowers the confidence.',
    '抓包文件中没有来自 {1} 的其他数据包：它可能已停机，把握因此降低。',
  ],
  [
    'A packet of this tunnel from {1w} that arrives at {2w}.',
    '此隧道有来自 {1} 的数据包到达 {2}。',
  ],
]

const CAUSES: readonly Entry[] = [
  [
    'A firewall, security group or hypervisor between the nodes drops {1} in one direction',
    '节点之间的防火墙、安全组或虚拟机管理程序在一个方向上丢弃 {1!}',
  ],
  ['UDP port {1#}', 'UDP 端口 {1} 的数据包'],
  ['the tunnel', '隧道数据包'],
  ['Other packets between the nodes pass.', '节点之间的其他数据包能够通过。'],
  ['The node {1w} or its agent is down', '节点 {1} 或其 agent 已停止运行'],
  ['Nothing from it is in the capture.', '抓包文件中没有来自它的数据包。'],
  ['It sends other packets.', '它发送其他数据包。'],
  ['It sends in the tunnel.', '它在隧道中发送数据包。'],
  [
    'The pods behind {1w} are silent, by policy or because they are gone',
    '{1} 之后的 Pod 不发送任何数据包，因为策略限制或已不存在',
  ],
  ['The packets do not even reach their node.', '数据包甚至没有到达其所在节点。'],
]

const STEPS: readonly Entry[] = [
  [
    'Run this on {1w} and on {2w} at the same time: the direction that leaves one and never reaches the other is dropped in between.',
    '在 {1} 和 {2} 上同时运行：从一端发出而始终没有到达另一端的方向，就是在途中被丢弃的。',
  ],
  [
    'Let UDP {1#} pass in both directions: security groups, firewalls, port filters of the hypervisor.',
    '在两个方向上放行 UDP {1}：安全组、防火墙、虚拟机管理程序的端口过滤。',
  ],
  [
    'Let the tunnel pass in both directions: security groups, firewalls, port filters of the hypervisor.',
    '在两个方向上放行隧道：安全组、防火墙、虚拟机管理程序的端口过滤。',
  ],
  ['On the nodes themselves:', '在节点自身上：'],
  ['On {1w}: the node answers without the tunnel.', '在 {1} 上：不经隧道时该节点有应答。'],
  [
    "On {1w}: counters of the tunnel's device; received ones stand still.",
    '在 {1} 上：隧道设备的计数器；接收计数没有变化。',
  ],
]

const SHOWN: readonly Entry[] = [
  ['packets in the direction that is there', '有流量的方向上的数据包'],
  ['of these or in return, seen at the other side', '在另一端看到的这些数据包或其返回数据包'],
  ['packets back outside of the tunnel', '隧道之外返回的数据包'],
  ['inner hosts asked in vain', '询问没有结果的内层主机'],
  ['{1w} → {2w}, at {3}', '{1} → {2}，{3~} 处'],
  ['Packets of {1}', '{1~} 的数据包'],
  ['to the tunnel', '进入隧道'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'Packets of each tunnel by direction, at the taps where both should be seen.',
    '在应能看到两个方向的抓包点上，每条隧道各方向的数据包。',
  ],
  ['packets in the direction that is there', '个数据包（在有流量的方向上）'],
  [
    'inner hosts asked in vain, where only one end of the tunnel was captured',
    '台内层主机请求无果（只抓到隧道一端时）',
  ],
]

export const ONE_WAY_TUNNEL: readonly Entry[] = [
  ...DESCRIBED,
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
]

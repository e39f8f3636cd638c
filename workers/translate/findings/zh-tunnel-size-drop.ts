/** 简体中文：tunnel-size-drop。 */
import type { Entry } from '../catalogue'
import { BEHIND_LOSS } from './zh-behind-loss'
import { SIZES } from './zh-sizes'

const CLAIMS: readonly Entry[] = [
  ['Large packets lost in the tunnel alone', '只在隧道中丢失大数据包'],
  [
    '{1} {2w} → {3w}: outer packets up to {4#} octet[s] arrive, from {5#} on they are lost, and other packets of {6#} pass between the same nodes',
    '{1} {2} → {3}：外层数据包不超过 {4} 字节可以到达，从 {5} 字节起丢失，而同样两个节点之间 {6} 字节的其他数据包可以通过',
  ],
  [
    'Inside {1} from {2w} to {3w}, inner packets up to {4#} octet[s] were delivered, which is {5#} on the underlay; the smallest that was lost had {6#}, or {7#} on the underlay.',
    '在从 {2} 到 {3} 的 {1} 内，不超过 {4} 字节的内层数据包可以送达，在底层网络上即 {5} 字节；丢失的最小的有 {6} 字节，在底层网络上为 {7} 字节。',
  ],
  [
    'They never appear at {1}, which sees the same tunnel.',
    '在能看到同一隧道的 {1&} 处，它们从未出现。',
  ],
  [
    'Packets of {1#} octet[s] arrived from {2w} at {3w} all the same, as {4}.',
    '而 {1} 字节的数据包从 {2} 到达了 {3}，形式为 {4!}。',
  ],
  ['{1} (the connection that begins with frame {2#})', '{1!}（从第 {2} 帧开始的连接）'],
  ['{1w} (UDP {2#})', '{1}（UDP {2}）'],
  ['VXLAN', 'VXLAN'],
  ['Geneve', 'Geneve'],
  ['IPIP', 'IPIP'],
  ['GRE', 'GRE'],
  ['pings without tunnel', '不经隧道的 ping'],
  ['TCP without tunnel', '不经隧道的 TCP'],
  ['other traffic without tunnel', '不经隧道的其他流量'],
  [
    'So the MTU of the path is not the limit: something on the way singles out large packets of {1}.',
    '因此界限不在路径的 MTU：途中有什么专门针对 {1!} 的大数据包。',
  ],
  ['UDP port {1#}', 'UDP 端口 {1}'],
  ['the tunnel', '该隧道'],
  [
    'Small probes of the port pass, which is why it looks open.',
    '对该端口的小探测包能够通过，因此它看起来是开放的。',
  ],
]

const SURE: readonly Entry[] = [
  [
    'A segment of at least {1#} octet[s] sent {2#} times or more inside a tunnel and never acknowledged, larger than anything that arrived in the same direction; or {3#} large pings unanswered and {4#} smaller ones answered; or, behind the loss, a hole of full segments that nobody filled for {5#} s.',
    '隧道内至少 {1} 字节的报文段发送 {2} 次以上而始终没有得到确认，并且大于同方向到达的任何数据包；或者 {3} 个大 ping 无应答，而 {4} 个较小的有应答；或者在丢失处之后，装满的报文段的空洞在 {5} 秒内没有填补。',
  ],
  [
    "And a packet at least as large, outer headers included, that arrived between the tunnel's ends outside of this tunnel.",
    '并且隧道两端之间有不经此隧道到达的数据包，其长度（含外层首部）至少与之相等。',
  ],
  ['Without such a packet, mtu-black-hole speaks.', '没有这样的数据包时，由 mtu-black-hole 报告。'],
  [
    'A packet of {1#} octet[s] is known to have arrived between the same nodes, so the path carries that size.',
    '已知同样两个节点之间有 {1} 字节的数据包到达，因此路径可以承载这一长度。',
  ],
  [
    'Other traffic shows only as super-packets of segmentation offload; its size on the wire is what its MSS allows, which lowers the confidence.',
    '其他流量只表现为分段卸载的超大包；其线路上的长度由 MSS 决定，把握因此降低。',
  ],
  [
    'Smaller packets passed in the tunnel between the transmissions of the large ones.',
    '在大数据包的各次发送之间，较小的数据包在隧道中能够通过。',
  ],
  [
    'The far end sees the tunnel, and never a packet of that size.',
    '远端能看到该隧道，却从未看到这样大的数据包。',
  ],
  [
    'Only pings show the loss; a filter for large pings inside the overlay would look the same.',
    '只有 ping 表现出丢失；overlay 内过滤大 ping 的规则看起来也一样。',
  ],
  [
    'The packets are missing at another interface of the same node: the limit may be inside it.',
    '数据包在同一节点的另一个接口上缺失：界限可能就在该节点内部。',
  ],
  [
    'A packet of this tunnel of {1#} octet[s] or more, outer headers included, that arrives at {2w}.',
    '此隧道中有 {1} 字节或更大（含外层首部）的数据包到达 {2}。',
  ],
  [
    'Packets of {1#} octet[s] from {2w} to {3w} outside of the tunnel that are lost as well.',
    '从 {2} 到 {3} 不经隧道的 {1} 字节的数据包也丢失。',
  ],
]

const CAUSES: readonly Entry[] = [
  [
    'A hypervisor or middlebox takes the port for its own overlay',
    '虚拟化平台或中间设备把该端口当作自己的 overlay',
  ],
  [
    'UDP {1#} is also the port of VMware NSX or of other overlays.',
    'UDP {1} 也是 VMware NSX 或其他 overlay 的端口。',
  ],
  ['Only this tunnel loses large packets.', '只有此隧道丢失大数据包。'],
  [
    'The virtual network card mishandles tunnelled packets (offload of checksums or segmentation)',
    '虚拟网卡未能正确处理隧道数据包（校验和或分段卸载）',
  ],
  [
    'Only TCP segments are known to be lost, and those are offloaded.',
    '已知丢失的只有 TCP 报文段，而它们会被卸载处理。',
  ],
  ['Pings are lost as well, and nobody segments those.', 'ping 也丢失，而没有谁会对 ping 分段。'],
  [
    'Small packets of the tunnel pass with the same checksum settings.',
    '同样的校验和设置下，隧道的小数据包能够通过。',
  ],
  ['A path MTU black hole', '路径 MTU 黑洞'],
  [
    'No single packet of that size outside of the tunnel is in the capture.',
    '抓包文件中没有一个不经隧道的这样大的数据包。',
  ],
  [
    'Packets of {1#} octet[s] pass between the same nodes.',
    '{1} 字节的数据包能在同样两个节点之间通过。',
  ],
  [
    'The tunnel takes another path than other packets (ECMP), and that one is narrower',
    '隧道走的路径与其他数据包不同（ECMP），而那条路径更窄',
  ],
  [
    'Each flow has an outer source port of its own, so flows would differ; none passes.',
    '每条流有自己的外层源端口，因此各流应有差别；而没有一条能通过。',
  ],
]

const STEPS: readonly Entry[] = [
  [
    'On VMware: rule the offload of the virtual card out, on both nodes (replace eth0).',
    '在 VMware 上：在两个节点上排除虚拟网卡卸载的影响（替换 eth0）。',
  ],
  [
    'Until then only small packets pass: inner ones of {1#} octet[s] {2}.',
    '在此之前只有小数据包能通过：{1} 字节的内层数据包{2!}。',
  ],
  ['are known to arrive', '已知能够到达'],
  ['lie below the smallest that was lost (an estimate)', '小于丢失的最小长度（估算）'],
  [
    'Run this on {1w} and on {2w} at the same time: what leaves the first and never reaches the second is dropped in between.',
    '同时在 {1} 和 {2} 上运行：离开前者而从未到达后者的，就是在途中被丢弃的。',
  ],
  [
    'Ask whoever runs the hypervisors and the network who else uses UDP {1#}: NSX or another overlay, a firewall that inspects it. On the nodes themselves:',
    '询问虚拟化平台和网络的管理者，还有谁在使用 UDP {1}：NSX 或其他 overlay，或检查它的防火墙。在节点上可运行：',
  ],
  [
    'Cilium: move the tunnel to another port, {1#} for example; firewalls must know it. Nodes on different ports do not reach each other, so plan a pause.',
    'Cilium：把隧道换到另一个端口，例如 {1}；防火墙须相应放行。端口不同的节点之间无法互通，因此请安排停机时间。',
  ],
  ['And restart the agents.', '然后重启各 agent。'],
  [
    'flannel or k3s: set "Port": {1#} in the Backend part of net-conf.json, then restart flannel.',
    'flannel 或 k3s：在 net-conf.json 的 Backend 部分设置 "Port": {1}，然后重启 flannel。',
  ],
  [
    'Calico: move VXLAN to another port, {1#} for example.',
    'Calico：把 VXLAN 换到另一个端口，例如 {1}。',
  ],
  [
    'Move the tunnel to another UDP port, {1#} for example, at both ends.',
    '在两端把隧道换到另一个 UDP 端口，例如 {1}。',
  ],
  [
    'On {1w}: the size that {2} loses passes outside of it.',
    '在 {1} 上：{2} 所丢失的长度，不经隧道可以通过。',
  ],
  ['From {1w}: inside of the tunnel it fails.', '在 {1} 上：在隧道内则失败。'],
]

const SHOWN: readonly Entry[] = [
  ['UDP port of the tunnel', '隧道的 UDP 端口'],
  ['largest delivered outside of the tunnel', '不经隧道送达的最大长度'],
  ['acknowledged in smaller pieces', '切成更小的片段后得到确认'],
  ['Largest packet that arrived from {1w} at {2w}', '从 {1} 到达 {2} 的最大数据包'],
  ['other traffic', '其他流量'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'Sizes of segments and pings that are lost inside a tunnel, against the sizes of other packets that pass between its ends.',
    '在隧道内丢失的报文段和 ping 的大小，与隧道两端之间能够通过的其他数据包的大小相比较。',
  ],
  ['transmissions of a segment without acknowledgement', '次发送同一报文段而没有确认'],
  [
    'large pings unanswered, and small ones answered, for a bracket',
    '个大 ping 没有应答、同样多个小 ping 有应答，才能给出区间',
  ],
  ['smallest inner packet that a limit is blamed for', '字节：可归咎于上限的最小内层数据包'],
]

export const TUNNEL_SIZE_DROP: readonly Entry[] = [
  ...DESCRIBED,
  ...SIZES,
  ...BEHIND_LOSS,
  ...CLAIMS,
  ...SURE,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
]

/** 简体中文：tunnel-misdelivery。 */
import type { Entry } from '../catalogue'

const CLAIMS: readonly Entry[] = [
  ['Tunnel packets to the wrong node', '隧道数据包误投递到错误的节点'],
  ['No tunnels between nodes.', '节点之间没有隧道。'],
  [
    '{1#} direction[s] between inner hosts; none led to a node other than the one where its destination lives.',
    '内层主机之间的 {1} 个方向；没有一个通向目的主机所在节点之外的节点。',
  ],
  [
    '{1} [sends|send] {2w} packets for {3} to {4w}, but [it lives|these pods live] on {5w}: {6#} packet[s] without an answer',
    '{1&} 把发给 {3&} 的 {2} 数据包送到 {4}，但其所在节点是 {5}：{6} 个数据包无应答',
  ],
  ['{1} sent to {2}.', '{1&} 向 {2&} 发送了数据包。'],
  [
    'In {1} the packets were brought to the node {2w}: {3}.',
    '数据包经 {1~} 被送到节点 {2}：{3;!}。',
  ],
  ['{1w} (UDP {2#})', '{1}（UDP {2}）'],
  ['{1#} packet[s] from {2w} ({3})', '来自 {2} 的 {1} 个数据包（{3~}）'],
  ['None was answered.', '都没有得到应答。'],
]

const HAPPENED: readonly Entry[] = [
  ['What {1} [sends|send] comes from {2w}: {3} ({4}).', '{1&} 所发送的来自 {2}：{3&}（{4&}）。'],
  [
    'What {1} [sends|send] comes from {2w}, in the same time: {3} ({4}).',
    '同一时间，{1&} 所发送的来自 {2}：{3&}（{4&}）。',
  ],
  [
    'So {1}, if the prefix is cut as usual, belongs to {2w}.',
    '因此，若网段按通常方式划分，{1&} 属于 {2}。',
  ],
  [
    'Of {1} itself no packet was seen; where it lives, text beside the capture tells: on {2w} [is|are] {3}.',
    '没有看到 {1&} 自己的数据包；其所在位置由旁证文件给出：{2} 上有 {3&}。',
  ],
  ['{1w} ({2})', '{1}（{2~}）'],
  [
    'Other nodes reach the same pods, through {1w}: {2}.',
    '其他节点能够到达同样的 Pod，经过 {1}：{2&!}。',
  ],
  ['{1w} ({2#} packet[s])', '{1}（{2} 个数据包）'],
  ['The pods are well, and so is their node.', '这些 Pod 正常，其节点也正常。'],
  [
    '{1w} answers for addresses of its own, such as {2}: the tunnel to it works, what it is sent does not belong there.',
    '{1} 会为它自己的地址应答，例如 {2&}：通向它的隧道正常，只是发给它的数据包不属于它。',
  ],
  ['The stale entry itself is in {1}: {2}.', '过时的表项本身在 {1&} 中：{2&}。'],
  ['{1} has it right: {2}.', '{1&} 中的是对的：{2&}。'],
  ['{1} has these pods on {2w} as well.', '{1&} 中这些 Pod 同样在 {2} 上。'],
  [
    '{1} has {2} on {3w}, where the packets went: the pods may have moved since.',
    '{1&} 中 {2&} 在 {3} 上，即数据包的去向：Pod 可能在此后迁移过。',
  ],
]

const SURE: readonly Entry[] = [
  [
    'At least {1#} packet[s] in a tunnel to one node, for inner addresses whose own packets come from another node and from no other one, or that side-cars place on another node.',
    '至少 {1} 个数据包经隧道送到某个节点，而其内层目的地址自己的数据包只来自另一个节点，或旁证文件说它在另一个节点上。',
  ],
  [
    'What the same sender sends there for others of their network is counted with it.',
    '同一发送方发往那里、目的为同一网段其他地址的数据包一并计入。',
  ],
  [
    'Silent where the packets are answered by any way, where they are also brought to the right node, where the two nodes are seen to answer for each other, where a VNI that names a network differs, and where the wrong node never sends.',
    '以下情况不报告：数据包以任何方式得到应答；也被送到正确的节点；看到两个节点互相代为应答；表示网络的 VNI 不同；错误的节点从不发送。',
  ],
  [
    '{1} sent from {2w} while packets for them went to {3w}.',
    '{1&} 从 {2} 发送的同时，发给它们的数据包却去了 {3}。',
  ],
  ['Other nodes send to the right node and are answered.', '其他节点发往正确的节点，并得到应答。'],
  [
    'The wrong node takes part in the overlay with addresses of its own.',
    '错误的节点以它自己的地址参与 overlay。',
  ],
  [
    'Their own packets are older than those that went astray: they may have moved, which lowers the confidence.',
    '它们自己的数据包早于被误投递的：它们可能已迁移，把握因此降低。',
  ],
  [
    'None of these addresses was heard: where they live, text beside the capture alone tells, and it may be of another time.',
    '这些地址一个也没有发送过：其所在位置只由旁证文件给出，而它可能属于另一时间。',
  ],
  [
    'Where the addresses live is known from another capture only; how its clock compares is not known.',
    '这些地址的位置只能从另一个抓包文件得知；其时钟如何对应并不清楚。',
  ],
  [
    '{1} [was|were] not heard at all; the network they share with the others is the reason to count them.',
    '{1&} 完全没有发送过；因与其他地址同属一个网段才将其计入。',
  ],
  [
    'Public addresses are hardly those of pods: gateways to the Internet may differ for each sender.',
    '公网地址几乎不会是 Pod 的地址：各发送方的互联网网关可能不同。',
  ],
  ['An answer of {1} to these packets, by any way.', '{1&} 以任何方式应答了这些数据包。'],
  [
    'Packets of {1} that come from {2w}: then they live there.',
    '{1&} 的数据包来自 {2}：那么它们就在那里。',
  ],
]

const CAUSES: readonly Entry[] = [
  [
    'A stale or wrong entry in the map from pods to nodes on {1}',
    '{1&} 上从 Pod 到节点的映射表中有过时或错误的表项',
  ],
  ['Only {1} sends there; {2} sends to {3w}.', '只有 {1&} 发往那里；{2&} 发往 {3}。'],
  ['{1w} is a working node with other pods.', '{1} 是正常工作的节点，上面有其他 Pod。'],
  [
    'The addresses moved from {1w} to {2w}, and nothing listens there yet',
    '这些地址从 {1} 迁移到 {2}，而那里还没有什么在监听',
  ],
  ['They were heard from {1w} only before.', '只在此前听到它们从 {1} 发送。'],
  ['They still send from {1w}.', '它们仍从 {1} 发送。'],
  [
    'Two nodes have the same addresses, and {1w} is the rightful one',
    '两个节点有同样的地址，而 {1} 才是正确的',
  ],
  ['Nothing with these addresses ever comes from {1w}.', '从未有这些地址的数据包来自 {1}。'],
  [
    '{1w} is a gateway that passes the packets on where this capture does not see it',
    '{1} 是网关，在此抓包文件看不到的地方转发了这些数据包',
  ],
  ['Then the packets would be answered.', '那样的话数据包会得到应答。'],
]

const STEPS: readonly Entry[] = [
  [
    'Cilium: what the agent on {1} believes about {2w}; tunnelendpoint should be {3w}, not {4w}.',
    'Cilium：{1} 上的 agent 对 {2} 的认识；tunnelendpoint 应为 {3}，而不是 {4}。',
  ],
  [
    'What the cluster believes: the pod networks and addresses of each node.',
    '集群的认识：各节点的 Pod 网段和地址。',
  ],
  [
    'If the agent alone is wrong, restart it: it builds the map anew.',
    '如果只有该 agent 是错的，重启它：它会重建映射表。',
  ],
  [
    '{1w}: on {2w}, the route to {3w}, and the forwarding entry and neighbour behind it.',
    '{1}：在 {2} 上，到 {3} 的路由，以及其后的转发表项和邻居。',
  ],
  [
    'On {1w}: packets for {2w} arrive here, where it does not live.',
    '在 {1} 上：发给 {2} 的数据包到达此处，而它并不在这里。',
  ],
  ['On {1w}: and not here, where it does.', '在 {1} 上：而不到达这里，它其实在这里。'],
  ['Which node the cluster gives these pods.', '集群把这些 Pod 放在哪个节点。'],
]

const SHOWN: readonly Entry[] = [
  ['packets to the wrong node', '发往错误节点的数据包'],
  ['of these, for addresses not heard', '其中发往从未发送过的地址'],
  ['inner destinations', '内层目的地址'],
  ['nodes that send them', '发送它们的节点'],
  ['nodes that send to the right one', '发往正确节点的节点'],
  [
    'Packets for these pods, by the node they were brought to',
    '发给这些 Pod 的数据包，按送到的节点',
  ],
  ['to {1w}', '到 {1}'],
  ['from {1w}', '来自 {1}'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'The node to which tunnels bring packets for an inner address, against the node from which that address sends, or where side-cars place it.',
    '隧道把发往某内层地址的数据包送到的节点，与该地址发送时所在的节点或旁证文件所说的位置相比较。',
  ],
  ['packets to the wrong node, none of them answered', '个送到错误节点的数据包，且无一得到应答'],
]

export const TUNNEL_MISDELIVERY: readonly Entry[] = [
  ...DESCRIBED,
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
]

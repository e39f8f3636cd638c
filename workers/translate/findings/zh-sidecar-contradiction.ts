/** 简体中文：sidecar-contradiction。 */
import type { Entry } from '../catalogue'

const CLAIMS: readonly Entry[] = [
  ['Side-cars that contradict each other', '互相矛盾的旁证文件'],
  ['No text beside the captures.', '没有旁证文件。'],
  ['{1#} side-car[s]; they do not contradict each other.', '{1} 个旁证文件；它们互不矛盾。'],
  ['Tunnel maps disagree on where {1w} is: {2}{3?}', '各隧道映射表对 {1} 的位置说法不一：{2&}{3!}'],
  [
    '{1} sends packets for {2w} to {3w}, but its pods run on {4}{5?}',
    '{1&} 把发给 {2} 的数据包送到 {3}，但其 Pod 运行在 {4} 上{5!}',
  ],
  [' (and {1#} [prefix|prefixes] more)', '（另有 {1} 个网段）'],
  [' (and {1#} [address|addresses] more)', '（另有 {1} 个地址）'],
  [' (and {1#} route[s] more)', '（另有 {1} 条路由）'],
  ['{1} has {2w} as {3}, but {4} has it as {5}{6?}', '{1~} 中 {2} 是 {3~}，但 {4} 中是 {5~}{6!}'],
  [
    '{1} has {2w} as the pod {3}, but {4} has it as {5}{6?}',
    '{1~} 中 {2} 是 Pod {3}，但 {4} 中是 {5~}{6!}',
  ],
  ['{1} has {2w} as {3}, but {4} lacks it{5?}', '{1} 中 {2} 是 {3~}，但 {4~} 中没有它{5!}'],
  [
    '{1} has {2w} with identity {3}, but {4} with {5}{6?}',
    '{1~} 中 {2} 的 identity 为 {3}，但 {4} 中为 {5}{6!}',
  ],
  ['{1}.', '{1!}。'],
  ['{1} (of {2w})', '{1}（{2} 的）'],
  ['{1w} on {2w}', '{1}（位于 {2}）'],
  ['endpoint {1#} on {2w}', 'endpoint {1}（位于 {2}）'],
  ['{1#} [address|addresses] more are like these.', '另有 {1} 个地址也是如此。'],
]

const HAPPENED: readonly Entry[] = [
  ['Of {1w}, {2}.', '对于 {1}，{2;!}。'],
  ['{1} says {2}', '{1} 说是 {2~}'],
  ['{1} has {2} on {3w}, whose address is {4}.', '{1} 中 {2&} 在 {3} 上，其地址为 {4&}。'],
  [
    '{1} has the prefix {2w} on {3w}, whose address is {4}.',
    '{1} 中网段 {2} 在 {3} 上，其地址为 {4&}。',
  ],
  ['So the entry is stale in {1}.', '因此 {1&} 中的表项已过时。'],
  [
    '{1} (written on {2}, whose own prefix it lacks)',
    '{1}（在 {2} 上写出，其中缺少该节点自己的网段）',
  ],
  [
    '{1#} connection[s] of these captures went the way of the map that is contradicted.',
    '这些抓包文件中有 {1} 条连接走了与 Kubernetes 矛盾的映射表所指的路。',
  ],
  [
    'The route to {1w} has an MTU of {2#}, but its device {3w} carries {4#}{5?}',
    '到 {1} 的路由的 MTU 为 {2}，但其网络设备 {3} 只能承载 {4}{5!}',
  ],
  [
    'The route to {1w} has an MTU of {2#}, but with the {3#} octets of {4} only {5#} fit into {6w} ({7#}){8?}',
    '到 {1} 的路由的 MTU 为 {2}，但加上 {4} 的 {3} 字节，{6}（{7}）只容得下 {5}{8!}',
  ],
  [
    'A packet of {1#} octet[s] leaves the tunnel device with {2#} octet[s]: it is fragmented, or dropped where fragmentation is forbidden.',
    '{1} 字节的数据包离开隧道设备时为 {2} 字节：它会被分片，若禁止分片则被丢弃。',
  ],
  [
    'The MTU of a route wins over that of the link: packets of up to {1#} octet[s] are handed to a device that carries {2#} octet[s].',
    '路由的 MTU 优先于链路的 MTU：最大 {1} 字节的数据包会交给只能承载 {2} 字节的网络设备。',
  ],
]

const SURE: readonly Entry[] = [
  [
    'Two files name different nodes for the same prefix, or a map names another node than the one where Kubernetes has its pods, and both nodes are known.',
    '两个文件对同一网段给出不同的节点，或映射表给出的节点不是 Kubernetes 中其 Pod 所在的节点，并且两个节点都是已知的。',
  ],
  ['The files are compared word by word.', '文件逐字比较。'],
  [
    'The map tells the first address of a prefix only; its length, {1#}, is assumed.',
    '映射表只给出网段的首地址；其长度 {1} 是假定的。',
  ],
  [
    'No connection of these captures is seen to go the wrong way because of it.',
    '这些抓包文件中没有看到因此走错路的连接。',
  ],
  [
    'The files were written at different times, and the pods moved in between',
    '文件写于不同的时间，其间 Pod 迁移过',
  ],
  [
    'The packets of these captures go to the node that is contradicted.',
    '这些抓包文件中的数据包去了与 Kubernetes 矛盾的那个节点。',
  ],
  [
    'The files are from different clusters that use the same addresses',
    '文件来自使用相同地址的不同集群',
  ],
  [
    'The same files, written again at one and the same time, agree.',
    '在同一时刻重新写出的同样文件彼此一致。',
  ],
  [
    'An address stands in the list of a node’s endpoints and Kubernetes has it on another node, or for another pod; a pod of the node is not in its list; or another node knows the address by another identity.',
    '某地址在一个节点的 endpoint 列表中，而 Kubernetes 说它在另一个节点上或属于另一个 Pod；或该节点的某个 Pod 不在其列表中；或另一个节点上该地址的 identity 不同。',
  ],
  [
    'Reserved identities, pods that are through and addresses of nodes are left out.',
    '保留的 identity、已结束的 Pod 和节点的地址不计。',
  ],
  ['The files are compared address by address.', '文件逐个地址比较。'],
  ['Which node wrote the list cannot be told from it.', '从列表中看不出它是哪个节点写出的。'],
  [
    'The files were written at different times, and pods came or went in between',
    '文件写于不同的时间，其间 Pod 有增减',
  ],
  [
    'Addresses are only missing: pods that are new look the same.',
    '只是缺少地址：新建的 Pod 看起来也一样。',
  ],
  [
    'The MTU of a route is larger than that of its device; or, where it leads into a tunnel, larger than what the device of the default route carries without the octets that the tunnel adds.',
    '路由的 MTU 大于其网络设备的 MTU；或者，当路由通向隧道时，大于默认路由的网络设备减去隧道所加字节后可承载的长度。',
  ],
  ['Devices of one name with different MTUs are left out.', '同名而 MTU 不同的网络设备不计。'],
  ['{1} and {2} say so.', '{1} 和 {2} 如此说明。'],
  [
    '{1#} octet[s] are what {2} adds; that it goes through {3w} is taken from the default route.',
    '{1} 字节是 {2} 所增加的；经过 {3} 是由默认路由得出的。',
  ],
  [
    'Whether packets of that size are sent, only the captures can tell.',
    '是否发送了这样大的数据包，只有抓包文件能说明。',
  ],
  [
    'The two files are from different nodes, whose devices differ',
    '两个文件来自不同的节点，其网络设备不同',
  ],
  ['It is one file.', '其实是同一个文件。'],
  ['A packet of {1#} octet[s] that passes {2w} whole.', '有 {1} 字节的数据包完整通过 {2}。'],
]

const STEPS: readonly Entry[] = [
  [
    'Have the agent on {1} write its map anew: restart it. Pods keep running.',
    '让 {1~} 上的 agent 重写映射表：重启它。Pod 会继续运行。',
  ],
  [
    'Have the agent on {1} write its map anew: restart it.',
    '让 {1~} 上的 agent 重写映射表：重启它。',
  ],
  ['Pods keep running.', 'Pod 会继续运行。'],
  [
    'the node with the stale entry (replace NODE by its name)',
    '有过时表项的节点（把 NODE 换成其名称）',
  ],
  [
    'On every node: where does its datapath send packets for this prefix?',
    '在每个节点上：其数据路径把发给此网段的数据包送到哪里？',
  ],
  [
    'Look at the pod itself, and whether its endpoint is ready.',
    '查看该 Pod 本身，以及其 endpoint 是否就绪。',
  ],
  ['And at what Cilium has for it in the whole cluster.', '再查看 Cilium 在整个集群中对它的记录。'],
  [
    'On {1}: the endpoints that its agent and its datapath have.',
    '在 {1~} 上：其 agent 和数据路径所有的 endpoint。',
  ],
  ['the node of the list', '该列表所属的节点'],
  [
    'Lower the MTU of the route to {1#}. Where a CNI writes the route, set it there, or it will come back.',
    '把路由的 MTU 降到 {1}。如果路由由 CNI 写入，请在 CNI 中设置，否则它会恢复原值。',
  ],
  ['On the node: the MTU of the route, and of the devices.', '在节点上：路由和网络设备的 MTU。'],
]

const SHOWN: readonly Entry[] = [
  ['prefixes', '网段'],
  ['connections that went there', '去了那里的连接'],
  ['addresses', '地址'],
  ['routes', '路由'],
  ['MTU of the route', '路由的 MTU'],
  ['fits', '可容纳'],
  ['to {1w}', '到 {1}'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'Tunnel maps, endpoints, pods, routes and devices in text beside the captures, against each other.',
    '抓包文件旁的文本中的隧道映射、端点、Pod、路由和设备，相互对照。',
  ],
]

export const SIDECAR_CONTRADICTION: readonly Entry[] = [
  ...DESCRIBED,
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...STEPS,
  ...SHOWN,
]

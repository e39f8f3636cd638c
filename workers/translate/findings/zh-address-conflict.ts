/** 简体中文：address-conflict。 */
import type { Entry } from '../catalogue'

const SAID: readonly Entry[] = [
  ['One address, several stations', '一个地址，多个站点'],
  ['No ARP and no neighbour discovery.', '没有 ARP，也没有邻居发现。'],
  [
    '{1#} [address|addresses] on their links, each claimed by one station.',
    '各链路上有 {1} 个地址，每个都只有一个站点声明。',
  ],
  [
    '{1} [is|are] claimed by {2#} station[s] at the same time: {3}',
    '{1&} 同时被 {2} 个站点声明：{3&}',
  ],
  ['{1} moved to another station: {2}', '{1&} 移到了另一个站点：{2&}'],
  [
    'In {1}, within {2t}, these stations said that {3} is theirs: {4}.',
    '在 {1~} 中，在 {2} 之内，以下站点都声称 {3&} 属于自己：{4&}。',
  ],
  ['{1w} ({2#} claim[s])', '{1}（{2} 次声明）'],
  [
    '{1#} question[s] [was|were] answered by two of them, and {2#} time[s] the address went back to one that had it before.',
    '{1} 次询问得到其中两个站点的应答，地址有 {2} 次回到先前拥有它的站点。',
  ],
  [
    'Whoever asks believes the last answer: packets go to one station, then to the other, and what does not know the connection resets or ignores it.',
    '询问方相信最后一个应答：数据包先发往一个站点，再发往另一个，而不认识该连接的站点会重置或忽略它。',
  ],
  [
    'Two link addresses for one address at one tap and in one VLAN.',
    '在同一抓包点、同一 VLAN 中，一个地址对应两个链路地址。',
  ],
  [
    'A warning where two stations answer within a second, or one claims the address again {1#} times within a minute of its own last claim after another had; else it moved, and is a note.',
    '两个站点在一秒之内都应答，或某站点在另一站点声明之后、距自己上次声明一分钟之内又重新声明该地址 {1} 次，则为“警告”；否则是地址移动，为“提示”。',
  ],
  [
    'Probes, proxies of IPv6 and virtual link addresses of routers (VRRP, HSRP, GLBP) do not count.',
    '探测、IPv6 代理和路由器的虚拟链路地址（VRRP、HSRP、GLBP）不计。',
  ],
  ['Each claim names the link address itself.', '每次声明都直接给出链路地址。'],
  ['{1#} question[s] [was|were] answered by two stations.', '{1} 次询问得到两个站点的应答。'],
  ['The address went back to an earlier station {1#} time[s].', '地址 {1} 次回到先前的站点。'],
  [
    'It changed hands once and stayed: that is how a move looks.',
    '它只易手一次便固定下来：地址移动就是这样。',
  ],
  [
    'The same stations share {1#} [address|addresses]: two interfaces of one host look like this.',
    '同样的站点共有 {1} 个地址：一台主机的两个接口看起来也是这样。',
  ],
  [
    'Both link addresses ({1}) belong to one host, or to a bond in balance-alb mode.',
    '两个链路地址（{1&}）属于同一台主机，或属于 balance-alb 模式的 bond。',
  ],
]

const CAUSES: readonly Entry[] = [
  ['Two hosts were given the same address', '两台主机配置了同样的地址'],
  ['They share this one address and no other.', '它们只共有这一个地址。'],
  [
    'One host with two interfaces on the link answers on both (ARP flux)',
    '一台主机有两个接口在此链路上，两个接口都应答（ARP flux）',
  ],
  ['The same stations share several addresses.', '同样的站点共有多个地址。'],
  [
    'A router or a balancer answers for others (proxy ARP, MetalLB, kube-vip)',
    '路由器或负载均衡器代为应答（代理 ARP、MetalLB、kube-vip）',
  ],
  ['{1} claims many addresses.', '{1&} 声明了许多地址。'],
  ['None of them claims many addresses.', '它们都没有声明许多地址。'],
]

const STEPS: readonly Entry[] = [
  [
    'Find the ports behind which the stations are, on the switch or the bridge.',
    '在交换机或网桥上找出这些站点所在的端口。',
  ],
  [
    'What this host believes now, and whether it changes.',
    '本机当前所认为的链路地址，以及它是否变化。',
  ],
  [
    'Ask from the same link: more than one link address in the answers is the conflict.',
    '从同一链路询问：应答中出现不止一个链路地址，即为冲突。',
  ],
  [
    'If both are interfaces of one host: let each answer for its own addresses alone.',
    '如果两者是同一台主机的接口：让每个接口只为自己的地址应答。',
  ],
  [
    'On each host that you suspect: does it have the address, and with which link address?',
    '在每台可疑的主机上：它是否有该地址，链路地址是什么？',
  ],
]

const SHOWN: readonly Entry[] = [
  ['addresses', '地址'],
  ['stations', '站点'],
  ['went back to an earlier one', '回到先前的站点'],
  ['answered by two', '两个站点都应答'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'Link addresses that ARP and IPv6 neighbour advertisements give for an address, per tap.',
    '每个抓包点上，ARP 和 IPv6 邻居通告为同一地址给出的链路层地址。',
  ],
  [
    'times that a station claims an address again within a minute, after another did',
    '次：一个站点在另一站点声明某地址之后，一分钟内又再次声明它',
  ],
]

export const ADDRESS_CONFLICT: readonly Entry[] = [
  ...DESCRIBED,
  ...SAID,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
]

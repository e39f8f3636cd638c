/** 简体中文：packet-loss，许多主机对一起说的。 */
import type { Entry } from '../catalogue'

const CLAIMS: readonly Entry[] = [
  [
    'Loss is spread: {1#} of {2#} data segment[s] ({3%}) between {4#} of {5#} pair[s] of hosts had to be sent again',
    '丢包分散：{5} 对主机中的 {4} 对之间，{2} 个数据报文段有 {1} 个（{3}）不得不重发',
  ],
  [
    'Loss from {1}: {2#} of {3#} data segment[s] ({4%}) of {5#} pair[s] of hosts had to be sent again',
    '来自 {1} 的丢包：{5} 对主机的 {3} 个数据报文段有 {2} 个（{4}）不得不重发',
  ],
  [
    'Loss to {1}: {2#} of {3#} data segment[s] ({4%}) of {5#} pair[s] of hosts had to be sent again',
    '发往 {1} 的丢包：{5} 对主机的 {3} 个数据报文段有 {2} 个（{4}）不得不重发',
  ],
  [
    'Loss at {1}: {2#} of {3#} data segment[s] ({4%}) of {5#} pair[s] of hosts had to be sent again',
    '{1~} 处的丢包：{5} 对主机的 {3} 个数据报文段有 {2} 个（{4}）不得不重发',
  ],
  [
    'Loss at the tunnel end {1}: {2#} of {3#} data segment[s] ({4%}) of {5#} pair[s] of hosts had to be sent again',
    '隧道端点 {1} 处的丢包：{5} 对主机的 {3} 个数据报文段有 {2} 个（{4}）不得不重发',
  ],
  [
    '{1#} of {2#} pair[s] of hosts lose more than the others: {3#} of {4#} data segment[s] ({5%}) had to be sent again',
    '{2} 对主机中有 {1} 对丢包多于其他：{4} 个数据报文段有 {3} 个（{5}）不得不重发',
  ],
]

const HAPPENED: readonly Entry[] = [
  [
    '{1#} of {2#} data segment[s] had to be sent again before they were acknowledged, on {3#} of {4#} pair[s] of hosts.',
    '{4} 对主机中的 {3} 对，{2} 个数据报文段有 {1} 个在得到确认之前不得不重发。',
  ],
  [
    'Among so many, some must lose more than others: no pair stands out from the rest.',
    '数量如此之多，总有一些丢得多些：没有哪一对明显突出。',
  ],
  [
    'The worst is {1w} → {2w} with {3#} of {4#} ({5%}).',
    '最严重的是 {1} → {2}，{4} 个中有 {3} 个（{5}）。',
  ],
  [
    '{1#} of {2#} data segment[s] between {3#} pair[s] of hosts had to be sent again before they were acknowledged, against {4#} of {5#} ({6%}) between all others.',
    '{3} 对主机之间，{2} 个数据报文段有 {1} 个在得到确认之前不得不重发；而其他所有主机之间为 {5} 个中的 {4} 个（{6}）。',
  ],
  [
    'These pairs ({1#}) {2}: {3}. Most of the others, which lose less, do not share it.',
    '这些主机对（{1} 对）{2!}：{3~}。其余丢得较少的大多没有这一共同点。',
  ],
  ['These pairs ({1#}) {2}: {3}.', '这些主机对（{1} 对）{2!}：{3~}。'],
  ['Most of the others, which lose less, do not share it.', '其余丢得较少的大多没有这一共同点。'],
  ['have one source', '有同一个源'],
  ['have one destination', '有同一个目的地'],
  ['have one host in common', '有一台共同的主机'],
  ['have one tunnel end in common', '有一个共同的隧道端点'],
  ['were seen at one tap', '都在同一抓包点看到'],
  [
    'The pairs with most loss ({1#}) have neither a host nor a tunnel end in common that the others do not share.',
    '丢包最多的主机对（{1} 对）没有其他主机对所没有的共同主机或隧道端点。',
  ],
  [
    'Most of their lost segments never passed the tap before their repetition: they were lost between the sender and the tap.',
    '其丢失的报文段大多在重发之前从未经过抓包点：它们在发送方与抓包点之间丢失。',
  ],
  ['All of their repetitions followed duplicate acknowledgements.', '其重发都跟在重复确认之后。'],
  [
    'Of their repetitions, {1#} followed duplicate acknowledgements.',
    '其重发中有 {1} 次跟在重复确认之后。',
  ],
]

const SURE: readonly Entry[] = [
  [
    'A pair is reported by itself when it loses more than the others by a chance of at most {1} for all pairs together (binomial test, losses that come together counted as one), or when the others have fewer than {2#} data segments; more than {3#} pairs become one finding.',
    '某一对主机丢包多于其他，且所有主机对合计的偶然概率不超过 {1}（二项检验，连在一起的丢失算一次），或其他主机对的数据报文段少于 {2} 个时，单独报告；超过 {3} 对则合为一项发现。',
  ],
  [
    'Lost segments, their repetitions and their acknowledgements are in the capture.',
    '丢失的报文段、其重发和确认都在抓包文件中。',
  ],
  [
    'A link or device that all of this traffic passes, near the tap or at an uplink',
    '所有这些流量都经过的链路或设备，在抓包点附近或上联处',
  ],
  ['The loss does not prefer any pair of hosts.', '丢包不偏向任何一对主机。'],
  ['Other pairs, which lose less, pass the tap as well.', '丢得较少的其他主机对也经过该抓包点。'],
  ['The ordinary loss of the Internet, or of radio links', '互联网或无线链路的一般丢包'],
  ['The lossy pairs have nothing in common.', '丢包的主机对没有共同点。'],
  [
    'A capture at the other ends that holds the first transmissions of these segments.',
    '在另一端的抓包文件中有这些报文段的首次发送。',
  ],
]

const STEPS: readonly Entry[] = [
  ['Look at {1} first: its interfaces, queues and uplink.', '先查看 {1}：其接口、队列和上联。'],
  [
    'Look at what the pairs share: the uplink, the machine of the tap, a firewall or a balancer.',
    '查看这些主机对共有的：上联、抓包点所在的机器、防火墙或负载均衡器。',
  ],
  ['Measure one of the paths hop by hop.', '逐跳测量其中一条路径。'],
]

const SHOWN: readonly Entry[] = [
  ['pairs with loss', '有丢包的主机对'],
  ['pairs of hosts', '主机对'],
  ['Lost segments by pair of hosts, the worst', '各主机对丢失的报文段，最严重的'],
]

export const LOSS_SPREAD: readonly Entry[] = [...CLAIMS, ...HAPPENED, ...SURE, ...STEPS, ...SHOWN]

/** 简体中文：mtu-icmp-ignored，发送方发送的是 UDP 数据报。 */
import type { Entry } from '../catalogue'

const SAID: readonly Entry[] = [
  [
    '{1w} → {2w}: ICMP tells {3}, and UDP goes on with {4}: {5#} packet[s] [was|were] refused afterwards',
    '{1} → {2}：ICMP 告知{3!}，而 UDP 继续发送 {4!}：其后 {5} 个数据包被拒绝',
  ],
  ['an MTU of {1#}', 'MTU 为 {1}'],
  ['that packets are too big', '数据包过大'],
  ['{1#} to {2#} octet[s]', '{1} 至 {2} 字节'],
  [
    '{1} first refused a packet of {2#} octet[s] from port {3#} to port {4#} (frame {5#}).',
    '{1&} 首先拒绝了一个从端口 {3} 到端口 {4} 的 {2} 字节的数据包（第 {5} 帧）。',
  ],
  [
    '{1#} later packet[s] between the same two ports [was|were] refused for [its|their] size, the last one {2t} after that.',
    '其后同样两个端口之间有 {1} 个数据包因长度被拒绝，最后一个在首次之后 {2}。',
  ],
  [
    'TCP shrinks its segments by itself; a datagram has the size that its program gave it.',
    'TCP 会自行缩小其报文段；而数据报的长度由其程序决定。',
  ],
  [
    'Each refused packet is lost, and nothing sends it again but the program.',
    '每个被拒绝的数据包都会丢失，只有程序才会重发它。',
  ],
  [
    'Routers send such errors at a bounded rate, so more packets may have been refused than there are errors.',
    '路由器发送这种差错报文的速率有限，因此被拒绝的数据包可能多于差错报文。',
  ],
  [
    'An ICMP error says that a UDP packet is too big, and at least {1#} more errors refuse packets between the same two ports that are larger than what it told, later than {2#} s after it.',
    '有 ICMP 差错报文称某个 UDP 数据包过大，并且在其之后超过 {2} s，还有至少 {1} 个差错报文拒绝了同样两个端口之间、大于所告知长度的数据包。',
  ],
  [
    'Fewer are what a sender needs that probes for the MTU.',
    '若少于此数，可能只是发送方在探测 MTU。',
  ],
  ['Each error quotes the packet that it refuses.', '每个差错报文都引用了它所拒绝的数据包。'],
  [
    'Errors that were sent long after the packets they quote.',
    '差错报文在其引用的数据包之后很久才发出。',
  ],
]

const CAUSES: readonly Entry[] = [
  [
    'The errors do not reach {1w}: a firewall or an address translation keeps them from it',
    '差错报文没有到达 {1}：防火墙或地址转换挡住了它们',
  ],
  [
    'The program sends with DF and does not ask for the path MTU',
    '程序发送时设置 DF，却不查询路径 MTU',
  ],
  [
    'QUIC sends with DF and must find the size by itself.',
    'QUIC 发送时设置 DF，必须自行找出长度。',
  ],
  ['DNS chooses its size by EDNS, not by the path.', 'DNS 按 EDNS 选择长度，而不是按路径。'],
  [
    'It is a tunnel: the node is told, and must tell those whose packets it carries.',
    '这是隧道：被告知的是节点，它必须转告其所承载数据包的发送方。',
  ],
]

const STEPS: readonly Entry[] = [
  ['On {1w}: does the kernel know the smaller MTU?', '在 {1} 上：内核是否知道更小的 MTU？'],
  [
    'Let the program send at most {1#} octet[s] in a datagram, or give the route this MTU.',
    '让程序在一个数据报中最多发送 {1} 字节，或为路由设置此 MTU。',
  ],
  [
    'Let the program send smaller datagrams, or give the route a smaller MTU.',
    '让程序发送更小的数据报，或为路由设置更小的 MTU。',
  ],
  ['On {1w}: the errors arrive.', '在 {1} 上：差错报文会到达。'],
]

const SHOWN: readonly Entry[] = [
  ['refused after it', '其后被拒绝'],
  ['pairs of ports', '端口对'],
  ['ICMP: too big, again', 'ICMP：再次过大'],
  ['{1#} octets, MTU {2#}, port {3#} → {4#}', '{1} 字节，MTU {2}，端口 {3} → {4}'],
]

export const ICMP_IGNORED_UDP: readonly Entry[] = [...SAID, ...CAUSES, ...STEPS, ...SHOWN]

/** 简体中文：reassembly-timeout。 */
import type { Entry } from '../catalogue'

const CLAIMS: readonly Entry[] = [
  ['Datagrams that were never put together', '始终未能重组的数据报'],
  [
    'No ICMP error says that a datagram could not be put together.',
    '没有 ICMP 差错报文说数据报未能重组。',
  ],
  [
    '{1#} ICMP error[s] about datagrams that could not be put together: too few of one way, or told with the order of their fragments.',
    '关于未能重组的数据报的 ICMP 差错报文 {1} 个：同一方向的太少，或已随分片顺序一起说明。',
  ],
  [
    '{1w} could not put together {2#} datagram[s] from {3w}: it got the head and waited in vain for the rest',
    '{1} 未能重组来自 {3} 的 {2} 个数据报：收到了首片，却没有等到其余分片',
  ],
]

const HAPPENED: readonly Entry[] = [
  [
    'In {1}, {2w} sent {3#} ICMP error[s] "fragment reassembly time exceeded" about datagrams from {4w}{5?}; Linux gives up after 30 s.',
    '在 {1~} 中，{2} 就来自 {4} 的数据报{5!}发出了 {3} 个 ICMP 差错报文“分片重组超时”；Linux 在 30 s 后放弃。',
  ],
  [' in {1}', '（由 {1} 承载）'],
  [' to UDP port {1#}', '（发往 UDP 端口 {1}）'],
  [
    'The largest head that they quote has {1#} octet[s]: a hop on the way carries no more, and cuts what is larger.',
    '其中引用的最大首片为 {1} 字节：途中某一跳不能承载更大的数据包，更大的都被分片。',
  ],
  [
    'No fragment from {1w} to {2w} is in the captures{3?}: they are cut behind the place where it was taken.',
    '抓包文件中没有从 {1} 到 {2} 的分片{3!}：它们在抓包点之后才被分片。',
  ],
  [', but whole packets of up to {1#} octet[s] are', '，但有最大 {1} 字节的未分片数据包'],
  [
    '{1#} fragmented datagram[s] from {2w} to {3w} passed this place with the head first: what went wrong with the fragments happened behind it.',
    '从 {2} 到 {3} 的 {1} 个分片数据报经过此处时首片在前：分片的问题发生在此处之后。',
  ],
  [
    'Only the head carries the UDP and {1w} headers; the tail has no ports.',
    '只有首片带有 UDP 和 {1} 首部；尾片没有端口。',
  ],
  [
    'Of the smallest pings between the same two hosts, which need no fragments, {1#} of {2#} were answered.',
    '同样两台主机之间最小的 ping 不需要分片，{2} 个中有 {1} 个得到应答。',
  ],
]

const SURE: readonly Entry[] = [
  [
    'At least {1#} ICMP errors "fragment reassembly time exceeded" about datagrams from one host to another, and none of these seen tail first here.',
    '至少 {1} 个关于从一台主机到另一台的数据报的 ICMP 差错报文“分片重组超时”，且此处没有看到这些数据报尾片先到。',
  ],
  [
    'The receiver says so itself, and quotes the head of each of these datagrams.',
    '这是接收方自己所说，并引用了每个数据报的首片。',
  ],
  [
    'Tails overtake their heads, and a datapath that does not reassemble drops them',
    '尾片超过首片，被不做重组的数据路径丢弃',
  ],
  [
    'Cilium, which uses this port by default (so do others), drops a fragment that comes before its head, with code 175.',
    'Cilium 默认使用此端口（其他软件也可能用它），它会以代码 175 丢弃先于首片到达的分片。',
  ],
  [
    'A firewall or cloud network discards fragments without ports',
    '防火墙或云网络丢弃没有端口的分片',
  ],
  ['The heads, which have ports, arrived.', '带有端口的首片到达了。'],
  ['The path loses packets, of whatever kind', '路径丢失各种数据包'],
  ['{1#} small ping[s] [was|were] not answered either.', '另有 {1} 个小 ping 也没有应答。'],
  ['All of the smallest pings were answered.', '最小的 ping 全部得到应答。'],
  [
    'Errors that do not come from the receiver but were made up: their TTL differs from that of its other packets.',
    '这些差错报文并非来自接收方，而是伪造的：其 TTL 与它的其他数据包不同。',
  ],
]

const STEPS: readonly Entry[] = [
  [
    'Make packets small enough that nothing is fragmented: {1} {2#} octet[s] ({3#} − {4#}).',
    '让数据包小到不需要分片：{1!} {2} 字节（{3} − {4}）。',
  ],
  [
    'Make packets small enough that nothing is fragmented: {1#} octet[s].',
    '让数据包小到不需要分片：{1} 字节。',
  ],
  ['pods may send', 'Pod 最多可发送'],
  ['what it carries may have', '隧道内的数据包最多可有'],
  [
    'Capture the fragments at {1w} and drop the file here: it shows whether tails come before their heads, or not at all.',
    '在 {1} 上抓取分片，再把文件拖到这里：即可看出尾片是先于首片到达，还是根本没有到达。',
  ],
  [
    'On the node {1w}, while large packets are sent: expect "First logical datagram fragment not found".',
    '在节点 {1} 上，发送大数据包期间：应能看到 "First logical datagram fragment not found"。',
  ],
  [
    'On {1w}: these counters grow when datagrams are not reassembled.',
    '在 {1} 上：数据报未能重组时，这些计数器会增长。',
  ],
]

const SHOWN: readonly Entry[] = [
  ['ICMP reassembly time-outs', 'ICMP 重组超时'],
  ['path MTU (largest fragment)', '路径 MTU（最大分片）'],
  ['largest safe MTU', '最大安全 MTU'],
  ['reassembly time exceeded', '重组超时'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'ICMP errors "fragment reassembly time exceeded", and the heads that they quote.',
    'ICMP 差错报文“分片重组超时”，及其所引用的首片。',
  ],
  ['reports about datagrams from one host to another', '次关于一台主机到另一台的数据报的报告'],
]

export const REASSEMBLY_TIMEOUT: readonly Entry[] = [
  ...DESCRIBED,
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...STEPS,
  ...SHOWN,
]

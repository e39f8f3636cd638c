/** 简体中文：idle-reset。 */
import type { Entry } from '../catalogue'

const CLAIMS: readonly Entry[] = [
  ['Reset after silence', '空闲之后被重置'],
  [
    '{1#} silence[s] of connections, none ended with a RST of somebody who had forgotten them.',
    '连接空闲 {1} 次，没有一次是以已忘记该连接的一方发出的 RST 告终的。',
  ],
  [
    '{1#} silence[s] of connections, none ended with a RST of somebody who had forgotten them; {2#} reset[s] came only after several segments without answer.',
    '连接空闲 {1} 次，没有一次是以已忘记该连接的一方发出的 RST 告终的；有 {2} 次重置是在几个报文段都无应答之后才出现的。',
  ],
  ['{1} did not survive a silence of {2t}: {3}', '{1!}空闲 {2} 后失效：{3!}'],
  ['{1} did not survive a silence of {2t} to {3t}: {4}', '{1!}空闲 {2} 至 {3} 后失效：{4!}'],
  ['{1#} connection[s] to {2w}', '到 {2} 的 {1} 条连接'],
  ['{1#} connection[s] from {2w}', '{2} 发起的 {1} 条连接'],
  ['a RST came in the middle of it', '空闲期间收到 RST'],
  ['the next segment was answered with RST', '下一个报文段得到的应答是 RST'],
]

const HAPPENED: readonly Entry[] = [
  [
    'In {1}, {2w} → {3w} was silent for {4t}; then a RST came, though nobody had sent anything.',
    '在 {1~} 中，{2} → {3} 空闲了 {4}；然后收到 RST，尽管双方都没有发送任何数据包。',
  ],
  ['In {1}, {2w} → {3w} was silent for {4t}.', '在 {1~} 中，{2} → {3} 空闲了 {4}。'],
  [
    'Then {1w} sent a segment, and {2t} later a RST came in the name of {3w}, without ACK: its sender does not know the connection.',
    '然后 {1} 发送了一个报文段，{2} 之后收到以 {3} 的名义发出的 RST，不带 ACK：其发送者不知道该连接。',
  ],
  [
    'Then {1w} sent a segment, and {2t} later a RST came in the name of {3w}.',
    '然后 {1} 发送了一个报文段，{2} 之后收到以 {3} 的名义发出的 RST。',
  ],
  ['The same happened to {1#} more connection[s].', '另有 {1} 条连接也是如此。'],
  [
    'The same happened to {1#} more connection[s]; {2#} RST[s] came in the middle of the silence.',
    '另有 {1} 条连接也是如此；有 {2} 个 RST 是在空闲期间收到的。',
  ],
  [
    'The RSTs have TTL {1}, as other segments in the same name have.',
    'RST 的 TTL 为 {1&}，与同一名义的其他报文段一样。',
  ],
  [
    'The RSTs have the name of both sides: a device between them sent both.',
    'RST 同时以双方的名义出现：两者都由中间的某个设备发出。',
  ],
  [
    '{1#} of the RSTs have the name of both sides: a device between them sent both.',
    '有 {1} 个 RST 同时以双方的名义出现：两者都由中间的某个设备发出。',
  ],
  [
    'The RSTs have TTL {1}, other segments in the same name TTL {2}: a device on the way sent them, not the host.',
    'RST 的 TTL 为 {1&}，同一名义的其他报文段的 TTL 为 {2&}：RST 由途中的设备发出，而不是主机。',
  ],
  [
    '{1#} of the RSTs have TTL {2}, other segments in the same name TTL {3}: a device on the way sent them, not the host.',
    '有 {1} 个 RST 的 TTL 为 {2&}，同一名义的其他报文段的 TTL 为 {3&}：这些 RST 由途中的设备发出，而不是主机。',
  ],
  [
    'If a timer does this, it is at most {1t} (estimated).',
    '如果这是定时器所致，其时长不超过 {1}（估算）。',
  ],
  [
    'If a timer does this, it is longer than {1t}, which others survived, and at most {2t} (estimated).',
    '如果这是定时器所致，其时长大于 {1}（其他连接空闲这么久仍然有效），且不超过 {2}（估算）。',
  ],
  [
    'Seen at {1}; a connection that several taps saw counts once.',
    '见于 {1&}；多个抓包点都看到的连接只计一次。',
  ],
  [
    'Whoever uses such a connection again sees "connection reset by peer", after {1t} of silence at the shortest.',
    '再次使用这样的连接时会看到“connection reset by peer”，最短在空闲 {1} 之后。',
  ],
]

const SURE: readonly Entry[] = [
  [
    'An open connection on which neither side sent anything for at least {1#} s, and whose next segment was answered with a RST of somebody who does not know it: without ACK, at once, and expected by its sequence number; or with a TTL that no other segment of that side has.',
    '已建立的连接上双方至少 {1} s 没有发送任何数据包，且下一个报文段得到的应答是不知道该连接的一方发出的 RST：不带 ACK、立即返回，且序列号与预期相符；或者其 TTL 与该方的任何其他报文段都不同。',
  ],
  [
    'A RST in the middle of the silence counts when it has such a TTL or comes in the name of both sides.',
    '空闲期间的 RST，在具有这样的 TTL 或同时以双方的名义出现时计入。',
  ],
  [
    'A warning from {1#} connections on, or when another machine than the host speaks; where connections to the same host outlive silences as long, only when both hold.',
    '达到 {1} 条连接，或由主机以外的设备发出时，为“警告”；如果到同一主机的连接空闲同样久仍然有效，则须两者同时成立。',
  ],
  [
    'A FIN behind the silence, and resets after several segments without answer, do not count.',
    '空闲之后的 FIN，以及在几个报文段都无应答之后的重置，不计入。',
  ],
  [
    'Silence, the segment that ended it, and the RST are in the capture.',
    '空闲、结束空闲的报文段和 RST 都在抓包文件中。',
  ],
  ['That a timer forgot the connection is inferred.', '连接因定时器到期而被忘记，则是推断。'],
  [
    'The RST does not look like the other packets of the host in whose name it came.',
    'RST 与其名义上的主机的其他数据包不同。',
  ],
  [
    'The RST has the TTL of the host itself, so the host may have lost the connection by a restart, which lowers the confidence.',
    'RST 的 TTL 与主机自己的相同，因此主机可能因重启而丢失了连接，把握因此降低。',
  ],
  [
    'Other connections outlived silences as long, which lowers the confidence.',
    '其他连接空闲同样久仍然有效，把握因此降低。',
  ],
  [
    '{1#} connection[s] to the same host outlived a silence of {2t} or more, up to {3t}.',
    '到同一主机的 {1} 条连接空闲 {2} 或更久仍然有效，最长 {3}。',
  ],
  [
    "{1#} [RST has|RSTs have] the TTL of the host's other segments, or there is none to compare with.",
    '{1} 个 RST 的 TTL 与主机的其他报文段相同，或没有可比较的 TTL。',
  ],
  [
    'The segment behind the silence, captured at the receiving host itself, and a RST that this host sends.',
    '在接收主机上抓到空闲之后的那个报文段，以及由该主机发出的 RST。',
  ],
  [
    'A connection on the same way that outlives more than {1t} without any packet.',
    '同一路径上有连接超过 {1} 没有任何数据包而仍然有效。',
  ],
]

const CAUSES: readonly Entry[] = [
  [
    'A NAT gateway, firewall or load balancer on the way forgets silent connections sooner than the hosts do',
    '途中的 NAT 网关、防火墙或负载均衡器比主机更早忘记空闲的连接',
  ],
  ['The RSTs come from another machine than the host.', 'RST 来自主机以外的设备。'],
  [
    'It happened to {1#} connection[s], each time after a silence.',
    '发生在 {1} 条连接上，每次都在空闲之后。',
  ],
  [
    'Shorter silences, up to {1t}, were survived; none as long.',
    '较短的空闲（最长 {1}）之后连接仍然有效；空闲这么久的则没有一条。',
  ],
  ['Defaults within these bounds: {1}.', '处于这一范围内的默认值：{1!}。'],
  ['{1#} s ({2})', '{1} s（{2!}）'],
  ['{1}, {2#} s ({3})', '{1!}、{2} s（{3!}）'],
  ['{1} and {2#} s ({3})', '{1!}和 {2} s（{3!}）'],
  ['{1} and {2#} more', '{1!}和另外 {2} 个'],
  [
    'AWS Application Load Balancer, many HTTP proxies',
    'AWS Application Load Balancer、许多 HTTP 代理',
  ],
  ['Azure Load Balancer and NAT Gateway', 'Azure Load Balancer 和 NAT Gateway'],
  ['AWS NAT Gateway and Network Load Balancer', 'AWS NAT Gateway 和 Network Load Balancer'],
  ['Google Cloud firewall rules', 'Google Cloud 防火墙规则'],
  ['Linux IPVS', 'Linux IPVS'],
  ['many firewalls', '许多防火墙'],
  ['kube-proxy', 'kube-proxy'],
  ['Linux conntrack', 'Linux conntrack'],
  ['Other connections outlived silences as long.', '其他连接空闲同样久仍然有效。'],
  [
    '{1w} restarted, or failed over, while the connections were silent',
    '{1} 在连接空闲期间重启或发生了故障切换',
  ],
  ['The RSTs look like the other packets of the host.', 'RST 与主机的其他数据包一样。'],
  [
    'On another connection it was silent for a while before it sent a RST.',
    '在另一条连接上，它有一段时间没有应答，然后才发送 RST。',
  ],
  ['The length of the silence decides nothing.', '空闲的长短不起决定作用。'],
  ['The RSTs do not come from the host itself.', 'RST 并非来自主机自己。'],
  [
    'A load balancer sent the segment to a backend that does not know the connection',
    '负载均衡器把报文段发给了不知道该连接的后端',
  ],
  ['Another TTL may be that of another backend.', '不同的 TTL 可能来自另一个后端。'],
  ['It happens after silences only.', '只在空闲之后发生。'],
]

const STEPS: readonly Entry[] = [
  [
    'Keep the connections alive: probes of TCP or of the application every {1#} s or less.',
    '让连接保活：由 TCP 或应用程序至多每 {1} s 发送一次探测。',
  ],
  [
    'Keep the connections alive: probes of TCP or of the application every {1#} s or less, which was survived here.',
    '让连接保活：由 TCP 或应用程序至多每 {1} s 发送一次探测；此处空闲这么久连接仍然有效。',
  ],
  [
    'Linux takes this for sockets with SO_KEEPALIVE only.',
    'Linux 只对设置了 SO_KEEPALIVE 的套接字采用此设置。',
  ],
  ['Or raise the timer of the device on the way.', '或者调大途中设备的定时器。'],
  ['On a Linux gateway:', '在 Linux 网关上：'],
  [
    'Find the device that sends the RST: capture on both sides of each gateway on the way to {1w} and drop the files here together.',
    '找出发送 RST 的设备：在到 {1} 途中每个网关的两侧抓包，然后把这些文件一起拖放到这里。',
  ],
  [
    'On the gateway, while a connection is silent: its entry counts down to 0 and is gone.',
    '在网关上，连接空闲期间：其条目倒计时到 0，然后消失。',
  ],
  [
    'On {1w}: does it still know the connection when the client is reset?',
    '在 {1} 上：客户端收到重置时，它是否还知道该连接？',
  ],
  [
    'Entries of the connection tracking of Cilium, with the seconds they have left.',
    'Cilium 连接跟踪的条目，以及各自剩余的秒数。',
  ],
]

/** 凡以连接为单位的，名称中都有“连接”。 */
const SHOWN: readonly Entry[] = [
  ['connections', '连接'],
  ['reset after silence', '空闲之后被重置的连接'],
  ['shortest silence that was reset', '被重置的最短空闲'],
  ['longest survived below that', '短于此而仍然有效的最长空闲'],
  ['outlived a silence', '空闲之后仍然有效的连接'],
  ['RSTs of another machine', '被另一台设备的 RST 重置的连接'],
  ['What ended the silence, and the RST', '结束空闲的报文段，以及 RST'],
  ['{1w} → {2w}, silent {3t}', '{1} → {2}，空闲 {3}'],
  ['segment', '报文段'],
  ['RST, TTL {1#}', 'RST，TTL {1}'],
  ['TTL {1#}', 'TTL {1}'],
  ['after {1t} of silence', '空闲 {1} 之后'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'Open connections on which both sides were silent, and whether the next segment was answered or reset.',
    '双方都静默过的打开的连接，以及其后的报文段是得到应答还是被重置。',
  ],
  ['seconds of silence on both sides that count', '秒双方静默，达到才计入'],
  [
    'connections reset after silence before it is a warning, if the host itself may speak',
    '个连接在静默后被重置，达到即为警告（当 RST 可能出自主机本身时）',
  ],
]

export const IDLE_RESET: readonly Entry[] = [
  ...DESCRIBED,
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
]

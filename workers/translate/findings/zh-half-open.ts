/** 简体中文：half-open。 */
import type { Entry } from '../catalogue'

const CLAIMS: readonly Entry[] = [
  ['Half-open connection', '半开连接'],
  [
    '{1#} connection[s]; no host was asked about one that it had lost{2?}.',
    '{1} 条连接；没有主机收到属于它已丢失的连接的报文段{2!}。',
  ],
  [
    '; {1#} connection[s] [was|were] forgotten by a timer or reset by another machine',
    '；{1} 条连接因定时器到期而被忘记，或被另一台设备重置',
  ],
  [
    '; {1#} RST[s] without ACK came in the middle of a talk, which proves nothing',
    '；{1} 个不带 ACK 的 RST 出现在通信途中，不能证明什么',
  ],
  [
    '; {1#} connection[s] [was|were] forgotten by a timer or reset by another machine; {2#} RST[s] without ACK came in the middle of a talk, which proves nothing',
    '；{1} 条连接因定时器到期而被忘记，或被另一台设备重置；{2} 个不带 ACK 的 RST 出现在通信途中，不能证明什么',
  ],
  [
    '{1w} lost a connection in which {2} still believe[s]: {3}',
    '{1} 丢失了一条连接，仍认为其有效的是 {2&}：{3!}',
  ],
  [
    '{1w} lost {2#} connections in which {3} still believe[s]: {4}',
    '{1} 丢失了 {2} 条连接，仍认为其有效的是 {3&}：{4!}',
  ],
  ['its SYN is answered with an ACK for the old one', '其 SYN 得到的应答是旧连接的 ACK'],
  [
    'after {1t} of silence the next segment is answered with RST',
    '空闲 {1} 之后，下一个报文段得到的应答是 RST',
  ],
  ['{1#} transmission[s] without answer for {2t}, then RST', '{2} 内 {1} 次发送无应答，然后是 RST'],
]

const HAPPENED: readonly Entry[] = [
  ['In {1}, {2w} asks {3w} for a connection.', '在 {1~} 中，{2} 向 {3} 请求建立连接。'],
  [
    'In {1}, {2w} asks {3w} for a connection, carried in {4}.',
    '在 {1~} 中，{2} 向 {3} 请求建立连接，由 {4} 承载。',
  ],
  [
    'Instead of a SYN-ACK comes an ACK with other numbers: {1w} still has an older connection on the same ports.',
    '返回的不是 SYN-ACK，而是序号不符的 ACK：{1} 上仍有一条使用相同端口的旧连接。',
  ],
  [
    '{1w} knows nothing of that and denies it with RST; only then can the new connection begin.',
    '{1} 不知道这条旧连接，以 RST 否认；此后新连接才能开始。',
  ],
  [
    'The last packet of the old connection was {1t} earlier.',
    '旧连接的最后一个数据包在此之前 {1}。',
  ],
  [
    'In {1}, the connection between {2w} and {3w} was silent for {4t}.',
    '在 {1~} 中，{2} 与 {3} 之间的连接空闲了 {4}。',
  ],
  [
    'In {1}, the connection between {2w} and {3w}, carried in {4} was silent for {5t}.',
    '在 {1~} 中，{2} 与 {3} 之间的连接（由 {4} 承载）空闲了 {5}。',
  ],
  [
    'In {1}, the connection between {2w} and {3w} was in use.',
    '在 {1~} 中，{2} 与 {3} 之间的连接正在使用。',
  ],
  [
    'In {1}, the connection between {2w} and {3w}, carried in {4} was in use.',
    '在 {1~} 中，{2} 与 {3} 之间的连接（由 {4} 承载）正在使用。',
  ],
  [
    'Then {1w} sent {2}, without any answer; in the end {3w} answered with RST.',
    '然后 {1} {2!}，没有得到任何应答；最后 {3} 以 RST 应答。',
  ],
  ['{1#} octet[s] of data {2#} times in {3t}', '在 {3} 内将 {1} 字节的数据发送了 {2} 次'],
  ['{1#} octet[s] of data once in {2t}', '在 {2} 内将 {1} 字节的数据发送了一次'],
  ['a segment {1#} times in {2t}', '在 {2} 内将一个报文段发送了 {1} 次'],
  ['a segment once in {1t}', '在 {1} 内将一个报文段发送了一次'],
  [
    'Then {1w} sent {2#} octet[s] of data, and {3w} answered with RST.',
    '然后 {1} 发送了 {2} 字节的数据，而 {3} 以 RST 应答。',
  ],
  [
    'Then {1w} sent a segment, and {2w} answered with RST.',
    '然后 {1} 发送了一个报文段，而 {2} 以 RST 应答。',
  ],
  [
    'The RST carries no ACK: its sender does not know this connection, as after a restart.',
    'RST 不带 ACK：其发送者不知道这条连接，如同重启之后。',
  ],
  ['The same happened to {1#} more connection[s] of {2w}.', '{2} 的另外 {1} 条连接也是如此。'],
  [
    'Later {1w} completes a new handshake (port {2#}): it is back, and only what was open before is gone.',
    '后来 {1} 完成了一次新的握手（端口 {2}）：它已恢复，只有此前打开的连接丢失了。',
  ],
  [
    'Programs that only wait for data on such a connection notice nothing until they send something themselves.',
    '在这样的连接上只等待数据的程序，在自己发送数据之前什么也察觉不到。',
  ],
]

const SURE: readonly Entry[] = [
  [
    'A RST without ACK, with the TTL of the host itself, in answer to data or a keep-alive of a connection that nobody had closed: its sender does not know the connection.',
    '对一条没有谁关闭过的连接的数据或保活探测，以不带 ACK、TTL 与主机自己相同的 RST 应答：其发送者不知道该连接。',
  ],
  [
    'A warning when the host left more than 2 segments, or more than 1 s, without answer before (it was away), or when the connection had worked and was silent for 2 s or more and no timer explains it (that is idle-reset: another TTL, or several connections after a silence).',
    '如果此前主机有多于 2 个报文段、或有超过 1 s 没有应答（它不在线），或者连接曾正常工作、空闲了 2 s 或更久且没有定时器可以解释（那属于 idle-reset：TTL 不同，或多条连接在空闲之后），则为“警告”。',
  ],
  [
    'Or a SYN that is answered with an ACK which does not acknowledge it, and a RST that denies this: a warning unless the older connection was closed in this capture.',
    '或者，SYN 得到的应答是未确认该 SYN 的 ACK，随后有 RST 予以否认：除非旧连接在此抓包文件中已关闭，否则为“警告”。',
  ],
  [
    'The RST has the TTL of the other packets of the host, so no device at another distance sent it.',
    'RST 的 TTL 与该主机的其他数据包相同，因此不是由其他距离上的设备发出的。',
  ],
  [
    'Before the RST the host did not answer at all, as while it restarts.',
    '在 RST 之前主机完全没有应答，如同正在重启。',
  ],
  ['Behind it the host accepts new connections.', '此后主机接受新的连接。'],
  [
    'It answered at once: whether it restarted during the silence is inferred, which lowers the confidence.',
    '它立即应答：是否在空闲期间重启过只是推断，把握因此降低。',
  ],
  [
    'The older connection is not in this capture, which lowers the confidence.',
    '旧连接不在此抓包文件中，把握因此降低。',
  ],
  [
    'Of some of these connections the capture does not show that they worked before.',
    '其中有些连接，从抓包文件看不出此前曾正常工作。',
  ],
  [
    'The older connection had been closed in this capture: its other side may linger in TIME-WAIT, or missed the RST.',
    '旧连接在此抓包文件中已关闭：其另一方可能仍停留在 TIME-WAIT，或没有收到 RST。',
  ],
  [
    'A list of sockets of {1w} from that moment that still holds the connection (ss -tn): then somebody else sent the RST.',
    '{1} 当时的套接字列表（ss -tn）中仍有该连接：那么 RST 是由别的设备发出的。',
  ],
  [
    'Another machine that answers in the name of {1w}: a RST with the same TTL but another link-layer source address.',
    '另一台设备以 {1} 的名义应答：RST 的 TTL 相同，但链路层源地址不同。',
  ],
]

const CAUSES: readonly Entry[] = [
  [
    '{1w} restarted, or crashed and came back, and lost its connections',
    '{1} 重启，或崩溃后恢复，因而丢失了其连接',
  ],
  [
    'It left segments unanswered for {1t} before it sent RST.',
    '在发送 RST 之前，它有 {1} 没有应答报文段。',
  ],
  ['It completes new handshakes afterwards.', '此后它能完成新的握手。'],
  [
    'It asks for a connection on ports that it used before, and denies the old one.',
    '它用以前使用过的端口请求建立连接，并否认旧连接。',
  ],
  [
    'Another machine took over the address of {1w}: failover, a replaced pod or container, a load balancer that chose another backend',
    '另一台设备接管了 {1} 的地址：故障切换、Pod 或容器被替换、负载均衡器选择了另一个后端',
  ],
  ['New connections are accepted, old ones are unknown.', '接受新连接，却不知道旧连接。'],
  [
    'A device on the way forgot the connection after a silence and answers in the name of the host',
    '途中的设备在空闲之后忘记了连接，并以主机的名义应答',
  ],
  ['The connection had been silent for {1t}.', '连接此前已空闲 {1}。'],
  ['The RST has the TTL of the host itself.', 'RST 的 TTL 与主机自己的相同。'],
  ['A device that is there answers at once.', '在线的设备会立即应答。'],
  [
    'A firewall or intrusion prevention swallowed the data and reset the connection later',
    '防火墙或入侵防御系统悄悄丢弃了数据，之后又重置连接',
  ],
  ['The connection was in use when the answers stopped.', '应答停止时连接正在使用。'],
  [
    'A NAT gateway gave the port of an older connection to a new one',
    'NAT 网关把旧连接的端口分配给了新连接',
  ],
  ['The older connection is not in this capture.', '旧连接不在此抓包文件中。'],
]

const STEPS: readonly Entry[] = [
  ['On {1w}: when did the system, and the service, start?', '在 {1} 上：系统和服务是何时启动的？'],
  [
    'A start between the last packet of the connection and the RST proves the restart.',
    '启动时间若在连接的最后一个数据包与 RST 之间，即证明发生过重启。',
  ],
  [
    'On {1w}: connections that still believe in {2w}; those that only wait hang until they send something.',
    '在 {1} 上：仍以为与 {2} 相通的连接；只等待数据的连接会一直挂起，直到自己发送数据。',
  ],
  [
    'Let programs notice sooner: SO_KEEPALIVE with short timers, or TCP_USER_TIMEOUT, or heartbeats of their own; and let them connect again after a reset.',
    '让程序更早察觉：使用短定时器的 SO_KEEPALIVE、TCP_USER_TIMEOUT 或自身的心跳；并让其在被重置后重新连接。',
  ],
  [
    'Inside the tunnel are pods: was the one with this address restarted or replaced?',
    '隧道内是 Pod：使用此地址的 Pod 是否被重启或替换？',
  ],
  [
    'On {1w}: it sends RSTs for connections that it does not know; the counter grows with each.',
    '在 {1} 上：它对不知道的连接发送 RST；每发送一个，计数器就增长。',
  ],
  [
    'On {1w}: no established connection with these ports is there.',
    '在 {1} 上：没有使用这些端口的已建立连接。',
  ],
  ['On {1w}: challenges that it sent.', '在 {1} 上：它发送的 challenge ACK。'],
]

const SHOWN: readonly Entry[] = [
  ['connections', '连接'],
  ['segments without answer', '无应答的报文段'],
  ['from the first of them to the RST', '从其中第一个到 RST'],
  ['silence before', '此前的空闲'],
  ['SYNs answered for an older connection', '得到旧连接应答的 SYN'],
  ['What the lost connections were asked, and the answer', '丢失的连接收到的报文段，以及应答'],
  ['sent', '发送'],
  ['asked', '发送，等待应答'],
  ['asked again', '再次发送，等待应答'],
  ['after {1t} of silence', '空闲 {1} 之后'],
  ['ACK for the old connection', '旧连接的 ACK'],
  ['RST: connection unknown', 'RST：未知连接'],
  ['RST: old connection denied', 'RST：否认旧连接'],
  ['new connection accepted', '接受了新连接'],
  ['TTL {1#}', 'TTL {1}'],
  ['port {1#}', '端口 {1}'],
  ['{1w} port {2#}, {3w} port {4#}', '{1} 端口 {2}，{3} 端口 {4}'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'RSTs of hosts that do not know a connection which had worked, what they answer, and SYNs that are answered for an older connection.',
    '不认识曾正常工作的连接的主机所发的 RST 及其所应答的报文，以及按旧连接应答的 SYN。',
  ],
]

export const HALF_OPEN: readonly Entry[] = [
  ...DESCRIBED,
  ...CLAIMS,
  ...HAPPENED,
  ...SURE,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
]

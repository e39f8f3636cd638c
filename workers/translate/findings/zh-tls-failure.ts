/** 简体中文：tls-failure。 */
import type { Entry } from '../catalogue'
import { CAUSES, STEPS } from './zh-tls-failure-causes'
import { ACCEPTED, CERTIFICATES, WHYS } from './zh-tls-failure-refusals'

const CLAIMS: readonly Entry[] = [
  ['TLS handshakes that fail', '失败的 TLS 握手'],
  ['No TLS handshakes.', '没有 TLS 握手。'],
  ['{1#} TLS handshake[s], all of them completed.', '{1} 次 TLS 握手，全部完成。'],
  [
    '{1#} TLS handshake[s], {2#} left by clients without a word, the others completed.',
    '{1} 次 TLS 握手，其中 {2} 次由客户端不声不响地离开，其余都已完成。',
  ],
  [
    '{1#} of {2#} TLS handshake[s] with {3} failed: {4}',
    '与 {3~} 的 {2} 次 TLS 握手中有 {1} 次失败：{4!}',
  ],
  ['{1w} ({2})', '{1}（{2~}）'],
  ['{1#} server[s]', '{1} 台服务器'],
]

const MEANINGS: readonly Entry[] = [
  [
    'In TLS 1.3 alerts behind the ServerHello are encrypted.',
    '在 TLS 1.3 中，ServerHello 之后的 alert 是加密的。',
  ],
  [
    'Where the Finished of the client belongs, there is a record of 19 octets: as long as an alert, and too short for a Finished.',
    '在本应是客户端 Finished 的位置上，有一条 19 字节的记录：长度正好是一个 alert，而对 Finished 来说太短。',
  ],
  [
    'The client had the certificate by then, so that is most likely what it refused.',
    '此时客户端已收到证书，因此它拒绝的很可能就是证书。',
  ],
  [
    'Right behind the Finished of the client the server sent a record of 19 octets, as long as an alert, and nothing else: so a server refuses a client certificate, or misses it.',
    '紧接客户端的 Finished 之后，服务器只发送了一条 19 字节的记录，长度正好是一个 alert：服务器拒绝客户端证书，或发现缺少该证书时，就是这样。',
  ],
  [
    'No alert says why: it may have had no more to do here.',
    '没有 alert 说明原因：它可能在此已无事可做。',
  ],
  [
    'Many programs say so whatever they mind: those written in Go have bad_certificate for an expired certificate, another name and an unknown issuer, Java and browsers have certificate_unknown.',
    '许多程序不论对什么不满都这样说：用 Go 编写的程序对过期的证书、不符的名称和未知的颁发者都用 bad_certificate，Java 和浏览器则用 certificate_unknown。',
  ],
  [
    'Kubelet, API server and containerd are written in Go.',
    'kubelet、API server 和 containerd 都是用 Go 编写的。',
  ],
  ['The log of the client tells which.', '具体是哪一种，见客户端的日志。'],
  [
    'The chain that the server sent ends at no authority that the client was told to trust: another issuer, a missing intermediate certificate, or a bundle of authorities that is too old.',
    '服务器发送的证书链没有终止于客户端所信任的颁发机构：颁发者不同、缺少中间证书，或者 CA 证书包太旧。',
  ],
  [
    'It says no more than that the server can do nothing with the offer: no cipher suite, group or signature algorithm in common, no certificate that fits, or a client certificate that is missing.',
    '它只说明服务器无法接受客户端的提议：没有共同的密码套件、组或签名算法，没有合适的证书，或者缺少客户端证书。',
  ],
  [
    'The server looked for the server name (SNI) of the ClientHello among those it has certificates for.',
    '服务器在其拥有证书的名称中查找 ClientHello 的服务器名称（SNI）。',
  ],
  [
    'Servers written in Go say so too when the client certificate is missing.',
    '缺少客户端证书时，用 Go 编写的服务器也会这样说。',
  ],
]

const HAPPENED: readonly Entry[] = [
  [
    'In {1}, {2#} handshake[s] of {3} with {4} failed{5?}.',
    '在 {1} 中，{3&} 与 {4~} 的 {2} 次握手{5!}失败。',
  ],
  [' within {1t}', '在 {1} 内'],
  ['None was completed.', '没有一次完成。'],
  ['{1#} other[s] completed.', '另有 {1} 次完成。'],
  [
    'Of {1#} more the capture does not hold enough to tell.',
    '还有 {1} 次，抓包文件中的内容不足以判断。',
  ],
  ['They failed in several ways: {1}.', '失败的方式有多种：{1&!}。'],
  ['{1#} × {2}', '{1} 次{2!}'],
  ['alert {1} of the client', '客户端的 alert {1}'],
  ['alert {1} of the server', '服务器的 alert {1}'],
  ['an encrypted alert of the client', '客户端的加密 alert'],
  ['an encrypted alert of the server', '服务器的加密 alert'],
  ['encrypted alert of the client', '客户端的加密 alert'],
  ['encrypted alert of the server', '服务器的加密 alert'],
  ['an answer in plain text', '明文应答'],
  ['answer in plain text', '明文应答'],
  ['a request in plain HTTP', '明文 HTTP 请求'],
  ['closed by the server', '被服务器关闭'],
  ['no answer of the server', '服务器没有应答'],
  ['left by the client', '客户端离开'],
  ['The first line of what the server says is "{1}".', '服务器所说的第一行是“{1}”。'],
  ['The first request is "{1}".', '第一个请求是“{1}”。'],
  [
    'The client waited {1t} for an answer to its ClientHello.',
    '客户端等待 ClientHello 的应答 {1}。',
  ],
  ['the client', '客户端'],
  ['the server', '服务器'],
  ['behind the ServerHello', '在 ServerHello 之后'],
  ['in answer to the ClientHello', '作为对 ClientHello 的应答'],
  [
    'In the case shown {1} sent {2} {3t} after the ClientHello, {4}.',
    '在所示的例子中，{1!}在 ClientHello 之后 {3} 发送了{2!}，{4!}。',
  ],
  ['alert {1}', ' alert {1}'],
  ['what looks like an alert', '看起来像 alert 的记录'],
  ['Then {1} closed the connection with {2w}.', '随后{1!}以 {2} 关闭了连接。'],
  [
    'In the case shown {1} closed the connection with {2w} {3t} after the ClientHello, {4}.',
    '在所示的例子中，{1!}在 ClientHello 之后 {3} 以 {2} 关闭了连接，{4!}。',
  ],
  ['The client offered {1}.', '客户端提供 {1&}。'],
  ['The server chose {1}.', '服务器选择了 {1}。'],
  [
    'Handshakes that were completed there have {1}, with {2}.',
    '在那里完成的握手使用 {1&}，密码套件为 {2&}。',
  ],
  [
    'The RST that ended it has a TTL that no other segment of its side has: a device on the way speaks in its name.',
    '结束它的 RST 的 TTL 与该侧其他报文段都不同：途中的设备以它的名义发出。',
  ],
  [
    'Completed and failed handshakes alternate: {1#} were completed in between, {2%} failed.',
    '完成的与失败的握手交替出现：其间完成 {1} 次，{2} 失败。',
  ],
  [
    '{1#} were completed before {2t} into the capture and {3#} afterwards; in between all failed.',
    '抓包开始后 {2} 之前完成 {1} 次，之后完成 {3} 次；其间全部失败。',
  ],
  [
    '{1#} were completed until {2t} into the capture; since then all failed.',
    '抓包开始后 {2} 之前完成 {1} 次；此后全部失败。',
  ],
  ['{1#} were completed afterwards.', '之后完成 {1} 次。'],
]

const SURE: readonly Entry[] = [
  [
    'A handshake that an alert ended, or in which either side closed the connection before it was complete; a warning from {1#} of them with one server and name on, when they are at least {2#} % of the handshakes there, or when a client refused a certificate that was not valid at that time.',
    '握手被 alert 终止，或在完成之前有一方关闭了连接；与同一服务器和名称的此类握手达到 {1} 次，且至少占那里握手的 {2} %，或客户端拒绝了当时无效的证书时，为警告。',
  ],
  [
    'Clients that leave without a word do not count for it, and are told from {1#} on.',
    '不声不响离开的客户端不计入其中，达到 {1} 次才提及。',
  ],
  [
    'More than {1#} servers that fail alike become one finding.',
    '失败方式相同的服务器超过 {1} 台时，合并为一个发现。',
  ],
  [
    'The error that closes the QUIC connection was read, and who sent it.',
    '已读出关闭 QUIC 连接的错误及其发送方。',
  ],
  [
    'The alert was read, and who sent it; what its sender means by it is up to its software.',
    '已读出 alert 及其发送方；发送方以此表达什么，取决于其软件。',
  ],
  ['What was said in plain text was read.', '已读出明文内容。'],
  [
    'The alert is encrypted: that it is one follows from its length and its place.',
    'alert 是加密的：从其长度和位置推断它是 alert。',
  ],
  ['With the key log it can be read.', '有密钥日志即可读取。'],
  [
    'The record is encrypted: a server that only takes leave sends one of the same length.',
    '记录是加密的：只是正常告别的服务器也会发送同样长度的记录。',
  ],
  ['A client that changes its mind looks the same.', '改变主意的客户端看起来也是这样。'],
  [
    'That the connection ended before the handshake is certain; why is inferred.',
    '连接在握手完成之前结束是确定的；原因则是推断的。',
  ],
  ['{1} completed other handshakes with the same server.', '{1&} 与同一服务器完成了其他握手。'],
  ['Other clients completed theirs: {1}.', '其他客户端完成了握手：{1&}。'],
  ['What the server shows is not refused by all.', '服务器所出示的内容并非被所有客户端拒绝。'],
  ['{1#} were completed.', '{1} 次完成。'],
  [
    '{1#} client[s] left without a word: health checks, scanners and browsers do so on purpose.',
    '{1} 个客户端不声不响地离开：健康检查、扫描器和浏览器会有意这样做。',
  ],
  [
    'A client with the same authorities and the same clock that takes this certificate from {1w} for this name.',
    '具有相同 CA 和相同时钟的客户端，为这个名称接受来自 {1} 的这张证书。',
  ],
  [
    'A handshake of the same client software with {1w} and this name that is completed.',
    '同一客户端软件以这个名称与 {1} 完成了握手。',
  ],
]

const SHOWN: readonly Entry[] = [
  ['Handshakes that failed, by server', '各服务器失败的握手'],
  [
    'Handshakes over time: until the ServerHello, or until they failed',
    '握手随时间的分布：到 ServerHello 或到失败为止',
  ],
  ['failed', '失败'],
  ['completed', '完成'],
  ['not to be judged', '无法判断'],
  ['ended by an alert of the client', '由客户端的 alert 终止'],
  ['ended by an alert of the server', '由服务器的 alert 终止'],
  ['ended by an encrypted alert', '由加密的 alert 终止'],
  ['ended with RST', '以 RST 结束'],
  ['clients', '客户端'],
  ['servers', '服务器'],
  ['certificate', '证书'],
  ['request', '请求'],
  ['answer', '应答'],
]

/** What it looks at, and its parameters: the number stands before them. */
const DESCRIBED: readonly Entry[] = [
  [
    'Alerts, certificates and the end of TLS handshakes, and plain HTTP at ports of TLS, by server and name.',
    '按服务器和名称统计的 TLS 握手的 alert、证书和结束方式，以及 TLS 端口上的明文 HTTP。',
  ],
  [
    'failed handshakes with one server and name before it is a warning',
    '次与同一服务器和名称的握手失败，达到即为警告',
  ],
  [
    'percent of the handshakes there that must fail for a warning',
    '%：那里的握手中失败的比例，达到才是警告',
  ],
  [
    'handshakes that clients leave without a word before it is mentioned',
    '次握手由客户端不声不响地离开，达到才提及',
  ],
  [
    'servers that fail alike that are reported one by one',
    '台失败方式相同的服务器，在此数目以内逐一报告',
  ],
]

export const TLS_FAILURE: readonly Entry[] = [
  ...DESCRIBED,
  ...CLAIMS,
  ...WHYS,
  ...MEANINGS,
  ...HAPPENED,
  ...CERTIFICATES,
  ...ACCEPTED,
  ...SURE,
  ...CAUSES,
  ...STEPS,
  ...SHOWN,
]

/** 简体中文：tls-failure 中谁拒绝、为什么，以及双方的证书。 */
import type { Entry } from '../catalogue'

export const WHYS: readonly Entry[] = [
  ['{1}, with alert {2}', '{1!}，alert 为 {2}'],
  [
    'the server answers in plain text, it does not speak TLS at this port',
    '服务器以明文应答，该端口上不是 TLS',
  ],
  ['the clients speak plain HTTP to a port of TLS', '客户端在 TLS 端口上使用明文 HTTP'],
  ['the server never answered the ClientHello', '服务器始终没有应答 ClientHello'],
  [
    'the client left in the middle of the handshake without a word',
    '客户端在握手中途不声不响地离开',
  ],
  ['{1}; the certificate of the server had expired {2t} before', '{1!}；服务器的证书已过期 {2}'],
  [
    '{1}; the certificate of the server was not valid for another {2t}',
    '{1!}；服务器的证书还要 {2} 才生效',
  ],
  ['the server closed the connection in the middle of the handshake', '服务器在握手中途关闭了连接'],
  [
    'the server closed the connection instead of answering the ClientHello',
    '服务器没有应答 ClientHello，而是关闭了连接',
  ],
  [
    'the client refused what the server had shown, with an alert that is encrypted',
    '客户端以加密的 alert 拒绝了服务器所出示的内容',
  ],
  [
    'the server refused what the client had answered, with an alert that is encrypted',
    '服务器以加密的 alert 拒绝了客户端的应答',
  ],
  [
    'the client refused the certificate of the server, which had expired {1t} before',
    '客户端拒绝了服务器的证书，它已过期 {1}',
  ],
  [
    'the client refused the certificate of the server, which was not valid for another {1t}',
    '客户端拒绝了服务器的证书，它还要 {1} 才生效',
  ],
  [
    'the client refused the certificate of the server, which does not cover {1w}',
    '客户端拒绝了服务器的证书，它不包含名称 {1}',
  ],
  ['the client refused the certificate of the server', '客户端拒绝了服务器的证书'],
  ['the client does not trust the issuer of the certificate', '客户端不信任证书的颁发者'],
  ['for the client the certificate is not valid any more', '在客户端看来，证书已失效'],
  ['for the client the certificate is revoked', '在客户端看来，证书已被吊销'],
  ['the client does not take the version that the server chose', '客户端不接受服务器所选的版本'],
  ['the client does not take what the server chose', '客户端不接受服务器所选的参数'],
  ['the client gave up', '客户端放弃了握手'],
  [
    'the server wants a certificate of the client, which has sent none',
    '服务器要求客户端证书，而客户端没有发送',
  ],
  [
    'the server does not trust the issuer of the client certificate',
    '服务器不信任客户端证书的颁发者',
  ],
  ['for the server the client certificate is not valid any more', '在服务器看来，客户端证书已失效'],
  ['the server refused the certificate of the client', '服务器拒绝了客户端的证书'],
  ['the server speaks no version that the client offers', '服务器不支持客户端提供的任何版本'],
  ['client and server have no parameters in common', '客户端与服务器没有共同的参数'],
  ['the server does not serve the name asked for', '服务器不提供所请求的名称'],
  [
    'the server speaks no application protocol that the client offers',
    '服务器不支持客户端提供的任何应用协议',
  ],
  ['the server failed by itself', '服务器自身出错'],
  ['the server gave up', '服务器放弃了握手'],
]

export const CERTIFICATES: readonly Entry[] = [
  [
    'The certificate is encrypted in TLS 1.3: neither its names nor its validity can be read without the key log of client or server.',
    '在 TLS 1.3 中证书是加密的：没有客户端或服务器的密钥日志，就无法读取其名称和有效期。',
  ],
  [
    'The server asked for a certificate of the client, and got none.',
    '服务器要求客户端出示证书，但没有得到。',
  ],
  ['The client showed a certificate too.', '客户端也出示了证书。'],
  ['It is "{1}", issued by "{2}", valid to {3}.', '它是“{1}”，由“{2}”颁发，有效期至 {3}。'],
  [
    'The server shows the certificate "{1}", {2}, issued by "{3}", valid from {4} to {5}.',
    '服务器出示的证书是“{1}”，{2!}，由“{3}”颁发，有效期从 {4} 至 {5}。',
  ],
  ['without other names', '没有其他名称'],
  ['for {1}', '用于 {1&}'],
  ['It came with {1#} more of its chain.', '随同它还有证书链中的另外 {1} 张证书。'],
  ['The capture does not tell the date to hold that against.', '抓包文件没有给出可供对照的日期。'],
  [
    'At the time of the capture, {1}, it had expired {2t} before.',
    '在抓包的时刻 {1}，它已过期 {2}。',
  ],
  [
    'At the time of the capture, {1}, it was not valid for another {2t}.',
    '在抓包的时刻 {1}，它还要 {2} 才生效。',
  ],
  ['At the time of the capture, {1}, it was valid.', '在抓包的时刻 {1}，它是有效的。'],
  ['It does not cover {1}, the name that the client asks for.', '它不包含客户端所请求的名称 {1}。'],
  ['It covers {1}.', '它包含 {1}。'],
  [
    'It names {1} in its subject alone, where current clients do not look (RFC 9525).',
    '它只在主题中写有 {1}，而现今的客户端不再查看主题（RFC 9525）。',
  ],
  [
    'The client named no server (SNI), so which name it holds it against is not known.',
    '客户端没有给出服务器名称（SNI），因此不知道它拿哪个名称来核对。',
  ],
  ['It is signed by itself.', '它是自签名的。'],
  [
    'It is the one that {1} makes up when it has none for the name asked for.',
    '它是 {1} 在没有所请求名称的证书时自行生成的。',
  ],
  [
    'No certificate of its issuer came with it: a client needs to have that already.',
    '没有随附其颁发者的证书：客户端必须事先已有。',
  ],
  ['"{1}" in its chain was not valid at that time.', '证书链中的“{1}”在那时无效。'],
]

export const ACCEPTED: readonly Entry[] = [
  [
    'The certificate for {1} of {2} had expired {3t} before, and was accepted in {4#} handshake[s]',
    '{2&} 的证书（用于 {1}）已过期 {3}，但在 {4} 次握手中被接受',
  ],
  [
    'The certificate for {1} of {2} was not valid for another {3t}, and was accepted in {4#} handshake[s]',
    '{2&} 的证书（用于 {1}）还要 {3} 才生效，但在 {4} 次握手中被接受',
  ],
  [
    'In {1}, {2} completed {3#} handshake[s] with {4}.',
    '在 {1} 中，{2&} 与 {4&} 完成了 {3} 次握手。',
  ],
  [
    'A certificate at the front of its chain that is not valid by the clock of the capture, in a handshake that was completed: told as a note, for nobody minded.',
    '在完成的握手中，证书链首的证书按抓包的时钟无效：作为“提示”给出，因为没有一方在意。',
  ],
  [
    'Certificate and time stamps are in the capture; whether the clock that made these was right is not.',
    '证书和时间戳都在抓包文件中；产生时间戳的时钟是否准确则不得而知。',
  ],
  [
    'The clients do not verify certificates, or know this one by its fingerprint',
    '客户端不验证证书，或凭指纹认识这一张',
  ],
  ['They went on.', '它们继续了下去。'],
  ['The clock of the machine that captured is wrong', '抓包机器的时钟不准'],
  ['All handshakes were completed.', '所有握手都已完成。'],
  [
    'A right clock that shows another date than the capture.',
    '准确的时钟显示的日期与抓包文件不同。',
  ],
  ['Is it still the same certificate?', '现在还是同一张证书吗？'],
  ['handshakes completed', '完成的握手'],
]

/** 简体中文：tls-failure 的原因和步骤。 */
import type { Entry } from '../catalogue'

export const CAUSES: readonly Entry[] = [
  [
    'The certificate was not renewed, or the server was not told to load the new one',
    '证书没有续期，或没有让服务器加载新证书',
  ],
  ['It had expired {1t} before the failure.', '失败发生时，它已过期 {1}。'],
  ['A certificate in its chain is not valid.', '证书链中有一张证书无效。'],
  ['The client says that it has expired.', '客户端称其已过期。'],
  ['It was valid at the time of the capture.', '抓包时它是有效的。'],
  ['The certificate is for other names than the client asks for', '证书的名称与客户端所请求的不同'],
  ['The name asked for is not among its names.', '所请求的名称不在证书的名称之中。'],
  ['The name stands in its subject alone.', '该名称只出现在主题中。'],
  ['It covers the name.', '它包含该名称。'],
  [
    'The client does not know the authority: it has another bundle, or the certificate was issued anew by another one',
    '客户端不认识颁发机构：它的 CA 证书包不同，或证书已改由另一机构颁发',
  ],
  ['The client says so.', '客户端这样说。'],
  ['The server says so.', '服务器这样说。'],
  ['The certificate is signed by itself.', '证书是自签名的。'],
  ['The server made the certificate up.', '证书是服务器自行生成的。'],
  ['Other clients take what the server shows.', '其他客户端接受服务器所出示的内容。'],
  ['The certificate is not valid in any case.', '证书无论如何都是无效的。'],
  ['The server does not send the intermediate certificates', '服务器没有发送中间证书'],
  ['It sent one certificate only.', '它只发送了一张证书。'],
  ['It sent a chain.', '它发送了证书链。'],
  ['The clock of the client is wrong', '客户端的时钟不准'],
  ['The client takes a certificate for expired that was valid.', '客户端把有效的证书当作已过期。'],
  ['The clock of the capture says the same as the client.', '抓包的时钟与客户端的说法一致。'],
  [
    'The client expects one certificate (pinning), or a device on the way shows another',
    '客户端只认特定的证书（pinning），或途中的设备出示了另一张证书',
  ],
  [
    'The client has no certificate to show, or was not told to show it',
    '客户端没有可出示的证书，或没有配置为出示证书',
  ],
  ['It answered the request of the server with none.', '它对服务器的要求没有给出证书。'],
  ['It showed one.', '它出示了证书。'],
  ['The certificate of the client has expired', '客户端的证书已过期'],
  [
    'The server trusts another authority than the one that issued the client certificate',
    '服务器信任的机构不是客户端证书的颁发机构',
  ],
  ['The client certificate is signed by itself.', '客户端证书是自签名的。'],
  ['There was no certificate to mistrust.', '没有可供怀疑的证书。'],
  [
    'The client is old, or limited to versions that servers do not accept any more',
    '客户端太旧，或只限于服务器不再接受的版本',
  ],
  ['It offers nothing newer than {1}.', '它提供的版本不高于 {1}。'],
  ['Others get {1} from the same server.', '其他客户端从同一服务器得到 {1&}。'],
  ['It offers TLS 1.3.', '它提供 TLS 1.3。'],
  ['The server is old, or limited to old versions', '服务器太旧，或只限于旧版本'],
  ['The client offers current versions.', '客户端提供的是当前版本。'],
  ['It chose {1}.', '它选择了 {1}。'],
  ['Others get TLS 1.3 from it.', '其他客户端从它那里得到 TLS 1.3。'],
  [
    'No cipher suite, group or signature algorithm in common: one side is restricted (FIPS, a policy), or old',
    '没有共同的密码套件、组或签名算法：一方受限（FIPS、策略）或太旧',
  ],
  ['Other clients, with other offers, succeed.', '其他客户端以不同的提议获得成功。'],
  [
    'The server has no certificate for this name, or its key does not fit the offered suites',
    '服务器没有此名称的证书，或其密钥与所提供的套件不符',
  ],
  ['It gave up before it chose anything.', '它在作出任何选择之前就放弃了。'],
  ['Other clients succeed.', '其他客户端获得成功。'],
  ['The server wants a client certificate', '服务器要求客户端证书'],
  ['It asked for one.', '它提出了要求。'],
  ['The client sent none.', '客户端没有发送。'],
  ['It did not get as far as to ask.', '它还没有进行到提出要求的一步。'],
  [
    'No ingress, gateway or virtual server is configured for this name',
    '没有为此名称配置 ingress、网关或虚拟服务器',
  ],
  ['The server refused by the name alone.', '服务器仅凭名称就拒绝了。'],
  ['The client asks for a wrong name, or at a wrong address', '客户端请求的名称或地址有误'],
  [
    'The client has https where the server speaks plain HTTP, or a proxy in front is told to encrypt towards it',
    '服务器使用明文 HTTP，而客户端配置为 https，或前面的代理被配置为对它加密',
  ],
  [
    'The client has http where https belongs, or a proxy in front is not told to encrypt towards it',
    '应使用 https 之处，客户端配置为 http，或前面的代理没有配置为对它加密',
  ],
  ['The answer is HTTP.', '应答是 HTTP。'],
  ['The request is HTTP.', '请求是 HTTP。'],
  ['The service points at another port than it should', 'Service 指向了错误的端口'],
  [
    'The software of one side is faulty, or a device on the way changed what was sent',
    '一方的软件有缺陷，或途中的设备改动了所发送的内容',
  ],
  [
    'The alert says that what came could not be read or was not allowed.',
    'alert 表明收到的内容无法读取或不被允许。',
  ],
  [
    'The server is not configured for this: it lacks a certificate, a key or a secret',
    '服务器没有为此配置：缺少证书、密钥或 Secret',
  ],
  ['It says that the fault is its own.', '它称故障在于自身。'],
  [
    'A firewall, a proxy or a network policy on the way that reads the server name',
    '途中有读取服务器名称的防火墙、代理或网络策略',
  ],
  ['The RST does not come from the server.', 'RST 不是来自服务器。'],
  [
    'The connection ended right behind the ClientHello, which names {1}.',
    '连接紧接在写有 {1} 的 ClientHello 之后结束。',
  ],
  ['The server had answered already.', '服务器已经应答。'],
  [
    'A load balancer in front has no backend, or its backend is not ready',
    '前面的负载均衡器没有后端，或后端尚未就绪',
  ],
  ['The port was open, but nobody answered in TLS.', '端口是打开的，但没有程序以 TLS 应答。'],
  [
    'The port expects something else first: another protocol, or a PROXY header',
    '该端口首先期待别的内容：另一种协议，或 PROXY 头',
  ],
  ['Other handshakes were completed there.', '那里完成了其他握手。'],
  [
    'Large packets do not get through: the ClientHello, or the certificates behind it (MTU)',
    '大数据包无法通过：ClientHello，或其后的证书（MTU）',
  ],
  ['There was no answer at all.', '完全没有应答。'],
  [
    'A health check, a scanner or a browser that wanted no more than to look',
    '只想看一看的健康检查、扫描器或浏览器',
  ],
  ['No alert says that anything is wrong.', '没有 alert 表明有什么不对。'],
  ['Some of the handshakes ended with an alert.', '有些握手以 alert 结束。'],
]

export const STEPS: readonly Entry[] = [
  [
    'Does the same port answer with TLS? Then give the client https.',
    '同一端口是否以 TLS 应答？是则让客户端使用 https。',
  ],
  [
    'Does the port answer plain HTTP? Then give the client http, or the server a certificate.',
    '该端口是否应答明文 HTTP？是则让客户端使用 http，或给服务器配置证书。',
  ],
  [
    'See what the server shows for this name: subject, names, issuer, dates.',
    '查看服务器为此名称出示什么：主题、名称、颁发者、日期。',
  ],
  [
    'Does a client with the authorities of the failing one take it? The last lines say why not.',
    '使用失败客户端的 CA，能否接受它？最后几行说明为何不能。',
  ],
  [
    'Try with the certificate of the client. "Acceptable client certificate CA names" lists the authorities that the server trusts.',
    '用客户端的证书试一试。“Acceptable client certificate CA names”列出服务器信任的机构。',
  ],
  ['Is that certificate still valid, and who issued it?', '该证书是否仍然有效，由谁颁发？'],
  ['Which versions does the server take? One after the other.', '服务器接受哪些版本？逐一尝试。'],
  ['With one version alone:', '只用一个版本：'],
  ['What does the server choose when everything is offered?', '提供全部选项时，服务器选择什么？'],
  ['Try the same handshake from the host of the client.', '在客户端主机上尝试同样的握手。'],
  ['The same over QUIC:', '通过 QUIC 做同样的事：'],
  [
    'The secret that the server was given: is it the certificate on the wire, and until when is it valid?',
    '配置给服务器的 Secret：它是否就是线路上的证书，有效期到何时？',
  ],
  [
    'For a webhook: does its configuration carry the authority that issued the certificate (caBundle)?',
    '对于 webhook：其配置中是否有颁发该证书的 CA（caBundle）？',
  ],
  ['Which pods serve this name, and are they ready?', '哪些 Pod 提供此名称的服务，是否就绪？'],
  [
    'On a control plane node made by kubeadm: until when are its certificates valid?',
    '在 kubeadm 创建的控制平面节点上：其证书有效期到何时？',
  ],
  [
    'Which ingresses name this host, and which secret do they give it?',
    '哪些 ingress 写有此主机名，给它配置了哪个 Secret？',
  ],
  [
    'From the host of the client: the same error means that the fault still holds.',
    '在客户端主机上：出现同样的错误，说明故障仍然存在。',
  ],
  [
    'Read the encrypted alert: let the client write its key log, capture again, and drop both files together.',
    '读取加密的 alert：让客户端写出密钥日志，重新抓包，然后把两个文件一起拖入。',
  ],
  ['Capture the handshakes with this server in full.', '完整抓取与该服务器的握手。'],
]

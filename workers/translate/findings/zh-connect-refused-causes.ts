/** 简体中文：connect-refused 的 ICMP 差错、原因和步骤。 */
import type { Entry } from '../catalogue'

/** RFC 792、RFC 1812 §5.2.7.1 和 RFC 4443 §3.1。 */
export const ERRORS: readonly Entry[] = [
  ['ICMP {1}', 'ICMP {1!}'],
  ['ICMPv6 {1}', 'ICMPv6 {1!}'],
  ['network unreachable', '网络不可达'],
  ['host unreachable', '主机不可达'],
  ['protocol unreachable', '协议不可达'],
  ['port unreachable', '端口不可达'],
  ['destination network unknown', '目的网络未知'],
  ['destination host unknown', '目的主机未知'],
  ['network administratively prohibited', '网络被管理策略禁止'],
  ['host administratively prohibited', '主机被管理策略禁止'],
  ['network unreachable for this type of service', '对此服务类型网络不可达'],
  ['host unreachable for this type of service', '对此服务类型主机不可达'],
  ['communication administratively prohibited', '通信被管理策略禁止'],
  ['no route to destination', '没有到目的地的路由'],
  ['beyond scope of source address', '超出源地址的范围'],
  ['address unreachable', '地址不可达'],
  ['source address failed ingress or egress policy', '源地址不符合入口或出口策略'],
  ['reject route to destination', '到目的地的路由为拒绝路由'],
]

export const CAUSES: readonly Entry[] = [
  [
    'Nothing listens on port {1#}: the service is down, or bound to another address or port',
    '端口 {1} 上没有程序监听：服务已停止，或绑定在其他地址或端口上',
  ],
  [
    'A RST to a SYN is how a host answers for a closed port.',
    '端口关闭时，主机正是以 RST 应答 SYN。',
  ],
  ['The host is up and answers other ports.', '主机在线，其他端口有应答。'],
  ['It answered before.', '它以前有应答。'],
  ['Port unreachable says that nobody serves the port.', '“端口不可达”说明没有程序服务于该端口。'],
  ['Another machine than the host sends the RSTs.', '发送 RST 的不是该主机，而是另一台机器。'],
  ['The error says that it is prohibited.', '差错报文称其被禁止。'],
  ['A firewall or policy rejects the connection', '防火墙或策略拒绝连接'],
  [
    'The RSTs have another TTL than the host: a device on the way sends them.',
    'RST 的 TTL 与该主机不同：由途中的设备发出。',
  ],
  ['The error comes from {1}, not from the host.', '差错报文不是来自该主机，而是来自 {1&}。'],
  ['Attempts in between were accepted.', '其间有尝试被接受。'],
  ['The RSTs look like every other packet of the host.', 'RST 看起来与该主机的其他数据包一样。'],
  [
    'One of several backends behind the address does not listen, or none is left',
    '该地址之后的多个后端中有一个没有监听，或已没有后端',
  ],
  ['Refusals and accepted connections alternate.', '被拒绝和被接受的连接交替出现。'],
  [
    'A service address without backends is rejected with port unreachable by kube-proxy.',
    '服务地址没有后端时，kube-proxy 会以“端口不可达”拒绝。',
  ],
  ['All were refused.', '全部被拒绝。'],
  [
    'The host is gone: a router or the own node finds no way to it',
    '主机已不存在：路由器或本节点找不到去往它的路径',
  ],
  [
    'The error says that host or network cannot be reached, rather than that a port is closed.',
    '差错报文称主机或网络无法到达，而不是端口关闭。',
  ],
  ['The host answered other ports.', '该主机在其他端口有应答。'],
]

export const STEPS: readonly Entry[] = [
  [
    'On {1w}: does anything listen, and on which address?',
    '在 {1} 上：是否有程序在监听，监听哪个地址？',
  ],
  [
    'See on {1w} itself whether the SYNs arrive and who answers them.',
    '在 {1} 本机上查看 SYN 是否到达，以及由谁应答。',
  ],
  ['Which pod has this address, and is it ready?', '哪个 Pod 拥有此地址，是否就绪？'],
  [
    'From a client: "Connection refused" at once means the same fault still holds.',
    '在客户端上：如果立即出现 "Connection refused"，说明同样的故障仍然存在。',
  ],
  ['Does a rule reject it?', '是否有规则拒绝它？'],
  ['(`reject` sends RST or ICMP.)', '（`reject` 会发送 RST 或 ICMP。）'],
  [
    'Services of this address and port, and whether they have backends.',
    '使用此地址和端口的服务，以及它们是否有后端。',
  ],
]

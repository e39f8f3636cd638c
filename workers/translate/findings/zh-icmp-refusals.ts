/** 简体中文：拒绝连接的 ICMP 差错报文（icmp-refusals）；名称依 RFC 792、RFC 1812 和 RFC 4443。 */
import type { Entry } from '../catalogue'

export const ICMP_REFUSALS: readonly Entry[] = [
  ['ICMP {1}', 'ICMP {1!}'],
  ['ICMPv6 {1}', 'ICMPv6 {1!}'],
  ['network unreachable', '网络不可达'],
  ['host unreachable', '主机不可达'],
  ['protocol unreachable', '协议不可达'],
  ['port unreachable', '端口不可达'],
  ['address unreachable', '地址不可达'],
  ['destination network unknown', '目的网络未知'],
  ['destination host unknown', '目的主机未知'],
  ['network administratively prohibited', '网络被管理策略禁止'],
  ['host administratively prohibited', '主机被管理策略禁止'],
  ['communication administratively prohibited', '通信被管理策略禁止'],
  ['network unreachable for this type of service', '对此服务类型网络不可达'],
  ['host unreachable for this type of service', '对此服务类型主机不可达'],
  ['no route to destination', '没有到目的地的路由'],
  ['beyond scope of source address', '超出源地址的作用域'],
  ['source address failed ingress or egress policy', '源地址不符合入口或出口策略'],
  ['reject route to destination', '到目的地的路由为拒绝路由'],
]

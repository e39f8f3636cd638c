/** 简体中文：计算得出的 MTU。 */
import type { mtu as enMtu } from './en-mtu'

export const mtu: typeof enMtu = {
  title: '多大的包能通过？',
  lead: '由各首部的长度计算得出，并非测量。',
  kinds: {
    vxlan: 'VXLAN',
    geneve: 'Geneve',
    ipip: 'IPIP',
    gre: 'GRE',
    wireguard: 'WireGuard',
    ipsec: 'IPsec',
    vlan: 'VLAN 标签',
  },
  encapsulations: '封装',
  underlay: '底层网络 MTU',
  outerIpv6: '底层为 IPv6',
  innerIpv6: 'Pod 为 IPv6',
  podMtu: '最大 Pod MTU',
  mss: 'TCP MSS',
  overhead: '开销',
  octets: (count) => `${count} 字节`,
  goodput: '线路上的载荷占比',
  share: (percent, bare) => `${percent} %（不封装 ${bare} %）`,
  nothing: '容不下任何内容',
  ipv6: 'IPv6 要求链路 MTU 至少 1280：太小。',
  unfit: (count, of) =>
    `这些抓包文件的 ${of} 个方向中，有 ${count} 个方向上送达过的最大数据包将无法通过：`,
  allFit: '每个方向上送达过的最大数据包都能通过。',
  way: (from, to) => `${from} → ${to}`,
  more: (count) => `另有 ${count} 条`,
}

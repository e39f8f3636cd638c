/** What the page says of MTUs that are computed. */
import type { Encapsulation } from '../../workers/model/mtu-plan'

const kinds: Record<Encapsulation, string> = {
  vxlan: 'VXLAN',
  geneve: 'Geneve',
  ipip: 'IPIP',
  gre: 'GRE',
  wireguard: 'WireGuard',
  ipsec: 'IPsec',
  vlan: 'VLAN tag',
}

export const mtu = {
  title: 'What would fit?',
  lead: 'Computed from the lengths of headers, not measured.',
  kinds,
  encapsulations: 'Encapsulations',
  underlay: 'Underlay MTU',
  outerIpv6: 'IPv6 underlay',
  innerIpv6: 'IPv6 pods',
  podMtu: 'Largest pod MTU',
  mss: 'TCP MSS',
  overhead: 'Overhead',
  octets: (count: string) => `${count} octets`,
  goodput: 'Payload on the wire',
  share: (percent: string, bare: string) => `${percent} % (bare ${bare} %)`,
  nothing: 'nothing fits',
  ipv6: 'IPv6 needs a link MTU of 1280: too small.',
  unfit: (count: string, of: string) =>
    `Of ${of} directions in these captures, the largest delivered packet of ${count} would not fit:`,
  allFit: 'The largest packet that was delivered in each direction would fit.',
  way: (from: string, to: string) => `${from} → ${to}`,
  more: (count: string) => `and ${count} more`,
}

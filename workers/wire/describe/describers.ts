/** Who describes which protocol. */
import type { ProtocolName } from '../protocols'
import { describeArp } from './arp'
import {
  describeArcnet,
  describeFddi,
  describeFrameRelay,
  describeHdlc,
  describeIpnet,
  describeIpoib,
  describeJuniper,
  describeNflog,
  describePseudowire,
  describeTokenRing,
  describeWpan,
} from './carrier'
import { describeCdp, describeLldp, describePppoeDiscovery, describeStp } from './discovery'
import { describeIcmp } from './icmp'
import { describeIcmpv6 } from './icmpv6'
import { describeIpv4 } from './ipv4'
import { describeIpv6 } from './ipv6'
import {
  describeEthernet,
  describeLlc,
  describeNull,
  describeProviderVlan,
  describeSll,
  describeSll2,
  describeVlan,
} from './link'
import { describeGtp, describeGtpv2, describeL2tp } from './mobile'
import { describeMpls } from './mpls'
import {
  describeBackbone,
  describeCapwap,
  describeErspan,
  describeEtherip,
  describeNsh,
  describeTeredo,
} from './nested'
import { describePpp, describePppoe } from './ppp'
import {
  describeEigrp,
  describeIgmp,
  describeIpcomp,
  describeOspf,
  describePim,
  describeVrrp,
} from './routing'
import { describeSctp } from './sctp'
import {
  describeEsp,
  describeMacsec,
  describeUdpEncapsulation,
  describeWireguard,
} from './security'
import type { Sheet } from './sheet'
import { describeTcp } from './tcp'
import { describeAh, describeGeneve, describeGre, describeVxlan, describeVxlanGpe } from './tunnels'
import { describeUdp } from './udp'
import {
  describeAvs,
  describePktap,
  describePpi,
  describePrism,
  describeRadiotap,
  describeWlan,
} from './wireless'

/**
 * Writes the layers of the header that the sheet's window begins with.
 * @throws Fault when the header was not captured whole; what was written stands.
 */
type Describer = (sheet: Sheet, linktype: number) => void

const LINKTYPE_SLL2 = 276

const describers: Record<ProtocolName, Describer> = {
  ah: describeAh,
  arcnet: describeArcnet,
  arp: describeArp,
  'capwap.data': describeCapwap,
  cdp: describeCdp,
  chdlc: describeHdlc,
  eigrp: describeEigrp,
  erspan: describeErspan,
  esp: describeEsp,
  eth: describeEthernet,
  etherip: describeEtherip,
  fddi: describeFddi,
  fr: describeFrameRelay,
  geneve: describeGeneve,
  gre: describeGre,
  gtp: describeGtp,
  gtpv2: describeGtpv2,
  icmp: describeIcmp,
  icmpv6: describeIcmpv6,
  ieee8021ad: describeProviderVlan,
  ieee8021ah: describeBackbone,
  igmp: describeIgmp,
  ip: describeIpv4,
  ipcomp: describeIpcomp,
  ipnet: describeIpnet,
  ipoib: describeIpoib,
  ipv6: describeIpv6,
  'ipv6.fraghdr': describeIpv6,
  juniper: describeJuniper,
  l2tp: describeL2tp,
  llc: describeLlc,
  lldp: describeLldp,
  macsec: describeMacsec,
  mpls: describeMpls,
  nflog: describeNflog,
  nsh: describeNsh,
  null: describeNull,
  ospf: describeOspf,
  pim: describePim,
  pktap: describePktap,
  ppi: describePpi,
  ppp: describePpp,
  pppoed: describePppoeDiscovery,
  pppoes: describePppoe,
  prism: describePrism,
  pwethcw: describePseudowire,
  radiotap: describeRadiotap,
  sctp: describeSctp,
  sll: describeSll,
  stp: describeStp,
  tcp: describeTcp,
  teredo: describeTeredo,
  tr: describeTokenRing,
  udp: describeUdp,
  udpencap: describeUdpEncapsulation,
  vlan: describeVlan,
  vrrp: describeVrrp,
  vxlan: describeVxlan,
  vxlan_gpe: describeVxlanGpe,
  wg: describeWireguard,
  wlan: describeWlan,
  wlancap: describeAvs,
  wpan: describeWpan,
}

export function describerOf(protocol: ProtocolName, linktype: number): Describer {
  return protocol === 'sll' && linktype === LINKTYPE_SLL2 ? describeSll2 : describers[protocol]
}

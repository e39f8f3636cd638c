/** Who describes which protocol. */
import type { ProtocolName } from '../protocols'
import { describeArp } from './arp'
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
import { describeMpls } from './mpls'
import { describePpp, describePppoe } from './ppp'
import type { Sheet } from './sheet'
import { describeTcp } from './tcp'
import { describeAh, describeGeneve, describeGre, describeVxlan } from './tunnels'
import { describeUdp } from './udp'

/**
 * Writes the layers of the header that the sheet's window begins with.
 * @throws Fault when the header was not captured whole; what was written stands.
 */
type Describer = (sheet: Sheet) => void

const LINKTYPE_SLL2 = 276

const describers: Partial<Record<ProtocolName, Describer>> = {
  ah: describeAh,
  arp: describeArp,
  eth: describeEthernet,
  geneve: describeGeneve,
  gre: describeGre,
  icmp: describeIcmp,
  icmpv6: describeIcmpv6,
  ieee8021ad: describeProviderVlan,
  ip: describeIpv4,
  ipv6: describeIpv6,
  llc: describeLlc,
  mpls: describeMpls,
  null: describeNull,
  ppp: describePpp,
  pppoes: describePppoe,
  sll: describeSll,
  tcp: describeTcp,
  udp: describeUdp,
  vlan: describeVlan,
  vxlan: describeVxlan,
}

/** `undefined` for protocols that the dissector does not enter. */
export function describerOf(protocol: ProtocolName, linktype: number): Describer | undefined {
  return protocol === 'sll' && linktype === LINKTYPE_SLL2 ? describeSll2 : describers[protocol]
}

/** What an ethertype leads to, beside IP. Each reader returns the ethertype of what follows. */
import { badLldp } from './bounds/lldp'
import { readBackbone, readMacsec, readMetaData, readNsh } from './bridging'
import {
  ARP,
  BACKBONE_BRIDGE,
  isLength,
  LLDP,
  MACSEC,
  META_DATA,
  MPLS,
  MPLS_MULTICAST,
  NOTHING,
  NSH,
  PPP_IN_GRE,
  PPPOE_DISCOVERY,
  PPPOE_SESSION,
  PROVIDER_BRIDGE,
  PROVIDER_BRIDGE_OLD,
  RARP,
  REMOTE_80211,
  TRANSPARENT_ETHERNET,
  VLAN,
} from './ethertype'
import { readEthernet, readTags } from './link'
import { readLlc } from './llc'
import { readMpls } from './mpls'
import type { Octets } from './octets'
import { enter, type Packet } from './packet'
import { readPpp, readPppoe, readPppoeDiscovery } from './ppp'
import { BIT } from './protocols'
import { ETHERTYPE, undecoded } from './undecoded'

/** Returns `NOTHING` at the end of what is known; `into.undecoded` then says why it ends. */
export function readEtherPayload(type: number, octets: Octets, into: Packet): number {
  switch (type) {
    case VLAN:
    case PROVIDER_BRIDGE:
    case PROVIDER_BRIDGE_OLD:
      return readTags(octets, into, type)
    case ARP:
    case RARP:
      readArp(octets, into)
      return NOTHING
    case TRANSPARENT_ETHERNET:
      return readEthernet(octets, into)
    case MPLS:
    case MPLS_MULTICAST:
      return readMpls(octets, into)
    case PPPOE_SESSION:
      return readPppoe(octets, into)
    case PPP_IN_GRE:
      return readPpp(octets, into)
    default:
      return readRare(type, octets, into)
  }
}

const ARP_HEADER = 8

/** RFC 826: two addresses of each kind follow, and the header says how long they are. */
function readArp(octets: Octets, into: Packet): void {
  enter(BIT.arp, octets, into)
  into.arpOperation = octets.u16(6)
  const length = ARP_HEADER + 2 * (octets.u8(4) + octets.u8(5))
  if (length > octets.reported) into.badLength = 'arp.hw.size'
}

function readRare(type: number, octets: Octets, into: Packet): number {
  switch (type) {
    case PPPOE_DISCOVERY:
      return readPppoeDiscovery(octets, into)
    case BACKBONE_BRIDGE:
      return readBackbone(octets, into)
    case MACSEC:
      return readMacsec(octets, into)
    case NSH:
      return readNsh(octets, into)
    case META_DATA:
      return readMetaData(octets)
    case LLDP:
      enter(BIT.lldp, octets, into)
      into.badLength ||= badLldp(octets)
      return NOTHING
    case REMOTE_80211:
      into.protocols |= BIT.wlan // named as Wireshark does; its frames have a format of their own
      into.undecoded = undecoded(ETHERTYPE, type)
      return NOTHING
    default:
      if (isLength(type)) return readLlc(octets, into)
      into.undecoded = undecoded(ETHERTYPE, type)
      return NOTHING
  }
}

/**
 * Headers between Ethernet and what it carries: IEEE 802.1ah backbone tags, MACsec (IEEE 802.1AE
 * §9), Cisco MetaData, Network Service Header (RFC 8300 §2.2).
 */
import { IPV4, IPV6, MPLS, NOTHING, NSH, TRANSPARENT_ETHERNET } from './ethertype'
import { Fault } from './fault'
import type { Octets } from './octets'
import { enterMore, type Packet } from './packet'
import { MORE } from './protocols'
import { ENCRYPTED, ENCRYPTED_MACSEC, NEXT_PROTOCOL, undecoded } from './undecoded'

const SERVICE_TAG = 4

/** IEEE 802.1ah §9.7: flags and service identifier; the customer's frame follows. */
export function readBackbone(octets: Octets, into: Packet): number {
  enterMore(MORE.ieee8021ah, octets, into)
  octets.skip(SERVICE_TAG)
  return TRANSPARENT_ETHERNET
}

const META_DATA = 6

/** Cisco TrustSec: version, length, kind of option u16, security group u16; an ethertype follows. */
export function readMetaData(octets: Octets): number {
  const type = octets.u16(META_DATA)
  octets.skip(META_DATA + 2)
  return type
}

const ENCRYPTION = 0x08
const CHANGED = 0x04
const SECURE_CHANNEL = 0x20
const ICV = 16 // octets, of the default cipher suite

/** Octets of the security tag, the ethertype before it left out. */
export function macsecLength(octets: Octets): number {
  return (octets.u8(0) & SECURE_CHANNEL) === 0 ? 6 : 14
}

/** Follows frames that are authenticated only; the integrity check value is taken off. */
export function readMacsec(octets: Octets, into: Packet): number {
  enterMore(MORE.macsec, octets, into)
  const control = octets.u8(0)
  octets.skip(macsecLength(octets))
  if ((control & (ENCRYPTION | CHANGED)) !== 0) {
    into.undecoded = undecoded(ENCRYPTED, ENCRYPTED_MACSEC)
    return NOTHING
  }
  if (octets.reported > ICV) octets.limit(octets.reported - ICV)
  const type = octets.u16(0)
  octets.skip(2)
  return type
}

/** Octets of the header; the length counts words of four octets. */
export function nshLength(octets: Octets): number {
  return (octets.u8(1) & 63) * 4
}

const NSH_MIN = 8

/** @throws Fault `malformed` for a length below the base header's. */
export function readNsh(octets: Octets, into: Packet): number {
  enterMore(MORE.nsh, octets, into)
  const length = nshLength(octets)
  if (length < NSH_MIN) throw new Fault('malformed', 'nsh.length')
  const next = octets.u8(3)
  octets.skip(length)
  return nextProtocol(next, into)
}

/** “NSH Next Protocol”, which VXLAN-GPE shares (draft-ietf-nvo3-vxlan-gpe §3.1). */
export function nextProtocol(next: number, into: Packet): number {
  switch (next) {
    case 1:
      return IPV4
    case 2:
      return IPV6
    case 3:
      return TRANSPARENT_ETHERNET
    case 4:
      return NSH
    case 5:
      return MPLS
    default:
      into.undecoded = undecoded(NEXT_PROTOCOL, next)
      return NOTHING
  }
}

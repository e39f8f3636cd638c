/**
 * What a UDP datagram carries, as far as it is a header that is followed: tunnels and the
 * encapsulations of security protocols. Applications are not told apart here.
 */
import { CAPWAP_DATA_PORT, isCapwap, readCapwap } from './capwap'
import { MPLS, NOTHING } from './ethertype'
import { isGtp, isGtpPort, readGtp } from './gtp'
import { isL2tp, L2TP_PORT, readL2tp } from './l2tp'
import type { Octets } from './octets'
import { enter, enterMore, MPLS_TUNNEL, noteGuess, openTunnel, type Packet } from './packet'
import { BIT, MORE } from './protocols'
import { readTeredo, TEREDO_PORT, teredoLength } from './teredo'
import {
  GENEVE_PORT,
  isGeneve,
  isGeneveByStructure,
  isVxlan,
  isVxlanPort,
  looksLikeGeneve,
  looksLikeVxlan,
  readGeneve,
  readVxlan,
  readVxlanGpe,
  VXLAN_GPE_PORT,
} from './tunnels'
import { ENCRYPTED, ENCRYPTED_ESP, ENCRYPTED_WIREGUARD, undecoded } from './undecoded'
import { isWireguard, WG_DATA, WG_DATA_HEADER } from './wireguard'

const MPLS_PORT = 6635 // RFC 7510 §3
const IPSEC_PORT = 4500 // RFC 3948 §2

/** Returns the ethertype of what follows; `NOTHING`: an application, or nothing that is known. */
export function readUdpPayload(octets: Octets, into: Packet): number {
  const { srcPort, dstPort } = into.udp
  if (octets.captured === 0) return NOTHING
  const known = isVxlanPort(dstPort) && isVxlan(octets)
  const isGpe = dstPort === VXLAN_GPE_PORT || srcPort === VXLAN_GPE_PORT
  if (known || (!isGpe && looksLikeVxlan(octets, into.fragmentLevel < 0))) {
    if (!known && !isVxlanPort(srcPort)) noteGuess(into)
    enter(BIT.vxlan, octets, into)
    return readVxlan(octets, into)
  }
  const atPort =
    (dstPort === GENEVE_PORT && isGeneve(octets)) ||
    (srcPort === GENEVE_PORT && looksLikeGeneve(octets))
  if (atPort || isGeneveByStructure(octets, into.fragmentLevel < 0)) {
    if (!atPort) noteGuess(into)
    enter(BIT.geneve, octets, into)
    return readGeneve(octets, into)
  }
  const byPort = readByPort(dstPort, octets, into)
  if (byPort !== UNKNOWN) return byPort
  const byOther = readByPort(srcPort, octets, into)
  if (byOther !== UNKNOWN) return byOther
  if (isWireguard(octets)) readWireguard(octets, into)
  return NOTHING
}

/** The port says nothing about the payload. */
const UNKNOWN = -2

function readByPort(port: number, octets: Octets, into: Packet): number {
  switch (port) {
    case VXLAN_GPE_PORT:
      if (!isVxlan(octets)) return UNKNOWN
      enterMore(MORE.vxlan_gpe, octets, into)
      return readVxlanGpe(octets, into)
    case L2TP_PORT:
      return isL2tp(octets) ? readL2tp(octets, into) : UNKNOWN
    case TEREDO_PORT:
      return teredoLength(octets) < 0 ? UNKNOWN : readTeredo(octets, into)
    case MPLS_PORT:
      openTunnel(into, MPLS_TUNNEL, -1, into.udp.srcPort, into.udp.dstPort)
      return MPLS
    case CAPWAP_DATA_PORT:
      return isCapwap(octets) ? readCapwap(octets, into) : UNKNOWN
    case IPSEC_PORT:
      return readUdpEncapsulation(octets, into)
    default:
      return isGtpPort(port) && isGtp(octets) ? readGtp(octets, into) : UNKNOWN
  }
}

const NON_ESP = 0
const KEEP_ALIVE = 0xff

/** RFC 3948 §2: four zeros mark IKE, one octet a keep-alive, anything else is ESP. */
function readUdpEncapsulation(octets: Octets, into: Packet): number {
  enterMore(MORE.udpencap, octets, into)
  if (octets.reported === 1 && octets.u8(0) === KEEP_ALIVE) return NOTHING
  if (octets.u32(0) === NON_ESP) {
    octets.skip(4)
    return NOTHING
  }
  readEsp(octets, into)
  return NOTHING
}

const ESP_HEADER = 8

/** RFC 4303 §2: security parameters index and sequence number; the rest is encrypted. */
export function readEsp(octets: Octets, into: Packet): void {
  enter(BIT.esp, octets, into)
  octets.skip(ESP_HEADER)
  into.undecoded = undecoded(ENCRYPTED, ENCRYPTED_ESP)
}

function readWireguard(octets: Octets, into: Packet): void {
  enterMore(MORE.wg, octets, into)
  if (octets.u8(0) !== WG_DATA) return
  octets.skip(WG_DATA_HEADER)
  into.undecoded = undecoded(ENCRYPTED, ENCRYPTED_WIREGUARD)
}

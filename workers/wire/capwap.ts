/**
 * Control And Provisioning of Wireless Access Points, data channel: RFC 5415 §4.3; frames of IEEE
 * 802.11, RFC 5416 §2. Fragments and what DTLS hides are not followed.
 *
 *   at 0  capwap.preamble.version (4 bits), .type (4 bits)
 *   at 1  capwap.header.length (5 bits, words), .rid, .wbid (5 bits each), .flags (9 bits)
 *   at 4  capwap.header.fragment.id  u16    at 6  .offset (13 bits)
 *   then, by the flags: the radio's MAC address, information on the frame
 */
import { NOTHING, TRANSPARENT_ETHERNET } from './ethertype'
import { readWlan } from './ieee80211'
import type { Octets } from './octets'
import { CAPWAP, enterMore, openTunnel, type Packet } from './packet'
import { MORE } from './protocols'

export const CAPWAP_DATA_PORT = 5247

const HEADER = 8
const NATIVE = 0x100
const FRAGMENT = 0x80
const WIRELESS = 0x20
const RADIO_ADDRESS = 0x10
const KEEP_ALIVE = 0x08
const IEEE_80211 = 1

/** Octets of the header, as it says. */
export const capwapLength = (octets: Octets): number => (octets.u8(1) >>> 3) * 4

export function isCapwap(octets: Octets): boolean {
  if (octets.captured < HEADER || octets.u8(0) !== 0) return false
  const length = capwapLength(octets)
  return length >= HEADER && length <= octets.reported
}

/** Returns the ethertype of what follows; call only when `isCapwap`. */
export function readCapwap(octets: Octets, into: Packet): number {
  enterMore(MORE['capwap.data'], octets, into)
  const flags = octets.u16(2) & 0x1ff
  const binding = (octets.u16(2) >>> 9) & 0x1f
  const length = capwapLength(octets)
  octets.need(length)
  if (length !== parts(octets, flags)) into.badLength ||= 'capwap.header.length'
  octets.skip(length)
  if ((flags & (FRAGMENT | KEEP_ALIVE)) !== 0) return NOTHING
  const native = (flags & NATIVE) !== 0
  if (native && binding !== IEEE_80211) return NOTHING
  openTunnel(into, CAPWAP, -1, into.udp.srcPort, into.udp.dstPort)
  return native ? readWlan(octets, into) : TRANSPARENT_ETHERNET
}

/** Octets that the parts of the header have: each optional one says its own length, and is padded. */
function parts(octets: Octets, flags: number): number {
  let length = HEADER
  if ((flags & RADIO_ADDRESS) !== 0) length += padded(octets.u8(length))
  if ((flags & WIRELESS) !== 0) length += padded(octets.u8(length))
  return length
}

const padded = (content: number) => (1 + content + 3) & ~3

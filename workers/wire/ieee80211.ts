/**
 * IEEE 802.11 data frames. IEEE 802.11-2020 §9.2.4, §9.3.2: the header differs with the flags, and
 * LLC follows. What cannot be followed is told apart: management and control frames, protected
 * frames, fragments of an MSDU.
 *
 *   at 0  wlan.fc        u16, low octet first: version 2, type 2, subtype 4 bits; then flags
 *   at 2  wlan.duration  u16le    at 4  wlan.ra    at 10  wlan.ta    at 16  third address
 *   at 22 wlan.seq, wlan.frag     u16le            at 24  fourth address, between access points
 */
import { LLC_FOLLOWS, NOTHING } from './ethertype'
import type { Octets } from './octets'
import { enter, type Packet } from './packet'
import { BIT } from './protocols'
import { ENCRYPTED, ENCRYPTED_WLAN, undecoded, WLAN } from './undecoded'

const BASIC_HEADER = 24
const SEQUENCE_AT = 22
const DATA = 2
export const TO_DS = 0x01
export const FROM_DS = 0x02
const MORE_FRAGMENTS = 0x04
const PROTECTED = 0x40
/** High-throughput control follows a QoS header. */
const ORDER = 0x80
/** Bits of a data subtype. */
const QOS = 8
const NO_DATA = 4
/** Reasons, as values of `undecoded`; 0 to 3 are the frame types. */
export const WLAN_FRAGMENT = 4

/** Several MSDUs in one frame; bit of the QoS control field. */
const AGGREGATE = 0x80
const SUBFRAME_HEADER = 14

/**
 * Where `wlan.fc` has its type, and 1 − that its flags: access points of Cisco swap both octets of a
 * frame in CAPWAP, and those of the sequence control. The version, which is 0, gives it away in data
 * frames, which have a direction.
 */
export function typeAt(octets: Octets): number {
  return (octets.u8(0) & VERSION) !== 0 && (octets.u8(1) & VERSION_AND_TYPE) === DATA << 2 ? 1 : 0
}

const VERSION = 0x03
const VERSION_AND_TYPE = 0x0f

export const wlanFlags = (octets: Octets): number => octets.u8(1 - typeAt(octets))

/** Octets of the header of a data frame. */
export function wlanDataHeader(octets: Octets): number {
  const qos = isQos(octets)
  const flags = wlanFlags(octets)
  let length = BASIC_HEADER
  if ((flags & (TO_DS | FROM_DS)) === (TO_DS | FROM_DS)) length += 6
  if (qos) length += (flags & ORDER) !== 0 ? 6 : 2
  return length
}

export function wlanType(octets: Octets): number {
  return (octets.u8(typeAt(octets)) >>> 2) & 3
}

export function isQos(octets: Octets): boolean {
  return ((octets.u8(typeAt(octets)) >>> 4) & QOS) !== 0
}

/**
 * Leaves the window at the LLC header. `padded`: the header is filled up to a multiple of four
 * octets, as radiotap's flag says.
 */
export function readWlan(octets: Octets, into: Packet, padded = false): number {
  enter(BIT.wlan, octets, into)
  const type = wlanType(octets)
  if (type !== DATA) {
    into.undecoded = undecoded(WLAN, type)
    return NOTHING
  }
  const flags = wlanFlags(octets)
  const header = wlanDataHeader(octets)
  const fragment =
    (flags & MORE_FRAGMENTS) !== 0 || (octets.u8(SEQUENCE_AT + typeAt(octets)) & 15) !== 0
  const qosAt = (flags & (TO_DS | FROM_DS)) === (TO_DS | FROM_DS) ? BASIC_HEADER + 6 : BASIC_HEADER
  const aggregate = isQos(octets) && (octets.u8(qosAt) & AGGREGATE) !== 0
  const empty = ((octets.u8(typeAt(octets)) >>> 4) & NO_DATA) !== 0
  octets.skip(padded ? (header + 3) & ~3 : header)
  if (empty) return NOTHING
  if ((flags & PROTECTED) !== 0) {
    into.undecoded = undecoded(ENCRYPTED, ENCRYPTED_WLAN)
    return NOTHING
  }
  if (fragment) {
    into.undecoded = undecoded(WLAN, WLAN_FRAGMENT)
    return NOTHING
  }
  if (aggregate) readSubframe(octets)
  return LLC_FOLLOWS
}

/** A-MSDU, §9.3.2.2: addresses, length, MSDU. Only the first is followed. */
function readSubframe(octets: Octets): void {
  const length = octets.u16(12)
  octets.skip(SUBFRAME_HEADER)
  octets.limit(length)
}

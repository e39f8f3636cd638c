/**
 * Are the checksums of a packet right? Internet checksum RFC 1071; TCP RFC 9293 §3.1, UDP RFC 768,
 * IPv4 header RFC 791 §3.1, pseudo-header of IPv6 RFC 8200 §8.1.
 *
 * Whoever leaves checksums to the network card hands it packets that hold the sum of the
 * pseudo-header alone, and a capture on that host shows these: such a sum is `PARTIAL`.
 */
import type { IpHeader } from './ip-header'
import type { Packet } from './packet'
import { SUM_CHECKED, SUM_PARTIAL, SUM_WRONG } from './packet-rows'

const TCP = 6
const UDP = 17
const TCP_FIELD = 16 // offsets of the checksums in their headers
const UDP_FIELD = 6
const IPV4_FIELD = 10
const UDP_LENGTH = 4

/**
 * Packets above this many octets are not all checked but one in `SAMPLED`, chosen by what they are
 * told from others by: adding up the octets of all would cost as much as reading them.
 */
const ALWAYS = 256
const SAMPLED = 4

/** Does this packet belong to the sample? `print`: of `fingerprint.ts`. */
export const isSampled = (length: number, print: number): boolean =>
  length <= ALWAYS || ((print >>> 8) & (SAMPLED - 1)) === 0

/**
 * `SUM_CHECKED` when the checksum of the innermost TCP segment or UDP datagram could be checked,
 * with `SUM_WRONG` when it or one around it is wrong, and `SUM_PARTIAL` when that is the pseudo-header's;
 * 0: cut short, none sent, or with options that the sum depends on.
 */
export function checkSums(packet: Packet): number {
  let verdict = 0
  for (let level = packet.depth - 1; level >= 0; level--) {
    const ip = packet.ip[level] as IpHeader
    const sum = transportSum(packet, ip)
    if (sum === 0 && level === packet.depth - 1) return 0
    verdict |= sum
    if (ip.at < packet.frameAt) return verdict // joined from fragments, whose headers stand elsewhere
    if (ip.version === 4) verdict |= headerSum(packet.view, ip)
  }
  return verdict
}

function headerSum(view: DataView, { at, headerLength }: IpHeader): number {
  if (sumOf(view, at, headerLength) % 0xffff === 0) return 0
  return view.getUint16(at + IPV4_FIELD) === 0 ? SUM_WRONG | SUM_PARTIAL : SUM_WRONG
}

function transportSum({ view, frameAt, capLen }: Packet, ip: IpHeader): number {
  const { version, headerLength, proto } = ip
  const at = ip.at + headerLength
  let length = ip.length - headerLength
  const end = frameAt + capLen
  if (headerLength !== (version === 4 ? 20 : 40) || length > 0xffff || at + length > end) return 0
  let field = at + TCP_FIELD
  if (proto === UDP) {
    if (length < UDP_FIELD + 2) return 0
    const told = view.getUint16(at + UDP_LENGTH)
    if (told < UDP_FIELD + 2 || told > length) return 0
    length = told
    field = at + UDP_FIELD
    if (view.getUint16(field) === 0) return 0
  } else if (proto !== TCP || length < TCP_FIELD + 2) return 0
  const pseudo = addressSum(ip) + proto
  const sum = sumOf(view, at, length)
  if ((pseudo + length + sum) % 0xffff === 0) return SUM_CHECKED
  const sent = view.getUint16(field) % 0xffff
  // Windows leaves the length out where the card cuts segments.
  const partial = sent === 0 || sent === (pseudo + length) % 0xffff || sent === pseudo % 0xffff
  return partial ? SUM_CHECKED | SUM_WRONG | SUM_PARTIAL : SUM_CHECKED | SUM_WRONG
}

function addressSum(ip: IpHeader): number {
  const last = halves(ip.s3) + halves(ip.d3)
  if (ip.version === 4) return last
  const first = halves(ip.s0) + halves(ip.s1) + halves(ip.s2)
  return last + first + halves(ip.d0) + halves(ip.d1) + halves(ip.d2)
}

const halves = (word: number): number => (word >>> 16) + (word & 0xffff)

/** Of all 16-bit words; an odd octet counts as high. At most 65,535 octets: sums stay below 2^31. */
function sumOf(view: DataView, from: number, length: number): number {
  const end = from + length
  let at = from
  let high = 0
  let low = 0
  for (; at + 8 <= end; at += 8) {
    const one = view.getUint32(at)
    const two = view.getUint32(at + 4)
    high += (one >>> 16) + (two >>> 16)
    low += (one & 0xffff) + (two & 0xffff)
  }
  for (; at + 2 <= end; at += 2) low += view.getUint16(at)
  if (at < end) high += view.getUint8(at) << 8
  return high + low
}

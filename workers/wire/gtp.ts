/**
 * GPRS Tunnelling Protocol: version 1 user plane 3GPP TS 29.281 §5.1, control plane TS 29.060 §6,
 * version 0 TS 09.60 §6, version 2 TS 29.274 §5.1.
 *
 *   at 0  gtp.flags   u8: version 3 bits, protocol type 0x10, E 0x04, S 0x02, PN 0x01
 *   at 1  gtp.message u8    at 2  gtp.length u16    at 4  gtp.teid u32, in version 0 at 12 (TID)
 *   at 8  sequence u16, N-PDU u8, next extension u8: all there when E, S or PN is set
 */
import { IPV4, IPV6, NOTHING } from './ethertype'
import type { Octets } from './octets'
import { enter, enterMore, GTP, openTunnel, type Packet } from './packet'
import { BIT, MORE } from './protocols'
import { IP_VERSION, undecoded } from './undecoded'

export const GTP_HEADER = 8
const GTP_HEADER_V0 = 20
const OPTIONAL = 4
export const GTP_OPTIONAL_FLAGS = 0x07
export const GTP_EXTENSION_FLAG = 0x04
const GTP_NOT_PRIME = 0x10
const G_PDU = 255

export function isGtpPort(port: number): boolean {
  return port === 2152 || port === 2123 || port === 3386
}

/** Versions 0 to 2, the last on control ports alone; GTP' is charging, not tunnelling. */
export function isGtp(octets: Octets): boolean {
  const first = octets.u8(0)
  const version = first >>> 5
  return version === 2 || (version < 2 && (first & GTP_NOT_PRIME) !== 0)
}

/** Leaves the window at the user's packet, or behind the header of a message. */
export function readGtp(octets: Octets, into: Packet): number {
  const first = octets.u8(0)
  if (first >>> 5 === 2) {
    enterMore(MORE.gtpv2, octets, into)
    return NOTHING
  }
  enter(BIT.gtp, octets, into)
  const message = octets.u8(1)
  const length = octets.u16(2)
  const old = first >>> 5 === 0
  const endpoint = old ? octets.u32(12) : octets.u32(4)
  const header = old ? GTP_HEADER_V0 : gtpLength(octets)
  octets.limit((old ? GTP_HEADER_V0 : GTP_HEADER) + length)
  octets.skip(header)
  if (message !== G_PDU || octets.reported === 0) return NOTHING
  openTunnel(into, GTP, endpoint, into.udp.srcPort, into.udp.dstPort)
  const version = octets.u8(0) >>> 4
  if (version === 4) return IPV4
  if (version === 6) return IPV6
  into.undecoded = undecoded(IP_VERSION, version)
  return NOTHING
}

/**
 * Octets of a version 1 header with its extension headers, which count words of four octets and
 * end with the type of the next (TS 29.281 §5.2.1).
 */
export function gtpLength(octets: Octets): number {
  const flags = octets.u8(0)
  if ((flags & GTP_OPTIONAL_FLAGS) === 0) return GTP_HEADER
  let end = GTP_HEADER + OPTIONAL
  if ((flags & GTP_EXTENSION_FLAG) === 0) return end
  while (octets.u8(end - 1) !== 0) {
    const words = octets.u8(end)
    if (words === 0) return end // it cannot be: each has at least one
    end += 4 * words
  }
  return end
}

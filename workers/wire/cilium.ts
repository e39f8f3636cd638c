/**
 * What Cilium's datapath leaves in packets: for direct server return the service that a client
 * asked (IPv4 option 0x9a, IPv6 destination option 0x1b, Geneve option class 0x014b type 0x81),
 * and a trace identifier in an IPv4 option that the operator chooses, so any unknown one is a
 * candidate. Layouts: Cilium `bpf/lib/nodeport.h` and `bpf/lib/trace_helpers.h`, facts only.
 */
import type { IpHeader } from './ip-header'
import type { Octets } from './octets'

/** Bits of `IpHeader.markers`. */
export const DSR_MARKER = 1
export const TRACE_MARKER = 2

export const DSR_OPTION_V4 = 0x9a
export const DSR_OPTION_V6 = 0x1b
export const CILIUM_CLASS = 0x014b
export const DSR_GENEVE = 0x81

const MAPPED = 0xffff
const END = 0
const NOP = 1

/** Options of RFC 791, 1108, 1393, 2113 and others that IANA lists: no trace identifiers. */
const KNOWN_OPTIONS = new Set([
  7, 10, 11, 12, 25, 30, 68, 82, 94, 130, 131, 133, 134, 136, 137, 142, 144, 145, 147, 148, 149,
  150, 151, 152, 158, 205, 220, 222,
])

export function isTraceCandidate(kind: number, length: number): boolean {
  if (length !== 4 && length !== 6 && length !== 10) return false
  return kind !== DSR_OPTION_V4 && !KNOWN_OPTIONS.has(kind)
}

/** Options of an IPv4 header, from offset `at` to `end`; ends at the first that is broken. */
export function readIpv4Markers(octets: Octets, from: number, end: number, into: IpHeader): void {
  for (let at = from; at < end;) {
    const kind = octets.u8(at)
    if (kind === END) return
    if (kind === NOP) {
      at++
      continue
    }
    if (at + 1 >= end) return
    const length = octets.u8(at + 1)
    if (length < 2 || at + length > end) return
    if (kind === DSR_OPTION_V4 && length === 8) {
      into.markers |= DSR_MARKER
      into.servicePort = octets.u16(at + 2)
      service(into, 0, 0, MAPPED, octets.u32(at + 4))
    } else if (isTraceCandidate(kind, length)) readTrace(octets, at, length, into)
    at += length
  }
}

/** The identifier fills the option: 2, 4 or 8 octets. */
function readTrace(octets: Octets, at: number, length: number, into: IpHeader): void {
  into.markers |= TRACE_MARKER
  into.traceOption = octets.u8(at)
  into.traceHigh = length === 10 ? octets.u32(at + 2) : 0
  into.traceLow = length === 4 ? octets.u16(at + 2) : octets.u32(at + length - 4)
}

/** Options of an IPv6 destination header (RFC 8200 §4.2), from offset `from` to `end`. */
export function readIpv6Markers(octets: Octets, from: number, end: number, into: IpHeader): void {
  for (let at = from; at + 1 < end;) {
    const kind = octets.u8(at)
    if (kind === 0) {
      at++
      continue
    }
    const length = octets.u8(at + 1)
    if (kind === DSR_OPTION_V6 && length >= 20 && at + 2 + length <= end) {
      into.markers |= DSR_MARKER
      service(
        into,
        octets.u32(at + 2),
        octets.u32(at + 6),
        octets.u32(at + 10),
        octets.u32(at + 14),
      )
      into.servicePort = octets.u16(at + 18)
    }
    at += 2 + length
  }
}

/** Options of a Geneve header (RFC 8926 §3.5); the service is noted at the outer IP header. */
export function readGeneveMarkers(octets: Octets, from: number, end: number, into: IpHeader): void {
  for (let at = from; at + 4 <= end;) {
    const data = (octets.u8(at + 3) & 31) * 4
    if (at + 4 + data > end) return
    if (octets.u16(at) === CILIUM_CLASS && octets.u8(at + 2) === DSR_GENEVE) {
      readGeneveService(octets, at + 4, data, into)
    }
    at += 4 + data
  }
}

/** IPv4: address, port, padding; IPv6: address, port, padding. */
function readGeneveService(octets: Octets, at: number, length: number, into: IpHeader): void {
  if (length === 8) service(into, 0, 0, MAPPED, octets.u32(at))
  else if (length === 20) {
    service(into, octets.u32(at), octets.u32(at + 4), octets.u32(at + 8), octets.u32(at + 12))
  } else return
  into.markers |= DSR_MARKER
  into.servicePort = octets.u16(at + length - 4)
}

function service(into: IpHeader, w0: number, w1: number, w2: number, w3: number): void {
  into.service0 = w0
  into.service1 = w1
  into.service2 = w2
  into.service3 = w3
}

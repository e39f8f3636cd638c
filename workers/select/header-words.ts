/**
 * The headers of a frame as words: what filters ask of them most, and what many frames have in
 * common, so that frames with the same words are asked once.
 *
 * One entry per header, outermost first: a tag (protocol, marks), and words by protocol:
 *
 *   eth     destination, source: 48 bits each        vlan          ID
 *   ip      protocol, source, destination            tcp udp sctp  ports
 *   ipv6    next header, source × 4, destination × 4 icmp icmpv6   type, code
 *   vxlan geneve  VNI
 *
 * Behind them, marked `TUNNEL`: kind and VNI + 1 of every tunnel; `PLACE`: interface and ifindex.
 */
import { MAX_HEADER_WORDS } from '../limits/workspace-limits'
import { isIpv4Header } from '../wire/ipv4'
import type { Octets } from '../wire/octets'
import { NO_TUNNEL, type Packet, type TunnelHeader } from '../wire/packet'
import { PROTOCOL_NAMES, type ProtocolName } from '../wire/protocols'

/** Marks of a tag: in the packet that an ICMP error quotes; cut off before its words, or no header of its version; */
export const QUOTED = 1 << 8
export const CUT = 1 << 9
/** outside of all tunnels; inside the innermost one; */
export const OUTER = 1 << 10
export const INNER = 1 << 11
/** no header, but what is known of a tunnel, and of the place of capture. */
export const TUNNEL = 1 << 12
export const PLACE = 1 << 13

const indexOf = (name: ProtocolName) => PROTOCOL_NAMES.indexOf(name)
export const ETH = indexOf('eth')
export const VLAN = indexOf('vlan')
export const IP = indexOf('ip')
export const IPV6 = indexOf('ipv6')
export const TCP = indexOf('tcp')
export const UDP = indexOf('udp')
export const SCTP = indexOf('sctp')
export const ICMP = indexOf('icmp')
export const ICMPV6 = indexOf('icmpv6')
export const VXLAN = indexOf('vxlan')
export const GENEVE = indexOf('geneve')

/** Headers of which the next IP packet or frame stands in a tunnel. */
const OPENS_TUNNEL = new Set(
  (
    [
      'vxlan',
      'vxlan_gpe',
      'geneve',
      'gre',
      'erspan',
      'nsh',
      'etherip',
      'gtp',
      'l2tp',
      'teredo',
      'mpls',
      'capwap.data',
    ] as const
  ).map(indexOf),
)

/** Words behind the tag, by protocol. */
const WORDS = new Uint8Array(PROTOCOL_NAMES.length)
/** Octets of the header that they are read from. */
const OCTETS = new Uint8Array(PROTOCOL_NAMES.length)
for (const [protocol, words, octets] of [
  [ETH, 3, 12],
  [VLAN, 1, 2],
  [IP, 3, 20],
  [IPV6, 9, 40],
  [TCP, 1, 4],
  [UDP, 1, 4],
  [SCTP, 1, 4],
  [ICMP, 1, 2],
  [ICMPV6, 1, 2],
  [VXLAN, 1, 7],
  [GENEVE, 1, 7],
] as const) {
  WORDS[protocol] = words
  OCTETS[protocol] = octets
}

/** IP of another version, or of lengths that no header has. */
function isBogus(protocol: number, { view, base }: Octets): boolean {
  if (protocol === IP) return !isIpv4Header(view, base)
  return protocol === IPV6 && view.getUint8(base) >>> 4 !== 6
}

/** Words of the entry that begins with this tag. */
export function entryWords(tag: number): number {
  if ((tag & (TUNNEL | PLACE)) !== 0) return 3
  return (tag & CUT) !== 0 ? 1 : 1 + (WORDS[tag & 0xff] as number)
}

export class HeaderWords {
  readonly words = new Uint32Array(MAX_HEADER_WORDS)
  length = 0
  /** There was no room for all of them. */
  overflown = false
  /** Something that is read from the octets alone: a quotation, a cut, more than two IP headers. */
  intricate = false
  /** IP headers outside of quotations, and where the first and the last of them begin. */
  ipCount = 0
  firstIpAt = 0
  lastIpAt = 0
  private quoting = false
  private level = 0

  start(): void {
    this.length = 0
    this.overflown = false
    this.intricate = false
    this.ipCount = 0
    this.level = 0
    this.quoting = false
  }

  /** What comes from here on stands in a quotation. */
  quote(): void {
    this.quoting = true
    this.intricate = true
  }

  /** A header is entered; see `LayerTrace`. */
  enter(protocol: number, octets: Octets): void {
    const { words, length: at } = this
    if (at + 10 > words.length) {
      this.overflown = true
      return
    }
    const bogus = octets.captured >= (OCTETS[protocol] as number) && isBogus(protocol, octets)
    const cut = bogus || octets.captured < (OCTETS[protocol] as number)
    if (cut) this.intricate = true
    if (!this.quoting && !bogus) this.climb(protocol, octets.base)
    words[at] = protocol | (this.quoting ? QUOTED : this.level << LEVEL_SHIFT) | (cut ? CUT : 0)
    if (!cut) this.fill(protocol, octets.view, octets.base, at + 1)
    this.length = at + (cut ? 1 : 1 + (WORDS[protocol] as number))
    if (this.ipCount > 0 && !this.quoting && OPENS_TUNNEL.has(protocol)) this.level = this.ipCount
  }

  /** Behind the last header of the frame and of its quotation. */
  finish(packet: Packet): void {
    const broken = packet.fault !== null || packet.badLength !== ''
    if (broken || packet.depth > 2) this.intricate = true
    this.markScopes()
    for (let level = 0; level < packet.depth; level++) {
      const tunnel = packet.tunnels[level] as TunnelHeader
      if (tunnel.kind !== NO_TUNNEL) this.addTunnel(tunnel)
    }
  }

  /** Where the frame was captured. */
  addPlace(iface: number, ifindex: number): void {
    const { words, length: at } = this
    if (at + 3 > words.length) {
      this.overflown = true
      return
    }
    words[at] = PLACE
    words[at + 1] = iface
    words[at + 2] = ifindex
    this.length = at + 3
  }

  private climb(protocol: number, at: number): void {
    if (protocol !== IP && protocol !== IPV6) return
    if (this.level < this.ipCount) this.level = this.ipCount // IP in IP
    if (this.ipCount === 0) this.firstIpAt = at
    this.lastIpAt = at
    this.ipCount++
  }

  private fill(protocol: number, view: DataView, base: number, at: number): void {
    const { words } = this
    switch (protocol) {
      case ETH:
        for (let word = 0; word < 3; word++) words[at + word] = view.getUint32(base + 4 * word)
        break
      case IP:
        words[at] = view.getUint8(base + 9)
        words[at + 1] = view.getUint32(base + 12)
        words[at + 2] = view.getUint32(base + 16)
        break
      case IPV6:
        words[at] = view.getUint8(base + 6)
        for (let word = 0; word < 8; word++) {
          words[at + 1 + word] = view.getUint32(base + 8 + 4 * word)
        }
        break
      case TCP:
      case UDP:
      case SCTP:
        words[at] = view.getUint32(base)
        break
      case VLAN:
        words[at] = view.getUint16(base) & 0xfff
        break
      case ICMP:
      case ICMPV6:
        words[at] = view.getUint16(base)
        break
      case VXLAN:
      case GENEVE:
        words[at] = view.getUint32(base + 3) & 0xffffff
        break
      default:
    }
  }

  /** Levels become marks, once it is known how many there are. */
  private markScopes(): void {
    const { words, length, level } = this
    for (let at = 0; at < length; at += entryWords(words[at] as number)) {
      const tag = words[at] as number
      if ((tag & QUOTED) !== 0) continue
      const own = tag >>> LEVEL_SHIFT
      const marks = (own === 0 ? OUTER : 0) | (own === level && level > 0 ? INNER : 0)
      words[at] = (tag & (0xff | CUT)) | marks
    }
  }

  private addTunnel({ kind, vni }: TunnelHeader): void {
    const { words, length: at } = this
    if (at + 3 > words.length) {
      this.overflown = true
      return
    }
    words[at] = TUNNEL
    words[at + 1] = kind
    words[at + 2] = vni + 1
    this.length = at + 3
  }
}

/** Where the level stands until `markScopes`. */
const LEVEL_SHIFT = 16

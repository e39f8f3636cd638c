/**
 * A dissected frame: one record that is filled again for every frame. Everything the analysis
 * asks of a frame stands here; octets are read again only for what needs them (fragments,
 * quoted packets).
 */
import { MAX_IP_DEPTH, MAX_LAYERS, MAX_TAGS } from '../limits/limits'
import { Fault } from './fault'
import { newIcmp, type Icmp } from './icmp'
import { newIpHeader, type IpHeader } from './ip-header'
import type { Octets } from './octets'
import { COMMON } from './protocols'
import { newSctp, type Sctp } from './sctp'
import { newTcp, type Tcp } from './tcp'
import { newUdp, type Udp } from './udp'

export const TUNNEL_KINDS = [
  'none',
  'vxlan',
  'geneve',
  'gre',
  'ipip',
  'gtp',
  'l2tp',
  'teredo',
  'mpls',
  'capwap',
  'pim',
] as const
export const NO_TUNNEL = 0
export const VXLAN = 1
export const GENEVE = 2
export const GRE = 3
export const IPIP = 4
export const GTP = 5
export const L2TP = 6
export const TEREDO = 7
/** MPLS in UDP or in IP, without anything else around it. */
export const MPLS_TUNNEL = 8
export const CAPWAP = 9
/** What a router registers with its rendezvous point. */
export const PIM_REGISTER = 10

/** The encapsulation between one IP header and the next. */
export interface TunnelHeader {
  /** Index into `TUNNEL_KINDS`. */
  kind: number
  /** VNI, GRE key, tunnel endpoint of GTP or session of L2TP; −1: none. */
  vni: number
  /** Outer UDP ports, destination and source; 0: none. */
  udpPort: number
  srcPort: number
  /** `gre.key` as sent, that of version 1 too, which is no name of a network; −1: none. */
  greKey: number
}

/** The transport header reached last. */
export type Transport = 'none' | 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'sctp' | 'other'

/** Is told of every header before it is read: its index in `PROTOCOL_NAMES`, the window on it. */
export type LayerTrace = (protocol: number, octets: Octets) => void

export interface Packet {
  frame: number
  time: number
  /** Offset of the frame in `view`. */
  frameAt: number
  capLen: number
  origLen: number
  /** Interface of the file, and what SLL2 adds to it; 0: nothing. */
  iface: number
  ifindex: number
  view: DataView
  /** IP headers followed, outermost first. `tunnels[k]` leads from `ip[k]` to `ip[k + 1]`. */
  depth: number
  readonly ip: readonly IpHeader[]
  readonly tunnels: readonly TunnelHeader[]
  /** Level of the outermost IP header that is a fragment; −1: none. */
  fragmentLevel: number
  transport: Transport
  readonly tcp: Tcp
  readonly udp: Udp
  readonly icmp: Icmp
  readonly sctp: Sctp
  /** Row of the five-tuple table once it was looked up, −1 before; and the direction in it. */
  tuple: number
  /** True when the packet goes from the higher endpoint to the lower. */
  swapped: boolean
  /** Payload of the last header that was read: offset in `view`, captured and reported octets. */
  payloadAt: number
  payloadCaptured: number
  payloadLength: number
  /** Bits of `wire/protocols.ts`; and those of the layers up to the fragmented IP header. */
  protocols: number
  protocolsBeforeFragment: number
  /** The same of the rarer protocols; 0 in ordinary packets. */
  protocolsMore: number
  protocolsMoreBeforeFragment: number
  /**
   * Level of the outermost IP header whose tunnel only its structure gives away, on a port that
   * says nothing; −1: none. And the protocols up to that tunnel.
   */
  guessLevel: number
  protocolsBeforeGuess: number
  protocolsMoreBeforeGuess: number
  /** Headers entered so far. */
  layers: number
  /** null, unless somebody wants to see the layers. */
  onLayer: LayerTrace | null
  /** 802.1Q tags followed, outermost first, those inside of tunnels too; `vlans[i]` is the ID. */
  vlanCount: number
  readonly vlans: Uint16Array
  /** ARP operation; 0: no ARP. */
  arpOperation: number
  /** Why dissection stopped early; null: it did not. */
  fault: Fault | null
  /**
   * Field whose length contradicts what is around it, although the packet could be read to its
   * end, e.g. `udp.length`; empty: none.
   */
  badLength: string
  /** What is not decoded, see `undecoded.ts`; 0: nothing. */
  undecoded: number
}

export function newPacket(): Packet {
  return {
    frame: 0,
    time: 0.5, // a double from the start, so that the field never changes its representation
    frameAt: 0,
    capLen: 0,
    origLen: 0,
    iface: 0,
    ifindex: 0,
    view: new DataView(new ArrayBuffer(0)),
    depth: 0,
    ip: Array.from({ length: MAX_IP_DEPTH }, newIpHeader),
    tunnels: Array.from({ length: MAX_IP_DEPTH }, newTunnelHeader),
    fragmentLevel: -1,
    transport: 'none',
    tcp: newTcp(),
    udp: newUdp(),
    icmp: newIcmp(),
    sctp: newSctp(),
    tuple: -1,
    swapped: false,
    payloadAt: 0,
    payloadCaptured: 0,
    payloadLength: 0,
    protocols: 0,
    protocolsBeforeFragment: 0,
    protocolsMore: 0,
    protocolsMoreBeforeFragment: 0,
    guessLevel: -1,
    protocolsBeforeGuess: 0,
    protocolsMoreBeforeGuess: 0,
    layers: 0,
    onLayer: null,
    vlanCount: 0,
    vlans: new Uint16Array(MAX_TAGS),
    arpOperation: 0,
    fault: null,
    badLength: '',
    undecoded: 0,
  }
}

/**
 * Notes the header that `octets` begins with. To be called before it is read.
 * @throws Fault `malformed` when headers are nested beyond the bound.
 */
export function enter(bit: number, octets: Octets, into: Packet): void {
  if (++into.layers > MAX_LAYERS) throw TOO_DEEP
  into.protocols |= bit
  if (into.onLayer !== null) into.onLayer(31 - Math.clz32(bit), octets)
}

/** As `enter`, for a bit of `protocolsMore`. */
export function enterMore(bit: number, octets: Octets, into: Packet): void {
  if (++into.layers > MAX_LAYERS) throw TOO_DEEP
  into.protocolsMore |= bit
  if (into.onLayer !== null) into.onLayer(COMMON + 31 - Math.clz32(bit), octets)
}

const TOO_DEEP = new Fault('malformed', 'frame.protocols')

function newTunnelHeader(): TunnelHeader {
  return { kind: NO_TUNNEL, vni: -1, udpPort: 0, srcPort: 0, greKey: -1 }
}

/** Notes a tunnel out of the innermost IP header; ports are those of UDP, 0 without. */
export function openTunnel(
  packet: Packet,
  kind: number,
  vni: number,
  srcPort: number,
  dstPort: number,
): void {
  if (packet.depth === 0) return // MPLS or LLC straight on the link
  const tunnel = innermostTunnel(packet)
  tunnel.kind = kind
  tunnel.vni = vni
  tunnel.srcPort = srcPort
  tunnel.udpPort = dstPort
  tunnel.greKey = -1
}

/** Notes that the tunnel which is about to be entered is known by its structure alone. */
export function noteGuess(packet: Packet): void {
  if (packet.guessLevel >= 0) return
  packet.guessLevel = packet.depth - 1
  packet.protocolsBeforeGuess = packet.protocols
  packet.protocolsMoreBeforeGuess = packet.protocolsMore
}

/** The tunnel that leads out of the innermost IP header; call only with `depth > 0`. */
export function innermostTunnel(packet: Packet): TunnelHeader {
  return packet.tunnels[packet.depth - 1] as TunnelHeader
}

/** The fragment header of IPv6, RFC 8200 §4.5. */
const FRAGMENT_HEADER = 8

/**
 * Octets that an encapsulation adds. The fragment header of IPv6, which alone has an identification,
 * comes with fragments and goes with them; a joined packet still has it.
 */
export function encapsulationOf(outer: IpHeader, inner: IpHeader): number {
  const added = inner.at - outer.at
  return outer.version === 6 && outer.id !== 0 ? added - FRAGMENT_HEADER : added
}

/** A sender broke the rules. */
export function isMalformed(packet: Packet): boolean {
  return packet.fault?.kind === 'malformed' || packet.badLength !== ''
}

/** A TCP header was read; the snaplen may have cut its options, which then are not known. */
export function isSegment({ transport, fault }: Packet): boolean {
  return transport === 'tcp' && (fault === null || fault.kind === 'truncated')
}

/** The innermost IP header; call only with `depth > 0`. */
export function innermost(packet: Packet): IpHeader {
  return packet.ip[packet.depth - 1] as IpHeader
}

/** Copies the IP headers and tunnels of the first `depth` levels. */
export function copyLevels(from: Packet, to: Packet, depth: number): void {
  for (let level = 0; level < depth; level++) {
    Object.assign(to.ip[level] as IpHeader, from.ip[level])
    Object.assign(to.tunnels[level] as TunnelHeader, from.tunnels[level])
  }
  to.depth = depth
}

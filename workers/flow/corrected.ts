/**
 * The corrected view of one capture: identity before analysis. Taps and copies first, then
 * fragments, then flows, each with the tunnel it came in. Findings rest on this view alone.
 */
import type { CaptureInterface } from '../model/capture'
import type { CaptureRecord, DatagramRecord, RecordHandlers, Tap } from '../model/records'
import { Dissector } from '../wire/dissect'
import type { IpHeader } from '../wire/ip-header'
import { copyLevels, innermost, newPacket, type Packet } from '../wire/packet'
import { connRecord } from './conn-records'
import { Conns } from './conns'
import { Copies } from './copies'
import { Echoes } from './echoes'
import type { FiveTuples } from './five-tuple'
import { FragmentPaths, type HeadFacts } from './fragment-paths'
import { FragmentEngine, isComplete, type Datagram } from './fragments'
import { HostPairs } from './host-pairs'
import { IcmpErrors, isReassemblyTimeout } from './icmp-errors'
import { innerLabel } from './inner-label'
import { Taps } from './taps'
import { TunnelTable } from './tunnel-table'

/** Largest IP packet of a network without jumbo frames. */
const ETHERNET_MTU = 1500

/** What the engine keeps with a datagram: where it was seen, and what its head shows. */
interface Tag {
  tap: number
  ip: IpHeader
  head: HeadFacts | null
}

export class CorrectedView {
  readonly conns: Conns
  readonly taps = new Taps()
  private readonly tunnels: TunnelTable
  private readonly copies: Copies
  private readonly echoes = new Echoes()
  private readonly errors = new IcmpErrors()
  private readonly pairs: HostPairs
  private readonly paths = new FragmentPaths()
  private readonly dissector = new Dissector()
  private readonly whole = newPacket()
  private readonly fragments: FragmentEngine
  private readonly capture: number
  private superPackets = 0
  private ipFrames = 0
  private readonly tunnelOf = (number: number) => this.tunnels.get(number)

  /** `tuples` is shared with the compatible view. */
  constructor(capture: number, tuples: FiveTuples) {
    this.capture = capture
    this.tunnels = new TunnelTable(tuples.hosts)
    this.conns = new Conns(tuples, this.tunnels)
    this.copies = new Copies(tuples.hosts)
    this.pairs = new HostPairs(tuples.hosts)
    this.fragments = new FragmentEngine({
      timeouts: true,
      abandoned: (datagram) => {
        const tag = datagram.tag as Tag
        this.paths.end(datagram, this.capture, tag.tap, tag.ip, tag.head)
      },
    })
  }

  /** Number from 1 of the frame's connection; 0: none. */
  conn = 0
  /** Frame that the last frame is a same-tap copy of; 0: none. */
  copyOf = 0
  /** Tap of the last frame. */
  tap = 0

  /** Takes the next frame; `stream` is Wireshark's `tcp.stream`, −1 without. */
  frame(packet: Packet, stream: number): void {
    this.conn = 0
    this.copyOf = 0
    this.tap = this.taps.of(packet)
    if (packet.depth === 0) return
    this.ipFrames++
    if ((packet.ip[0] as IpHeader).length > ETHERNET_MTU) this.superPackets++
    const level = packet.fragmentLevel
    this.copyOf = this.copies.check(packet, this.tap)
    if (this.copyOf !== 0) {
      if (level >= 0) this.paths.copy(this.tap, packet.ip[level] as IpHeader)
      return
    }
    this.pairs.packet(packet, this.tap)
    if (level >= 0) this.fragment(packet, stream)
    else this.transport(packet, stream, null)
  }

  /** To be called once, behind the last frame. */
  finish(end: number): void {
    this.fragments.end()
    this.echoes.finish(end)
  }

  /** Sends all records of this capture, as they stand now. */
  replay(facts: ReplayFacts, handlers: RecordHandlers): void {
    const taps = this.taps.list(this.capture, facts.interfaces)
    handlers.capture?.(this.captureRecord(facts, taps))
    if (handlers.hostPair !== undefined || handlers.fragmentPath !== undefined) {
      this.replayPaths(handlers)
    }
    if (handlers.icmpError !== undefined) {
      for (const error of this.errors.list) handlers.icmpError(error)
    }
    if (handlers.echoPath !== undefined) {
      for (const path of this.echoes.records(this.tunnelOf, facts.duration)) handlers.echoPath(path)
    }
    if (handlers.conn !== undefined) {
      for (let conn = 0; conn < this.conns.size; conn++) {
        handlers.conn(connRecord(this.conns, conn, this.capture, this.tunnelOf))
      }
    }
    handlers.captureEnd?.(this.capture)
  }

  /** Bounds that were reached. */
  capped(): { what: string; count: number }[] {
    return [
      { what: 'segments beyond the bound on flows', count: this.conns.refusedByBound },
      { what: 'segments waiting for acknowledgement', count: this.conns.delivery.unacked.dropped },
      { what: 'fragmented datagrams held open', count: this.fragments.evicted },
      { what: 'datagrams of fragment paths', count: this.paths.dropped },
      { what: 'frames of host pairs', count: this.pairs.dropped },
      { what: 'packets of tunnels told apart', count: this.tunnels.dropped },
      { what: 'interfaces told apart', count: this.taps.shared },
      { what: 'ICMP errors kept', count: this.errors.dropped },
      { what: 'ICMP echo messages paired', count: this.echoes.dropped },
    ].filter(({ count }) => count > 0)
  }

  private replayPaths(handlers: RecordHandlers): void {
    const pairs = this.pairs.records(this.capture)
    for (const pair of pairs) handlers.hostPair?.(pair)
    const largest = new Map<string, number>()
    for (const pair of pairs) {
      raise(largest, `${String(pair.tap)} ${pair.a} ${pair.b}`, pair.largestAb)
      raise(largest, `${String(pair.tap)} ${pair.b} ${pair.a}`, pair.largestBa)
    }
    const wholeOf = (tap: number, src: string, dst: string) =>
      largest.get(`${String(tap)} ${src} ${dst}`) ?? 0
    for (const path of this.paths.records(wholeOf)) handlers.fragmentPath?.(path)
  }

  private captureRecord(facts: ReplayFacts, taps: Tap[]): CaptureRecord {
    return {
      capture: this.capture,
      name: facts.name,
      packets: facts.packets,
      duration: facts.duration,
      taps,
      dropped: facts.interfaces.reduce(
        (sum, each) => (each.dropped < 0 ? sum : Math.max(sum, 0) + each.dropped),
        -1,
      ),
      truncatedFrames: facts.truncatedFrames,
      superPackets: this.superPackets,
      ipFrames: this.ipFrames,
      copies: this.copies.summary((tap) => taps[tap]?.name ?? ''),
    }
  }

  private fragment(packet: Packet, stream: number): void {
    const level = packet.fragmentLevel
    const ip = packet.ip[level] as IpHeader
    const at = ip.at + ip.headerLength
    const length = ip.length - ip.headerLength
    const captured = Math.max(0, Math.min(length, packet.frameAt + packet.capLen - at))
    const key = `${String(this.tap)} ${contextOf(packet, level)} ${addressKey(ip)}`
    const datagram = this.fragments.add(
      key,
      ip,
      packet.view,
      at,
      captured,
      length,
      packet.frame,
      packet.time,
    )
    const tag = (datagram.tag ?? { tap: this.tap, ip: { ...ip }, head: null }) as Tag
    datagram.tag = tag
    if (ip.offset === 0) tag.head = this.headFacts(packet, level)
    if (!isComplete(datagram)) return
    this.reassembled(packet, datagram, tag, stream)
  }

  /** The reassembled packet goes on as if it had come in one piece, with the last fragment. */
  private reassembled(packet: Packet, datagram: Datagram, tag: Tag, stream: number): void {
    const { whole } = this
    copyLevels(packet, whole, packet.fragmentLevel + 1)
    const joined = innermost(whole)
    joined.length = datagram.headerLength + datagram.length
    joined.fragment = false
    joined.offset = 0
    whole.frame = packet.frame
    whole.time = packet.time
    whole.frameAt = 0
    whole.protocols = 0
    whole.undecoded = 0
    const { octets, length } = datagram
    whole.capLen = Math.min(octets.length, length, datagram.readable)
    this.dissector.payload(new DataView(octets.buffer), 0, whole.capLen, length, whole)
    const level = packet.fragmentLevel
    tag.head = this.headFacts(whole, level)
    const record = this.paths.end(datagram, this.capture, tag.tap, tag.ip, tag.head)
    this.transport(whole, stream, record)
  }

  private transport(packet: Packet, stream: number, datagram: DatagramRecord | null): void {
    if (packet.fault !== null || packet.depth === 0) return
    const answered =
      datagram === null
        ? null
        : (yes: boolean, frame: number, time: number) => {
            this.paths.answered(datagram, yes, frame, time)
          }
    if (packet.transport === 'tcp') {
      this.conn = this.conns.segment(packet, this.tap, stream, answered) + 1
    } else if (packet.transport === 'icmp' || packet.transport === 'icmpv6') {
      const tunnel = this.tunnels.of(packet)
      this.echoes.packet(packet, this.capture, this.tap, tunnel, answered)
      const error = this.errors.packet(packet, this.capture, this.tap)
      if (error !== null && isReassemblyTimeout(error)) this.paths.timeout(error)
    }
  }

  private headFacts(packet: Packet, level: number): HeadFacts {
    const inside = packet.depth > level + 1
    const ip = innermost(packet)
    return {
      carries: inside ? this.tunnels.get(this.tunnels.of(packet)) : null,
      inner: packet.transport === 'none' && !inside ? null : innerLabel(packet, ip),
    }
  }
}

/** What a replay needs to know that only the reader knows. */
export interface ReplayFacts {
  name: string
  packets: number
  duration: number
  truncatedFrames: number
  interfaces: readonly CaptureInterface[]
}

/** Tunnel path above `level`: fragments of different tunnels are never joined. */
function contextOf(packet: Packet, level: number): string {
  let context = ''
  for (let outer = 0; outer < level; outer++) {
    const tunnel = packet.tunnels[outer]
    const ip = packet.ip[outer]
    if (tunnel === undefined || ip === undefined) continue
    context += `${String(tunnel.kind)}/${String(tunnel.vni)}/${String(ip.s3)}/${String(ip.d3)} `
  }
  return context
}

function addressKey(ip: IpHeader): string {
  const proto = ip.version === 4 ? ip.proto : -6
  return [proto, ip.id, ip.s0, ip.s1, ip.s2, ip.s3, ip.d0, ip.d1, ip.d2, ip.d3].join('.')
}

function raise(map: Map<string, number>, key: string, value: number): void {
  map.set(key, Math.max(map.get(key) ?? 0, value))
}

/**
 * Finds the analyzer of every datagram. The order is Wireshark's: what was announced, then the
 * lower port, then the higher, then content alone. A conversation that nobody knew in its first
 * datagrams is not asked about again, so that it costs one look-up from then on. Conversations
 * without a number, in tunnels that Wireshark does not follow, are known by their ports alone.
 */
import type { UserDatagram } from '../flow/transport'
import { Fault } from '../wire/fault'
import { Octets } from '../wire/octets'
import type { Context, DatagramAnalyzer, DatagramSource, Sink } from './analyzer'
import type { Announcements } from './announcements'
import { HeldOctets } from './stream/held-octets'

/** Datagrams of one conversation that are shown to those who go by content. */
const PATIENCE = 8
/** In `memory`: nobody knows this conversation. */
const UNKNOWN = 255
/** In `memory`: number of the analyzer that claimed the conversation last, above this. */
const CLAIMED = 16

export class DatagramDispatch {
  private readonly analyzers: readonly DatagramAnalyzer[]
  /** By port: number of its analyzer from 1, 0: none. */
  private readonly byPort = new Uint8Array(65_536)
  private readonly byContent: readonly DatagramAnalyzer[]
  private readonly octets = new Octets()
  private readonly context: Context
  private readonly sink: Sink
  private readonly announcements: Announcements
  /** By conversation: refusals so far, `UNKNOWN`, or `CLAIMED` + number in `byContent`. */
  private memory = new Uint8Array(256)
  /** By conversation: generation of the announcements in which it was looked up last. */
  private lookedUp = new Uint32Array(256)
  /** Conversations that were announced, with what is spoken there. */
  private readonly announced = new Map<number, DatagramAnalyzer>()

  /** `context` tells of the datagram at hand whenever `take` is called. */
  constructor(
    sources: readonly DatagramSource[],
    context: Context,
    sink: Sink,
    announcements: Announcements,
  ) {
    this.analyzers = sources.map((source) =>
      typeof source === 'function' ? source(announcements, new HeldOctets()) : source,
    )
    this.byContent = this.analyzers.filter(({ ports, anyPort }) => anyPort ?? ports === undefined)
    this.analyzers.forEach((analyzer, index) => {
      for (const port of analyzer.ports ?? []) this.byPort[port] = index + 1
    })
    this.context = context
    this.sink = sink
    this.announcements = announcements
  }

  take(datagram: UserDatagram): void {
    if (datagram.captured === 0) return
    const numbered = datagram.stream >= 0
    if (numbered) this.remember(datagram.stream)
    const analyzer =
      (numbered ? this.ofAnnouncement(datagram) : undefined) ??
      this.ofPort(datagram, Math.min(datagram.srcPort, datagram.dstPort)) ??
      this.ofPort(datagram, Math.max(datagram.srcPort, datagram.dstPort)) ??
      (numbered ? this.ofContent(datagram) : undefined)
    if (analyzer !== undefined) this.feed(analyzer, datagram)
  }

  private ofAnnouncement(datagram: UserDatagram): DatagramAnalyzer | undefined {
    const { announcements, context, lookedUp } = this
    if (announcements.generation === 0) return undefined
    const { stream } = datagram
    if (lookedUp[stream] !== announcements.generation) {
      lookedUp[stream] = announcements.generation
      const what =
        announcements.at('udp', context.dst(), datagram.dstPort) ??
        announcements.at('udp', context.src(), datagram.srcPort)
      const speaker = this.analyzers.find(({ name }) => name === what?.protocol)
      if (speaker !== undefined) this.announced.set(stream, speaker)
    }
    const analyzer = this.announced.get(stream)
    return analyzer !== undefined && this.claims(analyzer, datagram) ? analyzer : undefined
  }

  private ofPort(datagram: UserDatagram, port: number): DatagramAnalyzer | undefined {
    const number = this.byPort[port] as number
    if (number === 0) return undefined
    const analyzer = this.analyzers[number - 1] as DatagramAnalyzer
    return this.claims(analyzer, datagram) ? analyzer : undefined
  }

  private ofContent(datagram: UserDatagram): DatagramAnalyzer | undefined {
    const { memory, byContent } = this
    const { stream } = datagram
    const known = memory[stream] as number
    if (known === UNKNOWN) return undefined
    const last = known >= CLAIMED ? byContent[known - CLAIMED] : undefined
    if (last !== undefined && this.claims(last, datagram)) return last
    for (let index = 0; index < byContent.length; index++) {
      const analyzer = byContent[index] as DatagramAnalyzer
      if (analyzer === last || !this.claims(analyzer, datagram)) continue
      memory[stream] = CLAIMED + index
      return analyzer
    }
    if (known < CLAIMED) memory[stream] = known + 1 < PATIENCE ? known + 1 : UNKNOWN
    return undefined
  }

  private claims(analyzer: DatagramAnalyzer, datagram: UserDatagram): boolean {
    const { octets } = this
    octets.aim(datagram.view, datagram.at, datagram.captured, datagram.length)
    try {
      return analyzer.claims(octets, this.context)
    } catch (error) {
      if (error instanceof Fault) return false
      throw error
    }
  }

  private feed(analyzer: DatagramAnalyzer, datagram: UserDatagram): void {
    this.octets.aim(datagram.view, datagram.at, datagram.captured, datagram.length)
    try {
      analyzer.datagram(this.octets, this.context, this.sink)
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      // What an ICMP error quotes is cut by its sender: nobody broke a rule.
      if (error.kind !== 'malformed' || datagram.quoted) {
        this.sink.weird(`${analyzer.name} cut off`)
      } else if (this.speaks(analyzer, datagram)) {
        this.sink.malformed(`${analyzer.name}: ${error.what}`)
      } else this.sink.misread()
    }
  }

  private speaks(analyzer: DatagramAnalyzer, datagram: UserDatagram): boolean {
    this.octets.aim(datagram.view, datagram.at, datagram.captured, datagram.length)
    return analyzer.speaks?.(this.octets, this.context) ?? true
  }

  /** Makes room for what is remembered of conversation `stream`. */
  private remember(stream: number): void {
    if (stream < this.memory.length) return
    const length = Math.max(stream + 1, 2 * this.memory.length)
    const memory = new Uint8Array(length)
    memory.set(this.memory)
    this.memory = memory
    const lookedUp = new Uint32Array(length)
    lookedUp.set(this.lookedUp)
    this.lookedUp = lookedUp
  }
}

/** One capture from first record to last: rows of packets → flows, counts, applications. */
import type { AnalysisOptions } from '../api/analysis'
import type { CaptureState } from '../capture/reader'
import { CompatibleCounts } from '../flow/compatible'
import { CorrectedView } from '../flow/corrected'
import { FiveTuples } from '../flow/five-tuple'
import { Hosts } from '../flow/hosts'
import type { Sighted } from '../flow/journeys'
import { hasSeveralTaps, Sightings } from '../flow/journey/sightings'
import { streamNumbersOf } from '../flow/stream-numbers'
import { NOT_TAKEN, TcpFlows } from '../flow/tcp-flows'
import { TunnelTable } from '../flow/tunnel-table'
import { UdpFlows } from '../flow/udp-flows'
import type { CaptureFacts } from '../model/capture'
import { KeyLog, takeSecretsBlock } from '../protocol/tls/key-log'
import {
  copyFlags,
  FRAME_DIFFERS,
  FRAME_FRAGMENT,
  FRAME_MALFORMED,
  FRAME_UNDECODED,
} from '../model/frame-flags'
import type { RecordHandlers } from '../model/records'
import type { CaptureResult } from '../model/run'
import { Applications } from '../protocol/applications'
import { FollowTcp } from '../protocol/stream/follow-tcp'
import { isMalformed } from '../wire/packet'
import {
  GENERAL,
  HASH,
  LOW,
  ROW_WORDS,
  SHAPE,
  SHAPE_MASK,
  SILENT,
  PRINT,
  TCP_ROW,
  TUPLE,
  UDP_ROW,
  type PacketRows,
} from '../wire/packet-rows'
import { Decoder } from './decode'
import { FrameSums } from './frame-sums'
import { FrameTable } from './frame-table'
import { mergeCounts } from './merge-counts'
import { NotDecoded } from './not-decoded'
import type { Ingest } from './ingest'
import type { PacketBatch } from './packet-batch'

/**
 * Rows whose conversations are looked up before the first of them is analysed: the processor waits
 * for many of them at once, and what they lead to is still near when its turn comes.
 */
const STRETCH = 128

export class CaptureRun {
  readonly name: string
  readonly size: number
  private readonly hosts = new Hosts()
  private readonly tuples = new FiveTuples(this.hosts)
  private readonly udpTuples = new FiveTuples(this.hosts)
  private readonly tunnels = new TunnelTable(this.hosts)
  private readonly flows = new TcpFlows(this.tuples, this.tunnels)
  /** What the numbers of its connections count from. */
  readonly numbers = () => streamNumbersOf(this.flows.conns)
  private readonly udp = new UdpFlows(this.udpTuples)
  private readonly applications = new Applications(this.tuples, this.udpTuples, this.tunnels)
  private readonly sightings: Sightings
  private readonly follow: FollowTcp | null
  private readonly counts: CompatibleCounts
  private readonly view: CorrectedView
  private readonly decoder = new Decoder()
  private readonly ingest: Ingest
  private readonly notDecoded = new NotDecoded()
  readonly table = new FrameTable()
  private readonly sums = new FrameSums()
  private malformedFrames = 0
  /** Connection + 1 of the frame given last, and its flags. */
  private conn = 0
  private flags = 0
  /** Keeps the compiler from leaving out reads. */
  touched = 0
  private readonly keyLog: KeyLog
  /** Secrets of the capture itself that were taken over. */
  private secretsTaken = 0

  /**
   * `keyLog`: secrets of the case; those that the capture brings along are added. `alone`: the case
   * has no other file that may have seen the same packets.
   */
  constructor(
    ingest: Ingest,
    file: { name: string; size: number },
    capture: number,
    { streams }: AnalysisOptions,
    keyLog = new KeyLog(),
    alone = true,
  ) {
    this.ingest = ingest
    this.name = file.name
    this.size = file.size
    this.follow = streams ? new FollowTcp(this.applications) : null
    const listener = this.follow ?? this.applications
    const { tuples, udpTuples, tunnels } = this
    this.sightings = new Sightings(tuples, udpTuples, tunnels, !alone)
    this.view = new CorrectedView(capture, this.flows, tunnels, this.sightings)
    this.counts = new CompatibleCounts(this.flows, this.udp, listener, this.view)
    this.keyLog = keyLog
    this.applications.useKeyLog(keyLog)
  }

  /** Takes the next batch; false: the capture is at its end. */
  async step(): Promise<boolean> {
    const batch = await this.ingest.next()
    if (batch !== null) {
      this.takeSecrets()
      this.analyse(batch)
      return true
    }
    this.view.finish(this.sums.latest)
    this.applications.finish()
    return false
  }

  /** What is known of the file so far. */
  get state(): CaptureState {
    return this.ingest.state
  }

  replay(handlers: RecordHandlers): void {
    const { name, table, sums } = this
    const { interfaces, epochNs } = this.state
    const facts = { name, packets: table.length, duration: sums.latest, epochNs, sums, interfaces }
    const captureEnd = (capture: number): void => {
      this.applications.replay(handlers)
      handlers.captureEnd?.(capture)
    }
    this.view.replay(facts, { ...handlers, captureEnd })
  }

  /** Where its packets were seen. `begin`: of its first frame, since that of the case's first. */
  sighted(capture: number, begin: number): Sighted {
    const { sightings, tunnels, sums } = this
    return { capture, sightings, tunnels, begin, duration: sums.latest }
  }

  /** What is known once `step` has said false. Columns move out of the run. */
  result(capture: number): CaptureResult {
    const follow = this.follow && { follow_tcp: this.follow.result(this.flows.streams.count) }
    const malformed = this.malformedFrames + this.applications.tally.lateMalformed
    return {
      facts: this.facts(),
      counts: {
        ...mergeCounts(this.counts.summary(), this.applications.counts(), malformed),
        ...follow,
      },
      applications: this.applications.records(),
      columns: this.table.take(),
      taps: this.view.taps.list(capture, this.state.interfaces),
    }
  }

  get flowTotal(): number {
    return this.flows.conns.size
  }

  /** Those that stand before the records of the batch, or among them. */
  private takeSecrets(): void {
    const { secrets } = this.state
    for (; this.secretsTaken < secrets.length; this.secretsTaken++) {
      const block = secrets[this.secretsTaken]
      if (block !== undefined) takeSecretsBlock(this.keyLog, block.type, block.octets)
    }
  }

  private analyse(batch: PacketBatch): void {
    const { records, packets } = batch
    const { count } = records
    const first = this.table.length
    this.sightings.active ||= hasSeveralTaps(this.state.interfaces)
    packets.firstFrame = first + 1
    this.table.append(records)
    this.sums.add(records)
    for (let from = 0; from < count; from += STRETCH) {
      const to = Math.min(from + STRETCH, count)
      this.lookUp(packets, from, to)
      for (let index = from; index < to; index++) {
        this.frame(batch, index)
        this.table.mark(first + index, this.conn, this.flags)
      }
    }
  }

  /** Conversations of a stretch of rows; and what they lead to is touched. */
  private lookUp({ words }: PacketRows, from: number, to: number): void {
    let touched = 0
    for (let p = from * ROW_WORDS; p < to * ROW_WORDS; p += ROW_WORDS) {
      const shape = (words[p + SHAPE] as number) & SHAPE_MASK
      if (shape === TCP_ROW) {
        const tuple = this.tuples.at(words, p + LOW, p + HASH)
        words[p + TUPLE] = tuple
        touched ^= this.flows.touch(tuple)
      } else if (shape === UDP_ROW) {
        words[p + TUPLE] = this.udpTuples.at(words, p + LOW, p + HASH)
      } else continue
      touched ^= this.view.touch(words[p + PRINT] as number)
    }
    this.touched = touched
  }

  private frame(batch: PacketBatch, index: number): void {
    const { packets, records } = batch
    const { view, counts, flows, sightings } = this
    const p = index * ROW_WORDS
    const shape = (packets.words[p + SHAPE] as number) & SHAPE_MASK
    if (shape === GENERAL) {
      this.general(batch, index)
      return
    }
    const iface = records.iface[index] as number
    this.conn = 0
    if (shape === SILENT) {
      counts.silent(packets, index)
      view.silent(packets, index, iface)
      this.flags = 0
      return
    }
    const tap = view.ordinary(packets, index, iface)
    const tuple = packets.words[p + TUPLE] as number
    sightings.add(packets, index, tuple, view.tap)
    if (shape === TCP_ROW) {
      if (tap !== NOT_TAKEN) view.pair(packets, index, this.tuples)
      flows.segment(packets, index, tuple, tap)
      counts.ordinarySegment(packets, index)
      this.conn = flows.conn + 1
    } else {
      if (tap !== NOT_TAKEN) view.pair(packets, index, this.udpTuples)
      counts.ordinaryDatagram(packets, index)
    }
    this.flags = counts.flags
    if (view.original !== 0) {
      this.flags |= copyFlags(packets.firstFrame + index, view.original, tap === NOT_TAKEN)
    }
    if (shape === TCP_ROW && (flows.differs || view.original !== 0)) this.flags |= FRAME_DIFFERS
    if (this.applications.malformedIn(packets.firstFrame + index)) this.malformedFrames++
  }

  /** A frame that is not ordinary is dissected again, and taken by each view in its own way. */
  private general({ records, packets }: PacketBatch, index: number): void {
    const { view, counts } = this
    const packet = this.decoder.frame(records, index, packets.firstFrame)
    view.see(packet)
    counts.frame(packet)
    view.frame(packet, counts)
    if (counts.malformed || this.applications.malformedIn(packet.frame)) this.malformedFrames++
    let { flags } = counts
    if (view.original !== 0) flags |= copyFlags(packet.frame, view.original, view.copyOf !== 0)
    if (view.differs || (view.original !== 0 && packet.transport === 'tcp')) flags |= FRAME_DIFFERS
    if (packet.fragmentLevel >= 0) flags |= FRAME_FRAGMENT
    if (packet.undecoded !== 0 || packet.fault !== null || packet.badLength !== '') {
      flags |= isMalformed(packet) ? FRAME_MALFORMED : FRAME_UNDECODED
      this.notDecoded.add(packet)
    }
    this.conn = view.conn
    this.flags = flags
  }

  private facts(): CaptureFacts {
    const { state } = this
    const { tally } = this.applications
    const none = this.table.length === 0
    return {
      name: this.name,
      size: this.size,
      sha256: '',
      header: state.header,
      interfaces: state.interfaces,
      packets: this.table.length,
      firstTsNs: none || state.epochNs === null ? '' : String(state.epochNs),
      lastTsNs: none || state.lastNs === null ? '' : String(state.lastNs),
      caplenSum: this.sums.caplen,
      origlenSum: this.sums.origlen,
      truncatedFrames: this.sums.truncatedFrames,
      timestampStepsBack: this.sums.stepsBack,
      message: state.message,
      undecoded: this.notDecoded.undecoded(),
      comments: state.comments,
      names: state.names,
      weirds: [...state.weirds, ...this.notDecoded.weirds(), ...tally.weirdList()],
      capped: [
        ...state.capped,
        ...this.counts.capped(),
        ...this.view.capped(),
        ...this.applications.capped(),
      ],
      blocks: state.blocks,
      details: state.details,
    }
  }
}

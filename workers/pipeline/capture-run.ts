/** One capture from its first record to its last: reader → headers → flows and counts. */
import type { AnalysisOptions } from '../api/analysis'
import type { CaptureReader } from '../capture/reader'
import { CorrectedView, type ReplayFacts } from '../flow/corrected'
import { CompatibleCounts } from '../flow/compatible'
import { FiveTuples } from '../flow/five-tuple'
import { Hosts } from '../flow/hosts'
import type { CaptureFacts } from '../model/capture'
import { FollowTcp } from '../protocol/stream/follow-tcp'
import { Applications } from '../protocol/applications'
import { KeyLog, takeSecretsBlock } from '../protocol/tls/key-log'
import { FRAME_COPY, FRAME_FRAGMENT, FRAME_MALFORMED, FRAME_UNDECODED } from '../model/frame-flags'
import { newRecordBatch } from '../model/record-batch'
import type { RecordHandlers } from '../model/records'
import type { CaptureResult, Counts } from '../model/run'
import { Dissector } from '../wire/dissect'
import { newPacket } from '../wire/packet'
import { FrameTable } from './frame-table'
import { NotDecoded } from './not-decoded'

export class CaptureRun {
  readonly reader: CaptureReader
  readonly name: string
  readonly size: number
  private readonly view: CorrectedView
  private readonly tuples = new FiveTuples(new Hosts())
  private readonly udpTuples = new FiveTuples(this.tuples.hosts)
  private readonly applications = new Applications(this.tuples, this.udpTuples)
  private readonly follow: FollowTcp | null
  private readonly counts: CompatibleCounts
  private readonly dissector = new Dissector()
  private readonly packet = newPacket()
  private readonly batch = newRecordBatch()
  private readonly notDecoded = new NotDecoded()
  readonly table = new FrameTable()
  private caplenSum = 0
  private origlenSum = 0
  private truncatedFrames = 0
  private stepsBack = 0
  private lastTime = 0
  private latest = 0
  private malformedFrames = 0
  private readonly keyLog: KeyLog
  /** Secrets of the capture itself that were taken over. */
  private secretsTaken = 0

  /** `keyLog`: secrets of the case; those that the capture brings along are added. */
  constructor(
    reader: CaptureReader,
    file: { name: string; size: number },
    capture: number,
    { streams }: AnalysisOptions,
    keyLog = new KeyLog(),
  ) {
    this.reader = reader
    this.name = file.name
    this.size = file.size
    this.follow = streams ? new FollowTcp(this.applications) : null
    const listener = this.follow ?? this.applications
    this.counts = new CompatibleCounts(this.tuples, this.udpTuples, listener)
    this.view = new CorrectedView(capture, this.tuples)
    this.keyLog = keyLog
    this.applications.useKeyLog(keyLog)
  }

  /** Takes the next batch; false: the capture is at its end. */
  async step(): Promise<boolean> {
    if (await this.reader.next(this.batch)) {
      this.takeSecrets()
      this.analyse()
      return true
    }
    this.view.finish(this.latest)
    this.applications.finish()
    return false
  }

  replay(handlers: RecordHandlers): void {
    const facts: ReplayFacts = {
      name: this.name,
      packets: this.table.length,
      duration: this.latest,
      truncatedFrames: this.truncatedFrames,
      interfaces: this.reader.interfaces,
    }
    const captureEnd = (capture: number): void => {
      this.applications.replay(handlers)
      handlers.captureEnd?.(capture)
    }
    this.view.replay(facts, { ...handlers, captureEnd })
  }

  /** What is known once `step` has said false. Columns move out of the run. */
  result(capture: number): CaptureResult {
    const follow = this.follow && { follow_tcp: this.follow.result() }
    const malformed = this.malformedFrames + this.applications.tally.lateMalformed
    return {
      facts: this.facts(),
      counts: {
        ...mergeCounts(this.counts.summary(), this.applications.counts(), malformed),
        ...follow,
      },
      applications: this.applications.records(),
      columns: this.table.take(),
      taps: this.view.taps.list(capture, this.reader.interfaces),
    }
  }

  get flows(): number {
    return this.view.conns.size
  }

  /** Those that stand before the records of the batch, or among them. */
  private takeSecrets(): void {
    const { secrets } = this.reader
    for (; this.secretsTaken < secrets.length; this.secretsTaken++) {
      const block = secrets[this.secretsTaken]
      if (block !== undefined) takeSecretsBlock(this.keyLog, block.type, block.octets)
    }
  }

  private analyse(): void {
    const { batch, packet, view, counts, applications } = this
    for (let row = 0; row < batch.count; row++) {
      const time = batch.time[row] as number
      const capLen = batch.capLen[row] as number
      const origLen = batch.origLen[row] as number
      packet.frame = this.table.length + 1
      packet.time = time
      packet.iface = batch.iface[row] as number
      packet.capLen = capLen
      packet.origLen = origLen
      this.dissector.frame(
        batch.view,
        batch.at[row] as number,
        batch.linktype[row] as number,
        packet,
      )
      counts.frame(packet)
      view.frame(packet, counts.stream)
      if (packet.fault?.kind === 'malformed' || applications.malformedIn(packet.frame)) {
        this.malformedFrames++
      }
      let flags = counts.flags
      if (view.copyOf !== 0) flags |= FRAME_COPY
      if (packet.fragmentLevel >= 0) flags |= FRAME_FRAGMENT
      if (packet.undecoded !== 0 || packet.fault !== null) {
        flags |= packet.fault?.kind === 'malformed' ? FRAME_MALFORMED : FRAME_UNDECODED
        this.notDecoded.add(packet)
      }
      this.table.push(
        batch.fileAt[row] as number,
        time,
        capLen,
        origLen,
        packet.iface,
        view.conn,
        flags,
      )
      this.caplenSum += capLen
      this.origlenSum += origLen
      if (capLen !== origLen) this.truncatedFrames++
      if (time < this.lastTime) this.stepsBack++
      this.lastTime = time
      if (time > this.latest) this.latest = time
    }
  }

  private facts(): CaptureFacts {
    const { reader } = this
    const none = this.table.length === 0
    return {
      name: this.name,
      size: this.size,
      sha256: '',
      header: reader.header,
      interfaces: reader.interfaces,
      packets: this.table.length,
      firstTsNs: none || reader.epochNs === null ? '' : String(reader.epochNs),
      lastTsNs: none || reader.lastNs === null ? '' : String(reader.lastNs),
      caplenSum: this.caplenSum,
      origlenSum: this.origlenSum,
      truncatedFrames: this.truncatedFrames,
      timestampStepsBack: this.stepsBack,
      message: reader.message,
      undecoded: this.notDecoded.undecoded(),
      comments: reader.comments,
      names: reader.names,
      weirds: [
        ...reader.weirds,
        ...this.notDecoded.weirds(),
        ...this.applications.tally.weirdList(),
      ],
      capped: [...reader.capped, ...this.view.capped(), ...this.applications.capped()],
      blocks: reader.blocks,
      details: reader.details,
    }
  }
}

/** Application protocols stand among the others, and their groups behind. */
function mergeCounts(wire: Counts, application: Counts, malformedFrames: number): Counts {
  const frames = {
    ...(wire['frames_with_protocol'] as Record<string, number>),
    ...(application['frames_with_protocol'] as Record<string, number>),
  }
  return {
    ...wire,
    ...application,
    frames_with_protocol: frames,
    malformed_frames: malformedFrames,
  }
}

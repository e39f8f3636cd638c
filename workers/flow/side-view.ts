/** One direction of a connection, as the record that detectors read: see `conn-views.ts`. */
import { plainSide } from '../model/plain-conn'
import type {
  ConnSide,
  DamageRecord,
  FullWindowRecord,
  LateSegment,
  MissingOctets,
  ProbeRecord,
  WindowRecord,
} from '../model/records'
import { hasClosed } from './conn-facts'
import * as at from './conn-rows'
import type { Conns } from './conns'
import { missingOf } from './missing'

/** Shared by all sides of which nothing was lost before the tap. */
const NONE: LateSegment[] = []

export class SideView implements ConnSide {
  private readonly conns: Conns
  private readonly index: number
  private probesSeen: ProbeRecord | null | undefined = undefined
  private missingSeen: MissingOctets[] | null = null
  private windowSeen: WindowRecord | null | undefined = undefined

  constructor(conns: Conns, index: number) {
    this.conns = conns
    this.index = index
  }

  get frames(): number {
    return this.word(at.FRAMES)
  }

  get dataFrames(): number {
    return this.word(at.DATA_FRAMES)
  }

  get dataOctets(): number {
    return this.double(at.DATA_OCTETS)
  }

  get retransmissions(): number {
    return this.word(at.RETRANSMISSIONS)
  }

  get fastRetransmissions(): number {
    return this.word(at.FAST)
  }

  get spuriousRetransmissions(): number {
    return this.word(at.SPURIOUS)
  }

  get outOfOrder(): number {
    return this.word(at.REORDERED)
  }

  get duplicateAcks(): number {
    return this.word(at.DUP_ACKS)
  }

  get gaps(): number {
    return this.word(at.GAPS)
  }

  get ackedUnseen(): number {
    return this.word(at.ACKED_UNSEEN)
  }

  get zeroWindows(): number {
    return this.word(at.ZERO_WINDOWS)
  }

  get largestIpSent(): number {
    return this.word(at.IP_SENT)
  }

  get largestIpAcked(): number {
    return this.word(at.IP_ACKED)
  }

  get largestOuterSent(): number {
    return this.word(at.OUTER_SENT)
  }

  get largestOuterAcked(): number {
    return this.word(at.OUTER_ACKED)
  }

  get mss(): number {
    return this.word(at.MSS)
  }

  get ttl(): number {
    return this.word(at.TTL)
  }

  get rttSamples(): number {
    return this.word(at.RTT_SAMPLES)
  }

  get rttMin(): number {
    return this.rttSamples === 0 ? 0 : this.double(at.RTT_MIN)
  }

  get rttMean(): number {
    const samples = this.rttSamples
    return samples === 0 ? 0 : this.double(at.RTT_SUM) / samples
  }

  get finSent(): boolean {
    return hasClosed(this.conns, this.index)
  }

  get lastFrame(): number {
    return this.conns.lastFrame(this.index)
  }

  get lastTime(): number {
    return this.frames === 0 ? -1 : this.conns.lastTime(this.index)
  }

  get probes(): ProbeRecord | null {
    if (this.probesSeen === undefined) {
      const { conns, index } = this
      this.probesSeen = conns.liveness.probes.record(index, conns.lastFrame(index ^ 1))
    }
    return this.probesSeen
  }

  get window(): WindowRecord | null {
    if (this.windowSeen === undefined) {
      const { conns, index } = this
      this.windowSeen = conns.liveness.windows.record(index, conns.endTime(index >>> 1))
    }
    return this.windowSeen
  }

  get fullWindow(): FullWindowRecord | null {
    return this.conns.liveness.full.record(this.index)
  }

  get sumsChecked(): number {
    return this.word(at.SUMS_CHECKED)
  }

  get damage(): DamageRecord | null {
    return this.conns.damage.record(this.index)
  }

  get missing(): MissingOctets[] {
    this.missingSeen ??= missingOf(this.conns, this.index)
    return this.missingSeen
  }

  get late(): LateSegment[] {
    const late = this.conns.delivery.late.of(this.index)
    if (late.length === 0) return NONE
    const base = this.conns.baseSeq(this.index)
    return late.map(({ seq, ...seen }) => ({ relativeSeq: (seq - base) >>> 0, ...seen }))
  }

  toJSON(): ConnSide {
    return plainSide(this)
  }

  private word(word: number): number {
    return this.conns.sides.u[this.index * at.SIDE_WORDS + word] as number
  }

  private double(double: number): number {
    return this.conns.sides.f[this.index * at.SIDE_DOUBLES + double] as number
  }
}

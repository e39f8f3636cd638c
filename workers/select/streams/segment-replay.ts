/**
 * What Wireshark 4.0.17 says of a segment beside its marks: what it acknowledges and how long that
 * took, octets in flight, how long a repetition waited, which acknowledgment it duplicates. The marks
 * (`tcp.analysis.flags`) stand in the index; the conversation is gone through again from facets.
 */
import { MAX_REPLAYED_STREAMS } from '../../limits/workspace-limits'
import { CHUNK_ROWS, type FrameColumns } from '../../model/frame-columns'
import { ANALYSIS_BITS, ANALYSIS_NAMES, type AnalysisName } from '../../model/frame-flags'
import { ACK, FIN, SYN } from '../../wire/tcp'
import { HIGHER_END, type FacetChunk } from '../facets'
import { after, OpenSegments } from './open-segments'

/** Numbers of a row; NaN: it has none. Times are nanoseconds. */
export interface SegmentFacts {
  readonly acksFrame: Float64Array
  readonly ackRtt: Float64Array
  readonly initialRtt: Float64Array
  readonly bytesInFlight: Float64Array
  readonly pushBytesSent: Float64Array
  readonly rto: Float64Array
  readonly rtoFrame: Float64Array
  readonly duplicateNumber: Float64Array
  readonly duplicateFrame: Float64Array
}

const mask = (name: AnalysisName) => 1 << ANALYSIS_NAMES.indexOf(name)
const RETRANSMISSION = mask('retransmission')
const OTHER_REPETITION = mask('fast_retransmission') | mask('spurious_retransmission')
const LOST = mask('lost_segment')
const ACK_LOST = mask('ack_lost_segment')
const DUPLICATE = mask('duplicate_ack')
const WINDOW_PROBE = mask('zero_window_probe')

const PUSH = 8
/** More octets in flight than these are a mistake. */
const MOST_IN_FLIGHT = 2_000_000_000

/** One direction of a conversation. */
class Side {
  readonly open = new OpenSegments()
  /** Sequence number that the others are behind; null: no segment was seen, nor acknowledged. */
  base: number | null = null
  /** Highest sequence number seen; 0: none. Its frame, and when it came. */
  next = 0
  nextFrame = 0
  nextTime = 0
  /** The highest that follows without a gap; 0: none. */
  contiguous = 0
  lastAck = 0
  /** How often it was repeated; the frame that changed it. */
  duplicates = 0
  ackFrame = 0
  /** Nothing is missing before what waits. */
  whole = true
  /** Octets since the last push, and whether that ended them. */
  pushed = 0
  pushEnded = false
  /** Octets that the latest segment acknowledges selectively. */
  sacked = 0
}

class Stream {
  readonly sides = [new Side(), new Side()] as const
  /** When it was opened last; −1: not seen. */
  synTime = -1
  /** From there to the first acknowledgment; NaN: not known. */
  initialRtt = NaN
}

/** Takes the chunks of a capture in their order. The answer holds until the next chunk is taken. */
export class SegmentReplay {
  private readonly facts: SegmentFacts = {
    acksFrame: new Float64Array(CHUNK_ROWS),
    ackRtt: new Float64Array(CHUNK_ROWS),
    initialRtt: new Float64Array(CHUNK_ROWS),
    bytesInFlight: new Float64Array(CHUNK_ROWS),
    pushBytesSent: new Float64Array(CHUNK_ROWS),
    rto: new Float64Array(CHUNK_ROWS),
    rtoFrame: new Float64Array(CHUNK_ROWS),
    duplicateNumber: new Float64Array(CHUNK_ROWS),
    duplicateFrame: new Float64Array(CHUNK_ROWS),
  }
  private readonly columns = Object.values(this.facts) as Float64Array[]
  private readonly streams: Stream[] = []

  /** `first`: row of the capture that row 0 is. */
  take(
    { time, flags }: Pick<FrameColumns, 'time' | 'flags'>,
    facets: FacetChunk,
    first: number,
  ): SegmentFacts {
    for (const column of this.columns) column.fill(NaN)
    for (let row = 0; row < facets.length; row++) {
      if (facets.tcpSender[row] === 0) continue
      if ((facets.stream[row] as number) > MAX_REPLAYED_STREAMS) continue
      const marks = (flags[row] as number) & ANALYSIS_BITS
      this.segment(facets, row, first + row + 1, time[row] as number, marks)
    }
    return this.facts
  }

  private segment(
    facets: FacetChunk,
    row: number,
    frame: number,
    time: number,
    marks: number,
  ): void {
    const number = (facets.stream[row] as number) - 1
    const stream = (this.streams[number] ??= new Stream())
    const higher = facets.tcpSender[row] === HIGHER_END
    const own = stream.sides[higher ? 1 : 0]
    const other = stream.sides[higher ? 0 : 1]
    const { facts } = this
    const seq = facets.tcpSeq[row] as number
    const ack = facets.tcpAck[row] as number
    const flags = facets.tcpFlags[row] as number
    const length = facets.tcpLen[row] as number
    begin(own, other, seq, ack, flags)
    let told = marks !== 0
    if ((flags & ACK) !== 0) other.whole = true
    if ((marks & LOST) !== 0) own.whole = false
    if ((marks & DUPLICATE) !== 0) {
      facts.duplicateNumber[row] = ++own.duplicates
      facts.duplicateFrame[row] = own.ackFrame
    }
    if (ack !== own.lastAck) {
      own.ackFrame = frame
      own.duplicates = 0
    }
    if ((marks & ACK_LOST) !== 0) noteUnseen(other)
    if ((marks & (RETRANSMISSION | OTHER_REPETITION)) === RETRANSMISSION) {
      const known = own.open.length > 0
      const since = time - (known ? own.open.oldestTime : own.nextTime)
      if (since !== 0) {
        facts.rto[row] = since
        facts.rtoFrame[row] = known ? own.open.oldestFrame : own.nextFrame
      }
    }
    measure(stream, flags, time)
    send(own, { seq, length, flags, frame, time, probe: (marks & WINDOW_PROBE) !== 0 })
    own.lastAck = ack
    other.open.acknowledge(ack)
    if (other.open.ackedFrame > 0) {
      facts.acksFrame[row] = other.open.ackedFrame
      facts.ackRtt[row] = time - other.open.ackedTime
      told = true
    }
    if (length > 0 && own.open.length > 0 && own.whole) {
      this.fly(own, other, row, flags, length)
      told = true
    }
    own.sacked = facets.tcpSacked.get(row) ?? 0
    if (told && Number.isFinite(stream.initialRtt)) facts.initialRtt[row] = stream.initialRtt
  }

  private fly(own: Side, other: Side, row: number, flags: number, length: number): void {
    const inFlight = (own.open.span(own.base ?? 0) - other.sacked) >>> 0
    own.pushed = own.pushEnded ? length : own.pushed + length
    own.pushEnded = (flags & PUSH) !== 0
    if (inFlight === 0 || inFlight >= MOST_IN_FLIGHT) return
    // The number that SYN and FIN take is no octet
    const octets = inFlight - ((flags & (SYN | FIN)) !== 0 ? 1 : 0)
    if (octets > 0) this.facts.bytesInFlight[row] = octets
    this.facts.pushBytesSent[row] = own.pushed
  }
}

function begin(own: Side, other: Side, seq: number, ack: number, flags: number): void {
  const syn = (flags & SYN) !== 0
  const acks = (flags & ACK) !== 0
  if (syn && own.base !== null) {
    if (!acks) own.next = own.contiguous
    else if (own.base !== seq) own.base = seq
  }
  own.base ??= (seq - (syn ? 0 : 1)) >>> 0
  if (acks) other.base ??= (ack - 1) >>> 0
}

/** Something was acknowledged that nobody saw: it is said once. */
function noteUnseen(other: Side): void {
  if (after(other.next, other.contiguous)) other.contiguous = other.next
  else other.duplicates = -1
}

/** It is taken once. A round trip of zero counts as none. */
function measure(stream: Stream, flags: number, time: number): void {
  const kind = flags & (SYN | ACK)
  if (kind === SYN) stream.synTime = time
  if (kind !== ACK || !Number.isNaN(stream.initialRtt) || stream.synTime < 0) return
  stream.initialRtt = time - stream.synTime
  if (stream.initialRtt <= 0) stream.initialRtt = Infinity
}

interface Sent {
  readonly seq: number
  readonly length: number
  readonly flags: number
  readonly frame: number
  readonly time: number
  /** It asks whether there is room. */
  readonly probe: boolean
}

function send(own: Side, { seq, length, flags, frame, time, probe }: Sent): void {
  const control = (flags & (SYN | FIN)) !== 0
  let end = (seq + length) >>> 0
  if (length > 0 || control) {
    const counted = (end + (control ? 1 : 0)) >>> 0
    if (own.open.push(seq, counted, frame, time)) end = counted
  }
  if (probe) return
  if (own.next === 0 || after(end, own.next)) {
    own.next = end
    own.nextFrame = frame
    own.nextTime = time
  }
  if (own.contiguous === 0 || own.contiguous === seq) own.contiguous = own.next
}

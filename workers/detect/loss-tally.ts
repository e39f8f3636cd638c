/**
 * Data segments and losses from one host to another. A pair of hosts without loss costs a few
 * numbers only: there are many of them.
 */
import { MAX_PATHS } from '../limits/limits'
import { formatEndpoint } from '../model/address'
import type { ConnRecord, ConnSide, RepeatedSegment } from '../model/records'
import type { LossFacts } from './facts/packet-loss'
import { greatest } from './grouping'
import type { PathSigns } from './path-signs'
import type { Way } from './way'
import { type Seen, WayMap } from './way-map'

const KEPT = 32

/** A segment that needs more transmissions than this met an outage: loss would have to strike thrice. */
const STALL = 3

/** Counted while reading, at one tap; what ICMP explains is known at the end only. */
export interface Tally extends Seen {
  way: Way
  dataSegments: number
  connections: number
  spurious: number
  gaps: number
  outOfOrder: number
  ackedUnseen: number
  /** null: nothing had to be sent again. */
  losses: Losses | null
}

interface Losses {
  counts: Pick<
    LossFacts,
    | 'retransmissions'
    | 'fast'
    | 'stalled'
    | 'lossyConnections'
    | 'worst'
    | 'examples'
    | 'late'
    | 'first'
    | 'last'
  >
  lost: number
  /** Largest outer packet of a connection → its losses. */
  lostBySize: Map<number, number>
}

export class LossTallies {
  readonly ways = new WayMap(MAX_PATHS, emptyTally)

  conn(record: ConnRecord): void {
    this.side(record, false, record.origSide, record.respSide)
    this.side(record, true, record.respSide, record.origSide)
  }

  private side(record: ConnRecord, back: boolean, side: ConnSide, other: ConnSide): void {
    // Without the acknowledgements nobody can say what arrived.
    if (side.dataFrames === 0 || other.frames === 0) return
    const tally = this.ways.upsert(record, record.orig.address, record.resp.address, back)
    if (!tally) return
    tally.connections++
    tally.dataSegments += side.dataFrames
    tally.spurious += side.spuriousRetransmissions
    tally.gaps += side.gaps
    tally.outOfOrder += side.outOfOrder
    tally.ackedUnseen += side.ackedUnseen
    if (side.retransmissions === 0) return
    tally.losses ??= noLosses()
    addLosses(tally.losses, record, back ? 'resp' : 'orig', side)
  }
}

function emptyTally({ capture, tap, tunnel }: Seen, way: Way): Tally {
  const counters = {
    dataSegments: 0,
    connections: 0,
    spurious: 0,
    gaps: 0,
    outOfOrder: 0,
    ackedUnseen: 0,
  }
  return { capture, tap, tunnel, way, ...counters, losses: null }
}

function noLosses(): Losses {
  const counters = { retransmissions: 0, fast: 0, stalled: 0, lossyConnections: 0 }
  const lists = { worst: [], examples: [], late: [] }
  return {
    counts: { ...counters, ...lists, first: Infinity, last: 0 },
    lost: 0,
    lostBySize: new Map(),
  }
}

function addLosses(
  losses: Losses,
  record: ConnRecord,
  from: RepeatedSegment['from'],
  side: ConnSide,
): void {
  const [sender, receiver] =
    from === 'orig' ? [record.orig, record.resp] : [record.resp, record.orig]
  const label = `${formatEndpoint(sender.address, sender.port)} → ${formatEndpoint(receiver.address, receiver.port)}`
  const { capture, firstFrame, firstTime } = record
  const { counts, lostBySize } = losses
  let stalled = 0
  for (const segment of record.repeated) {
    if (segment.from !== from) continue
    if (!segment.acked || segment.transmissionTotal > STALL) {
      stalled += segment.transmissionTotal - 1
    } else if (counts.examples.length < KEPT) counts.examples.push({ capture, label, segment })
  }
  for (const segment of side.late) {
    if (counts.late.length < KEPT) counts.late.push({ capture, label, segment })
  }
  const lost = Math.max(0, side.retransmissions - stalled)
  counts.retransmissions += side.retransmissions
  counts.fast += side.fastRetransmissions
  counts.stalled += stalled
  losses.lost += lost
  if (lost === 0) return
  const size = side.largestOuterSent
  if (lostBySize.has(size) || lostBySize.size < KEPT) {
    lostBySize.set(size, (lostBySize.get(size) ?? 0) + lost)
  }
  counts.lossyConnections++
  counts.first = Math.min(counts.first, firstTime)
  counts.last = Math.max(counts.last, record.lastTime)
  counts.worst.push({ label, lost, dataSegments: side.dataFrames, firstFrame, firstTime })
  if (counts.worst.length > 2 * KEPT) shorten(counts.worst)
}

function shorten(worst: LossFacts['worst']): void {
  worst.sort((a, b) => b.lost - a.lost)
  worst.length = Math.min(worst.length, KEPT)
}

/** What one host lost on its way to another, all taps taken together; each packet counts once. */
export interface PairLoss {
  lost: number
  dataSegments: number
  /** null: nothing was lost. */
  facts: LostFacts | null
}

/** Facts but for names. `elsewhere`: the same hosts at the other taps. */
export interface LostFacts extends Omit<LossFacts, 'place' | 'elsewhere' | 'echo' | 'between'> {
  elsewhere: readonly { capture: number; tap: number; lost: number; dataSegments: number }[]
}

/** `seen`: the tallies of one source and destination at the taps that are believed. */
export function lossOf(seen: readonly Tally[], signs: PathSigns): PairLoss {
  if (seen.every(({ losses }) => losses === null)) return lossless(seen)
  const refused = tooBigOf(seen, signs)
  const lostAt = seen.map(({ losses }, index) =>
    Math.max(0, (losses?.lost ?? 0) - (refused[index] ?? 0)),
  )
  const at = nearest(seen, lostAt)
  const tally = seen[at]
  if (!tally?.losses) return lossless(seen)
  const { counts } = tally.losses
  // A tap behind the loss proves repetitions needless whose first transmission had come through.
  const spurious = greatest(seen.map((each) => each.spurious))
  const lost = Math.max(0, (lostAt[at] ?? 0) - (spurious - tally.spurious))
  shorten(counts.worst)
  const { capture, tap, way, dataSegments, connections, gaps, outOfOrder, ackedUnseen } = tally
  return {
    lost,
    dataSegments,
    facts: {
      ...counts,
      ...{
        capture,
        tap,
        way,
        dataSegments,
        connections,
        gaps,
        outOfOrder,
        ackedUnseen,
        lost,
        spurious,
      },
      tooBig: refused[at] ?? 0,
      examples: seen.flatMap(({ losses }) => losses?.counts.examples ?? []).slice(0, KEPT),
      late: seen.flatMap(({ losses }) => losses?.counts.late ?? []).slice(0, KEPT),
      elsewhere: seen
        .map((other, index) => ({
          capture: other.capture,
          tap: other.tap,
          lost: lostAt[index] ?? 0,
          dataSegments: other.dataSegments,
        }))
        .filter((other) => other.capture !== capture || other.tap !== tap),
    },
  }
}

const lossless = (seen: readonly Tally[]): PairLoss => ({
  lost: 0,
  dataSegments: greatest(seen.map((tally) => tally.dataSegments)),
  facts: null,
})

/**
 * Repetitions that a router explains by calling packets too big: these do not get lost, they are
 * refused, and sent again in smaller pieces. Connections that sent larger packets than the MTU
 * told count; a tap behind the router sees their repetitions alone.
 */
function tooBigOf(seen: readonly Tally[], signs: PathSigns): number[] {
  const [first] = seen
  const told = first ? signs.toldMtu(first.way) : -1
  if (told < 0) return seen.map(() => 0)
  const larger = seen.map(({ losses }) => {
    let tooBig = 0
    for (const [size, lost] of losses?.lostBySize ?? []) if (size > told) tooBig += lost
    return tooBig
  })
  if (larger.every((tooBig) => tooBig === 0)) return larger
  return larger.map((tooBig, index) => tooBig || (seen[index]?.losses?.lost ?? 0))
}

/** The tap nearest to the sender shows every repetition; −1: nothing was lost. */
function nearest(seen: readonly Tally[], lostAt: readonly number[]): number {
  let best = -1
  seen.forEach(({ gaps }, index) => {
    const lost = lostAt[index] ?? 0
    if (lost === 0) return
    const bestGaps = seen[best]?.gaps ?? Infinity
    if (gaps < bestGaps || (gaps === bestGaps && lost > (lostAt[best] ?? 0))) best = index
  })
  return best
}

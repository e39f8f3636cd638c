/**
 * What frames around a row tell of it: the head of a fragmented datagram, which alone has its ports,
 * and the frame that carried a repeated segment first. Looked for nearby, in the chunk of the row.
 */
import { MAX_KIN_BACK, MAX_KIN_CANDIDATES, MAX_KIN_FRAGMENTS } from '../limits/workspace-limits'
import type { FrameColumns } from '../model/frame-columns'
import { ANALYSIS_NAMES, FRAME_FRAGMENT } from '../model/frame-flags'
import type { HeadReading, PacketKin } from '../model/packet-row'

/** A frame that was looked up in its chunk. */
export interface LocatedFrame {
  frame: number
  columns: FrameColumns
  /** In the chunk. */
  at: number
}

export interface Kinship {
  heads: Map<number, NonNullable<PacketKin['head']>>
  repeats: Map<number, number>
}

type ReadHeads = (frames: readonly LocatedFrame[]) => Promise<Map<number, HeadReading>>

const REPEATED = ['retransmission', 'fast_retransmission', 'spurious_retransmission']
const REPEATED_BITS = REPEATED.reduce(
  (bits, name) => bits | (1 << ANALYSIS_NAMES.findIndex((known) => known === name)),
  0,
)

export async function kinOf(
  rows: readonly LocatedFrame[],
  heads: ReadonlyMap<number, HeadReading>,
  read: ReadHeads,
): Promise<Kinship> {
  const tails = rows.filter(({ frame }) => isTail(heads.get(frame)))
  const repeated = rows.filter(
    ({ frame, columns, at }) =>
      ((columns.flags[at] as number) & REPEATED_BITS) !== 0 && heads.get(frame)?.segment,
  )
  const wanted = new Map<number, LocatedFrame>()
  for (const row of tails) for (const near of fragmentsNear(row)) wanted.set(near.frame, near)
  for (const row of repeated) for (const old of earlierOf(row)) wanted.set(old.frame, old)
  const unread = [...wanted.values()].filter(({ frame }) => !heads.has(frame))
  const known = new Map([...heads, ...(await read(unread))])
  const seen = [...wanted.keys(), ...heads.keys()].sort((a, b) => a - b)
  return {
    heads: headsOf(tails, seen, known),
    repeats: repeatsOf(repeated, seen, known),
  }
}

const isTail = (reading: HeadReading | undefined) =>
  reading !== undefined && reading.datagram !== '' && !reading.first

function headsOf(
  tails: readonly LocatedFrame[],
  seen: readonly number[],
  known: ReadonlyMap<number, HeadReading>,
): Kinship['heads'] {
  const found: Kinship['heads'] = new Map()
  for (const { frame } of tails) {
    const datagram = known.get(frame)?.datagram
    const heads = seen.filter((other) => {
      const reading = known.get(other)
      return reading?.datagram === datagram && reading?.first === true
    })
    // Identifications come again: the nearest is meant.
    const [head] = heads.sort((a, b) => Math.abs(a - frame) - Math.abs(b - frame))
    const reading = head === undefined ? undefined : known.get(head)
    if (head === undefined || reading === undefined) continue
    const [srcPort, dstPort] = reading.ports
    found.set(frame, { frame: head, srcPort, dstPort, vni: reading.head.tunnel?.vni ?? -1 })
  }
  return found
}

function repeatsOf(
  repeated: readonly LocatedFrame[],
  seen: readonly number[],
  known: ReadonlyMap<number, HeadReading>,
): Kinship['repeats'] {
  const found: Kinship['repeats'] = new Map()
  for (const { frame } of repeated) {
    const segment = known.get(frame)?.segment
    const first = seen.find((other) => other < frame && known.get(other)?.segment === segment)
    if (first !== undefined) found.set(frame, first)
  }
  return found
}

/** Fragments on both sides, nearest first. */
function fragmentsNear({ frame, columns, at }: LocatedFrame): LocatedFrame[] {
  const found: LocatedFrame[] = []
  for (let by = 1; by <= MAX_KIN_FRAGMENTS && found.length < MAX_KIN_CANDIDATES; by++) {
    for (const near of [at - by, at + by]) {
      if (near < 0 || near >= columns.length) continue
      if (((columns.flags[near] as number) & FRAME_FRAGMENT) === 0) continue
      found.push({ frame: frame + near - at, columns, at: near })
    }
  }
  return found
}

/** Frames of the same connection and length before it, the latest first. */
function earlierOf({ frame, columns, at }: LocatedFrame): LocatedFrame[] {
  const found: LocatedFrame[] = []
  const flow = columns.flow[at]
  const length = columns.origLen[at]
  const last = Math.max(0, at - MAX_KIN_BACK)
  for (let near = at - 1; near >= last && found.length < MAX_KIN_CANDIDATES; near--) {
    if (columns.flow[near] !== flow || columns.origLen[near] !== length) continue
    found.push({ frame: frame + near - at, columns, at: near })
  }
  return found
}

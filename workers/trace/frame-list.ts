/** Frames of a capture that are to be read again, with what the index tells of them. */
import { FRAME_COPY, FRAME_COPY_OF_OTHER_TAP, FRAME_FRAGMENT } from '../model/frame-flags'
import type { FrameColumns } from '../model/frame-columns'

/** Frames before a datagram's last fragment among which its others are looked for. */
const FRAGMENTS_WITHIN = 1024
const COPIES = FRAME_COPY | FRAME_COPY_OF_OTHER_TAP

export class FrameList {
  length = 0
  /** Those of the connection itself; the others are fragments that may belong to it. */
  own = 0
  frame = new Uint32Array(256)
  time = new Float64Array(256)
  at = new Float64Array(256)
  octets = new Uint32Array(256)
  origLen = new Uint32Array(256)
  iface = new Uint16Array(256)
  flags = new Uint32Array(256)
  isOwn = new Uint8Array(256)
  /** Rows before which others are left out. */
  readonly begins = new Set<number>()

  /** Takes the frame in row `row` of a chunk whose first row is frame `first`. */
  add(columns: FrameColumns, row: number, first: number, own: boolean): void {
    if (this.length === this.frame.length) this.grow()
    const at = this.length++
    this.frame[at] = first + row
    this.time[at] = columns.time[row] as number
    this.at[at] = columns.fileAt[row] as number
    this.octets[at] = columns.capLen[row] as number
    this.origLen[at] = columns.origLen[row] as number
    this.iface[at] = columns.iface[row] as number
    this.flags[at] = columns.flags[row] as number
    this.isOwn[at] = own ? 1 : 0
    if (own) this.own++
  }

  /**
   * Takes from rows of a chunk, whose first row is frame `first`, the frames of connection `flow`, and
   * fragments shortly before its own.
   */
  addFlow(
    columns: FrameColumns,
    rows: { from: number; to: number },
    first: number,
    flow: number,
  ): void {
    const { flow: flows, flags } = columns
    let fragmentsUntil = -1
    let nextOwn = -1
    for (let row = rows.from; row < rows.to; row++) {
      if (flows[row] === flow) this.add(columns, row, first, true)
      else if (((flags[row] as number) & (FRAME_FRAGMENT | COPIES)) === FRAME_FRAGMENT) {
        if (row > nextOwn) {
          nextOwn = nextFragment(columns, row, flow)
          fragmentsUntil = nextOwn
        }
        if (fragmentsUntil - row <= FRAGMENTS_WITHIN) this.add(columns, row, first, false)
      }
    }
  }

  /** Those in [from, to), as a list that shares the columns. */
  part(from: number, to: number): FrameList {
    const part = new FrameList()
    part.frame = this.frame.subarray(from, to)
    part.time = this.time.subarray(from, to)
    part.at = this.at.subarray(from, to)
    part.octets = this.octets.subarray(from, to)
    part.origLen = this.origLen.subarray(from, to)
    part.iface = this.iface.subarray(from, to)
    part.flags = this.flags.subarray(from, to)
    part.isOwn = this.isOwn.subarray(from, to)
    part.length = to - from
    for (let at = 0; at < part.length; at++) part.own += part.isOwn[at] as number
    return part
  }

  /** Copies the rows [from, to) of another list. */
  append(list: FrameList, from: number, to: number): void {
    while (this.length + to - from > this.frame.length) this.grow()
    const at = this.length
    this.frame.set(list.frame.subarray(from, to), at)
    this.time.set(list.time.subarray(from, to), at)
    this.at.set(list.at.subarray(from, to), at)
    this.octets.set(list.octets.subarray(from, to), at)
    this.origLen.set(list.origLen.subarray(from, to), at)
    this.iface.set(list.iface.subarray(from, to), at)
    this.flags.set(list.flags.subarray(from, to), at)
    this.isOwn.set(list.isOwn.subarray(from, to), at)
    this.length += to - from
    for (let row = from; row < to; row++) this.own += list.isOwn[row] as number
  }

  private grow(): void {
    const larger = this.frame.length * 4
    this.frame = enlarged(this.frame, new Uint32Array(larger))
    this.time = enlarged(this.time, new Float64Array(larger))
    this.at = enlarged(this.at, new Float64Array(larger))
    this.octets = enlarged(this.octets, new Uint32Array(larger))
    this.origLen = enlarged(this.origLen, new Uint32Array(larger))
    this.iface = enlarged(this.iface, new Uint16Array(larger))
    this.flags = enlarged(this.flags, new Uint32Array(larger))
    this.isOwn = enlarged(this.isOwn, new Uint8Array(larger))
  }
}

/** The next row of the connection that completed a fragmented datagram; Infinity: none. */
function nextFragment({ length, flow: flows, flags }: FrameColumns, row: number, flow: number) {
  for (let next = row + 1; next < length; next++) {
    if (flows[next] === flow && ((flags[next] as number) & FRAME_FRAGMENT) !== 0) return next
  }
  return Infinity
}

function enlarged<T extends { set(from: T): void }>(from: T, into: T): T {
  into.set(from)
  return into
}

/** What may be read of a connection in one go. */
export interface ReadBudget {
  frames: number
  octets: number
}

/** Runs of frames that a sample takes: what is shown of one second is shown in full. */
const RUNS = 32

/**
 * All of the list when the budget allows, else runs of frames spread over all of it, its beginning
 * and its end among them.
 */
export function withinBudget(list: FrameList, budget: ReadBudget): FrameList {
  const octets = octetsOf(list)
  const share = Math.min(budget.frames / list.length, budget.octets / Math.max(1, octets))
  if (share >= 1) return list
  const sample = new FrameList()
  const run = Math.max(1, Math.floor((list.length * share) / RUNS))
  const step = (list.length - run) / (RUNS - 1)
  for (let n = 0; n < RUNS; n++) {
    const from = Math.round(n * step)
    if (n > 0) sample.begins.add(sample.length)
    sample.append(list, from, from + run)
  }
  return sample
}

function octetsOf({ length, octets }: FrameList): number {
  let sum = 0
  for (let at = 0; at < length; at++) sum += octets[at] as number
  return sum
}

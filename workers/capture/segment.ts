/**
 * A plain capture read in segments, each by a reader of its own that begins in the middle of the file.
 *
 * Every such reader first reads the first frame of the file: so it knows the header, the interfaces
 * described before that frame, and the time from which all times count. Then it goes on in its segment,
 * and only as long as there are records that tell nothing but a frame: whatever else stands in a file
 * is left to one reader that reads the rest, in order, with everything that was known before.
 */
import { newRecordBatch, type RecordBatch } from '../model/record-batch'
import { detectContent, HEAD_OCTETS } from './detect-format'
import { openBlob } from './octet-source'
import { OctetWindow, WINDOW_OCTETS } from './octet-window'
import { openReader } from './open-reader'
import { packingOf } from './packing'
import type { CaptureReader, SegmentableReader } from './reader'
import { SegmentableRecordReader } from './record-reader'
import { isTar } from './tar'
import { isZip } from './zip'

/** Offsets in the file. */
export interface Segment {
  from: number
  /** Records that begin here or later belong to the segments behind it. */
  to: number
  /** Whether a record begins at `from` is not known. */
  find: boolean
}

/** What is left of a file: all behind the frames that were read. */
export interface Rest {
  /** Frames read, at least one. */
  frames: number
  /** Offset at which the record of the last of them begins; −1: it is the first. */
  lastAt: number
}

/** Where a record begins in octets of the reader's file; as `SegmentableReader.findStart`. */
export type Seek = (reader: SegmentableReader, octets: Uint8Array, whole: boolean) => number

export const seekRecord: Seek = (reader, octets, whole) => reader.findStart(octets, 0, whole)

/** Is the file a capture itself, not packed in any way, and of a format whose records can be found? */
export async function isSegmentable(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, HEAD_OCTETS).arrayBuffer())
  if (packingOf(head) !== null || isZip(head) || isTar(head)) return false
  const { kind } = detectContent(head, head.length < HEAD_OCTETS)
  return kind === 'pcap' || kind === 'pcapng'
}

/** Null: it is no such file. */
export async function openSegmentable(file: Blob): Promise<SegmentableReader | null> {
  const outcome = await openReader(openBlob(file), file.size, '', [])
  if (outcome.kind !== 'capture') return null
  const { reader } = outcome
  if (reader instanceof SegmentableRecordReader) return reader
  await reader.close()
  return null
}

/** Null: the file cannot be read, or no record was found. */
export async function openSegment(
  file: Blob,
  segment: Segment,
  seek: Seek,
): Promise<SegmentReader | null> {
  const reader = await behindFirst(file)
  if (reader === null) return null
  const window = windowAt(file, segment.from)
  await reader.jump(window, 0)
  if (segment.find) {
    const whole = !(await window.want(WINDOW_OCTETS))
    const found = seek(reader, window.octets.subarray(window.start, window.end), whole)
    if (found < 0) {
      await reader.close()
      return null
    }
    window.start += found
  }
  return new SegmentReader(reader, segment.to)
}

/** As if one reader had read all from the first octet on. Null: the file cannot be read any more. */
export async function openRest(file: Blob, rest: Rest): Promise<CaptureReader | null> {
  const reader = await behindFirst(file)
  if (reader === null || rest.lastAt < 0) return reader
  await reader.jump(windowAt(file, rest.lastAt), rest.frames - 1)
  await skipFrame(reader)
  return reader
}

export class SegmentReader {
  /** Offset at which the next record begins, also where none was read. */
  position: number
  /** Offset at which the record of the last frame begins. */
  lastAt = -1
  private readonly reader: SegmentableReader
  private readonly to: number

  constructor(reader: SegmentableReader, to: number) {
    this.reader = reader
    this.to = to
    this.position = reader.position
  }

  /** As `CaptureReader.next`; false: at the end of the segment, or where something else stands. */
  async next(batch: RecordBatch): Promise<boolean> {
    const { reader, to } = this
    if (this.position >= to || !(await reader.nextOrdinary(batch))) return false
    const startOf = (row: number) => (batch.fileAt[row] as number) - reader.ordinaryHeadOctets
    let { count } = batch
    while (startOf(count - 1) >= to) count--
    this.position = count < batch.count ? startOf(count) : reader.position
    this.lastAt = startOf(count - 1)
    batch.count = count
    return true
  }

  exchange(window: ArrayBuffer): ArrayBuffer {
    return this.reader.exchange(window)
  }

  close(): Promise<void> {
    return this.reader.close()
  }
}

async function behindFirst(file: Blob): Promise<SegmentableReader | null> {
  const reader = await openSegmentable(file)
  if (reader !== null) await skipFrame(reader)
  return reader
}

async function skipFrame(reader: CaptureReader): Promise<void> {
  await reader.next(newRecordBatch(1))
}

function windowAt(file: Blob, from: number): OctetWindow {
  return new OctetWindow(openBlob(file.slice(from)), from)
}

/**
 * A capture read record by record. What is the same in all formats stands here: the window is
 * refilled, damage is passed over, and what is wrong with the file is put into words. How records
 * look is up to a `RecordFormat`.
 */
import { MAX_DAMAGED_STRETCHES } from '../limits/limits'
import type { CaptureHeader, CaptureInterface } from '../model/capture'
import type { RecordBatch } from '../model/record-batch'
import type { CaptureNotes } from './capture-notes'
import { damagedAt, joined, LeftOut } from './damage'
import type { OctetWindow } from './octet-window'
import type { CaptureReader, SegmentableReader } from './reader'
import { findAhead } from './resync'

/** How the file ends in the middle of a record. */
export interface Cut {
  /** Sentence for the analyst; empty: the file ends between two records. */
  says: string
  /** What the record claims, should records begin again behind it; empty: that is not looked for. */
  claims: string
}

export interface RecordFormat {
  readonly header: CaptureHeader
  readonly interfaces: CaptureInterface[]
  readonly notes: CaptureNotes
  /** Octets before the first record. */
  readonly fileHeaderOctets: number
  /** Frames read so far. */
  frames: number
  /** As `CaptureState`. */
  readonly epochNs: bigint | null
  readonly lastNs: bigint | null
  /** What is wrong with the record at which `walk` stopped. */
  readonly fault: string
  /** What follows that record is written to other rules. */
  readonly lost?: boolean
  /**
   * Moves whole records of the window into the batch. Returns how many octets must be unread before
   * there can be one more; 0 at damage.
   */
  walk(batch: RecordBatch, window: OctetWindow): number
  /** The file ended; `needed` octets would have made one more record, or its header. */
  cut(window: OctetWindow, needed: number): Cut
  /** As `findRecordStart`, with what is known of the file. */
  findStart(octets: Uint8Array, from: number, whole: boolean): number
}

/** Of files that can be read in segments. */
export interface SegmentableFormat extends RecordFormat {
  /** Octets of an ordinary record before its frame. */
  readonly ordinaryHeadOctets: number
  /** As `SegmentableReader`. */
  nextOrdinary(batch: RecordBatch, window: OctetWindow): Promise<boolean>
}

export class RecordReader<Format extends RecordFormat> implements CaptureReader {
  readonly header
  readonly interfaces
  readonly comments
  readonly names
  readonly weirds
  readonly capped
  readonly blocks
  readonly details
  readonly secrets
  protected readonly format: Format
  protected window: OctetWindow
  private readonly fileSize: number
  private readonly leftOut = new LeftOut()
  private trouble = ''
  private ended = false

  /** `window` stands at the start of the file. `fileSize` −1: unknown before its end. */
  constructor(format: Format, window: OctetWindow, fileSize: number) {
    const { notes } = format
    this.format = format
    this.window = window
    this.fileSize = fileSize
    this.header = format.header
    this.interfaces = format.interfaces
    this.comments = notes.comments
    this.names = notes.names
    this.weirds = notes.weirds
    this.capped = notes.capped
    this.blocks = notes.blocks
    this.details = notes.details
    this.secrets = notes.secrets
    window.start += format.fileHeaderOctets
  }

  get epochNs(): bigint | null {
    return this.format.epochNs
  }

  get lastNs(): bigint | null {
    return this.format.lastNs
  }

  get octetsRead(): number {
    return this.window.octetsRead
  }

  get message(): string {
    return joined(this.leftOut.message, this.window.message, this.trouble)
  }

  async next(batch: RecordBatch): Promise<boolean> {
    const { format, window } = this
    batch.count = 0
    while (!this.ended) {
      const { whole } = window
      const needed = format.walk(batch, window)
      if (batch.count > 0) return true
      if (needed === 0) await this.readOn()
      // That the file ends here may be news to `walk`, which then sees more.
      else if (!(await window.want(needed)) && whole) await this.end(needed)
    }
    return false
  }

  exchange(window: ArrayBuffer): ArrayBuffer {
    return this.window.exchange(window)
  }

  close(): Promise<void> {
    this.ended = true
    return this.window.close()
  }

  /** At damage: goes on where records begin again, or ends. */
  private async readOn(): Promise<void> {
    const { fault, lost } = this.format
    const from = this.offset
    if (lost !== true && (await this.passOver(fault))) return
    this.ended = true
    this.trouble = damagedAt(from, fault, this.fileSize)
  }

  private async end(needed: number): Promise<void> {
    const { says, claims } = this.format.cut(this.window, needed)
    if (claims !== '' && (await this.passOver(claims))) return
    this.ended = true
    this.trouble = says
  }

  /** False: no record begins behind the start of the window, or too many stretches were damaged. */
  private async passOver(what: string): Promise<boolean> {
    const { window, format, leftOut } = this
    if (leftOut.count === MAX_DAMAGED_STRETCHES) return false
    const from = this.offset
    const find = (octets: Uint8Array, at: number, whole: boolean) =>
      format.findStart(octets, at, whole)
    const found = await findAhead(window, find)
    if (found) leftOut.add(from, this.offset, what, format.frames + 1)
    return found
  }

  /** In the file, of what comes next. */
  protected get offset(): number {
    return this.window.base + this.window.start
  }
}

export class SegmentableRecordReader
  extends RecordReader<SegmentableFormat>
  implements SegmentableReader
{
  get position(): number {
    return this.offset
  }

  get ordinaryHeadOctets(): number {
    return this.format.ordinaryHeadOctets
  }

  async jump(window: OctetWindow, frames: number): Promise<void> {
    await this.window.close()
    this.window = window
    this.format.frames = frames
  }

  nextOrdinary(batch: RecordBatch): Promise<boolean> {
    return this.format.nextOrdinary(batch, this.window)
  }

  findStart(octets: Uint8Array, from: number, whole: boolean): number {
    return this.format.findStart(octets, from, whole)
  }
}

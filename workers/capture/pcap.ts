/**
 * Records of a pcap file. draft-ietf-opsawg-pcap §5; lengths and ends as Wireshark 4.0.17 sees
 * them.
 *
 *   at 0  seconds  u32     at 8   captured length  u32     at 16  "modified" only: 8 octets more
 *   at 4  fraction u32     at 12  original length  u32
 */
import { MAX_DAMAGED_STRETCHES, MAX_FRAME_OCTETS } from '../limits/limits'
import type { CaptureHeader, CaptureInterface } from '../model/capture'
import type { RecordBatch } from '../model/record-batch'
import { NANOS_PER_SECOND } from '../model/units'
import { CaptureNotes } from './capture-notes'
import { cutOff, damagedAt, joined, LeftOut } from './damage'
import type { OctetWindow } from './octet-window'
import type { PcapHeader } from './pcap-header'
import { MAX_ORIGINAL_OCTETS, type SegmentableReader } from './reader'
import { findRecordStart } from './record-start'
import { findAhead } from './resync'

/** Octets of zeros that are not taken for empty records: room that a program kept and never filled. */
const BLANK = 1024

export class PcapReader implements SegmentableReader {
  readonly header: CaptureHeader
  readonly interfaces: CaptureInterface[]
  private readonly notes = new CaptureNotes()
  readonly comments = this.notes.comments
  readonly names = this.notes.names
  readonly weirds = this.notes.weirds
  readonly capped = this.notes.capped
  readonly blocks = this.notes.blocks
  readonly details = this.notes.details
  readonly secrets = this.notes.secrets
  private trouble = ''
  private readonly leftOut = new LeftOut()
  /** Captured octets that the record claims at which reading stopped. */
  private claimed = 0
  /** Fewer octets are left than a stretch of zeros has. */
  private nearEnd = false
  private ended = false
  private frames = 0
  /** Frames whose time is damaged. */
  private oddTimes = 0
  /** Time of the first and of the last frame; seconds −1: none was read. */
  private firstSeconds = -1
  private firstNanos = 0
  private lastSeconds = 0
  private lastNanos = 0
  private readonly file: PcapHeader
  private window: OctetWindow
  private readonly fileSize: number
  private readonly nanosPerTick: number

  /** `window` stands at the start of the file. `fileSize` −1: unknown before its end. */
  constructor(file: PcapHeader, window: OctetWindow, fileSize: number) {
    const { linktype, snaplen, nanosecond, littleEndian, fcsOctets } = file
    this.file = file
    this.window = window
    this.fileSize = fileSize
    this.nanosPerTick = nanosecond ? 1 : 1000
    this.header = {
      container: 'pcap',
      endian: littleEndian ? 'little' : 'big',
      nanosecond,
      linktypes: [linktype],
    }
    const tsresol = nanosecond ? 9 : 6
    const iface = { section: 0, id: 0, name: '', linktype, snaplen, tsresol, dropped: -1 }
    const fcs = { what: 'frame check sequence', value: `${fcsOctets} octets` }
    this.interfaces = [fcsOctets < 0 ? iface : { ...iface, details: [fcs] }]
    if (!file.version.startsWith('2.')) this.notes.weird(`pcap version ${file.version}`, 0)
    window.start += file.headerOctets
  }

  get epochNs(): bigint | null {
    return this.firstSeconds < 0 ? null : absolute(this.firstSeconds, this.firstNanos)
  }

  get lastNs(): bigint | null {
    return this.firstSeconds < 0 ? null : absolute(this.lastSeconds, this.lastNanos)
  }

  get octetsRead(): number {
    return this.window.octetsRead
  }

  get message(): string {
    return joined(this.leftOut.message, this.window.message, this.trouble)
  }

  async next(batch: RecordBatch): Promise<boolean> {
    batch.count = 0
    while (!this.ended) {
      const needed = this.walk(batch)
      if (batch.count > 0) return true
      if (needed === 0) await this.readOn()
      else if (!(await this.window.want(needed))) {
        if (needed === BLANK && !this.nearEnd) this.nearEnd = true
        else await this.end(needed)
      }
    }
    return false
  }

  get position(): number {
    return this.window.base + this.window.start
  }

  get ordinaryHeadOctets(): number {
    return this.file.recordHeaderOctets + this.file.pseudoOctets
  }

  async jump(window: OctetWindow, frames: number): Promise<void> {
    await this.window.close()
    this.window = window
    this.frames = frames
    this.nearEnd = false
  }

  async nextOrdinary(batch: RecordBatch): Promise<boolean> {
    const { oddTimes } = this
    for (;;) {
      const from = this.window.start
      const needed = this.walk(batch)
      if (oddTimes !== this.oddTimes) {
        this.window.start = from
        batch.count = 0
        return false
      }
      if (batch.count > 0) return true
      if (needed === 0 || !(await this.window.want(needed))) return false
    }
  }

  findStart(octets: Uint8Array, from: number, whole: boolean): number {
    const ticksPerSecond = NANOS_PER_SECOND / this.nanosPerTick
    const known = this.firstSeconds < 0 ? [] : [this.firstSeconds, this.lastSeconds]
    return findRecordStart(octets, from, { ...this.file, ticksPerSecond, known }, whole)
  }

  exchange(window: ArrayBuffer): ArrayBuffer {
    return this.window.exchange(window)
  }

  close(): Promise<void> {
    this.ended = true
    return this.window.close()
  }

  /**
   * Moves whole records of the window into the batch. Returns how many octets must be unread
   * before there can be one more; 0 at damage.
   */
  private walk(batch: RecordBatch): number {
    const { octets, view, base, end } = this.window
    const { littleEndian, recordHeaderOctets, lengthOrder, pseudoOctets } = this.file
    const { nanosPerTick } = this
    const ticksPerSecond = NANOS_PER_SECOND / nanosPerTick
    const rows = batch.at.length
    let at = this.window.start
    let row = 0
    let needed = recordHeaderOctets
    let seconds = this.lastSeconds
    let nanos = this.lastNanos
    batch.octets = octets
    batch.view = view
    while (row < rows) {
      needed = recordHeaderOctets
      if (end - at < needed) break
      let capLen = view.getUint32(at + 8, littleEndian)
      let origLen = view.getUint32(at + 12, littleEndian)
      if (lengthOrder !== 'captured-first') {
        if (lengthOrder === 'original-first' || capLen > origLen) {
          ;[capLen, origLen] = [origLen, capLen]
        }
      }
      if (capLen > MAX_FRAME_OCTETS || capLen < pseudoOctets) {
        this.claimed = capLen
        needed = 0
        break
      }
      if (origLen === 0 && (needed = this.blankAt(at)) !== recordHeaderOctets) break
      needed += capLen
      if (end - at < needed) break
      seconds = view.getUint32(at, littleEndian)
      const fraction = view.getUint32(at + 4, littleEndian)
      nanos = fraction < ticksPerSecond ? fraction * nanosPerTick : this.overlong(fraction, row)
      if (this.firstSeconds < 0) {
        this.firstSeconds = seconds
        this.firstNanos = nanos
      }
      const frameAt = at + recordHeaderOctets + pseudoOctets
      batch.at[row] = frameAt
      batch.capLen[row] = capLen - pseudoOctets
      batch.origLen[row] = Math.min(Math.max(origLen - pseudoOctets, 0), MAX_ORIGINAL_OCTETS)
      batch.time[row] = (seconds - this.firstSeconds) * NANOS_PER_SECOND + (nanos - this.firstNanos)
      batch.iface[row] = 0
      batch.linktype[row] = this.file.linktype
      batch.fileAt[row] = base + frameAt
      at += needed
      row++
    }
    batch.count = row
    this.frames += row
    this.lastSeconds = seconds
    this.lastNanos = nanos
    this.window.start = at
    return needed
  }

  /** For a record without octets, as `walk` returns it: is it one, or the start of mere zeros? */
  private blankAt(at: number): number {
    const { octets, end } = this.window
    const there = octets.subarray(at, Math.min(at + BLANK, end))
    if (there.some((octet) => octet !== 0)) return this.file.recordHeaderOctets
    if (there.length < BLANK) return this.nearEnd ? this.file.recordHeaderOctets : BLANK
    this.claimed = 0
    return 0
  }

  /** At damage: goes on where records begin again, or ends. */
  private async readOn(): Promise<void> {
    const { window, claimed } = this
    const from = window.base + window.start
    const what = claimed === 0 ? 'zeros' : `a record claims ${claimed} captured octets`
    const found = await this.findAhead()
    if (found) this.leftOut.add(from, window.base + window.start, what, this.frames + 1)
    else {
      this.ended = true
      this.trouble = damagedAt(from, what, this.fileSize)
    }
  }

  private findAhead(): Promise<boolean> {
    if (this.leftOut.count === MAX_DAMAGED_STRETCHES) return Promise.resolve(false)
    return findAhead(this.window, (octets, from, whole) => this.findStart(octets, from, whole))
  }

  /** The file ended; `needed` octets would have made one more frame, or its header. */
  private async end(needed: number): Promise<void> {
    const { window } = this
    const there = window.end - window.start
    const header = this.file.recordHeaderOctets
    const frame = `frame ${this.frames + 1}`
    if (there >= header) {
      const from = window.base + window.start
      const left = there - header
      const what = `a record claims ${needed - header} captured octets where ${left} are left`
      if (await this.findAhead()) {
        this.leftOut.add(from, window.base + window.start, what, this.frames + 1)
        return
      }
      this.trouble = cutOff(frame, left, needed - header)
    } else if (there > 0) this.trouble = cutOff(`the header of ${frame}`, there, header)
    this.ended = true
  }

  /**
   * A fraction beyond one second is damage. It is told as Wireshark prints it: what is left of it
   * in 32 bits, nine digits behind the point.
   */
  private overlong(fraction: number, row: number): number {
    this.oddTimes++
    this.notes.weird('pcap fraction beyond one second', this.frames + row + 1)
    const nanos = Math.abs(Math.imul(fraction, this.nanosPerTick))
    return nanos < NANOS_PER_SECOND ? nanos : Math.floor(nanos / 10)
  }
}

function absolute(seconds: number, nanos: number): bigint {
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanos)
}

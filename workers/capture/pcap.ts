/**
 * Records of a pcap file. draft-ietf-opsawg-pcap §5; lengths and ends as Wireshark 4.0.17 sees
 * them.
 *
 *   at 0  seconds  u32     at 8   captured length  u32     at 16  "modified" only: 8 octets more
 *   at 4  fraction u32     at 12  original length  u32
 */
import { MAX_FRAME_OCTETS } from '../limits/limits'
import type { CaptureHeader, CaptureInterface } from '../model/capture'
import type { RecordBatch } from '../model/record-batch'
import { NANOS_PER_SECOND } from '../model/units'
import { CaptureNotes } from './capture-notes'
import { cutOff, damagedAt, joined } from './damage'
import type { OctetWindow } from './octet-window'
import type { PcapHeader } from './pcap-header'
import { pseudoHeaderOctets } from './pseudo-header'
import { MAX_ORIGINAL_OCTETS, type CaptureReader } from './reader'

export class PcapReader implements CaptureReader {
  readonly header: CaptureHeader
  readonly interfaces: CaptureInterface[]
  private readonly notes = new CaptureNotes()
  readonly comments = this.notes.comments
  readonly names = this.notes.names
  readonly weirds = this.notes.weirds
  readonly capped = this.notes.capped
  private trouble = ''
  private ended = false
  private frames = 0
  /** Time of the first and of the last frame as written; seconds −1: none was read. */
  private firstSeconds = -1
  private firstFraction = 0
  private lastSeconds = 0
  private lastFraction = 0
  private readonly file: PcapHeader
  private readonly window: OctetWindow
  private readonly fileSize: number
  private readonly nanosPerTick: number
  private readonly pseudoOctets: number

  /** `window` stands at the start of the file. `fileSize` −1: unknown before its end. */
  constructor(file: PcapHeader, window: OctetWindow, fileSize: number) {
    const { linktype, snaplen, nanosecond, littleEndian } = file
    this.file = file
    this.window = window
    this.fileSize = fileSize
    this.nanosPerTick = nanosecond ? 1 : 1000
    this.pseudoOctets = pseudoHeaderOctets(linktype)
    this.header = {
      container: 'pcap',
      endian: littleEndian ? 'little' : 'big',
      nanosecond,
      linktypes: [linktype],
    }
    const tsresol = nanosecond ? 9 : 6
    this.interfaces = [{ section: 0, id: 0, name: '', linktype, snaplen, tsresol, dropped: -1 }]
    if (!file.version.startsWith('2.')) this.notes.weird(`pcap version ${file.version}`, 0)
    window.start += file.headerOctets
  }

  get epochNs(): bigint | null {
    return this.firstSeconds < 0 ? null : this.absolute(this.firstSeconds, this.firstFraction)
  }

  get lastNs(): bigint | null {
    return this.firstSeconds < 0 ? null : this.absolute(this.lastSeconds, this.lastFraction)
  }

  get octetsRead(): number {
    return this.window.octetsRead
  }

  get message(): string {
    return joined(this.window.message, this.trouble)
  }

  async next(batch: RecordBatch): Promise<boolean> {
    batch.count = 0
    while (!this.ended) {
      const needed = this.walk(batch)
      if (batch.count > 0) return true
      if (!this.ended && !(await this.window.want(needed))) this.end(needed)
    }
    return false
  }

  close(): Promise<void> {
    this.ended = true
    return this.window.close()
  }

  /**
   * Moves whole records of the window into the batch. Returns how many octets must be unread
   * before there can be one more.
   */
  private walk(batch: RecordBatch): number {
    const { octets, view, base, end } = this.window
    const { littleEndian, recordHeaderOctets, lengthOrder } = this.file
    const { nanosPerTick, pseudoOctets } = this
    const rows = batch.at.length
    let at = this.window.start
    let row = 0
    let needed = recordHeaderOctets
    let seconds = this.lastSeconds
    let fraction = this.lastFraction
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
        this.refuse(base + at, `a frame of ${capLen} octets`)
        break
      }
      needed += capLen
      if (end - at < needed) break
      seconds = view.getUint32(at, littleEndian)
      fraction = view.getUint32(at + 4, littleEndian)
      if (this.firstSeconds < 0) {
        this.firstSeconds = seconds
        this.firstFraction = fraction
      }
      const frameAt = at + recordHeaderOctets + pseudoOctets
      batch.at[row] = frameAt
      batch.capLen[row] = capLen - pseudoOctets
      batch.origLen[row] = Math.min(Math.max(origLen - pseudoOctets, 0), MAX_ORIGINAL_OCTETS)
      batch.time[row] =
        (seconds - this.firstSeconds) * NANOS_PER_SECOND +
        (fraction - this.firstFraction) * nanosPerTick
      batch.iface[row] = 0
      batch.linktype[row] = this.file.linktype
      batch.fileAt[row] = base + frameAt
      at += needed
      row++
    }
    batch.count = row
    this.frames += row
    this.lastSeconds = seconds
    this.lastFraction = fraction
    this.window.start = at
    return needed
  }

  private refuse(offset: number, what: string): void {
    this.ended = true
    this.trouble = damagedAt(offset, `a record claims ${what}`, this.fileSize)
  }

  /** The file ended; `needed` octets would have made one more frame, or its header. */
  private end(needed: number): void {
    const there = this.window.end - this.window.start
    const header = this.file.recordHeaderOctets
    this.ended = true
    if (there <= 0) return
    const frame = `frame ${this.frames + 1}`
    this.trouble =
      there < header
        ? cutOff(`the header of ${frame}`, there, header)
        : cutOff(frame, there - header, needed - header)
  }

  private absolute(seconds: number, fraction: number): bigint {
    return BigInt(seconds) * 1_000_000_000n + BigInt(fraction * this.nanosPerTick)
  }
}

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
import { cutOff } from './damage'
import type { OctetWindow } from './octet-window'
import type { PcapHeader } from './pcap-header'
import { MAX_ORIGINAL_OCTETS } from './reader'
import type { Cut, SegmentableFormat } from './record-reader'
import { findRecordStart } from './record-start'

/** Octets of zeros that are not taken for empty records: room that a program kept and never filled. */
const BLANK = 1024

export class PcapRecords implements SegmentableFormat {
  readonly header: CaptureHeader
  readonly interfaces: CaptureInterface[]
  readonly notes = new CaptureNotes()
  readonly fileHeaderOctets: number
  readonly ordinaryHeadOctets: number
  fault = ''
  frames = 0
  /** Frames whose time is damaged. */
  private oddTimes = 0
  /**
   * Time of the first and of the last frame. Seconds are NaN before the first; below 0, as nanoseconds
   * then are, where Wireshark tells times before 1970.
   */
  private firstSeconds = NaN
  private firstNanos = 0
  private lastSeconds = 0
  private lastNanos = 0
  private readonly file: PcapHeader
  private readonly nanosPerTick: number

  constructor(file: PcapHeader) {
    const { linktype, snaplen, nanosecond, littleEndian, fcsOctets } = file
    this.file = file
    this.fileHeaderOctets = file.headerOctets
    this.ordinaryHeadOctets = file.recordHeaderOctets + file.pseudoOctets
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
  }

  get epochNs(): bigint | null {
    return Number.isNaN(this.firstSeconds) ? null : absolute(this.firstSeconds, this.firstNanos)
  }

  get lastNs(): bigint | null {
    return Number.isNaN(this.firstSeconds) ? null : absolute(this.lastSeconds, this.lastNanos)
  }

  async nextOrdinary(batch: RecordBatch, window: OctetWindow): Promise<boolean> {
    const { oddTimes } = this
    for (;;) {
      const from = window.start
      const needed = this.walk(batch, window)
      if (oddTimes !== this.oddTimes) {
        window.start = from
        batch.count = 0
        return false
      }
      if (batch.count > 0) return true
      if (needed === 0 || !(await window.want(needed))) return false
    }
  }

  findStart(octets: Uint8Array, from: number, whole: boolean): number {
    const ticksPerSecond = NANOS_PER_SECOND / this.nanosPerTick
    // As they stand in the file.
    const seconds = [this.firstSeconds, this.lastSeconds].map(Math.abs)
    const known = Number.isNaN(this.firstSeconds) ? [] : seconds
    return findRecordStart(octets, from, { ...this.file, ticksPerSecond, known }, whole)
  }

  walk(batch: RecordBatch, window: OctetWindow): number {
    const { octets, view, base, end } = window
    const { littleEndian, recordHeaderOctets, lengthOrder, pseudoOctets } = this.file
    const { nanosPerTick } = this
    const ticksPerSecond = NANOS_PER_SECOND / nanosPerTick
    const rows = batch.at.length
    let at = window.start
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
        this.fault = `a record claims ${capLen} captured octets`
        needed = 0
        break
      }
      if (origLen === 0 && (needed = this.blankAt(window, at)) !== recordHeaderOctets) break
      needed += capLen
      if (end - at < needed) break
      seconds = view.getUint32(at, littleEndian)
      const fraction = view.getUint32(at + 4, littleEndian)
      nanos = fraction < ticksPerSecond ? fraction * nanosPerTick : this.overlong(fraction, row)
      if (nanos < 0) seconds = -seconds
      if (Number.isNaN(this.firstSeconds)) {
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
    window.start = at
    return needed
  }

  /** For a record without octets, as `walk` returns it: is it one, or the start of mere zeros? */
  private blankAt({ octets, end, whole }: OctetWindow, at: number): number {
    const there = octets.subarray(at, Math.min(at + BLANK, end))
    if (there.some((octet) => octet !== 0)) return this.file.recordHeaderOctets
    if (there.length < BLANK) return whole ? this.file.recordHeaderOctets : BLANK
    this.fault = 'zeros'
    return 0
  }

  cut(window: OctetWindow, needed: number): Cut {
    const there = window.end - window.start
    const header = this.file.recordHeaderOctets
    const frame = `frame ${this.frames + 1}`
    if (there <= 0) return { says: '', claims: '' }
    if (there < header) return { says: cutOff(`the header of ${frame}`, there, header), claims: '' }
    const left = there - header
    return {
      says: cutOff(frame, left, needed - header),
      claims: `a record claims ${needed - header} captured octets where ${left} are left`,
    }
  }

  /**
   * A fraction beyond one second is damage. It is told as Wireshark prints it: what is left of it
   * in 32 bits, nine digits behind the point; the sign of it is that of the whole time.
   */
  private overlong(fraction: number, row: number): number {
    this.oddTimes++
    this.notes.weird('pcap fraction beyond one second', this.frames + row + 1)
    const nanos = Math.imul(fraction, this.nanosPerTick)
    return Math.abs(nanos) < NANOS_PER_SECOND ? nanos : Math.trunc(nanos / 10)
  }
}

function absolute(seconds: number, nanos: number): bigint {
  return BigInt(seconds) * 1_000_000_000n + BigInt(nanos)
}

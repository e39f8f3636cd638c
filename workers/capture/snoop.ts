/**
 * snoop, the format of Solaris. RFC 1761; everything is big-endian.
 *
 *   file:    at 0  "snoop\0\0\0"     at 8  version u32 (2)    at 12  datalink type u32
 *   record:  at 0  original length   at 4  included length    at 8   length of the record, padded
 *            at 12 drops so far      at 16 seconds            at 20  microseconds
 */
import { MAX_FRAME_OCTETS } from '../limits/limits'
import type { CaptureHeader, CaptureInterface } from '../model/capture'
import type { RecordBatch } from '../model/record-batch'
import { NANOS_PER_SECOND } from '../model/units'
import { CaptureNotes } from './capture-notes'
import { findChain, type RecordShape } from './chain'
import { cutOff } from './damage'
import type { OctetWindow } from './octet-window'
import { pseudoHeaderOctets } from '../model/pseudo-header'
import { MAX_ORIGINAL_OCTETS } from './reader'
import type { Cut, RecordFormat } from './record-reader'
import { isNearAny, isShortPause } from './record-start'

const FILE_HEADER = 16
const RECORD_HEADER = 24
const MICROSECONDS = 1_000_000

/** LINKTYPE_* by datalink type: RFC 1761 and, above 9, Solaris' `<sys/dlpi.h>`. */
const LINKTYPES: Readonly<Record<number, number>> = {
  0: 1, // IEEE 802.3
  2: 6, // token ring
  4: 1, // Ethernet
  8: 10, // FDDI
  9: 0, // "other": loopback
  14: 0, // software loopback
  16: 122, // IP over Fibre Channel
  18: 123, // ATM, as SunATM
  26: 242, // IP over InfiniBand
}

export interface SnoopHeader {
  linktype: number
}

/** A text says why it cannot be read. `head` begins like snoop and holds the file header. */
export function readSnoopHeader(head: Uint8Array): SnoopHeader | string {
  if (head.length < FILE_HEADER) {
    return `begins like snoop but ends inside its header, after ${head.length} octets`
  }
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const version = view.getUint32(8)
  if (version !== 2) return `is a snoop capture of version ${version}, which is not read`
  const datalink = view.getUint32(12)
  const linktype = LINKTYPES[datalink]
  if (linktype !== undefined) return { linktype }
  return `is a snoop capture of datalink type ${datalink}, which is not read`
}

export class SnoopRecords implements RecordFormat {
  readonly header: CaptureHeader
  readonly interfaces: CaptureInterface[]
  readonly notes = new CaptureNotes()
  readonly fileHeaderOctets = FILE_HEADER
  fault = ''
  frames = 0
  /** Of the first and the last frame; −1: none was read. */
  private firstSeconds = -1
  private firstMicros = 0
  private lastSeconds = 0
  private lastMicros = 0
  private readonly linktype: number
  private readonly pseudoOctets: number

  constructor({ linktype }: SnoopHeader) {
    this.linktype = linktype
    this.pseudoOctets = pseudoHeaderOctets(linktype)
    this.header = { container: 'snoop', endian: 'big', nanosecond: false, linktypes: [linktype] }
    this.interfaces = [
      { section: 0, id: 0, name: '', linktype, snaplen: 0, tsresol: 6, dropped: -1 },
    ]
  }

  get epochNs(): bigint | null {
    return this.firstSeconds < 0 ? null : absolute(this.firstSeconds, this.firstMicros)
  }

  get lastNs(): bigint | null {
    return this.firstSeconds < 0 ? null : absolute(this.lastSeconds, this.lastMicros)
  }

  walk(batch: RecordBatch, window: OctetWindow): number {
    const { octets, view, end } = window
    batch.octets = octets
    batch.view = view
    while (batch.count < batch.at.length) {
      const at = window.start
      if (end - at < RECORD_HEADER) return RECORD_HEADER
      const size = view.getUint32(at + 8)
      const capLen = view.getUint32(at + 4)
      this.fault = this.faultOf(size, capLen)
      if (this.fault !== '') return 0
      // The padding of the last record may be missing.
      const needed = RECORD_HEADER + capLen
      if (end - at < needed) return needed
      this.row(batch, window, at, capLen)
      window.start = at + size
    }
    return RECORD_HEADER
  }

  private faultOf(size: number, capLen: number): string {
    if (capLen > MAX_FRAME_OCTETS || capLen < this.pseudoOctets) {
      return `a record claims ${capLen} captured octets`
    }
    if (size < RECORD_HEADER + capLen || size > RECORD_HEADER + 2 * MAX_FRAME_OCTETS) {
      return `a record of ${size} octets claims ${capLen} captured ones`
    }
    return ''
  }

  private row(batch: RecordBatch, { view, base }: OctetWindow, at: number, capLen: number): void {
    const { pseudoOctets } = this
    const seconds = view.getUint32(at + 16)
    const micros = view.getUint32(at + 20)
    if (this.firstSeconds < 0) {
      this.firstSeconds = seconds
      this.firstMicros = micros
    }
    this.lastSeconds = seconds
    this.lastMicros = micros
    const frameAt = at + RECORD_HEADER + pseudoOctets
    const row = batch.count++
    batch.at[row] = frameAt
    batch.capLen[row] = capLen - pseudoOctets
    const origLen = Math.max(view.getUint32(at) - pseudoOctets, 0)
    batch.origLen[row] = Math.min(origLen, MAX_ORIGINAL_OCTETS)
    batch.time[row] =
      (seconds - this.firstSeconds) * NANOS_PER_SECOND + (micros - this.firstMicros) * 1000
    batch.iface[row] = 0
    batch.linktype[row] = this.linktype
    batch.fileAt[row] = base + frameAt
    this.frames++
    const [iface] = this.interfaces
    if (iface !== undefined) iface.dropped = Math.max(iface.dropped, view.getUint32(at + 12))
  }

  findStart(octets: Uint8Array, from: number, whole: boolean): number {
    const known = this.firstSeconds < 0 ? [] : [this.firstSeconds, this.lastSeconds]
    return findChain(octets, from, shapeOf(known), whole)
  }

  cut(window: OctetWindow, needed: number): Cut {
    const there = window.end - window.start
    const frame = `frame ${this.frames + 1}`
    // The padding of the last record may be missing.
    if (there <= 0) return { says: '', claims: '' }
    const says =
      there < RECORD_HEADER
        ? cutOff(`the header of ${frame}`, there, RECORD_HEADER)
        : cutOff(frame, there - RECORD_HEADER, needed - RECORD_HEADER)
    return { says, claims: '' }
  }
}

/** Plausible records, where damage is passed over. */
function shapeOf(known: readonly number[]): RecordShape {
  return {
    headerOctets: RECORD_HEADER,
    lengthAt(view, at) {
      const original = view.getUint32(at)
      const captured = view.getUint32(at + 4)
      const size = view.getUint32(at + 8)
      const padding = size - RECORD_HEADER - captured
      if (captured === 0 || captured > original || original > MAX_FRAME_OCTETS) return 0
      if (padding < 0 || padding > 8 || view.getUint32(at + 20) >= MICROSECONDS) return 0
      return isNearAny(view.getUint32(at + 16), known) ? size : 0
    },
    areNeighbours: (view, at, next) =>
      isShortPause(view.getUint32(at + 16), view.getUint32(next + 16)),
  }
}

function absolute(seconds: number, micros: number): bigint {
  return BigInt(seconds) * 1_000_000_000n + BigInt(micros) * 1000n
}

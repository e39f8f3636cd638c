/**
 * Blocks of a pcapng file that are numbered as frames, as Wireshark 4.0.17 numbers them.
 * draft-ietf-opsawg-pcapng §4.3 (enhanced), §4.4 (simple), appendix A (obsolete packet); custom
 * blocks, entries of the systemd journal and Sysdig events.
 */
import { MAX_FRAME_OCTETS } from '../limits/limits'
import { NO_INTERFACE, NO_LINKTYPE, type RecordBatch } from '../model/record-batch'
import type { CaptureNotes } from './capture-notes'
import { BLOCK, BLOCK_HEAD, BLOCK_TAIL, padded, type Block } from './pcapng-blocks'
import { noteCustom, noteJournal } from './pcapng-extras'
import { isUncommented, Options, OPTION } from './pcapng-options'
import { MAX_ORIGINAL_OCTETS } from './reader'
import { SectionInterfaces, type SectionInterface } from './section-interfaces'
import { Clock } from './timestamp'

/** Octets of the fixed fields at the start of the bodies. */
const PACKET_FIELDS = 20
const SIMPLE_FIELDS = 4
const CUSTOM_FIELDS = 4
/** Octets of Sysdig's fields, before and since version 2. */
const SYSDIG_FIELDS = 24
const SYSDIG2_FIELDS = 28

/** Resolution of the times that events without an interface give: nanoseconds. */
const NANOSECONDS = 9

/** Octets of a journal entry in which its time is looked for; it stands near the start. */
const JOURNAL_HEAD = 1024

/** Octets of an enhanced packet block before its frame, and without frame and options. */
export const FRAME_AT = BLOCK_HEAD + PACKET_FIELDS
const ENHANCED_OCTETS = FRAME_AT + BLOCK_TAIL

/** Each reader returns what is wrong with the block, or an empty text and one more row. */
export class PcapngFrames {
  /** Frames read so far. */
  count = 0
  epochNs: bigint | null = null
  section = new SectionInterfaces()
  private readonly notes: CaptureNotes
  private readonly options = new Options()
  /** Interface of the last frame that has a time, and that time as written. */
  private lastInterface: SectionInterface | null = null
  private lastHigh = 0
  private lastLow = 0
  /** Stands for the interface of events that have none, but a time. */
  private readonly events: SectionInterface = {
    index: NO_INTERFACE,
    linktype: NO_LINKTYPE,
    snaplen: 0,
    clock: new Clock(NANOSECONDS, 0n),
    pseudoOctets: 0,
  }

  constructor(notes: CaptureNotes) {
    this.notes = notes
  }

  get lastNs(): bigint | null {
    return this.lastInterface?.clock.absolute(this.lastHigh, this.lastLow) ?? null
  }

  /**
   * Reads on from `at` as long as there are ordinary enhanced packet blocks, and returns where the
   * first other block begins, or one that is cut off, damaged, commented or the first of all. Most
   * files are little else, and this takes half the time of block after block.
   */
  ordinary(batch: RecordBatch, block: Block, at: number, end: number): number {
    const { view, littleEndian, base } = block
    const { section } = this
    const rows = batch.at.length
    let row = batch.count
    let iface = this.lastInterface
    if (iface === null) return at
    while (row < rows && end - at >= ENHANCED_OCTETS) {
      if (view.getUint32(at, littleEndian) !== BLOCK.enhancedPacket) break
      const size = view.getUint32(at + 4, littleEndian)
      const capLen = view.getUint32(at + 20, littleEndian)
      const blockEnd = at + size - BLOCK_TAIL
      const frameAt = at + FRAME_AT
      const optionsAt = frameAt + padded(capLen)
      if (size > end - at || capLen > MAX_FRAME_OCTETS || optionsAt > blockEnd || size & 3) break
      if (view.getUint32(blockEnd, littleEndian) !== size) break
      const found = section.get(view.getUint32(at + 8, littleEndian))
      if (found === undefined || found.pseudoOctets > 0) break
      if (optionsAt < blockEnd && !isUncommented(view, littleEndian, optionsAt, blockEnd)) break
      iface = found
      this.lastHigh = view.getUint32(at + 12, littleEndian)
      this.lastLow = view.getUint32(at + 16, littleEndian)
      batch.time[row] = iface.clock.sinceEpoch(this.lastHigh, this.lastLow)
      batch.at[row] = frameAt
      batch.capLen[row] = capLen
      batch.origLen[row] = Math.min(view.getUint32(at + 24, littleEndian), MAX_ORIGINAL_OCTETS)
      batch.iface[row] = iface.index
      batch.linktype[row] = iface.linktype
      batch.fileAt[row] = base + frameAt
      at += size
      row++
    }
    this.count += row - batch.count
    batch.count = row
    this.lastInterface = iface
    return at
  }

  /**
   * Enhanced packet block: interface u32, time u32 u32, captured length u32, original length u32,
   * frame, options. The obsolete one: interface u16, drops u16, and on as above.
   */
  packet(batch: RecordBatch, block: Block, obsolete: boolean): string {
    const { view, littleEndian, at, end, size } = block
    if (end - at < PACKET_FIELDS) return 'a packet block too short for its fields'
    const id = obsolete ? view.getUint16(at, littleEndian) : view.getUint32(at, littleEndian)
    const iface = this.section.get(id)
    if (iface === undefined) return `a frame of interface ${id}, which is not described before it`
    const capLen = view.getUint32(at + 12, littleEndian)
    const frameAt = at + PACKET_FIELDS
    const optionsAt = frameAt + padded(capLen)
    if (capLen < iface.pseudoOctets || capLen > MAX_FRAME_OCTETS || optionsAt > end) {
      return `a frame of ${capLen} octets in a block of ${size}`
    }
    if (optionsAt < end && !this.readOptions(block, optionsAt)) {
      return 'an option that runs past the end of its packet block'
    }
    const high = view.getUint32(at + 4, littleEndian)
    const low = view.getUint32(at + 8, littleEndian)
    this.tellTime(iface, high, low)
    const skipped = iface.pseudoOctets
    const origLen = view.getUint32(at + 16, littleEndian) - skipped
    this.row(batch, block, frameAt + skipped, capLen - skipped, origLen)
    batch.iface[batch.count - 1] = iface.index
    batch.linktype[batch.count - 1] = iface.linktype
    return ''
  }

  /** Simple packet block: original length u32, frame. Of the first interface, without a time. */
  simplePacket(batch: RecordBatch, block: Block): string {
    const { view, littleEndian, at, end, size } = block
    if (end - at < SIMPLE_FIELDS) return 'a packet block too short for its fields'
    const iface = this.section.get(0)
    if (iface === undefined) return 'a frame before any interface is described'
    const length = view.getUint32(at, littleEndian)
    const capLen = iface.snaplen === 0 ? length : Math.min(length, iface.snaplen)
    const frameAt = at + SIMPLE_FIELDS
    if (capLen < iface.pseudoOctets || capLen > MAX_FRAME_OCTETS || frameAt + capLen > end) {
      return `a frame of ${capLen} octets in a block of ${size}`
    }
    const skipped = iface.pseudoOctets
    this.row(batch, block, frameAt + skipped, capLen - skipped, length - skipped)
    batch.iface[batch.count - 1] = iface.index
    batch.linktype[batch.count - 1] = iface.linktype
    return ''
  }

  /** Custom block: enterprise number u32, then whatever the enterprise likes. */
  custom(batch: RecordBatch, block: Block): string {
    if (block.end - block.at < CUSTOM_FIELDS) return 'a custom block too short for its fields'
    this.event(batch, block, block.at + CUSTOM_FIELDS, block.end)
    noteCustom(block, this.count, this.notes)
    return ''
  }

  /** Journal export block: text, filled up with zeros. */
  journalEntry(batch: RecordBatch, block: Block): string {
    const { view, at } = block
    let { end } = block
    while (end > at && view.getUint8(end - 1) === 0) end--
    const head = new Uint8Array(view.buffer, at, Math.min(end - at, JOURNAL_HEAD))
    const told = /^__REALTIME_TIMESTAMP=(\d{1,16})$/m.exec(new TextDecoder().decode(head))?.[1]
    if (told !== undefined) this.tellNanos(BigInt(told) * 1000n)
    this.event(batch, block, at, end)
    noteJournal(block, this.count, this.notes)
    return ''
  }

  /**
   * Sysdig event: CPU u16, time u64 in ns, thread u64, length of the event u32, type u16, and since
   * version 2 the number of parameters u32; parameters.
   */
  sysdigEvent(batch: RecordBatch, block: Block, version: 1 | 2): string {
    const { view, littleEndian, at, end } = block
    const fields = version === 1 ? SYSDIG_FIELDS : SYSDIG2_FIELDS
    if (end - at < fields) return 'a Sysdig event block too short for its fields'
    this.tellNanos(view.getBigUint64(at + 2, littleEndian))
    this.event(batch, block, at + fields, end)
    const origLen = view.getUint32(at + 18, littleEndian)
    batch.origLen[batch.count - 1] = Math.min(origLen, MAX_ORIGINAL_OCTETS)
    return ''
  }

  private event(batch: RecordBatch, block: Block, at: number, end: number): void {
    const length = end - at
    this.row(batch, block, at, Math.min(length, MAX_FRAME_OCTETS), length)
    batch.iface[batch.count - 1] = NO_INTERFACE
    batch.linktype[batch.count - 1] = NO_LINKTYPE
  }

  private row(batch: RecordBatch, block: Block, at: number, capLen: number, origLen: number): void {
    const row = batch.count++
    batch.at[row] = at
    batch.capLen[row] = capLen
    batch.origLen[row] = Math.min(Math.max(origLen, 0), MAX_ORIGINAL_OCTETS)
    batch.time[row] = this.lastInterface?.clock.sinceEpoch(this.lastHigh, this.lastLow) ?? 0
    batch.fileAt[row] = block.base + at
    this.count++
  }

  private tellTime(iface: SectionInterface, high: number, low: number): void {
    if (this.epochNs === null) {
      this.epochNs = iface.clock.absolute(high, low)
      this.section.setEpoch(this.epochNs)
      this.events.clock.setEpoch(this.epochNs)
    }
    this.lastInterface = iface
    this.lastHigh = high
    this.lastLow = low
  }

  private tellNanos(nanos: bigint): void {
    this.tellTime(this.events, Number(nanos >> 32n), Number(nanos & 0xffff_ffffn))
  }

  /** Keeps the comments of the frame that comes. False: the options are broken. */
  private readOptions(block: Block, from: number): boolean {
    const { options } = this
    options.aim(block.view, block.littleEndian, from, block.end)
    while (options.next()) {
      if (options.code === OPTION.comment) this.notes.comment(this.count + 1, options.text())
    }
    return !(options.broken && block.whole)
  }
}

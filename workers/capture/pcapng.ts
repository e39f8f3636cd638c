/**
 * Blocks of a pcapng file. draft-ietf-opsawg-pcapng §3.1; lengths, numbers and ends as Wireshark
 * 4.0.17 sees them.
 *
 *   at 0  type u32   at 4  length of the block u32   at 8  body, padded to 32 bits   last: length
 */
import { MAX_DAMAGED_STRETCHES, MAX_INTERFACES } from '../limits/limits'
import type { CaptureHeader, CaptureInterface } from '../model/capture'
import type { RecordBatch } from '../model/record-batch'
import { CaptureNotes } from './capture-notes'
import { findBlockStart } from './block-start'
import { cutOff, damagedAt, joined, LeftOut } from './damage'
import { WINDOW_OCTETS, type OctetWindow } from './octet-window'
import * as blocks from './pcapng-blocks'
import { BLOCK, BLOCK_HEAD, BLOCK_TAIL, padded, type Block } from './pcapng-blocks'
import { blockName, readSecrets, readStatistics, takeStatistics } from './pcapng-extras'
import { boundedDetails } from './pcapng-details'
import { FRAME_AT, PcapngFrames } from './pcapng-frames'
import type { SegmentableReader } from './reader'
import { findAhead } from './resync'
import { SectionInterfaces } from './section-interfaces'

const SMALLEST_BLOCK = BLOCK_HEAD + BLOCK_TAIL

export class PcapngReader implements SegmentableReader {
  readonly header: CaptureHeader
  readonly interfaces: CaptureInterface[] = []
  private readonly notes = new CaptureNotes()
  readonly comments = this.notes.comments
  readonly names = this.notes.names
  readonly weirds = this.notes.weirds
  readonly capped = this.notes.capped
  readonly blocks = this.notes.blocks
  readonly details = this.notes.details
  readonly secrets = this.notes.secrets
  readonly ordinaryHeadOctets = FRAME_AT
  private readonly frames = new PcapngFrames(this.notes)
  private readonly block: Block
  private window: OctetWindow
  private readonly fileSize: number
  private sections = 0
  private trouble = ''
  private readonly leftOut = new LeftOut()
  /** What is wrong with the block at which reading stopped. */
  private fault = ''
  private ended = false

  /** `window` stands at the start of the file. `fileSize` −1: unknown before its end. */
  constructor(window: OctetWindow, fileSize: number) {
    const { view, base } = window
    this.window = window
    this.fileSize = fileSize
    this.header = { container: 'pcapng', endian: 'little', nanosecond: false, linktypes: [] }
    this.block = { view, base, littleEndian: true, type: 0, size: 0, at: 0, end: 0, whole: true }
  }

  get epochNs(): bigint | null {
    return this.frames.epochNs
  }

  get lastNs(): bigint | null {
    return this.frames.lastNs
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
      else if (!(await this.window.want(needed))) await this.end()
    }
    return false
  }

  get position(): number {
    return this.window.base + this.window.start
  }

  async jump(window: OctetWindow, frames: number): Promise<void> {
    await this.window.close()
    this.window = window
    this.frames.count = frames
  }

  /** Enhanced packet blocks without comments, and not much larger than their frames may be. */
  async nextOrdinary(batch: RecordBatch): Promise<boolean> {
    batch.count = 0
    this.ordinary(batch)
    if (batch.count > 0) return true
    await this.window.want(WINDOW_OCTETS / 2)
    this.ordinary(batch)
    return batch.count > 0
  }

  findStart(octets: Uint8Array, from: number, whole: boolean): number {
    const { block, frames } = this
    const facts = { littleEndian: block.littleEndian, interfaces: frames.section.count }
    return findBlockStart(octets, from, facts, whole)
  }

  exchange(window: ArrayBuffer): ArrayBuffer {
    return this.window.exchange(window)
  }

  close(): Promise<void> {
    this.ended = true
    return this.window.close()
  }

  private ordinary(batch: RecordBatch): void {
    const { window, block } = this
    batch.octets = window.octets
    batch.view = window.view
    block.view = window.view
    block.base = window.base
    window.start = this.frames.ordinary(batch, block, window.start, window.end)
  }

  /** Reads blocks of the window. Returns how many octets must be unread before there can be more; 0 at damage. */
  private walk(batch: RecordBatch): number {
    const { window, block } = this
    const { end } = window
    const rows = batch.at.length
    let needed = SMALLEST_BLOCK
    for (;;) {
      this.ordinary(batch)
      const at = window.start
      if (batch.count === rows) break
      needed = SMALLEST_BLOCK
      if (end - at < needed) break
      this.aim(at)
      if (!this.isOversized()) needed = Math.min(block.size, WINDOW_OCTETS)
      if (end - at < needed) break
      this.fault = this.readBlock(batch)
      if (this.fault !== '') return 0
      window.start = at + block.size
    }
    return needed
  }

  /** Aims the block at the one that begins at `at`. */
  private aim(at: number): void {
    const { block } = this
    const { view } = block
    block.type = view.getUint32(at, block.littleEndian)
    if (block.type === BLOCK.section) {
      block.littleEndian = blocks.sectionByteOrder(view, at) ?? block.littleEndian
    }
    block.size = padded(view.getUint32(at + 4, block.littleEndian))
    block.whole = block.size <= WINDOW_OCTETS
    block.at = at + BLOCK_HEAD
    block.end = at + (block.whole ? block.size - BLOCK_TAIL : WINDOW_OCTETS)
  }

  private isOversized(): boolean {
    return (
      this.block.size > blocks.LARGEST_PACKET_BLOCK && blocks.PACKET_BLOCKS.has(this.block.type)
    )
  }

  /** Returns what is wrong with the block. */
  private readBlock(batch: RecordBatch): string {
    const { block, frames, notes } = this
    const { type, size, view, end, littleEndian } = block
    if (size < SMALLEST_BLOCK || this.isOversized()) return `a block claims ${size} octets`
    if (block.whole && padded(view.getUint32(end, littleEndian)) !== size) {
      return 'a block gives two different lengths'
    }
    const name = blocks.PACKET_BLOCKS.has(type) ? undefined : blockName(type)
    if (name !== undefined) notes.block(name)
    switch (type) {
      case BLOCK.enhancedPacket:
        return frames.packet(batch, block, false)
      case BLOCK.obsoletePacket:
        return frames.packet(batch, block, true)
      case BLOCK.simplePacket:
        return frames.simplePacket(batch, block)
      case BLOCK.custom:
      case BLOCK.customNotCopied:
        return frames.custom(batch, block)
      case BLOCK.journal:
        return frames.journalEntry(batch, block)
      case BLOCK.section:
        return this.beginSection()
      case BLOCK.interface:
        return this.addInterface()
      case BLOCK.sysdigEvent:
        return frames.sysdigEvent(batch, block, 1)
      case BLOCK.sysdigEvent2:
      case BLOCK.sysdigEvent2Large:
        return frames.sysdigEvent(batch, block, 2)
      case BLOCK.names:
        return blocks.readNames(block, (address, name) => this.notes.name(address, name))
      case BLOCK.statistics:
        return this.addStatistics()
      case BLOCK.secrets:
        return readSecrets(block, notes)
      default:
        if (name === undefined)
          notes.weird(`pcapng block of type 0x${type.toString(16)} passed over`, 0)
        return ''
    }
  }

  private beginSection(): string {
    const { block, header, notes } = this
    if (blocks.sectionByteOrder(block.view, block.at - BLOCK_HEAD) === null) {
      return 'a section gives no byte order'
    }
    const section = blocks.readSection(block)
    if (typeof section === 'string') return section
    const endian = block.littleEndian ? 'little' : 'big'
    if (this.sections === 0) header.endian = endian
    else if (header.endian !== endian) header.endian = 'mixed'
    this.sections++
    this.frames.section = new SectionInterfaces()
    for (const text of section.comments) notes.comment(0, text)
    for (const { what, value } of section.details) notes.detail(what, value)
    return ''
  }

  private addInterface(): string {
    const found = blocks.readInterface(this.block)
    if (typeof found === 'string') return found
    const { linktype, snaplen, name, tsresol, details } = found
    const { interfaces, header, notes, frames } = this
    for (const text of found.comments) notes.comment(0, text)
    const index = Math.min(interfaces.length, MAX_INTERFACES - 1)
    const id = frames.section.add(index, found, frames.epochNs)
    if (interfaces.length === MAX_INTERFACES) {
      notes.cap('interfaces')
      return ''
    }
    const section = this.sections - 1
    const iface = { section, id, name, linktype, snaplen, tsresol, dropped: -1 }
    interfaces.push(details.length === 0 ? iface : { ...iface, details: boundedDetails(details) })
    if (!header.linktypes.includes(linktype)) {
      header.linktypes.push(linktype)
      header.linktypes.sort((a, b) => a - b)
    }
    return ''
  }

  private addStatistics(): string {
    const { section } = this.frames
    const found = readStatistics(this.block, (id, high, low) => {
      return section.get(id)?.clock.absolute(high, low) ?? 0n
    })
    if (typeof found === 'string') return found
    const iface = this.interfaces[section.get(found.interfaceId)?.index ?? -1]
    if (iface?.id === found.interfaceId) takeStatistics(iface, found)
    return ''
  }

  /** At damage: goes on where blocks begin again, or ends. */
  private async readOn(): Promise<void> {
    const { window, fault } = this
    const from = window.base + window.start
    // A section of another version is not damaged: what follows it is written to other rules.
    const lost = this.block.type === BLOCK.section
    if (!lost && (await this.findAhead(fault))) return
    this.ended = true
    this.trouble = damagedAt(from, fault, this.fileSize)
  }

  private async findAhead(what: string): Promise<boolean> {
    const { window, frames, leftOut } = this
    if (leftOut.count === MAX_DAMAGED_STRETCHES) return false
    const from = window.base + window.start
    const found = await findAhead(window, (octets, at, whole) => this.findStart(octets, at, whole))
    if (found) leftOut.add(from, window.base + window.start, what, frames.count + 1)
    return found
  }

  /** The file ended: with its last block, or before its end. */
  private async end(): Promise<void> {
    const { window, block, frames } = this
    const there = window.end - window.start
    const { count } = frames
    const passed = count === 0 ? 'a block before the first frame' : `a block after frame ${count}`
    if (there >= SMALLEST_BLOCK) {
      const what = blocks.PACKET_BLOCKS.has(block.type) ? `frame ${count + 1}` : passed
      const claim = `a block claims ${block.size} octets where ${there} are left`
      const { size } = block
      if (await this.findAhead(claim)) return
      this.trouble = cutOff(what, there, size)
    } else if (there < 0) this.trouble = cutOff(passed, block.size + there, block.size)
    else if (there > 0) this.trouble = cutOff(passed, there, SMALLEST_BLOCK)
    this.ended = true
  }
}

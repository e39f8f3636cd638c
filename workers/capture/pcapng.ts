/**
 * Blocks of a pcapng file. draft-ietf-opsawg-pcapng §3.1; lengths, numbers and ends as Wireshark
 * 4.0.17 sees them.
 *
 *   at 0  type u32   at 4  length of the block u32   at 8  body, padded to 32 bits   last: length
 */
import type { RecordBatch } from '../model/record-batch'
import { CaptureNotes } from './capture-notes'
import { findBlockStart } from './block-start'
import { cutOff } from './damage'
import { WINDOW_OCTETS, type OctetWindow } from './octet-window'
import * as blocks from './pcapng-blocks'
import { BLOCK, BLOCK_HEAD, BLOCK_TAIL, padded, type Block } from './pcapng-blocks'
import { blockName, readSecrets } from './pcapng-extras'
import { FRAME_AT, PcapngFrames } from './pcapng-frames'
import { PcapngSections } from './pcapng-sections'
import type { Cut, SegmentableFormat } from './record-reader'

const SMALLEST_BLOCK = BLOCK_HEAD + BLOCK_TAIL

export class PcapngBlocks implements SegmentableFormat {
  readonly notes = new CaptureNotes()
  readonly fileHeaderOctets = 0
  readonly ordinaryHeadOctets = FRAME_AT
  fault = ''
  private readonly packets = new PcapngFrames(this.notes)
  private readonly sections = new PcapngSections(this.packets, this.notes)
  readonly header = this.sections.header
  readonly interfaces = this.sections.interfaces
  private readonly block: Block

  constructor({ view, base }: OctetWindow) {
    this.block = { view, base, littleEndian: true, type: 0, size: 0, at: 0, end: 0, whole: true }
  }

  get frames(): number {
    return this.packets.count
  }

  set frames(count: number) {
    this.packets.count = count
  }

  get epochNs(): bigint | null {
    return this.packets.epochNs
  }

  get lastNs(): bigint | null {
    return this.packets.lastNs
  }

  /** A section of another version is not damaged: what follows it is written to other rules. */
  get lost(): boolean {
    return this.block.type === BLOCK.section
  }

  /** Enhanced packet blocks without comments, and not much larger than their frames may be. */
  async nextOrdinary(batch: RecordBatch, window: OctetWindow): Promise<boolean> {
    batch.count = 0
    this.ordinary(batch, window)
    if (batch.count > 0) return true
    await window.want(WINDOW_OCTETS / 2)
    this.ordinary(batch, window)
    return batch.count > 0
  }

  findStart(octets: Uint8Array, from: number, whole: boolean): number {
    const { block, packets } = this
    const facts = { littleEndian: block.littleEndian, interfaces: packets.section.count }
    return findBlockStart(octets, from, facts, whole)
  }

  private ordinary(batch: RecordBatch, window: OctetWindow): void {
    const { block } = this
    batch.octets = window.octets
    batch.view = window.view
    block.view = window.view
    block.base = window.base
    window.start = this.packets.ordinary(batch, block, window.start, window.end)
  }

  walk(batch: RecordBatch, window: OctetWindow): number {
    const { block } = this
    const { end } = window
    const rows = batch.at.length
    let needed = SMALLEST_BLOCK
    for (;;) {
      this.ordinary(batch, window)
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
    const { block, packets, sections, notes } = this
    const { type, size, view, end, littleEndian } = block
    if (size < SMALLEST_BLOCK || this.isOversized()) return `a block claims ${size} octets`
    if (block.whole && padded(view.getUint32(end, littleEndian)) !== size) {
      return 'a block gives two different lengths'
    }
    const name = blocks.PACKET_BLOCKS.has(type) ? undefined : blockName(type)
    if (name !== undefined) notes.block(name)
    switch (type) {
      case BLOCK.enhancedPacket:
        return packets.packet(batch, block, false)
      case BLOCK.obsoletePacket:
        return packets.packet(batch, block, true)
      case BLOCK.simplePacket:
        return packets.simplePacket(batch, block)
      case BLOCK.custom:
      case BLOCK.customNotCopied:
        return packets.custom(batch, block)
      case BLOCK.journal:
        return packets.journalEntry(batch, block)
      case BLOCK.section:
        return sections.begin(block)
      case BLOCK.interface:
        return sections.addInterface(block)
      case BLOCK.sysdigEvent:
        return packets.sysdigEvent(batch, block, 1)
      case BLOCK.sysdigEvent2:
      case BLOCK.sysdigEvent2Large:
        return packets.sysdigEvent(batch, block, 2)
      case BLOCK.names:
        return blocks.readNames(block, (address, name) => notes.name(address, name))
      case BLOCK.statistics:
        return sections.addStatistics(block)
      case BLOCK.secrets:
        return readSecrets(block, notes)
      default:
        if (name === undefined)
          notes.weird(`pcapng block of type 0x${type.toString(16)} passed over`, 0)
        return ''
    }
  }

  cut(window: OctetWindow): Cut {
    const { type, size } = this.block
    const there = window.end - window.start
    const { frames } = this
    const passed = frames === 0 ? 'a block before the first frame' : `a block after frame ${frames}`
    if (there >= SMALLEST_BLOCK) {
      const what = blocks.PACKET_BLOCKS.has(type) ? `frame ${frames + 1}` : passed
      const claims = `a block claims ${size} octets where ${there} are left`
      return { says: cutOff(what, there, size), claims }
    }
    // Octets that were to be passed over are missing.
    if (there < 0) return { says: cutOff(passed, size + there, size), claims: '' }
    return { says: there === 0 ? '' : cutOff(passed, there, SMALLEST_BLOCK), claims: '' }
  }
}

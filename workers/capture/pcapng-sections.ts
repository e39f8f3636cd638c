/** Sections of a pcapng file and their interfaces. draft-ietf-opsawg-pcapng §4.1, §4.2, §4.6. */
import { MAX_INTERFACES } from '../limits/limits'
import type { CaptureHeader, CaptureInterface } from '../model/capture'
import type { CaptureNotes } from './capture-notes'
import {
  BLOCK_HEAD,
  readInterface,
  readSection,
  sectionByteOrder,
  type Block,
} from './pcapng-blocks'
import { boundedDetails } from './pcapng-details'
import { readStatistics, takeStatistics } from './pcapng-extras'
import type { PcapngFrames } from './pcapng-frames'
import { SectionInterfaces } from './section-interfaces'

/** Each reader returns what is wrong with the block, or an empty text. */
export class PcapngSections {
  readonly header: CaptureHeader
  readonly interfaces: CaptureInterface[] = []
  private readonly frames: PcapngFrames
  private readonly notes: CaptureNotes
  private count = 0

  /** `frames` is told of each new section. */
  constructor(frames: PcapngFrames, notes: CaptureNotes) {
    this.frames = frames
    this.notes = notes
    this.header = { container: 'pcapng', endian: 'little', nanosecond: false, linktypes: [] }
  }

  begin(block: Block): string {
    const { header, notes } = this
    if (sectionByteOrder(block.view, block.at - BLOCK_HEAD) === null) {
      return 'a section gives no byte order'
    }
    const section = readSection(block)
    if (typeof section === 'string') return section
    const endian = block.littleEndian ? 'little' : 'big'
    if (this.count === 0) header.endian = endian
    else if (header.endian !== endian) header.endian = 'mixed'
    this.count++
    this.frames.section = new SectionInterfaces()
    for (const text of section.comments) notes.comment(0, text)
    for (const { what, value } of section.details) notes.detail(what, value)
    return ''
  }

  addInterface(block: Block): string {
    const found = readInterface(block)
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
    const section = this.count - 1
    const iface = { section, id, name, linktype, snaplen, tsresol, dropped: -1 }
    interfaces.push(details.length === 0 ? iface : { ...iface, details: boundedDetails(details) })
    if (!header.linktypes.includes(linktype)) {
      header.linktypes.push(linktype)
      header.linktypes.sort((a, b) => a - b)
    }
    return ''
  }

  addStatistics(block: Block): string {
    const { section } = this.frames
    const found = readStatistics(block, (id, high, low) => {
      return section.get(id)?.clock.absolute(high, low) ?? 0n
    })
    if (typeof found === 'string') return found
    const iface = this.interfaces[section.get(found.interfaceId)?.index ?? -1]
    if (iface?.id === found.interfaceId) takeStatistics(iface, found)
    return ''
  }
}

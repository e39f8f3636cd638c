/**
 * Bodies of the pcapng blocks on which the frames rest. draft-ietf-opsawg-pcapng §4.1 (section),
 * §4.2 (interface), §4.5 (names); the others are in `pcapng-extras.ts`. Each reader gives what the block says, or a text
 * that tells what is wrong with it; the limits are those of Wireshark 4.0.17.
 */
import { formatAddress, formatIpv4 } from '../model/address'
import type { FileDetail } from '../model/capture'
import { interfaceDetail } from './pcapng-details'
import { Options, OPTION, readText } from './pcapng-options'
import { DEFAULT_TSRESOL } from './timestamp'

export const BLOCK = {
  section: 0x0a0d0d0a,
  interface: 1,
  obsoletePacket: 2,
  simplePacket: 3,
  names: 4,
  statistics: 5,
  enhancedPacket: 6,
  journal: 9,
  secrets: 10,
  sysdigEvent: 0x204,
  sysdigEvent2: 0x216,
  sysdigEvent2Large: 0x221,
  custom: 0xbad,
  customNotCopied: 0x40000bad,
} as const

export const PACKET_BLOCKS: ReadonlySet<number> = new Set([
  BLOCK.enhancedPacket,
  BLOCK.obsoletePacket,
  BLOCK.simplePacket,
])

/** A packet block that is larger, its options included, is not believed. */
export const LARGEST_PACKET_BLOCK = 128 * 1024 * 1024

/** Octets of type and length before a body, and of the length after it. */
export const BLOCK_HEAD = 8
export const BLOCK_TAIL = 4

const BYTE_ORDER_MAGIC = 0x1a2b3c4d

/** Lengths are padded to 32 bits, by some writers only in fact and not in the length field. */
export function padded(length: number): number {
  return length + (-length & 3)
}

/** A block in the window; one object, aimed at block after block. */
export interface Block {
  view: DataView
  /** Offset in the file of the view's first octet. */
  base: number
  littleEndian: boolean
  type: number
  /** Octets of the block, padding included. */
  size: number
  /** The body is [at, end). */
  at: number
  end: number
  /** False: the body goes on behind `end`, where the window ends. */
  whole: boolean
}

/** True for little-endian; null when a section cannot begin at `at`. */
export function sectionByteOrder(view: DataView, at: number): boolean | null {
  if (view.getUint32(at) !== BLOCK.section) return null
  if (view.getUint32(at + BLOCK_HEAD) === BYTE_ORDER_MAGIC) return false
  return view.getUint32(at + BLOCK_HEAD, true) === BYTE_ORDER_MAGIC ? true : null
}

/** `details`: what wrote the section, and on what. */
export function readSection(block: Block): { comments: string[]; details: FileDetail[] } | string {
  const { view, littleEndian, at, end } = block
  if (end - at < 16) return 'a section block too short for its fields'
  const version = `${view.getUint16(at + 4, littleEndian)}.${view.getUint16(at + 6, littleEndian)}`
  if (version !== '1.0' && version !== '1.2') return `a section of the unknown version ${version}`
  const comments: string[] = []
  const details: FileDetail[] = []
  const whole = eachOption(block, at + 16, (option) => {
    const what = SECTION_DETAILS[option.code]
    if (option.code === OPTION.comment) comments.push(option.text())
    else if (what !== undefined) details.push({ what, value: option.text() })
  })
  return whole ? { comments, details } : 'an option that runs past the end of its section block'
}

const SECTION_DETAILS: Readonly<Record<number, string>> = {
  2: 'hardware',
  3: 'operating system',
  4: 'written by',
}

export interface InterfaceBlock {
  linktype: number
  snaplen: number
  name: string
  tsresol: number
  /** Seconds. */
  tsoffset: bigint
  comments: string[]
  details: FileDetail[]
}

export function readInterface(block: Block): InterfaceBlock | string {
  const { view, littleEndian, at, end } = block
  if (end - at < 8) return 'an interface block too short for its fields'
  const found: InterfaceBlock = {
    linktype: view.getUint16(at, littleEndian),
    snaplen: view.getUint32(at + 4, littleEndian),
    name: '',
    tsresol: DEFAULT_TSRESOL,
    tsoffset: 0n,
    comments: [],
    details: [],
  }
  const whole = eachOption(block, at + 8, (option) => {
    const { code, length } = option
    if (code === OPTION.comment) found.comments.push(option.text())
    else if (code === OPTION.interfaceName) found.name = option.text()
    else if (code === OPTION.timestampResolution && length === 1) found.tsresol = option.u8()
    else if (code === OPTION.timestampOffset && length === 8) found.tsoffset = option.i64()
    else {
      const detail = interfaceDetail(option)
      if (detail !== null) found.details.push(detail)
    }
  })
  return whole ? found : 'an option that runs past the end of its interface block'
}

const NAME_RECORD = { end: 0, ipv4: 1, ipv6: 2 } as const

/** Calls `found` for each name of each address. Returns what is wrong, or an empty text. */
export function readNames(block: Block, found: (address: string, name: string) => void): string {
  const { view, littleEndian, end } = block
  let at = block.at
  while (end - at >= 4) {
    const type = view.getUint16(at, littleEndian)
    const length = view.getUint16(at + 2, littleEndian)
    at += 4
    if (type === NAME_RECORD.end) return ''
    if (padded(length) > end - at) {
      return block.whole ? 'a name record that runs past the end of its block' : ''
    }
    const addressOctets = type === NAME_RECORD.ipv4 ? 4 : type === NAME_RECORD.ipv6 ? 16 : length
    if (addressOctets < length) {
      const address = readAddress(view, at, addressOctets)
      for (const name of namesOf(view, at + addressOctets, at + length)) found(address, name)
    }
    at += padded(length)
  }
  return ''
}

/** Addresses are in network order, whatever the order of the section. */
function readAddress(view: DataView, at: number, octets: number): string {
  if (octets === 4) return formatIpv4(view.getUint32(at))
  const word = (index: number) => view.getUint32(at + 4 * index)
  return formatAddress(word(0), word(1), word(2), word(3))
}

/** Names in [at, end), each ended by a NUL. */
function namesOf(view: DataView, at: number, end: number): string[] {
  const names: string[] = []
  while (at < end) {
    let nul = at
    while (nul < end && view.getUint8(nul) !== 0) nul++
    if (nul > at) names.push(readText(view, at, nul - at))
    at = nul + 1
  }
  return names
}

/** False when an option runs past the end of a block that is there as a whole. */
export function eachOption(block: Block, from: number, visit: (option: Options) => void): boolean {
  const options = new Options()
  options.aim(block.view, block.littleEndian, from, block.end)
  while (options.next()) visit(options)
  return !(options.broken && block.whole)
}

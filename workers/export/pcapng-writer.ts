/**
 * A pcapng file of one section, little-endian, with times in nanoseconds.
 * draft-ietf-opsawg-pcapng §3 (blocks, options), §4.1 (section), §4.2 (interface), §4.3 (enhanced
 * packet).
 */

const BLOCK = { section: 0x0a0d0d0a, interface: 1, enhancedPacket: 6 } as const
const BYTE_ORDER_MAGIC = 0x1a2b3c4d
const OPTION = {
  end: 0,
  comment: 1,
  name: 2,
  description: 3,
  application: 4,
  resolution: 9,
} as const
const NANOSECONDS = 9

/** Octets of an option without its value, and what the length field of one can say. */
const OPTION_HEAD = 4
const LARGEST_OPTION = 0xffff

/** Octets of an enhanced packet block without frame and options. */
const PACKET_FRAME = 32

export interface WrittenInterface {
  linktype: number
  /** 0: no limit. */
  snaplen: number
  /** Empty: none. */
  name: string
  description: string
}

export interface WrittenPacket {
  /** Number of its interface, in the order of `interface`, from 0. */
  iface: number
  /** Nanoseconds since 1970, 0 to 2^64 − 1. */
  time: bigint
  octets: Uint8Array
  origLen: number
  comments: readonly string[]
}

type Option = readonly [code: number, value: Uint8Array]

/** Collects blocks until they are taken away. */
export class PcapngWriter {
  private octets: Uint8Array<ArrayBuffer>
  private view: DataView
  private at = 0
  private readonly encoder = new TextEncoder()

  /** `room`: octets that are had ready; a larger block gets what it needs. */
  constructor(room: number) {
    this.octets = new Uint8Array(room)
    this.view = new DataView(this.octets.buffer)
  }

  /** Octets that wait to be taken. */
  get size(): number {
    return this.at
  }

  /** What was written since the last time. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.octets.slice(0, this.at)
    this.at = 0
    return taken
  }

  /** Must come first. */
  section(application: string, comments: readonly string[]): void {
    const options = [
      ...this.texts(OPTION.comment, comments),
      this.text(OPTION.application, application),
    ]
    const end = this.begin(BLOCK.section, 16, options)
    this.u32(BYTE_ORDER_MAGIC)
    this.u16(1)
    this.u16(0)
    // Length of the section: not told.
    this.u32(0xffff_ffff)
    this.u32(0xffff_ffff)
    this.end(end, options)
  }

  /** Before its packets. */
  interface({ linktype, snaplen, name, description }: WrittenInterface): void {
    const options: Option[] = []
    if (name !== '') options.push(this.text(OPTION.name, name))
    if (description !== '') options.push(this.text(OPTION.description, description))
    options.push([OPTION.resolution, Uint8Array.of(NANOSECONDS)])
    const end = this.begin(BLOCK.interface, 8, options)
    this.u16(linktype)
    this.u16(0)
    this.u32(snaplen)
    this.end(end, options)
  }

  packet({ iface, time, octets, origLen, comments }: WrittenPacket): void {
    const options = this.texts(OPTION.comment, comments)
    const frame = octets.length + (-octets.length & 3)
    const end = this.begin(BLOCK.enhancedPacket, PACKET_FRAME - 12 + frame, options)
    this.u32(iface)
    this.u32(Number(time >> 32n))
    this.u32(Number(time & 0xffff_ffffn))
    this.u32(octets.length)
    this.u32(origLen)
    this.padded(octets)
    this.end(end, options)
  }

  /** Type and length of a block whose fields take `fields` octets. Gives the length. */
  private begin(type: number, fields: number, options: readonly Option[]): number {
    let size = 12 + fields
    for (const [, { length }] of options) size += OPTION_HEAD + length + (-length & 3)
    if (options.length > 0) size += OPTION_HEAD
    this.reserve(size)
    this.u32(type)
    this.u32(size)
    return size
  }

  private end(size: number, options: readonly Option[]): void {
    for (const [code, value] of options) {
      this.u16(code)
      this.u16(value.length)
      this.padded(value)
    }
    if (options.length > 0) this.u32(OPTION.end)
    this.u32(size)
  }

  private texts(code: number, all: readonly string[]): Option[] {
    return all.map((text) => this.text(code, text))
  }

  /** UTF-8, cut between two characters where it is too long. */
  private text(code: number, text: string): Option {
    const octets = this.encoder.encode(text)
    if (octets.length <= LARGEST_OPTION) return [code, octets]
    let end = LARGEST_OPTION
    while (((octets[end] ?? 0) & 0xc0) === 0x80) end--
    return [code, octets.subarray(0, end)]
  }

  private reserve(size: number): void {
    if (this.at + size <= this.octets.length) return
    const larger = new Uint8Array(Math.max(2 * this.octets.length, this.at + size))
    larger.set(this.octets.subarray(0, this.at))
    this.octets = larger
    this.view = new DataView(larger.buffer)
  }

  private u16(value: number): void {
    this.view.setUint16(this.at, value, true)
    this.at += 2
  }

  private u32(value: number): void {
    this.view.setUint32(this.at, value, true)
    this.at += 4
  }

  private padded(octets: Uint8Array): void {
    this.octets.set(octets, this.at)
    const end = this.at + octets.length
    this.at = end + (-octets.length & 3)
    this.octets.fill(0, end, this.at)
  }
}

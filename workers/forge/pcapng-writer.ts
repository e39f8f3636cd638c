/**
 * pcapng files. draft-ietf-opsawg-pcapng §3 (blocks, options), §4 (block types).
 * One call writes one section; a file of several is their concatenation.
 */
import { joinOctets } from '../model/join-octets'
import { byteOrder, type ByteOrder } from './byte-order'
import { DEFAULT_SNAPLEN, LINKTYPE, type CapturedFrame } from './captured-frame'
import { EMPTY, ipAddress, isIpv6, join, text, u8, type Bytes } from './fields'

const BLOCK = { section: 0x0a0d0d0a, iface: 1, simple: 3, names: 4, statistics: 5, enhanced: 6 }
const BYTE_ORDER_MAGIC = 0x1a2b3c4d
const COMMENT = 1 // option code in every block

export interface PcapngInterface {
  linktype?: number
  snaplen?: number
  name?: string
  /** `if_tsresol` as written: 6 = µs (default), 9 = ns, bit 7 set = negative power of two. */
  tsresol?: number
  /** `if_tsoffset`: seconds that a reader must add. */
  tsoffset?: number
}

export interface PcapngStatistics {
  iface?: number
  received?: number
  /** `isb_ifdrop` and `isb_osdrop`. */
  dropped?: number
  osDropped?: number
}

export interface PcapngOptions {
  littleEndian?: boolean
  interfaces?: readonly PcapngInterface[]
  /** Added to the time of each frame: nanoseconds since 1970. */
  epoch?: bigint
  comment?: string
  names?: readonly { address: string; name: string }[]
  statistics?: readonly PcapngStatistics[]
  /** Blocks written as they are, between the interfaces and the frames. */
  blocks?: readonly { type: number; body: Uint8Array }[]
  /** Simple packet blocks, which know no time and no interface. */
  simple?: boolean
}

/** Frames are written in the order given. */
export function writePcapng(frames: readonly CapturedFrame[], options: PcapngOptions = {}): Bytes {
  const { littleEndian = true, interfaces = [{}], blocks = [], names = [] } = options
  const order = byteOrder(littleEndian)
  const writer = blockWriter(order)
  const section = join(order.u32(BYTE_ORDER_MAGIC), order.u16(1, 0), order.i64(-1n))
  const packet = (frame: CapturedFrame) => {
    const iface = interfaces[options.simple ? 0 : (frame.iface ?? 0)] ?? {}
    const kept = frame.octets.subarray(0, iface.snaplen ?? DEFAULT_SNAPLEN)
    const origLen = frame.origLen ?? frame.octets.length
    if (options.simple) return writer.block(BLOCK.simple, order.u32(origLen), kept)
    const ticks = toTicks((options.epoch ?? 0n) + BigInt(frame.time), iface)
    const time = [Number(ticks >> 32n), Number(ticks & 0xffff_ffffn)] as const
    const head = order.u32(frame.iface ?? 0, ...time, kept.length, origLen)
    return writer.block(BLOCK.enhanced, head, writer.fill(kept), writer.comment(frame.comment))
  }
  return joinOctets([
    writer.block(BLOCK.section, section, writer.comment(options.comment)),
    ...interfaces.map((iface) => interfaceBlock(order, iface)),
    ...(names.length > 0 ? [nameBlock(order, names)] : []),
    ...blocks.map(({ type, body }) => writer.block(type, body)),
    ...frames.map(packet),
    ...(options.statistics ?? []).map((statistics) => statisticsBlock(order, statistics)),
  ])
}

/** Time in the units of an interface. */
function toTicks(nanos: bigint, { tsresol = 6, tsoffset = 0 }: PcapngInterface): bigint {
  const perSecond = tsresol & 0x80 ? 1n << BigInt(tsresol & 0x7f) : 10n ** BigInt(tsresol)
  return ((nanos - BigInt(tsoffset) * 1_000_000_000n) * perSecond) / 1_000_000_000n
}

/** The shapes every block is made of, in one byte order. */
function blockWriter({ u16, u32 }: ByteOrder) {
  const fill = (octets: Uint8Array) => join(octets, new Uint8Array(-octets.length & 3))
  const option = (code: number, value: Uint8Array) => join(u16(code, value.length), fill(value))
  const options = (...list: readonly (readonly [number, Uint8Array])[]) =>
    list.length === 0 ? EMPTY : join(...list.map((entry) => option(...entry)), u16(0, 0))
  const comment = (value: string | undefined) =>
    value === undefined ? EMPTY : options([COMMENT, text(value)])
  const block = (type: number, ...parts: readonly Uint8Array[]) => {
    const body = fill(join(...parts))
    const length = u32(body.length + 12)
    return join(u32(type), length, body, length)
  }
  return { block, comment, fill, options }
}

function interfaceBlock(order: ByteOrder, iface: PcapngInterface): Bytes {
  const { block, options } = blockWriter(order)
  const head = join(
    order.u16(iface.linktype ?? LINKTYPE.ethernet, 0),
    order.u32(iface.snaplen ?? DEFAULT_SNAPLEN),
  )
  const told: [number, Uint8Array][] = []
  if (iface.name !== undefined) told.push([2, text(iface.name)])
  if (iface.tsresol !== undefined) told.push([9, u8(iface.tsresol)])
  if (iface.tsoffset !== undefined) told.push([14, order.i64(BigInt(iface.tsoffset))])
  return block(BLOCK.iface, head, options(...told))
}

function nameBlock(order: ByteOrder, names: NonNullable<PcapngOptions['names']>): Bytes {
  const { block, fill } = blockWriter(order)
  const records = names.map(({ address, name }) => {
    const value = join(ipAddress(address), text(name), u8(0))
    return join(order.u16(isIpv6(address) ? 2 : 1, value.length), fill(value))
  })
  return block(BLOCK.names, ...records, order.u16(0, 0))
}

function statisticsBlock(order: ByteOrder, statistics: PcapngStatistics): Bytes {
  const { block, options } = blockWriter(order)
  const told: [number, Uint8Array][] = []
  const count = (code: number, value: number | undefined) => {
    if (value !== undefined) told.push([code, order.i64(BigInt(value))])
  }
  count(4, statistics.received)
  count(5, statistics.dropped)
  count(7, statistics.osDropped)
  return block(BLOCK.statistics, order.u32(statistics.iface ?? 0, 0, 0), options(...told))
}

/** Captures written octet by octet, so that what the tests expect does not rest on our own writer. */
import { openCapture } from '../../../workers/capture/open'
import type { CaptureReader } from '../../../workers/capture/reader'
import { newRecordBatch } from '../../../workers/model/record-batch'

export type Octets = Uint8Array<ArrayBuffer>

/** The low `size` octets of each number. */
function numbers(values: readonly (number | bigint)[], size: number, little: boolean): Octets {
  const octets = new Uint8Array(values.length * size)
  for (const [index, value] of values.entries()) {
    let rest = BigInt.asUintN(8 * size, BigInt(value))
    for (let i = 0; i < size; i++) {
      octets[index * size + (little ? i : size - 1 - i)] = Number(rest & 255n)
      rest >>= 8n
    }
  }
  return octets
}

export const u8 = (...values: number[]) => new Uint8Array(values)
export const u16 = (little: boolean, ...values: number[]) => numbers(values, 2, little)
export const u32 = (little: boolean, ...values: number[]) => numbers(values, 4, little)
export const u64 = (little: boolean, ...values: bigint[]) => numbers(values, 8, little)
export const ascii = (text: string): Octets => new Uint8Array(new TextEncoder().encode(text))

export function join(...parts: readonly Uint8Array[]): Octets {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** A frame of `length` octets, all of them `octet`. */
export const frame = (length: number, octet = 0xaa): Octets => new Uint8Array(length).fill(octet)

interface PcapHead {
  magic?: number
  little?: boolean
  version?: readonly [number, number]
  linktype?: number
}

export function pcapHead(head: PcapHead = {}): Octets {
  const { magic = 0xa1b2c3d4, little = true, version = [2, 4], linktype = 1 } = head
  return join(u32(little, magic), u16(little, ...version), u32(little, 0, 0, 262144, linktype))
}

/** `lengths`: captured and original as written; by default those of the octets. */
export function pcapRecord(
  [seconds, fraction]: readonly [number, number],
  octets: Uint8Array,
  { little = true, lengths = [octets.length, octets.length], extra = u8() } = {},
): Octets {
  return join(u32(little, seconds, fraction, ...lengths), extra, octets)
}

/** A pcapng block; `ends` overrides both length fields. */
export function block(type: number, body: Uint8Array, little = true, ends?: [number, number]) {
  const fill = new Uint8Array(-body.length & 3)
  const size = 12 + body.length + fill.length
  const [first, last] = ends ?? [size, size]
  return join(u32(little, type, first), body, fill, u32(little, last))
}

export function option(code: number, value: Uint8Array, little = true): Octets {
  return join(u16(little, code, value.length), value, new Uint8Array(-value.length & 3))
}

export function section(options = u8(), little = true, version: [number, number] = [1, 0]) {
  const fixed = join(u32(little, 0x1a2b3c4d), u16(little, ...version), u64(little, -1n))
  return block(0x0a0d0d0a, join(fixed, options), little)
}

export function iface(linktype = 1, options = u8(), { little = true, snaplen = 0 } = {}): Octets {
  return block(1, join(u16(little, linktype, 0), u32(little, snaplen), options), little)
}

export function packet(ticks: bigint, octets: Uint8Array, options: PacketOptions = {}): Octets {
  const { little = true, id = 0, origLen = octets.length, extra = u8() } = options
  const time = [Number(ticks >> 32n), Number(ticks & 0xffffffffn)] as const
  const fixed = u32(little, id, ...time, options.capLen ?? octets.length, origLen)
  return block(6, join(fixed, octets, new Uint8Array(-octets.length & 3), extra), little)
}

interface PacketOptions {
  little?: boolean
  id?: number
  capLen?: number
  origLen?: number
  /** Options as written. */
  extra?: Uint8Array
}

export interface Row {
  time: number
  capLen: number
  origLen: number
  iface: number
  linktype: number
  fileAt: number
  octets: number[]
}

/** Opens what must be a capture. */
export async function openBlob(blob: Blob): Promise<CaptureReader> {
  const outcome = await openCapture(blob, 'test')
  if (outcome.kind !== 'capture') throw new Error(outcome.message)
  return outcome.reader
}

export const open = (...parts: Octets[]) => openBlob(new Blob(parts))

/** Reads to the end. */
export async function rowsOf(reader: CaptureReader, batchRows?: number): Promise<Row[]> {
  const batch = newRecordBatch(batchRows)
  const rows: Row[] = []
  while (await reader.next(batch)) {
    for (let i = 0; i < batch.count; i++) {
      const at = batch.at[i] ?? NaN
      const capLen = batch.capLen[i] ?? NaN
      rows.push({
        time: batch.time[i] ?? NaN,
        capLen,
        origLen: batch.origLen[i] ?? NaN,
        iface: batch.iface[i] ?? NaN,
        linktype: batch.linktype[i] ?? NaN,
        fileAt: batch.fileAt[i] ?? NaN,
        octets: Array.from(batch.octets.subarray(at, at + capLen)),
      })
    }
  }
  return rows
}

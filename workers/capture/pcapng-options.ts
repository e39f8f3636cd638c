/**
 * Options at the end of a pcapng block. draft-ietf-opsawg-pcapng §3.5.
 *
 *   at 0  code u16 (0: end of options)   at 2  length u16   at 4  value, padded to 32 bits
 *
 * One cursor is aimed again and again: most frames have options, and none is worth an allocation.
 */
import { MAX_NOTE_OCTETS } from '../limits/limits'

export const OPTION = {
  end: 0,
  comment: 1,
  interfaceName: 2,
  timestampResolution: 9,
  timestampOffset: 14,
} as const

export class Options {
  code = 0
  /** Octets of the value, and where it begins in the view. */
  length = 0
  at = 0
  /** An option, or its header, runs past the end of the block. */
  broken = false
  view: DataView = new DataView(new ArrayBuffer(0))
  private littleEndian = true
  private cursor = 0
  private end = 0

  /** The options are [from, end). */
  aim(view: DataView, littleEndian: boolean, from: number, end: number): void {
    this.view = view
    this.littleEndian = littleEndian
    this.cursor = from
    this.end = end
    this.broken = false
  }

  /** Moves to the next option. False: there is none, or it is broken. */
  next(): boolean {
    const left = this.end - this.cursor
    if (left <= 0) return false
    this.broken = left < 4
    if (this.broken) return false
    this.code = this.view.getUint16(this.cursor, this.littleEndian)
    if (this.code === OPTION.end) return false
    this.length = this.view.getUint16(this.cursor + 2, this.littleEndian)
    this.broken = this.length > left - 4
    if (this.broken) return false
    this.at = this.cursor + 4
    this.cursor = this.at + this.length + (-this.length & 3)
    return true
  }

  /** From octet `from` of the value on. */
  text(from = 0): string {
    return readText(this.view, this.at + from, this.length - from)
  }

  u8(): number {
    return this.view.getUint8(this.at)
  }

  u64(): bigint {
    return this.view.getBigUint64(this.at, this.littleEndian)
  }

  u32(): number {
    return this.view.getUint32(this.at, this.littleEndian)
  }

  /** 64 bits as two halves, the higher first: times are written so in either byte order. */
  halves(): [high: number, low: number] {
    const { view, at, littleEndian } = this
    return [view.getUint32(at, littleEndian), view.getUint32(at + 4, littleEndian)]
  }

  i64(): bigint {
    return this.view.getBigInt64(this.at, this.littleEndian)
  }
}

/** Are the options [at, end) in order and without a comment? For the hot path. */
export function isUncommented(
  view: DataView,
  littleEndian: boolean,
  at: number,
  end: number,
): boolean {
  while (end - at >= 4) {
    const code = view.getUint16(at, littleEndian)
    if (code === OPTION.end) return true
    if (code === OPTION.comment) return false
    at += 4 + ((view.getUint16(at + 2, littleEndian) + 3) & ~3)
  }
  return at === end
}

/** UTF-8 up to the first NUL, shortened to its bound. */
export function readText(view: DataView, at: number, length: number): string {
  const octets = new Uint8Array(view.buffer, at, Math.min(length, MAX_NOTE_OCTETS))
  const nul = octets.indexOf(0)
  return new TextDecoder().decode(nul < 0 ? octets : octets.subarray(0, nul))
}

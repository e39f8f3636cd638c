/** What a receiver lets its sender send: the window, scaled (RFC 7323 §2), and its edge. */
import * as cell from './sequence-rows'

/** RFC 7323 §2.3. */
export const MAX_SHIFT = 14
/** Octets of TCP in a packet of Ethernet, and in a jumbo frame; larger ones are cut on their way. */
const USUAL_SEGMENT = 1460
const LARGEST_SEGMENT = 8960

/** The window that the side at `rev` announced last; −1: its scale is not known. */
export function announcedWindow(u: Uint32Array, rev: number): number {
  const scale = u[rev + cell.SCALE] as number
  if (scale === 0) return -1
  const unscaled =
    scale === cell.UNSCALED || ((u[rev + cell.BITS] as number) & cell.SYN_WINDOW) !== 0
  return (u[rev + cell.WINDOW] as number) << (unscaled ? 0 : Math.min(scale - 2, MAX_SHIFT))
}

/**
 * Is there no room for another segment behind one of `length` octets, which leaves `left` of the
 * `window`? Nor is there where less than a quarter of a small window is left.
 */
export function isFilled(left: number, length: number, window: number): boolean {
  const segment = Math.max(USUAL_SEGMENT, Math.min(length, LARGEST_SEGMENT))
  return window > 0 && left < Math.min(segment, window >>> 2)
}

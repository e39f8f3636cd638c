/** Reading on behind damage: moves the window to where records begin again. */
import { CHAIN_REACH } from './chain'
import { WINDOW_OCTETS, type OctetWindow } from './octet-window'

/**
 * Looks for a start behind the window's, with `find`, which returns an offset in the octets it is
 * given or −1 and, unless they are the `whole` rest, says nothing of the last `CHAIN_REACH` of them.
 * False: there is none up to the end of the file.
 */
export async function findAhead(
  window: OctetWindow,
  find: (octets: Uint8Array, from: number, whole: boolean) => number,
): Promise<boolean> {
  for (let from = 1; ; from = 0) {
    const whole = !(await window.want(WINDOW_OCTETS))
    const found = find(window.octets.subarray(window.start, window.end), from, whole)
    if (found >= 0) window.start += found
    else if (!whole) window.start = window.end - CHAIN_REACH
    if (found >= 0 || whole) return found >= 0
  }
}

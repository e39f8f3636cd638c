/**
 * Endace ERF, which has no magic number: recognised by a chain of plausible records. Endace
 * "Extensible Record Format" EDM11-01.
 *
 *   at 0  time u64, little-endian 32.32   at 8  type u8 (bit 7: extensions)   at 9  flags u8
 *   at 10 record length u16               at 12 lost u16                      at 14 wire length u16
 */

const HEADER = 16 // octets
const MAX_TYPE = 27
/** Records that must follow each other; a file may hold fewer. */
const CHAIN = 3
/** Between neighbours, in seconds. */
const LONGEST_PAUSE = 7 * 24 * 3600

export function looksLikeErf(head: Uint8Array): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  let at = 0
  let seconds = -1
  for (let record = 0; record < CHAIN; record++) {
    if (at === head.length && record > 0) return true
    if (at + HEADER > head.length) return false
    const type = view.getUint8(at + 8) & 0x7f
    const length = view.getUint16(at + 10)
    const now = view.getUint32(at + 4, true)
    if (type === 0 || type > MAX_TYPE || length < HEADER) return false
    if (view.getUint16(at + 14) === 0 || now === 0) return false
    if (seconds >= 0 && Math.abs(now - seconds) > LONGEST_PAUSE) return false
    seconds = now
    at += length
  }
  return true
}

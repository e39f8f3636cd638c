/** Where the records of a capture file stand: pcap and pcapng, either byte order, as far as they can be read. */

/** Octets [at, end) of a record, the frame's from `payload` on. @typedef {{ at: number, payload: number, end: number }} FileRecord */

const PCAP = [0xa1b2c3d4, 0xa1b23c4d]
const SECTION = 0x0a0d0d0a
const BYTE_ORDER = 0x1a2b3c4d
/** Octets of a block before its frame: of an Enhanced Packet Block, and of any other. */
const PACKET_BLOCK = 6
const BEFORE_FRAME = 28
const BEFORE_BODY = 8

/**
 * @param {Uint8Array} octets
 * @returns {{ head: number, records: FileRecord[] }} `head`: octets before the first record
 */
export function recordsOf(octets) {
  if (octets.length < 24) return { head: 0, records: [] }
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length)
  if (view.getUint32(0) === SECTION) return { head: 0, records: blocks(view) }
  for (const little of [true, false]) {
    if (PCAP.includes(view.getUint32(0, little))) return { head: 24, records: frames(view, little) }
  }
  return { head: 0, records: [] }
}

/** @param {DataView} view @param {boolean} little */
function frames(view, little) {
  /** @type {FileRecord[]} */
  const records = []
  for (let at = 24; at + 16 < view.byteLength;) {
    const end = at + 16 + view.getUint32(at + 8, little)
    if (end > view.byteLength) break
    records.push({ at, payload: at + 16, end })
    at = end
  }
  return records
}

/** @param {DataView} view */
function blocks(view) {
  const little = view.getUint32(8, true) === BYTE_ORDER
  /** @type {FileRecord[]} */
  const records = []
  for (let at = 0; at + 12 <= view.byteLength;) {
    const length = view.getUint32(at + 4, little)
    if (length < 12 || at + length > view.byteLength) break
    const before = view.getUint32(at, little) === PACKET_BLOCK ? BEFORE_FRAME : BEFORE_BODY
    records.push({ at, payload: at + Math.min(before, length), end: at + length })
    at += length
  }
  return records
}

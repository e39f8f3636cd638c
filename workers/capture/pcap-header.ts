/**
 * The file header of pcap. draft-ietf-opsawg-pcap §4; variants as Wireshark 4.0 reads them
 * (`wiretap/libpcap.c`).
 *
 *   at 0  magic   u32       at 8   thiszone u32     at 16  snaplen  u32
 *   at 4  major   u16       at 12  sigfigs  u32     at 20  linktype u32, the upper half: FCS
 *   at 6  minor   u16       at 24  IXIA only: octets of all records, u32
 */

const MICROSECONDS = 0xa1b2c3d4
const NANOSECONDS = 0xa1b23c4d
/** Alexey Kuznetzov's patched libpcap: interface, protocol and packet type in each record. */
const MODIFIED = 0xa1b2cd34
/** IXIA lcap, hardware and software. */
const IXIA_HARDWARE = 0x1c0001ac
const IXIA_SOFTWARE = 0x1c0001ab
const MAGICS = [MICROSECONDS, NANOSECONDS, MODIFIED, IXIA_HARDWARE, IXIA_SOFTWARE]

const HEADER = 24 // octets

/** Which comes first in a record; `longer-last`: whichever is greater is the original length. */
type LengthOrder = 'captured-first' | 'original-first' | 'longer-last'

export interface PcapHeader {
  littleEndian: boolean
  nanosecond: boolean
  version: string
  /** Octets before the first record, and of a record's header. */
  headerOctets: number
  recordHeaderOctets: number
  lengthOrder: LengthOrder
  snaplen: number
  linktype: number
}

/** Does a pcap file begin like this? */
export function isPcap(head: Uint8Array): boolean {
  return byteOrderOf(head) !== null
}

/** Null when `head` is not that of a pcap file, or too short for its header. */
export function readPcapHeader(head: Uint8Array): PcapHeader | null {
  const littleEndian = byteOrderOf(head)
  if (littleEndian === null || head.length < HEADER) return null
  const view = viewOf(head)
  const magic = view.getUint32(0, littleEndian)
  const major = view.getUint16(4, littleEndian)
  const minor = view.getUint16(6, littleEndian)
  const ixia = magic === IXIA_HARDWARE || magic === IXIA_SOFTWARE
  return {
    littleEndian,
    nanosecond: magic === NANOSECONDS,
    version: `${major}.${minor}`,
    headerOctets: ixia ? HEADER + 4 : HEADER,
    recordHeaderOctets: magic === MODIFIED ? 24 : 16,
    lengthOrder: lengthOrderOf(major, minor),
    snaplen: view.getUint32(16, littleEndian),
    linktype: view.getUint16(littleEndian ? 20 : 22, littleEndian),
  }
}

/** True for little-endian; null when the magic is none of pcap's. */
function byteOrderOf(head: Uint8Array): boolean | null {
  if (head.length < 4) return null
  const view = viewOf(head)
  if (MAGICS.includes(view.getUint32(0))) return false
  return MAGICS.includes(view.getUint32(0, true)) ? true : null
}

/** The two lengths of a record changed places with version 2.3, in some programs before that. */
function lengthOrderOf(major: number, minor: number): LengthOrder {
  // Digital UNIX wrote version 543.0.
  if (major === 543 || (major === 2 && minor < 3)) return 'original-first'
  return major === 2 && minor === 3 ? 'longer-last' : 'captured-first'
}

function viewOf(octets: Uint8Array): DataView {
  return new DataView(octets.buffer, octets.byteOffset, octets.byteLength)
}

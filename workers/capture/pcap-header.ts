/**
 * The file header of pcap. draft-ietf-opsawg-pcap §4; variants as Wireshark 4.0 reads them
 * (`wiretap/libpcap.c`). Patched programs wrote longer record headers under the same magic: which
 * length it is, the records themselves tell.
 *
 *   at 0  magic   u32       at 8   thiszone u32     at 16  snaplen  u32
 *   at 4  major   u16       at 12  sigfigs  u32     at 20  linktype u32, the upper half: FCS
 *   at 6  minor   u16       at 24  IXIA only: octets of all records, u32
 */
import { pseudoHeaderOctets } from '../model/pseudo-header'
import { plausibleRecord, type LengthOrder } from './record-start'

const MICROSECONDS = 0xa1b2c3d4
const NANOSECONDS = 0xa1b23c4d
/** Alexey Kuznetzov's patched libpcap: interface, protocol and packet type in each record. */
const MODIFIED = 0xa1b2cd34
/** IXIA lcap, hardware and software. */
const IXIA_HARDWARE = 0x1c0001ac
const IXIA_SOFTWARE = 0x1c0001ab
const MAGICS = [MICROSECONDS, NANOSECONDS, MODIFIED, IXIA_HARDWARE, IXIA_SOFTWARE]

const HEADER = 24 // octets

/** Octets of a record's header: plain, Red Hat 6.1, Nokia; of a "modified" one, and SuSE 6.3. */
const PLAIN_RECORDS = [16, 24, 20]
const NOKIA_RECORD = 20
const MODIFIED_RECORDS = [24, 28]

/** Records that are looked at to tell. */
const MOST_RECORDS = 64

/** AIX wrote version 2.2, nanoseconds, and interface types of RFC 1573 where others have link types. */
const AIX_LINKTYPES: Readonly<Record<number, number>> = { 6: 1, 9: 6, 15: 10, 24: 0 }
const FDDI = 10
const AIX_FDDI_PADDING = 3

/** Nokia's own number for ATM, and LINKTYPE_SUNATM. */
const NOKIA_ATM = 13
const SUNATM = 123

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
  /** Octets before each frame that were never on the wire. */
  pseudoOctets: number
  /** Octets of frame check sequence at the end of each frame; −1: not told. */
  fcsOctets: number
}

/** Does a pcap file begin like this? */
export function isPcap(head: Uint8Array): boolean {
  return byteOrderOf(head) !== null
}

/**
 * Null when `head` is not that of a pcap file, or too short for its header. `whole`: the file ends
 * with `head`.
 */
export function readPcapHeader(head: Uint8Array, whole: boolean): PcapHeader | null {
  const littleEndian = byteOrderOf(head)
  if (littleEndian === null || head.length < HEADER) return null
  const view = viewOf(head)
  const magic = view.getUint32(0, littleEndian)
  const major = view.getUint16(4, littleEndian)
  const minor = view.getUint16(6, littleEndian)
  const ixia = magic === IXIA_HARDWARE || magic === IXIA_SOFTWARE
  const field = view.getUint32(20, littleEndian)
  const named = field & 0xffff
  const aix = magic === MICROSECONDS && major === 2 && minor === 2 && named in AIX_LINKTYPES
  const linktype = aix ? (AIX_LINKTYPES[named] ?? named) : named
  const header: PcapHeader = {
    littleEndian,
    nanosecond: magic === NANOSECONDS || aix,
    version: `${major}.${minor}`,
    headerOctets: ixia ? HEADER + 4 : HEADER,
    recordHeaderOctets: 16,
    lengthOrder: lengthOrderOf(major, minor),
    snaplen: view.getUint32(16, littleEndian),
    linktype,
    pseudoOctets: aix && linktype === FDDI ? AIX_FDDI_PADDING : pseudoHeaderOctets(linktype),
    fcsOctets: field & 0x4000000 ? (field >>> 28) * 2 : -1,
  }
  const sizes =
    magic === MICROSECONDS ? PLAIN_RECORDS : magic === MODIFIED ? MODIFIED_RECORDS : [16]
  header.recordHeaderOctets = recordHeaderOf(view, header, sizes, whole)
  if (header.recordHeaderOctets === NOKIA_RECORD && linktype === NOKIA_ATM) {
    header.linktype = SUNATM
    header.pseudoOctets = pseudoHeaderOctets(SUNATM)
  }
  return header
}

/** The first of the sizes, unless its records break off and those of another go on, or fit. */
function recordHeaderOf(
  view: DataView,
  header: PcapHeader,
  sizes: readonly number[],
  whole: boolean,
): number {
  const [usual, ...others] = sizes.map((octets) => ({
    octets,
    ...plausibleRecords(view, { ...header, recordHeaderOctets: octets }, whole),
  }))
  if (usual === undefined) return header.recordHeaderOctets
  if (usual.fits) return usual.octets
  const better = others.find(({ fits, records }) => fits || records > usual.records + 1)
  return (better ?? usual).octets
}

/**
 * How many records are plausible from the first on; `fits`: the last one ends the file. A single one
 * proves nothing: a plain file may be cut off anywhere behind its first.
 */
function plausibleRecords(
  view: DataView,
  header: PcapHeader,
  whole: boolean,
): { records: number; fits: boolean } {
  const ticksPerSecond = header.nanosecond ? 1_000_000_000 : 1_000_000
  const facts = { ...header, ticksPerSecond, known: [] }
  let at = header.headerOctets
  let records = 0
  while (records < MOST_RECORDS) {
    const headed = view.byteLength - at >= header.recordHeaderOctets
    const length = headed ? plausibleRecord(view, at, facts) : 0
    if (length === 0 || at + length > view.byteLength) break
    at += length
    records++
  }
  return { records, fits: whole && records > 1 && at === view.byteLength }
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

/**
 * What a file is, told by its first octets and never by its name. Magic numbers: RFC 1761 (snoop),
 * RFC 8878 §3.1.1 (zstd), POSIX.1-2017 `pax` (tar), and the formats' own specifications.
 */
import { looksLikeErf } from './erf'
import { isPcap } from './pcap-header'
import { sectionByteOrder } from './pcapng-blocks'

/** Octets that are enough to tell. */
export const HEAD_OCTETS = 4096

type Content =
  | { kind: 'pcap' }
  | { kind: 'pcapng' }
  | { kind: 'snoop' }
  | { kind: 'text' }
  /** `what` continues the sentence that begins with the file's name. */
  | { kind: 'other'; what: string }

interface Signature {
  at: number
  octets: readonly number[] | string
  what: string
}

const notRead = (what: string, advice: string) => `is ${what}, which is not read yet: ${advice}`
const asPcap = 'convert it with `editcap -F pcap`'
const notACapture = (what: string) => `is ${what}, not a capture`

const SIGNATURES: readonly Signature[] = [
  { at: 0, octets: 'TRSNIFF data', what: notRead('a Sniffer capture', asPcap) },
  { at: 0, octets: 'XCP\0', what: notRead('a NetXRay capture', asPcap) },
  { at: 0, octets: 'RTSS', what: notRead('a Network Monitor 1 capture', asPcap) },
  { at: 0, octets: 'GMBU', what: notRead('a Network Monitor 2 capture', asPcap) },
  { at: 0, octets: '\x7fver', what: notRead('an EtherPeek capture', asPcap) },
  { at: 0, octets: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], what: notRead('an xz file', 'use `xz -d`') },
  { at: 0, octets: 'BZh', what: notRead('a bzip2 file', 'use `bzip2 -d`') },
  { at: 0, octets: 'Rar!\x1a\x07', what: notRead('a RAR archive', 'unpack it first') },
  { at: 0, octets: [0x1f, 0x9d], what: notRead('a compress(1) file', 'use `uncompress`') },
  { at: 0, octets: 'LZIP', what: notRead('an lzip file', 'use `lzip -d`') },
  { at: 0, octets: 'MSCF', what: notRead('a Windows cabinet', 'unpack it first') },
  { at: 0, octets: '!<arch>\n', what: notRead('an ar archive', 'unpack it first') },
  { at: 0, octets: '070701', what: notRead('a cpio archive', 'unpack it first') },
  { at: 257, octets: 'ustar', what: 'is a tar archive whose first header is damaged' },
  { at: 0, octets: '7z\xbc\xaf\x27\x1c', what: notRead('a 7-Zip archive', 'unpack it first') },
  { at: 0, octets: '\x89PNG', what: notACapture('a PNG image') },
  { at: 0, octets: [0xff, 0xd8, 0xff], what: notACapture('a JPEG image') },
  { at: 0, octets: 'GIF8', what: notACapture('a GIF image') },
  { at: 0, octets: '%PDF', what: notACapture('a PDF document') },
  { at: 0, octets: [0xd0, 0xcf, 0x11, 0xe0], what: notACapture('a Microsoft Office document') },
  { at: 0, octets: '\x7fELF', what: notACapture('an ELF program or core dump') },
  { at: 0, octets: 'MZ', what: notACapture('a Windows program') },
  { at: 0, octets: 'SQLite format 3', what: notACapture('an SQLite database') },
]

export const TEXT = notACapture('text')

/** `whole`: the file ends where `head` ends. */
export function detectContent(head: Uint8Array, whole: boolean): Content {
  if (head.length === 0) return { kind: 'other', what: 'is empty' }
  if (isPcap(head)) return { kind: 'pcap' }
  if (beginsWith(head, { at: 0, octets: [0x0a, 0x0d, 0x0d, 0x0a], what: '' })) {
    return pcapngOrNot(head)
  }
  if (beginsWith(head, { at: 0, octets: 'snoop\0\0\0', what: '' })) return { kind: 'snoop' }
  const known = SIGNATURES.find((signature) => beginsWith(head, signature))
  if (known !== undefined) return { kind: 'other', what: known.what }
  if (isText(head, whole)) return { kind: 'text' }
  if (looksLikeErf(head)) return { kind: 'other', what: notRead('an ERF capture', asPcap) }
  return { kind: 'other', what: `is not a capture of a known format: it begins ${hex(head)}` }
}

function pcapngOrNot(head: Uint8Array): Content {
  if (head.length < 12) {
    return { kind: 'other', what: `begins like pcapng but ends after ${head.length} octets` }
  }
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  if (sectionByteOrder(view, 0) !== null) return { kind: 'pcapng' }
  return { kind: 'other', what: 'begins like pcapng but gives no byte order: it is damaged' }
}

function beginsWith(head: Uint8Array, { at, octets }: Signature): boolean {
  const wanted = typeof octets === 'string' ? Array.from(octets, (c) => c.charCodeAt(0)) : octets
  return wanted.every((octet, i) => head[at + i] === octet)
}

/** Tab, line feed, form feed, carriage return; backspace and escape, which terminals write. */
const TEXT_CONTROLS: ReadonlySet<number> = new Set([8, 9, 10, 12, 13, 27])

/** UTF-8 or, with its mark, UTF-16; without controls that text does not use. */
function isText(head: Uint8Array, whole: boolean): boolean {
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  if (utf16) return true
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !whole })
    return head.every((octet) => octet >= 0x20 || TEXT_CONTROLS.has(octet))
  } catch {
    return false
  }
}

function hex(head: Uint8Array): string {
  return Array.from(head.subarray(0, 8), (octet) => octet.toString(16).padStart(2, '0')).join(' ')
}

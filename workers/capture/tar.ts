/**
 * tar archives, from header to header. POSIX.1-2017 `pax` (ustar, pax), GNU tar 1.35 "Basic Tar
 * Format"; headers without magic are those of Unix version 7.
 *
 *   at 0    name 100      at 124  size 12, octal     at 148  checksum 8     at 156  type 1
 *   at 157  link 100      at 257  magic 6            at 345  prefix 155
 */
import { MAX_NOTE_OCTETS } from '../limits/limits'
import type { OctetFeed } from './octet-feed'

const BLOCK = 512
const TYPE = {
  file: '0',
  oldFile: '\0',
  hardLink: '1',
  symbolicLink: '2',
  directory: '5',
  contiguous: '7',
  sparse: 'S',
  longName: 'L',
  longLink: 'K',
  pax: 'x',
  paxGlobal: 'g',
} as const

const FILES: ReadonlySet<string> = new Set([TYPE.file, TYPE.oldFile, TYPE.contiguous])

/** Octets of an extended header that is believed. */
const MAX_EXTENDED = 1024 * 1024

export interface TarEntry {
  name: string
  /** Its data begins where the feed stands. */
  size: number
  /** Not a file with octets in the archive: why. Empty for one. */
  message: string
}

export function isTar(head: Uint8Array): boolean {
  return head.length >= BLOCK && head[0] !== 0 && sizeOf(head) >= 0 && hasChecksum(head)
}

/**
 * Moves to the next entry and leaves the feed at its data. A text says what is wrong with the
 * archive, or is empty at its end.
 */
export async function nextEntry(feed: OctetFeed): Promise<TarEntry | string> {
  let name: string | null = null
  let size: number | null = null
  for (;;) {
    const { at } = feed
    const header = (await feed.take(BLOCK)).slice()
    if (header.length === 0 || (header.length === BLOCK && header.every((octet) => octet === 0))) {
      return ''
    }
    if (header.length < BLOCK) return `it is cut off inside the header at its octet ${at}`
    const told = sizeOf(header)
    if (!hasChecksum(header) || told < 0) return `the header at its octet ${at} is damaged`
    const type = String.fromCharCode(header[156] ?? 0)
    if (type === TYPE.longName) {
      name = textOf(await readExtended(feed, told))
    } else if (type === TYPE.pax) {
      const record = paxRecords(await readExtended(feed, told))
      name = record.path ?? name
      size = record.size ?? size
    } else if (type === TYPE.longLink || type === TYPE.paxGlobal) {
      await feed.skip(toBlocks(told))
    } else if (type === TYPE.directory) {
      await feed.skip(toBlocks(size ?? told))
      name = null
      size = null
    } else return entryOf(header, type, name, size ?? told)
  }
}

/** Octets that data of this size takes in the archive. */
export function toBlocks(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK
}

function entryOf(header: Uint8Array, type: string, long: string | null, size: number): TarEntry {
  const name = long ?? nameOf(header)
  if (FILES.has(type)) return { name, size, message: '' }
  if (type === TYPE.symbolicLink || type === TYPE.hardLink) {
    return { name, size: 0, message: `is a link to “${textOf(header.subarray(157, 257))}”` }
  }
  if (type === TYPE.sparse) {
    return { name, size, message: 'is stored with holes, which is not read: unpack it first' }
  }
  return { name, size: 0, message: 'is no file' }
}

function nameOf(header: Uint8Array): string {
  const name = textOf(header.subarray(0, 100))
  const magic = textOf(header.subarray(257, 263))
  const prefix = magic === 'ustar' ? textOf(header.subarray(345, 500)) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

/** Octal, or big-endian where bit 7 of the first octet is set; −1: no number. */
function sizeOf(header: Uint8Array): number {
  const field = header.subarray(124, 136)
  if (((field[0] ?? 0) & 0x80) !== 0) {
    const size = field.subarray(1).reduce((value, octet) => value * 256 + octet, 0)
    return Number.isSafeInteger(size) ? size : -1
  }
  const digits = textOf(field).trim()
  return /^[0-7]*$/.test(digits) ? parseInt(digits === '' ? '0' : digits, 8) : -1
}

/** The sum of all octets, its own field taken as spaces; old programs summed signed octets. */
function hasChecksum(header: Uint8Array): boolean {
  const told = parseInt(textOf(header.subarray(148, 156)).trim(), 8)
  let sum = 0
  let signed = 0
  for (let i = 0; i < BLOCK; i++) {
    const octet = i >= 148 && i < 156 ? 0x20 : (header[i] ?? 0)
    sum += octet
    signed += octet > 127 ? octet - 256 : octet
  }
  return told === sum || told === signed
}

/** What an extended header holds, as far as it is believed. */
async function readExtended(feed: OctetFeed, size: number): Promise<Uint8Array> {
  const octets = (await feed.take(Math.min(size, MAX_EXTENDED))).slice()
  await feed.skip(toBlocks(size) - octets.length)
  return octets
}

/** Records `"%d %s=%s\n"`: their length in octets, a keyword, a value. */
function paxRecords(octets: Uint8Array): { path?: string; size?: number } {
  const found: { path?: string; size?: number } = {}
  for (let at = 0; at < octets.length;) {
    const space = octets.indexOf(0x20, at)
    const length = space < 0 ? NaN : Number(textOf(octets.subarray(at, space)))
    if (!Number.isInteger(length) || length <= space - at || at + length > octets.length) break
    const [keyword, value] = split(textOf(octets.subarray(space + 1, at + length - 1)))
    if (keyword === 'path') found.path = value
    if (keyword === 'size' && /^\d{1,15}$/.test(value)) found.size = Number(value)
    at += length
  }
  return found
}

function split(record: string): [keyword: string, value: string] {
  const at = record.indexOf('=')
  return at < 0 ? [record, ''] : [record.slice(0, at), record.slice(at + 1)]
}

/** UTF-8 up to the first NUL. */
function textOf(octets: Uint8Array): string {
  const bounded = octets.subarray(0, MAX_NOTE_OCTETS)
  const nul = bounded.indexOf(0)
  return new TextDecoder().decode(nul < 0 ? bounded : bounded.subarray(0, nul))
}

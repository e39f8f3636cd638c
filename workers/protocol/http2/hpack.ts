/** Header compression of HTTP/2: RFC 7541. One decoder for each direction of a connection. */
import { MAX_HPACK_TABLE, MAX_HTTP_FIELDS, MAX_HTTP_TEXT } from '../../limits/limits'
import { Fault } from '../../wire/fault'
import type { Octets } from '../../wire/octets'
import { Huffman } from './huffman'
import { STATIC_TABLE } from './static-table'

export type Field = readonly [name: string, value: string]

interface Entry {
  readonly field: Field
  /** RFC 7541 §4.1; of the texts as sent, not as kept. */
  readonly size: number
}

const ENTRY_OVERHEAD = 32
const DEFAULT_TABLE = 4096
const INDEX = new Fault('malformed', 'http2.header.index')
const INTEGER = new Fault('malformed', 'http2.header.length')
const TABLE_SIZE = new Fault('malformed', 'http2.header_table_size')

export class HpackDecoder {
  private readonly huffman: Huffman
  /** Newest first. */
  private readonly table: Entry[] = []
  private size = 0
  private most = DEFAULT_TABLE
  private at = 0
  /** Fields beyond the bound in the header block decoded last. */
  beyond = 0

  constructor(huffman: Huffman) {
    this.huffman = huffman
  }

  /**
   * Fields of a header block, at most `MAX_HTTP_FIELDS`; texts are cut at `MAX_HTTP_TEXT`.
   * @throws Fault `malformed`; the table is not to be trusted any more.
   */
  decode(octets: Octets): Field[] {
    this.at = 0
    this.beyond = 0
    const fields: Field[] = []
    while (this.at < octets.captured) {
      const field = this.representation(octets)
      if (field === null) continue
      if (fields.length < MAX_HTTP_FIELDS) fields.push(field)
      else this.beyond++
    }
    return fields
  }

  /** One field, or an update of the table's size: §6. */
  private representation(octets: Octets): Field | null {
    const first = octets.u8(this.at)
    if ((first & 0x80) !== 0) return this.indexed(this.integer(octets, 7)).field
    if ((first & 0xe0) === 0x20) {
      this.most = this.integer(octets, 5)
      if (this.most > MAX_HPACK_TABLE) throw TABLE_SIZE
      this.evict(0)
      return null
    }
    const indexing = (first & 0x40) !== 0
    const index = this.integer(octets, indexing ? 6 : 4)
    const name = index === 0 ? this.string(octets) : nameOf(this.indexed(index))
    const value = this.string(octets)
    const field: Field = [name.text, value.text]
    if (indexing) this.insert({ field, size: name.size + value.size + ENTRY_OVERHEAD })
    return field
  }

  private indexed(index: number): Entry {
    const still = STATIC_TABLE[index - 1]
    if (still !== undefined) return { field: still, size: 0 }
    const entry = this.table[index - STATIC_TABLE.length - 1]
    if (entry === undefined) throw INDEX
    return entry
  }

  private insert(entry: Entry): void {
    this.evict(entry.size)
    if (entry.size > this.most) return
    this.table.unshift(entry)
    this.size += entry.size
  }

  /** Makes room for `more` octets. */
  private evict(more: number): void {
    while (this.table.length > 0 && this.size + more > this.most) {
      this.size -= this.table.pop()?.size ?? 0
    }
  }

  /** §5.1, with a prefix of `bits`. */
  private integer(octets: Octets, bits: number): number {
    const mask = 2 ** bits - 1
    let value = octets.u8(this.at++) & mask
    if (value < mask) return value
    for (let shift = 0; shift <= 21; shift += 7) {
      const octet = octets.u8(this.at++)
      value += (octet & 0x7f) * 2 ** shift
      if (octet < 0x80) return value
    }
    throw INTEGER
  }

  /** §5.2. */
  private string(octets: Octets): { text: string; size: number } {
    const coded = (octets.u8(this.at) & 0x80) !== 0
    const length = this.integer(octets, 7)
    const { at } = this
    octets.need(at + length)
    this.at += length
    const from = octets.base + at
    if (coded) {
      // Its size counts decoded: no code is shorter than five bits.
      const text = this.huffman.decode(octets.view, from, length, length * 2)
      return { text: text.slice(0, MAX_HTTP_TEXT), size: text.length }
    }
    let text = ''
    const kept = Math.min(length, MAX_HTTP_TEXT)
    for (let i = 0; i < kept; i++) text += String.fromCharCode(octets.view.getUint8(from + i))
    return { text, size: length }
  }
}

/** The name of an entry; those of the static table are counted by their own length. */
function nameOf({ field: [text] }: Entry): { text: string; size: number } {
  return { text, size: text.length }
}

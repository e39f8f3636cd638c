/**
 * What describers write on: layers, and fields with the octets they stand in. Offsets are those of
 * the header, as in the readers; a field that was not captured ends the description with a `Fault`.
 */
import { MAX_LAYER_FIELDS } from '../../limits/limits'
import { grouped } from '../../model/elapsed'
import type { Field, Layer } from '../../model/frame-view'
import type { Octets } from '../octets'

/** One field of a header: where it stands, and how its value is shown. */
export interface Row {
  /** Wireshark's name. */
  readonly name: string
  readonly label: string
  readonly at: number
  readonly length: number
  readonly value: (octets: Octets, at: number) => string
  /** The value as filters compare it; absent: its octets are. */
  readonly number?: (octets: Octets, at: number) => number
}

export class Sheet {
  /** The window begins with the header that is described. */
  readonly octets: Octets
  readonly layers: Layer[] = []
  private readonly prefix: string
  /** Fields of the last layer that are not shown. */
  private leftOut = 0

  /** `prefix` goes before every title, e.g. `quoted `. */
  constructor(octets: Octets, prefix: string) {
    this.octets = octets
    this.prefix = prefix
  }

  /** Opens a layer at offset `at`; its length is what its fields cover, unless `extent` says more. */
  layer(protocol: string, title: string, at = 0): void {
    const { prefix, octets } = this
    const layer = { protocol, title: prefix + title, at: octets.base + at, length: 0, fields: [] }
    this.layers.push(layer)
  }

  /** Gives the layer a better title, once its fields could be read. */
  title(title: string): void {
    this.last().title = this.prefix + title
  }

  field(
    name: string,
    label: string,
    at: number,
    length: number,
    value: string,
    number?: number,
  ): void {
    this.octets.need(at + length)
    this.extent(at + length)
    const { fields } = this.last()
    if (fields.length < MAX_LAYER_FIELDS) {
      const field = { name, label, value, at: this.octets.base + at, length }
      fields.push(number === undefined ? field : { ...field, number })
    } else this.leaveOut(fields)
  }

  /** Fields of a table that begins at offset `from`. */
  rows(rows: readonly Row[], from = 0): void {
    for (const { name, label, at, length, value, number } of rows) {
      const start = from + at
      const counted = number?.(this.octets, start)
      this.field(name, label, start, length, value(this.octets, start), counted)
    }
  }

  /** The layer goes up to offset `end`, as far as it was captured. */
  extent(end: number): void {
    const layer = this.last()
    const { base, captured } = this.octets
    layer.length = Math.max(layer.length, base + Math.min(end, captured) - layer.at)
  }

  /** Counts one field more in the row that stands for all of them. */
  private leaveOut(fields: Field[]): void {
    const count = fields.length === MAX_LAYER_FIELDS ? 1 : this.leftOut + 1
    this.leftOut = count
    const value = `${grouped(count)} ${count === 1 ? 'field' : 'fields'} more`
    const at = this.octets.base
    fields[MAX_LAYER_FIELDS] = { name: '', label: 'Not shown', value, at, length: 0 }
  }

  private last(): Layer {
    const layer = this.layers.at(-1)
    if (layer === undefined) throw new Error('a field before its layer')
    return layer
  }
}

/** The values of fields, parts, functions and arithmetic in one frame. */
import { formatAddress, formatIpv4 } from '../model/address'
import type { FieldSource, Occurrence } from './field-source'
import type { FunctionName } from './functions'
import type { ArithmeticOp } from './operators'
import type { Entity } from './program'
import type { Range } from './syntax'
import type { FieldType } from './types'
import { octetsOf, order, type Value } from './values'

export function valuesOf(entity: Entity, source: FieldSource): readonly Value[] {
  switch (entity.kind) {
    case 'field':
      return inLayers(source.occurrences(entity.field), entity.layers)
    case 'constant':
      return [entity.value]
    case 'reference':
      return source.references(entity.field)
    case 'slice':
      return valuesOf(entity.of, source).flatMap((value) => slices(value, entity.ranges))
    case 'call':
      return called(entity.name, entity.given, source)
    case 'negate':
      return valuesOf(entity.of, source).map((value) => -Number(value))
    case 'arithmetic': {
      const right = valuesOf(entity.right, source)
      return valuesOf(entity.left, source).flatMap((a) =>
        right.flatMap((b): Value[] =>
          entity.type === 'bytes'
            ? [commonBits(octetsOf(a), octetsOf(b))]
            : computed(entity.op, Number(a), Number(b), entity.type),
        ),
      )
    }
  }
}

function inLayers(
  occurrences: readonly Occurrence[],
  layers: readonly Range[] | null,
): readonly Value[] {
  const last = occurrences.at(-1)?.layer ?? 0
  const kept =
    layers === null
      ? occurrences
      : occurrences.filter(({ layer }) => layers.some((range) => hasLayer(range, layer, last)))
  return kept.map(({ value }) => value)
}

/** Layers count from 1, and from −1 backwards. */
function hasLayer({ from, to }: Range, layer: number, last: number): boolean {
  const first = from < 0 ? last + 1 + from : from
  if (layer < first) return false
  if (to === 'end') return true
  if ('count' in to) return layer < first + to.count
  return layer <= (to.last < 0 ? last + 1 + to.last : to.last)
}

/** The parts one behind the other; nothing where one of them lies beyond the end. */
function slices(value: Value, ranges: readonly Range[]): Uint8Array[] {
  const octets = octetsOf(value)
  const parts = ranges.map((range) => slice(octets, range))
  if (parts.includes(null)) return []
  const [only] = parts
  if (parts.length === 1 && only) return [only]
  return [Uint8Array.from(parts.flatMap((part) => [...(part ?? [])]))]
}

function slice(octets: Uint8Array, { from, to }: Range): Uint8Array | null {
  const { length } = octets
  const start = from < 0 ? length + from : from
  let end = length
  if (to !== 'end') {
    if ('count' in to) end = start + to.count
    else end = (to.last < 0 ? length + to.last : to.last) + 1
  }
  if (start < 0 || start >= length || end > length || end <= start) return null
  return octets.subarray(start, end)
}

function called(name: FunctionName, given: readonly Entity[], source: FieldSource): Value[] {
  const [first] = given
  if (first === undefined) return []
  const values = valuesOf(first, source)
  switch (name) {
    case 'count':
      return values.length === 0 ? [] : [values.length]
    case 'len':
      return values.map((value) => octetsOf(value).length)
    case 'upper':
      return values.map((value) => (value as string).toUpperCase())
    case 'lower':
      return values.map((value) => (value as string).toLowerCase())
    case 'string':
      return values.map((value) => valueText(value, first.type))
    case 'abs':
      return values.map((value) => Math.abs(Number(value)))
    case 'max':
    case 'min': {
      const all = given.flatMap((one) => valuesOf(one, source))
      const sign = name === 'max' ? 1 : -1
      const best = all.reduce<Value | null>(
        (found, value) => (found === null || order(value, found) * sign > 0 ? value : found),
        null,
      )
      return best === null ? [] : [best]
    }
  }
}

function computed(op: ArithmeticOp, a: number, b: number, type: FieldType): number[] {
  switch (op) {
    case '&':
      return [(a & b) >>> 0]
    case '+':
      return [a + b]
    case '-':
      return [a - b]
    case '*':
      return [a * b]
    case '/':
      return b === 0 ? [] : [type === 'duration' ? a / b : Math.trunc(a / b)]
    case '%':
      return b === 0 ? [] : [a % b]
  }
}

function commonBits(a: Uint8Array, b: Uint8Array): Uint8Array {
  const length = Math.min(a.length, b.length)
  return Uint8Array.from({ length }, (_, at) => (a[at] as number) & (b[at] as number))
}

/** As Wireshark shows it: numbers in decimal, addresses as such, octets in hex. */
export function valueText(value: Value, type: FieldType): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') {
    if (type === 'ipv4') return formatIpv4(value)
    if (type === 'boolean') return value === 0 ? 'False' : 'True'
    return type === 'duration' ? (value / 1e9).toFixed(9) : String(value)
  }
  if (typeof value === 'bigint') return timeText(value, type)
  const octets = octetsOf(value)
  if (type === 'ipv6') return ipv6Text(octets)
  const separator = type === 'ether' ? ':' : ''
  return [...octets].map((octet) => octet.toString(16).padStart(2, '0')).join(separator)
}

function timeText(nanos: bigint, type: FieldType): string {
  const second = nanos / 1_000_000_000n
  const fraction = (nanos % 1_000_000_000n).toString().padStart(9, '0')
  if (type === 'epoch') return `${second.toString()}.${fraction}`
  const [day, time] = new Date(Number(second) * 1000).toISOString().split('T')
  return `${day ?? ''} ${time?.slice(0, 8) ?? ''}.${fraction}`
}

function ipv6Text(octets: Uint8Array): string {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length)
  const word = (index: number) => view.getUint32(4 * index)
  return formatAddress(word(0), word(1), word(2), word(3))
}

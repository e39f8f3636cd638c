/** Values of the fields that an opened frame shows, as filters compare them. */
import { fieldNamed } from '../filter/registry'
import type { FieldType } from '../filter/types'
import type { Value } from '../filter/values'
import type { Field } from '../model/frame-view'

/** null: the field tells none, or filters do not know it. */
export function valueOfField(
  { name, value, at, length, number }: Field,
  octets: Uint8Array,
): Value | null {
  const type = fieldNamed(name)?.type
  if (type === undefined) return null
  switch (type) {
    case 'label':
      return 1
    case 'string':
      return value
    case 'bytes':
    case 'ether':
    case 'ipv6':
      return length === 0 ? null : octets.subarray(at, at + length)
    case 'ipv4':
      return length === 4 ? unsigned(octets, at, length) : null
    default:
      return number ?? counted(type, octets, at, length)
  }
}

/** A number that is shown as octets. */
function counted(type: FieldType, octets: Uint8Array, at: number, length: number): Value | null {
  return type === 'protocol' || length === 0 || length > 4 ? null : unsigned(octets, at, length)
}

function unsigned(octets: Uint8Array, at: number, length: number): number {
  let value = 0
  for (let i = 0; i < length; i++) value = value * 256 + (octets[at + i] ?? 0)
  return value
}

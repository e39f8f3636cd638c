/** The filter that finds frames with the same value as a field of an opened frame. */
import type { Field } from '../model/frame-view'
import { fieldNamed } from './registry'

/** Empty: filters do not know the field. */
export function filterOf(field: Pick<Field, 'name' | 'value' | 'number'>): string {
  const { name, value, number } = field
  const known = fieldNamed(name)
  if (known === undefined) return ''
  switch (known.type) {
    case 'protocol':
    case 'label':
      return name
    case 'string':
      return `${name} == ${quoted(value)}`
    case 'bytes':
      return ofOctets(name, value)
    case 'ether':
    case 'ipv4':
    case 'ipv6':
      return `${name} == ${value}`
    default:
      return number === undefined ? name : `${name} == ${asShown(value, number)}`
  }
}

/** In hex where it is shown so. */
function asShown(value: string, number: number): string {
  const [hex] = /^0x[\da-f]+/u.exec(value) ?? []
  return hex !== undefined && Number(hex) === number ? hex : String(number)
}

export function quoted(text: string): string {
  const escaped = text.replace(/[\\"]/gu, '\\$&').replace(/[^\x20-\x7e]/gu, escapeOf)
  return `"${escaped}"`
}

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`
  return code > 0x9f ? character : `\\u${code.toString(16).padStart(4, '0')}`
}

/** As the layer tree shows them: pairs of digits, ending with `…` where some are left out. */
function ofOctets(name: string, value: string): string {
  const [digits = ''] = /^[\da-f]*/u.exec(value) ?? []
  const pairs = digits.match(/../gu) ?? []
  if (pairs.length === 0) return name
  const part = value.endsWith('…') ? `[0:${String(pairs.length)}]` : ''
  return `${name}${part} == ${pairs.join(':')}`
}

/** Every field that a filter may name, with type and description. */
import { APPLICATION_FIELDS } from './fields/application'
import { CARRIER_FIELDS } from './fields/carrier'
import { FRAME_FIELDS } from './fields/frame'
import { INTERNET_FIELDS } from './fields/internet'
import { LINK_FIELDS } from './fields/link'
import { ROUTING_FIELDS } from './fields/routing'
import { SERVICE_FIELDS } from './fields/services'
import { TRANSPORT_FIELDS } from './fields/transport'
import { TUNNEL_FIELDS } from './fields/tunnel'
import type { FieldType } from './types'

/** Headers outside of all tunnels, or inside of the innermost one. */
export type Scope = 'outer' | 'inner'

export interface FieldInfo {
  /** As written, `outer.` and `inner.` included. */
  readonly name: string
  /** Without them: the name under which frames have it. */
  readonly base: string
  readonly scope: Scope | null
  readonly type: FieldType
  readonly description: string
}

const TABLES = [
  FRAME_FIELDS,
  LINK_FIELDS,
  INTERNET_FIELDS,
  TRANSPORT_FIELDS,
  TUNNEL_FIELDS,
  APPLICATION_FIELDS,
  SERVICE_FIELDS,
  ROUTING_FIELDS,
  CARRIER_FIELDS,
]

/** Protocols whose headers may stand in a tunnel and around it. */
const SCOPED: readonly string[] = ['eth', 'ip', 'ipv6', 'tcp', 'udp']

const FIELDS: ReadonlyMap<string, FieldInfo> = new Map(
  TABLES.flatMap(fieldsOf).map((field) => [field.name, field]),
)

/** undefined: there is no such field. */
export function fieldNamed(name: string): FieldInfo | undefined {
  return FIELDS.get(name) ?? scopedField(name)
}

/** All fields, those of the outermost and innermost headers left out. */
export function allFields(): IterableIterator<FieldInfo> {
  return FIELDS.values()
}

/** Fields of which there is one of the outermost headers and one of the innermost. */
export function scopedFields(scope: Scope): FieldInfo[] {
  return [...FIELDS.values()].filter(isScoped).map((field) => within(field, scope))
}

function scopedField(name: string): FieldInfo | undefined {
  const dot = name.indexOf('.')
  const scope = name.slice(0, dot)
  if (scope !== 'outer' && scope !== 'inner') return undefined
  const field = FIELDS.get(name.slice(dot + 1))
  return field !== undefined && isScoped(field) ? within(field, scope) : undefined
}

function within(field: FieldInfo, scope: Scope): FieldInfo {
  const where = scope === 'outer' ? 'outside of all tunnels' : 'inside the innermost tunnel'
  const description = `${field.description}, ${where}`
  return { ...field, name: `${scope}.${field.name}`, scope, description }
}

function isScoped({ name }: FieldInfo): boolean {
  const protocol = name.split('.', 1)[0] ?? ''
  return SCOPED.includes(protocol) && !UNSCOPED.test(name)
}

/** What is said of the conversation of a frame, rather than of one header in it. */
const UNSCOPED = /^(?:tcp\.analysis|(?:tcp|udp)\.(?:time_|stream))/u

function fieldsOf(table: string): FieldInfo[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', type = ''] = line.split(/ +/u, 2)
      const description = line.slice(line.indexOf(` ${type} `) + type.length + 2).trim()
      return { name, base: name, scope: null, type: type as FieldType, description }
    })
}

/** Names that somebody may have meant, the most alike first. */
export function similarFields(name: string, most: number): string[] {
  const wanted = name.toLowerCase().slice(0, LONGEST)
  const found = [...FIELDS.keys()]
    .map((known) => ({ known, steps: distance(wanted, known.toLowerCase()) }))
    .filter(({ known, steps }) => steps <= Math.max(1, Math.floor(known.length / 4)))
  found.sort((a, b) => a.steps - b.steps)
  return found.slice(0, most).map(({ known }) => known)
}

/** Characters of a name that are looked at. */
const LONGEST = 64

/** Characters to put in, leave out, or change (Levenshtein). */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > LONGEST / 4) return LONGEST
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next[j] = Math.min(changed, (row[j] as number) + 1, (next[j - 1] as number) + 1)
    }
    row = next
  }
  return row[b.length] as number
}

/** By number of headers: may frames with them pass a leaf that only octets can answer? */
import { entitiesOf, type Entity, type Leaf } from '../filter/program'
import type { FieldInfo } from '../filter/registry'
import { isApplication } from './application/tell-application'
import { portsOf } from './application/tell-by-port'
import { entryWords, IP, IPV6, PLACE, QUOTED, TCP, TUNNEL, UDP } from './header-words'
import { protocolNumber } from './header-fields'
import { INTRICATE, type HeaderTable } from './header-table'
import { MAYBE, NO, type Mask } from './masks'

export function deepTable(leaf: Leaf, headers: HeaderTable | null): Mask {
  const table = new Uint8Array(headers?.size ?? 1).fill(MAYBE)
  const needed = entitiesOf(leaf).flatMap(fieldsNeeded)
  const required = needed.flatMap(requirementOf)
  if (headers === null || required.length === 0) return table
  const ports = needed.map(portsOfField).filter(isKnown)
  for (let kind = 1; kind < table.length; kind++) {
    if (((headers.shapes[kind] as number) & INTRICATE) !== 0) continue
    const words = headers.of(kind)
    const there = protocolsIn(words)
    if (!ports.every((one) => hasPort(words, one))) table[kind] = NO
    if (!required.every((one) => one.some((protocol) => there.has(protocol)))) table[kind] = NO
  }
  return table
}

function protocolsIn(words: Uint32Array): Set<number> {
  const found = new Set<number>()
  for (let at = 0; at < words.length;) {
    const tag = words[at] as number
    if ((tag & (TUNNEL | PLACE | QUOTED)) === 0) found.add(tag & 0xff)
    at += entryWords(tag)
  }
  return found
}

type Ports = NonNullable<ReturnType<typeof portsOf>>

const portsOfField = ({ base }: FieldInfo) => portsOf(base.split('.', 1)[0] ?? '')
const isKnown = (ports: Ports | null): ports is Ports => ports !== null

/** Is one of the ports in a header of the frame's own? */
function hasPort(words: Uint32Array, { udp, tcp }: Ports): boolean {
  for (let at = 0; at < words.length;) {
    const tag = words[at] as number
    const protocol = tag & 0xff
    const own = (tag & (TUNNEL | PLACE | QUOTED)) === 0
    const ports = !own ? [] : protocol === UDP ? udp : protocol === TCP ? tcp : []
    const both = words[at + 1] as number
    if (ports.includes(both >>> 16) || ports.includes(both & 0xffff)) return true
    at += entryWords(tag)
  }
  return false
}

/** Fields without which the value is not there. */
function fieldsNeeded(entity: Entity): FieldInfo[] {
  switch (entity.kind) {
    case 'field':
      return [entity.field]
    case 'slice':
    case 'negate':
      return fieldsNeeded(entity.of)
    case 'arithmetic':
      return [...fieldsNeeded(entity.left), ...fieldsNeeded(entity.right)]
    case 'call':
      return entity.given.length === 1 ? entity.given.flatMap(fieldsNeeded) : []
    default:
      return []
  }
}

/** Protocols of which one must be there, for a value of the field. */
function requirementOf({ base }: FieldInfo): number[][] {
  const [first = ''] = base.split('.', 1)
  if (isApplication(first)) return [[TCP, UDP]]
  if (base === 'ip.version') return [[IP, IPV6]]
  if (first === '_ws') return [[]] // of intricate headers alone
  const protocol = protocolNumber(first)
  return protocol < 0 ? [] : [[protocol]]
}

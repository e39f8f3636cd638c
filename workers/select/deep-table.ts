/** By number of headers: may frames with them pass a leaf that only octets can answer? */
import { entitiesOf, type Entity, type Leaf } from '../filter/program'
import type { FieldInfo } from '../filter/registry'
import { isApplication } from './application/tell-application'
import { entryWords, IP, IPV6, PLACE, QUOTED, TCP, TUNNEL, UDP } from './header-words'
import { protocolNumber } from './header-fields'
import { INTRICATE, type HeaderTable } from './header-table'
import { MAYBE, NO, type Mask } from './masks'

export function deepTable(leaf: Leaf, headers: HeaderTable | null): Mask {
  const table = new Uint8Array(headers?.size ?? 1).fill(MAYBE)
  const required = entitiesOf(leaf).flatMap(requirements)
  if (headers === null || required.length === 0) return table
  for (let kind = 1; kind < table.length; kind++) {
    if (((headers.shapes[kind] as number) & INTRICATE) !== 0) continue
    const there = protocolsIn(headers.of(kind))
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

/** Protocols of which one must be there, for each value that must be. */
function requirements(entity: Entity): number[][] {
  switch (entity.kind) {
    case 'field':
      return requirementOf(entity.field)
    case 'slice':
    case 'negate':
      return requirements(entity.of)
    case 'arithmetic':
      return [...requirements(entity.left), ...requirements(entity.right)]
    case 'call':
      return entity.given.length === 1 ? entity.given.flatMap(requirements) : []
    default:
      return []
  }
}

function requirementOf({ base }: FieldInfo): number[][] {
  const [first = ''] = base.split('.', 1)
  if (isApplication(first)) return [[TCP, UDP]]
  if (base === 'ip.version') return [[IP, IPV6]]
  if (first === '_ws') return [[]] // of intricate headers alone
  const protocol = protocolNumber(first)
  return protocol < 0 ? [] : [[protocol]]
}

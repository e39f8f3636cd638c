/**
 * Is a stale entry of a tunnel map why packets go to the wrong node? Only where the map sends the very
 * destinations to that very node, on the node that sends them.
 */
import type { Finding } from '../model/finding'
import { formatPrefix, PrefixMap } from '../model/prefix-map'
import { formatList } from './format'
import type { MapConflict, MapFacts } from './facts/sidecar-contradiction'
import type { Witnesses } from './witnesses'

const LISTED = 20
const ENTRY = /(\S+)\/(\d+) → ([^\s,]+)/g
const ADDRESS = /(?<![\w.:])(?:\d+(?:\.\d+){3}|[\da-f]*:[\da-f:]+)(?![\w.:/])/gi

/** Files whose node is none of those where the pods run; all of them where nobody tells which is right. */
export const doubtful = ({ said, right }: MapConflict) =>
  right === null ? said : said.filter(({ node }) => !right.addresses.includes(node))

/** What `explainsMisdelivery` needs to know of contradicting maps. */
export function entitiesOf(
  { conflicts, writers }: MapFacts,
  { facts }: Witnesses,
): Record<string, string> {
  const entries = conflicts.flatMap((conflict) =>
    doubtful(conflict).map(({ file, node }) => {
      return { file, entry: `${formatPrefix(conflict.base, conflict.length)} → ${node}` }
    }),
  )
  const files = [...new Set(entries.map(({ file }) => file))]
  const nodes = files.map((file) => {
    const writer = writers.get(file) ?? ''
    const named = facts.nodes.filter(({ name }) => name === writer).map(({ address }) => address)
    return named.length > 0 ? named : [writer].filter(isAddress)
  })
  // A map of a node that is not known may be that of any.
  const known = nodes.every((addresses) => addresses.length > 0)
  return {
    staleEntry: formatList([...new Set(entries.map(({ entry }) => entry))], LISTED),
    ...(known && { mapOf: formatList([...new Set(nodes.flat())], LISTED) }),
  }
}

export function explainsMisdelivery(
  { entities: map }: Finding,
  { entities: astray }: Finding,
): boolean {
  const wrong = addressesIn(astray['wrongNode'] ?? '')
  const stale = new PrefixMap<true>()
  for (const [, base = '', length, node = ''] of (map['staleEntry'] ?? '').matchAll(ENTRY)) {
    if (wrong.includes(node)) stale.add(base, Number(length), true)
  }
  const targets = addressesIn(astray['to'] ?? '')
  if (targets.length === 0 || targets.some((to) => stale.find(to) === undefined)) return false
  const senders = addressesIn(astray['sendingNode'] ?? '')
  const writers = addressesIn(map['mapOf'] ?? '')
  return writers.length === 0 || writers.some((writer) => senders.includes(writer))
}

const addressesIn = (text: string): string[] => text.match(ADDRESS) ?? []

const isAddress = (text: string): boolean => addressesIn(text)[0] === text

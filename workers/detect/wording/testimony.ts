/** What side-cars say of drops, in English. */
import { count, formatList } from '../format'
import type { DropTestimony } from '../testimony'

/** `what`: the packets, e.g. `SYNs`. */
export function sayDrops(drops: DropTestimony, what: string): string {
  const { exact, events, files, from, to, endpoint, source, node } = drops
  const which = exact
    ? `the drop of these very ${what}`
    : `drops between the same hosts and to the same port, of connections from other ports than these`
  const where = [
    node === '' ? '' : `on ${node}`,
    endpoint > 0 ? `at endpoint ${String(endpoint)}` : '',
    source,
  ].filter((part) => part !== '')
  const identities = from === '' || to === '' ? '' : `, identity ${from} → ${to}`
  const place = where.length === 0 ? '' : `, ${where.join(', ')}`
  const names = files.length === 1 ? 'names' : 'name'
  return `${formatList(files)} ${names} ${which}: ${reasonOf(drops)}, ${count(events, 'time')}${identities}${place}.`
}

/** `"Policy denied" (code 133)`. */
export function reasonOf({ reason, code }: DropTestimony): string {
  return code === 0 ? `"${reason}"` : `"${reason}" (code ${String(code)})`
}

/**
 * Names from side-cars beside the addresses of a finding: in its entities, in the notes of its
 * evidence, and in one sentence of what happened. Its claim, filter and commands stay as they are.
 */
import type { Finding } from '../model/finding'
import { formatList } from './format'
import type { Witnesses } from './witnesses'

/** What may be an address of either family; whether it is one, its name tells. */
const ADDRESS =
  /(?<![\w.:/-])(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}:[\da-f:]{1,36})(?![\w-]|[.:]\w)/g

const LISTED = 6

export function nameAddresses(finding: Finding, witnesses: Witnesses): Finding {
  const found = new Set<string>()
  const named = (text: string): string =>
    text.replace(ADDRESS, (address, at: number) => {
      const name = witnesses.nameOf(address)
      if (name === '') return address
      found.add(address)
      return text.startsWith(' (', at + address.length) ? address : `${address} (${name})`
    })
  const entities = Object.fromEntries(
    Object.entries(finding.entities).map(([role, text]) => [role, named(text)]),
  )
  named(finding.claim)
  if (found.size === 0) return finding
  const evidence = finding.evidence.map((each) => ({ ...each, note: named(each.note) }))
  const names = [...found].map((address) => `${address} is ${witnesses.nameOf(address)}`)
  const who = `By the side-cars, ${formatList(names, LISTED)}.`
  return { ...finding, entities, evidence, happened: [...finding.happened, who] }
}

/**
 * Names from side-cars beside the addresses of a finding: in its entities, in the notes of its
 * evidence, and in one sentence of what happened. Its claim, filter and commands stay as they are.
 */
import { addNames } from '../model/address-in-text'
import type { Finding } from '../model/finding'
import { formatList } from './format'
import type { Witnesses } from './witnesses'

const LISTED = 6

export function nameAddresses(finding: Finding, witnesses: Witnesses): Finding {
  const found = new Set<string>()
  const named = (text: string): string =>
    addNames(text, (address) => {
      const name = witnesses.nameOf(address)
      if (name !== '') found.add(address)
      return name
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

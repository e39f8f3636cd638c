/** Names that side-cars, and the captures themselves, give to addresses. */
import { visibleText } from '../../../workers/model/visible-text'
import type { CaseResult } from '../../../workers/model/run'

/** The first name wins: a pod is more than the node it may share an address with. */
export function addressNames({ sidecars, captures }: CaseResult): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const add = (address: string, name: string) => {
    if (name !== '' && !names.has(address)) names.set(address, visibleText(name))
  }
  for (const { address, name } of sidecars.pods) add(address, name)
  for (const { address, name } of sidecars.services) add(address, name)
  for (const { address, name } of sidecars.nodes) add(address, name)
  for (const { facts } of captures) for (const { address, name } of facts.names) add(address, name)
  return names
}

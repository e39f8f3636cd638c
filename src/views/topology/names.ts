/** Names of addresses: as side-cars tell them, else as the capture files do. */
import type { CaseResult } from '../../../workers/model/run'
import { visibleText } from '../../../workers/model/visible-text'

const SHOWN = 18

export class HostNames {
  private readonly names = new Map<string, string>()

  constructor({ sidecars, captures }: Pick<CaseResult, 'sidecars' | 'captures'>) {
    const { nodes, pods, endpoints, services } = sidecars
    for (const { address, name } of nodes) this.add(address, name)
    for (const { address, namespace, name } of pods) this.add(address, pathOf(namespace, name))
    for (const { address, namespace, pod } of endpoints) {
      if (pod !== '') this.add(address, pathOf(namespace, pod))
    }
    for (const { address, namespace, name } of services) this.add(address, pathOf(namespace, name))
    for (const { facts } of captures) {
      for (const { address, name } of facts.names) this.add(address, name)
    }
  }

  get known(): boolean {
    return this.names.size > 0
  }

  /** `shop/orders-0`, fit to be shown; empty: nobody names it. */
  of(address: string): string {
    return visibleText(this.names.get(address) ?? '')
  }

  /** Without its namespace, cut to the room of a box. */
  short(address: string): string {
    const name = this.of(address)
    const own = name.slice(name.lastIndexOf('/') + 1)
    return own.length <= SHOWN ? own : `${own.slice(0, SHOWN - 1)}…`
  }

  /** The first who names an address has it. */
  private add(address: string, name: string): void {
    if (address !== '' && name !== '' && !this.names.has(address)) this.names.set(address, name)
  }
}

const pathOf = (namespace: string, name: string): string =>
  namespace === '' ? name : `${namespace}/${name}`

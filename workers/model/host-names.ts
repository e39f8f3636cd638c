/**
 * Names of addresses and of what is behind an interface: as side-cars tell them, else as the capture
 * files do. Made once for a case, and looked up where an address is shown; all of them are fit to be shown.
 */
import { addNames } from './address-in-text'
import type { CaptureFacts } from './capture'
import type { Sidecars } from './sidecar'
import { ifindexOf, ownTapName, tapName } from './tap-name'
import { visibleText } from './visible-text'

/** What names are taken from. */
interface NamedCase {
  sidecars: Sidecars
  captures: readonly { facts: Pick<CaptureFacts, 'names'> }[]
}

/** Two that say otherwise of the same. */
const DISPUTED = ''

export class HostNames {
  /** `shop/orders-0`, by address. */
  private readonly paths = new Map<string, string>()
  /** Names without their namespace, and the one path that each stands for. */
  private readonly pathOfShort = new Map<string, string>()
  /** Of interfaces, by ifindex; and the pods behind them, by the name of the interface. */
  private readonly devices = new Map<number, string>()
  private readonly behind = new Map<string, string>()

  constructor({ sidecars, captures }: NamedCase) {
    const { nodes, pods, endpoints, services, devices } = sidecars
    for (const { address, name } of nodes) this.add(address, name)
    for (const { address, namespace, name } of pods) this.add(address, pathOf(namespace, name))
    for (const { address, namespace, pod } of endpoints) {
      if (pod !== '') this.add(address, pathOf(namespace, pod))
    }
    for (const { address, namespace, name } of services) this.add(address, pathOf(namespace, name))
    for (const { facts } of captures) {
      for (const { address, name } of facts.names) this.add(address, name)
    }
    for (const path of this.paths.values()) agree(this.pathOfShort, shortOf(path), path)
    for (const { index, name } of devices) if (name !== '') agree(this.devices, index, name)
    for (const { host, address, device, ifindex } of endpoints) {
      const name = device || (this.devices.get(ifindex) ?? '')
      const path = this.of(address)
      if (!host && name !== '' && path !== '') agree(this.behind, name, path)
    }
  }

  /** Does anything have a name? */
  get known(): boolean {
    return this.paths.size > 0
  }

  /** `shop/orders-0`; empty: nobody names it. */
  of(address: string): string {
    return this.paths.get(address) ?? ''
  }

  /** Without its namespace, unless another one is called the same. */
  short(address: string): string {
    return this.brief(this.of(address))
  }

  /** As `short`, of a name in full. */
  brief(path: string): string {
    const short = shortOf(path)
    return this.pathOfShort.get(short) === path ? short : path
  }

  /** A sentence with the names of its addresses behind them. */
  inText(text: string): string {
    return this.known ? addNames(text, (address) => this.short(address)) : text
  }

  /** The name of a tap, with that of the interface where it is known by its ifindex alone: `eth0 ifindex 2`. */
  tap(name: string): string {
    const ifindex = ifindexOf(name)
    const device = this.devices.get(ifindex) ?? ''
    return device === '' ? visibleText(name) : visibleText(tapName(device, ifindex))
  }

  /** The pod behind the interface of a tap; empty: none that is known. */
  behindTap(name: string): string {
    const device = this.devices.get(ifindexOf(name)) ?? ownTapName(name)
    return this.behind.get(device) ?? ''
  }

  /** The first who names an address has it. */
  private add(address: string, name: string): void {
    if (address !== '' && name !== '' && !this.paths.has(address)) {
      this.paths.set(address, visibleText(name))
    }
  }
}

function agree<Key>(told: Map<Key, string>, key: Key, value: string): void {
  const known = told.get(key)
  told.set(key, known === undefined || known === value ? value : DISPUTED)
}

const shortOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

const pathOf = (namespace: string, name: string): string =>
  namespace === '' ? name : `${namespace}/${name}`

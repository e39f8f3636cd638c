/**
 * Where side-cars place hosts whose own packets do not tell it: they send none, or none through a tunnel.
 * What packets tell is told by packets alone; and where side-cars contradict each other, nothing is.
 */
import { PrefixMap } from '../model/prefix-map'
import { noSidecars, type Sidecars } from '../model/sidecar'
import type { HostKind, TopologyHost } from '../model/topology'

/** Of several nodes. */
const DISPUTED = ''

export class SideCarPlaces {
  /** Name of the node, by the address of a pod; and by the prefix that the cluster gave the node. */
  private readonly pods = new Map<string, string>()
  private readonly prefixes = new PrefixMap<string>()
  private readonly addresses = new Map<string, string[]>()

  constructor({ nodes, pods, podCidrs }: Sidecars = noSidecars()) {
    for (const { name, address } of nodes) {
      const known = this.addresses.get(name)
      if (known === undefined) this.addresses.set(name, [address])
      else if (!known.includes(address)) known.push(address)
    }
    for (const { address, node } of pods) {
      if (node === '') continue
      const known = this.pods.get(address)
      this.pods.set(address, known === undefined || known === node ? node : DISPUTED)
    }
    for (const { base, length, node } of podCidrs) this.prefixes.add(base, length, node)
  }

  /** Puts hosts behind their nodes. `add`: gives a host that no packet shows; null: no room. */
  place(
    hosts: ReadonlyMap<string, TopologyHost>,
    add: (address: string, kind: HostKind) => TopologyHost | null,
  ): void {
    const nodes = new Set([...this.addresses.values()].flat())
    for (const host of [...hosts.values()]) {
      const { address, kind, behind } = host
      if (behind !== '' || kind === 'node' || nodes.has(address)) continue
      const node = this.nodeOf(host, hosts)
      const box = node === '' ? null : (hosts.get(node) ?? add(node, 'node'))
      if (box === null) continue
      box.kind = 'node'
      host.kind = 'pod'
      host.behind = node
      host.placed = true
    }
  }

  /** The address by which packets know its node, else the first of its family; empty: not told. */
  private nodeOf({ address }: TopologyHost, hosts: ReadonlyMap<string, TopologyHost>): string {
    const name = this.pods.get(address) ?? this.onlyPrefixOf(address)
    const known = this.addresses.get(name) ?? []
    const free = known.filter((each) => (hosts.get(each)?.behind ?? '') === '')
    const seen = free.filter((each) => hosts.has(each))
    const end = seen.find((each) => hosts.get(each)?.kind === 'node')
    return end ?? seen[0] ?? free.find((each) => isIpv6(each) === isIpv6(address)) ?? free[0] ?? ''
  }

  private onlyPrefixOf(address: string): string {
    const [name = DISPUTED, ...others] = new Set(this.prefixes.all(address))
    return others.length === 0 ? name : DISPUTED
  }
}

const isIpv6 = (address: string) => address.includes(':')

/**
 * Where side-cars say that a pod's address lives: the cluster itself (pods and the networks of nodes), or
 * the table from which a node's datapath takes the tunnel's far end.
 *
 * Nodes are addresses of tunnels' ends. Where no text gives the address of a node, that from which one
 * of its pods was heard is taken; where none was, the node is called by its name.
 */
import { formatPrefix, PrefixMap } from '../model/prefix-map'
import type { TunnelWayRecord } from '../model/records'
import { noSidecars, type PodFact, type Sidecars } from '../model/sidecar'

export interface Placement {
  /** Address of the node, else its name. */
  node: string
  /** `10.42.2.0/24`; an address alone where a pod is named. */
  prefix: string
  /** Name of the file. */
  file: string
  /** A table may be the very one that is wrong. */
  by: 'cluster' | 'table'
}

export class Placements {
  private readonly byPrefix = new PrefixMap<Placement>()
  private readonly byPod = new Map<string, Placement[]>()
  /** Names by address; a node may have several. */
  private readonly names: Map<string, string>
  private readonly addresses = new Map<string, string>()

  /** `heard`: packets that tell from which end of a tunnel a pod sends. */
  constructor(facts: Sidecars = noSidecars(), heard: readonly TunnelWayRecord[] = []) {
    const { files, nodes, pods, podCidrs, tunnels } = facts
    this.names = new Map(nodes.map(({ address, name }) => [address, name]))
    const learned = heardNodes(pods, heard)
    for (const [address, name] of learned) {
      if (name !== '' && !this.names.has(address)) this.names.set(address, name)
    }
    for (const [address, name] of this.names) {
      if (!this.addresses.has(name)) this.addresses.set(name, address)
    }
    const nameOf = (file: number) => files[file]?.name ?? 'a side-car'
    const at = (name: string) => this.addresses.get(name) ?? name
    for (const { base, length, node, file } of podCidrs) {
      if (node === '') continue
      const prefix = formatPrefix(base, length)
      this.byPrefix.add(base, length, { node: at(node), prefix, file: nameOf(file), by: 'cluster' })
    }
    for (const { base, length, node, file } of tunnels) {
      if (node === '') continue
      const prefix = formatPrefix(base, length)
      this.byPrefix.add(base, length, { node, prefix, file: nameOf(file), by: 'table' })
    }
    for (const { address, node, file } of pods) {
      // A pod of the host network has the address of its node.
      if (node === '' || this.names.has(address)) continue
      const placed: Placement = {
        ...{ node: at(node), prefix: address },
        ...{ file: nameOf(file), by: 'cluster' },
      }
      this.byPod.set(address, [...(this.byPod.get(address) ?? []), placed])
    }
  }

  /** Where an address lives that tunnels bring to `brought`, if that is another node; null: not told. */
  rightNode(address: string, brought: string): string | null {
    const told = this.of(address)
    const cluster = told.filter(({ by }) => by === 'cluster')
    const name = this.names.get(brought)
    // Tunnels may end at other addresses than the cluster names, unless this end is named by it.
    if (cluster.length > 0 && name !== undefined) {
      const own = [brought, name, this.addresses.get(name)]
      return cluster.some(({ node }) => own.includes(node)) ? null : onlyOne(cluster)
    }
    return onlyOne(told.filter(({ node, by }) => by === 'table' && node !== brought))
  }

  /** Does the cluster name this address as a node's? */
  isNode(address: string): boolean {
    return this.names.has(address)
  }

  of(address: string): Placement[] {
    return [...(this.byPod.get(address) ?? []), ...this.byPrefix.all(address)]
  }
}

function onlyOne(told: readonly Placement[]): string | null {
  const [node, ...others] = new Set(told.map((placement) => placement.node))
  return others.length === 0 ? (node ?? null) : null
}

/** Names of ends of tunnels, as the pods that send from there have them; empty: they differ. */
function heardNodes(
  pods: readonly PodFact[],
  heard: readonly TunnelWayRecord[],
): Map<string, string> {
  const nodeOf = new Map(pods.map(({ address, node }) => [address, node]))
  const names = new Map<string, string>()
  for (const { tunnel, src } of heard) {
    const node = nodeOf.get(src) ?? ''
    if (node === '' || src === tunnel.src) continue
    const known = names.get(tunnel.src)
    names.set(tunnel.src, known === undefined || known === node ? node : '')
  }
  return names
}

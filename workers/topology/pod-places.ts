/**
 * Where pods live: behind the node whose tunnel their packets come out of. Where a VNI names the sender
 * (identity mode: Cilium) it is whom they send as; else it names a network of its own, in which the
 * same addresses may live again.
 */
import { MAX_NODE_PLACES, MAX_PATHS, MAX_TOPOLOGY } from '../limits/limits'
import { ownIdentityName } from '../model/cilium-identity'
import { isPublicIpv4, isUnicast } from '../model/inner-address'
import type { NodeIdentity, NodePods } from '../model/pod-places'
import type { RecordHandlers, TunnelWayRecord } from '../model/records'
import { mayCarryPods } from '../model/tunnel'
import { VniModes } from '../model/vni-modes'
import { type Home, homeOf, noteHome } from './homes'
import { nodePrefixes, type Resident } from './node-prefixes'

/** Addresses of this many nodes are no pod's; the first ones tell it. */
const MAX_HOMES = 16

/** An address in one network of a tunnel kind. */
interface Dweller {
  address: string
  vni: number
  tunnel: NodePods['tunnel']
  homes: Home[]
}

/** Whom Cilium names so has an address of a node or of the world: host, world, remote-node, … */
const NO_POD = [0, 1, 2, 6, 7, 8, 9, 10, 11]

export class PodPlaces {
  private readonly dwellers = new Map<string, Dweller>()
  private readonly modes = new VniModes(MAX_PATHS)
  private readonly nodes = new Set<string>()
  private readonly labels = new Map<number, string[]>()
  turnedAway = 0

  readonly handlers: RecordHandlers = {
    sidecars: ({ identities, endpoints }) => {
      for (const { id, labels } of identities) {
        this.labels.set(id, labels)
        this.modes.told(id)
      }
      for (const { identity } of endpoints) this.modes.told(identity)
    },
    tunnelWay: (record) => {
      this.tunnelWay(record)
    },
  }

  /** In order of nodes. */
  result(): { places: NodePods[]; left: number } {
    const networks = new Map<string, Dweller[]>()
    for (const dweller of this.joined()) {
      const { tunnel, vni } = dweller
      const key = `${overlayOf(tunnel)} ${String(vni)}`
      const known = networks.get(key)
      if (known === undefined) networks.set(key, [dweller])
      else known.push(dweller)
    }
    const places = [...networks.values()].flatMap((dwellers) => this.network(dwellers))
    places.sort((x, y) => compare(x.node, y.node) || x.vni - y.vni)
    return {
      places: places.slice(0, MAX_TOPOLOGY),
      left: this.turnedAway + Math.max(0, places.length - MAX_TOPOLOGY),
    }
  }

  private tunnelWay(way: TunnelWayRecord): void {
    const { tunnel, src } = way
    if (!mayCarryPods(tunnel)) return
    const overlay = overlayOf(tunnel)
    this.nodes.add(tunnel.src)
    this.nodes.add(tunnel.dst)
    if (!isUnicast(src)) return
    this.modes.see(overlay, way)
    const key = `${overlay} ${String(tunnel.vni)} ${src}`
    let dweller = this.dwellers.get(key)
    if (dweller === undefined) {
      if (this.dwellers.size >= MAX_PATHS) {
        this.turnedAway++
        return
      }
      const { kind, udpPort, vni } = tunnel
      dweller = { address: src, vni, tunnel: { kind, udpPort }, homes: [] }
      this.dwellers.set(key, dweller)
    }
    if (!noteHome(dweller.homes, way, MAX_HOMES)) this.turnedAway++
  }

  /** Where VNIs name senders, an address is one, whatever it sent as. */
  private joined(): Dweller[] {
    const joined = new Map<string, Dweller>()
    for (const [key, dweller] of this.dwellers) {
      const overlay = overlayOf(dweller.tunnel)
      if (!this.modes.nameSenders(overlay)) {
        joined.set(key, dweller)
        continue
      }
      const own = `${overlay} ${dweller.address}`
      const known = joined.get(own)
      if (known === undefined) joined.set(own, { ...dweller, vni: -1 })
      else known.homes = [...known.homes, ...dweller.homes]
    }
    return [...joined.values()]
  }

  private network(dwellers: readonly Dweller[]): NodePods[] {
    const [first] = dwellers
    if (first === undefined) return []
    const { tunnel, vni } = first
    const naming = this.modes.nameSenders(overlayOf(tunnel))
    const residents: Resident[] = []
    const rows = new Map<string, NodePods>()
    const senders = new Map<string, Map<number, Set<string>>>()
    const rowOf = (node: string): NodePods => {
      const known = rows.get(node)
      if (known !== undefined) return known
      const row = emptyRow(node, tunnel, vni)
      rows.set(node, row)
      return row
    }
    for (const { address, homes } of dwellers) {
      const nodes = [...new Set(homes.map(({ node }) => node))]
      for (const home of homes) if (naming) noteSender(senders, home, address)
      if (this.isNoPod(address, homes, naming)) {
        for (const node of nodes) rowOf(node).others++
        continue
      }
      const node = homeOf(homes)
      residents.push({ address, node })
      if (node === '') for (const each of nodes) rowOf(each).disputed++
      else {
        rowOf(node).pods++
        if (nodes.length > 1) rowOf(node).moved++
      }
    }
    const prefixes = nodePrefixes(residents)
    for (const row of rows.values()) {
      const own = prefixes.get(row.node) ?? []
      row.prefixes = own.slice(0, MAX_NODE_PLACES)
      row.prefixTotal = own.length
      const identities = this.identitiesOf(senders.get(row.node))
      row.identities = identities.slice(0, MAX_NODE_PLACES)
      row.identityTotal = identities.length
    }
    return [...rows.values()].filter(
      ({ pods, disputed, identities }) => pods + disputed + identities.length > 0,
    )
  }

  private isNoPod(address: string, homes: readonly Home[], naming: boolean): boolean {
    if (this.nodes.has(address) || isPublicIpv4(address)) return true
    return naming && homes.every(({ vni }) => NO_POD.includes(vni))
  }

  private identitiesOf(senders: ReadonlyMap<number, ReadonlySet<string>> | undefined) {
    return [...(senders ?? [])]
      .sort(([x], [y]) => x - y)
      .map(([id, addresses]): NodeIdentity => {
        const labels = this.labels.get(id) ?? []
        return { id, name: ownIdentityName(id), labels, addresses: addresses.size }
      })
  }
}

function noteSender(
  senders: Map<string, Map<number, Set<string>>>,
  { node, vni }: Home,
  address: string,
): void {
  if (vni < 0) return
  const byVni = senders.get(node) ?? new Map<number, Set<string>>()
  senders.set(node, byVni)
  const addresses = byVni.get(vni) ?? new Set<string>()
  byVni.set(vni, addresses.add(address))
}

const emptyRow = (node: string, tunnel: NodePods['tunnel'], vni: number): NodePods => ({
  ...{ node, tunnel, vni, prefixes: [], prefixTotal: 0, pods: 0, moved: 0, disputed: 0, others: 0 },
  ...{ identities: [], identityTotal: 0 },
})

const overlayOf = ({ kind, udpPort }: NodePods['tunnel']): string => `${kind} ${String(udpPort)}`

const compare = (x: string, y: string): number =>
  x.localeCompare(y, 'en', { numeric: true }) || (x < y ? -1 : x > y ? 1 : 0)

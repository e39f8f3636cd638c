/** What the side-cars of a case say about an address, a way or a node; without any, nothing. */
import { ownIdentityName } from '../model/cilium-identity'
import { PrefixMap } from '../model/prefix-map'
import {
  noSidecars,
  type CounterSource,
  type DropFact,
  type RouteFact,
  type Sidecars,
  type TraceFact,
  type TraceKind,
  type TunnelEntry,
} from '../model/sidecar'
import { append } from './grouping'
import { type DropTestimony, testimonyOf } from './testimony'

export interface FiveTuple {
  src: string
  srcPort: number
  dst: string
  dstPort: number
}

export class Witnesses {
  readonly facts: Sidecars
  private readonly names = new Map<string, string>()
  private readonly byFlow = new Map<string, DropFact[]>()
  private readonly routes = new PrefixMap<RouteFact>()
  private readonly tunnels = new PrefixMap<TunnelEntry>()

  constructor(facts: Sidecars = noSidecars()) {
    this.facts = facts
    this.nameAll()
    for (const drop of facts.drops) append(this.byFlow, flowKey(drop), drop)
    for (const route of facts.routes) this.routes.add(route.base, route.length, route)
    for (const entry of facts.tunnels) this.tunnels.add(entry.base, entry.length, entry)
  }

  fileOf({ file }: { file: number }): string {
    return this.facts.files[file]?.name ?? 'a side-car'
  }

  /** `shop/orders-0 on node3`; empty: nobody names it. */
  nameOf(address: string): string {
    return this.names.get(address) ?? ''
  }

  /** `10.42.2.31 (shop/orders-0 on node3)`. */
  named(address: string): string {
    const name = this.nameOf(address)
    return name === '' ? address : `${address} (${name})`
  }

  /** Name of the node with this address; empty: not told. */
  nodeAt(address: string): string {
    return this.facts.nodes.find((node) => node.address === address)?.name ?? ''
  }

  /** `16621 (app=frontend)`; −1 is empty. */
  identity(id: number): string {
    if (id < 0) return ''
    const labels = this.facts.identities.find((fact) => fact.id === id)?.labels ?? []
    const telling = labels.find((label) => /^k8s:(?:[\w.-]*\/)?(?:app|name|k8s-app)=/.test(label))
    const name =
      ownIdentityName(id) || (telling ?? labels[0] ?? '').replace(/^(?:k8s|reserved):/, '')
    return name === '' ? String(id) : `${String(id)} (${name})`
  }

  /**
   * What is said of the packets of these flows that the datapath dropped: of these very flows, else
   * of others between the same hosts to the same port. Null: nothing.
   */
  dropsOf(flows: readonly FiveTuple[]): DropTestimony | null {
    const ways = new Map(flows.map((flow) => [flowKey(flow), flow]))
    const near = [...ways.keys()].flatMap((key) => this.byFlow.get(key) ?? [])
    const wanted = new Set(flows.map(tupleKey))
    const exact = near.filter((drop) => wanted.has(tupleKey(drop)))
    return testimonyOf(exact.length > 0 ? exact : near, exact.length > 0, this)
  }

  /** The route that a packet to the address takes on the node whose routes were dropped. */
  routeTo(address: string): RouteFact | undefined {
    return this.routes.find(address)
  }

  /** What maps of tunnels have for an address: of each file the longest prefix that holds it. */
  tunnelsTo(address: string): TunnelEntry[] {
    const byFile = new Map<number, TunnelEntry>()
    for (const entry of this.tunnels.all(address)) {
      if (!byFile.has(entry.file)) byFile.set(entry.file, entry)
    }
    return [...byFile.values()]
  }

  /** Values of a counter, one for each file that has it; several names are added up. */
  counters(source: CounterSource, ...names: string[]): { value: number; file: string }[] {
    const byFile = new Map<number, number>()
    for (const fact of this.facts.counters) {
      if (fact.source !== source || !names.includes(fact.name)) continue
      byFile.set(fact.file, (byFile.get(fact.file) ?? 0) + fact.value)
    }
    return [...byFile].map(([file, value]) => ({ value, file: this.fileOf({ file }) }))
  }

  /** What was traced on a node between two hosts. */
  traces(kind: TraceKind, src: string, dst: string): TraceFact[] {
    return this.facts.traces.filter(
      (trace) => trace.kind === kind && trace.src === src && trace.dst === dst,
    )
  }

  /** The most telling name of an address first: a pod with its node. */
  private nameAll(): void {
    const { pods, nodes, services, endpoints } = this.facts
    const name = (address: string, said: string) => {
      if (address !== '' && said !== '' && !this.names.has(address)) this.names.set(address, said)
    }
    const placed = [...pods].sort((a, b) => Number(b.node !== '') - Number(a.node !== ''))
    for (const { address, ...pod } of nodes) name(address, pod.name)
    for (const { address, node, ...pod } of placed) {
      name(address, node === '' ? pathOf(pod) : `${pathOf(pod)} on ${node}`)
    }
    for (const { address, pod, namespace } of endpoints) {
      if (pod !== '') name(address, pathOf({ namespace, name: pod }))
    }
    for (const { address, ...service } of services) name(address, `service ${pathOf(service)}`)
  }
}

function pathOf({ namespace, name }: { namespace: string; name: string }): string {
  return namespace === '' ? name : `${namespace}/${name}`
}

const flowKey = ({ src, dst, dstPort }: Omit<FiveTuple, 'srcPort'>): string =>
  `${src} ${dst} ${String(dstPort)}`

const tupleKey = (flow: FiveTuple): string => `${flowKey(flow)} ${String(flow.srcPort)}`

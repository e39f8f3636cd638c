/** Lists of Cilium endpoints that do not agree with what Kubernetes or other lists say. */
import { FIRST_ALLOCATED } from '../model/cilium-identity'
import type { EndpointFact, PodFact } from '../model/sidecar'
import type { EndpointConflict, EndpointFacts } from './facts/sidecar-contradiction'
import { append } from './grouping'
import { isIpv6 } from './mtu'
import type { Witnesses } from './witnesses'

export function endpointConflicts(witnesses: Witnesses): EndpointFacts[] {
  const { endpoints, pods } = witnesses.facts
  const byFile = new Map<number, EndpointFact[]>()
  for (const endpoint of endpoints) append(byFile, endpoint.file, endpoint)
  const placed = new Map<string, PodFact>()
  for (const pod of pods) {
    if (pod.node !== '' && pod.address !== '') placed.set(pod.address, pod)
  }
  const identities = identitiesOf(witnesses)
  return [...byFile].flatMap(([file, listed]) => {
    const node = nodeOf(listed, placed, witnesses)
    const conflicts = [
      ...listed.flatMap((endpoint) => conflictOf(endpoint, node, placed, witnesses)),
      ...listed.flatMap((endpoint) => identityConflict(endpoint, identities, witnesses)),
      ...missing(listed, node, [...placed.values()], witnesses),
    ]
    return conflicts.length === 0 ? [] : [{ file: witnesses.fileOf({ file }), node, conflicts }]
  })
}

/** The node that wrote a list, by its own addresses, else by where most of its pods run. */
function nodeOf(
  listed: readonly EndpointFact[],
  placed: ReadonlyMap<string, PodFact>,
  witnesses: Witnesses,
): string {
  const own = listed.filter(({ host }) => host).map(({ address }) => witnesses.nodeAt(address))
  const [name, second] = new Set(own.filter((each) => each !== ''))
  if (name !== undefined && second === undefined) return name
  const counts = new Map<string, number>()
  for (const { address } of listed) {
    const node = placed.get(address)?.node
    if (node !== undefined) counts.set(node, (counts.get(node) ?? 0) + 1)
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a)
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return most !== undefined && most[1] > 1 && 2 * most[1] > all ? most[0] : ''
}

function conflictOf(
  { address, host, pod, namespace, endpoint }: EndpointFact,
  node: string,
  placed: ReadonlyMap<string, PodFact>,
  witnesses: Witnesses,
): EndpointConflict[] {
  const known = placed.get(address)
  if (host || known === undefined) return []
  const told = { address, told: witnesses.nameOf(address), by: witnesses.fileOf(known) }
  if (node !== '' && known.node !== node) {
    const listed = `endpoint ${String(endpoint)} on ${node}`
    return [{ kind: 'elsewhere', listed, ...told }]
  }
  if (pod === '' || pod === known.name) return []
  return [{ kind: 'pod', listed: namespace === '' ? pod : `${namespace}/${pod}`, ...told }]
}

/** Pods of the node that its list lacks: their packets find no endpoint. */
function missing(
  listed: readonly EndpointFact[],
  node: string,
  placed: readonly PodFact[],
  witnesses: Witnesses,
): EndpointConflict[] {
  if (node === '') return []
  const there = new Set(listed.map(({ address }) => address))
  const families = new Set(listed.filter(({ host }) => !host).map(({ address }) => isIpv6(address)))
  return placed
    .filter((pod) => pod.node === node && !there.has(pod.address))
    .filter(({ address }) => families.has(isIpv6(address)) && witnesses.nodeAt(address) === '')
    .map((pod) => ({
      ...{ kind: 'missing' as const, address: pod.address, listed: '' },
      ...{ told: witnesses.nameOf(pod.address), by: witnesses.fileOf(pod) },
    }))
}

type Identities = ReadonlyMap<string, { identity: number; file: number }>

/** Of single addresses, by the caches of other nodes. */
function identitiesOf({ facts }: Witnesses): Identities {
  const single = facts.tunnels.filter(
    ({ base, length, identity }) =>
      length === (isIpv6(base) ? 128 : 32) && identity >= FIRST_ALLOCATED,
  )
  return new Map(single.map((entry) => [entry.base, entry]))
}

function identityConflict(
  { address, identity }: EndpointFact,
  identities: Identities,
  witnesses: Witnesses,
): EndpointConflict[] {
  const cached = identities.get(address)
  if (cached === undefined || identity < FIRST_ALLOCATED || cached.identity === identity) return []
  return [
    {
      ...{ kind: 'identity', address, listed: witnesses.identity(identity) },
      ...{ told: witnesses.identity(cached.identity), by: witnesses.fileOf(cached) },
    },
  ]
}

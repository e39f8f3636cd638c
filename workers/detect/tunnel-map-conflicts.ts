/** Prefixes of which tunnel maps, and Kubernetes, do not say the same. */
import { formatPrefix, PrefixMap } from '../model/prefix-map'
import type { PodFact, TunnelEntry } from '../model/sidecar'
import type { MapConflict, MapFacts } from './facts/sidecar-contradiction'
import { append } from './grouping'
import { isIpv6 } from './mtu'
import type { Witnesses } from './witnesses'

/** Those of the same files together. */
export function mapConflicts(witnesses: Witnesses): MapFacts[] {
  const byPrefix = new Map<string, TunnelEntry[]>()
  for (const entry of witnesses.facts.tunnels) {
    if (entry.node !== '' && entry.length > 0) {
      append(byPrefix, formatPrefix(entry.base, entry.length), entry)
    }
  }
  const pods = podsByPrefix(witnesses, byPrefix)
  const byFiles = new Map<string, MapConflict[]>()
  for (const [prefix, entries] of byPrefix) {
    const conflict = conflictOf(prefix, entries, pods.get(prefix) ?? [], witnesses)
    if (conflict !== null) {
      append(byFiles, conflict.said.map(({ file }) => file).join('\n'), conflict)
    }
  }
  const writers = writersOf(witnesses, byPrefix)
  return [...byFiles.values()].map((conflicts) => ({ conflicts, writers }))
}

function conflictOf(
  prefix: string,
  entries: readonly TunnelEntry[],
  pods: readonly PodFact[],
  witnesses: Witnesses,
): MapConflict | null {
  const [first] = entries
  if (first === undefined) return null
  const { base, length } = first
  // What a file says last is what it means: a feed of events goes on.
  const byFile = new Map(entries.map((entry) => [entry.file, entry.node]))
  const said = [...byFile].map(([file, node]) => ({ file: witnesses.fileOf({ file }), node }))
  const right = rightOf(base, length, pods, witnesses)
  const nodeKey = (node: string) => witnesses.nodeAt(node) || node
  const nodes = new Set(said.map(({ node }) => nodeKey(node)))
  const families = new Set(said.map(({ node }) => isIpv6(node)))
  const apart = nodes.size > 1 && families.size === 1
  // An address that no node is known by may be another one of the right node.
  const wrong =
    right !== null &&
    said.some(({ node }) => !right.addresses.includes(node) && witnesses.nodeAt(node) !== '')
  if (!apart && !wrong) return null
  const assumed = entries.some(({ lengthTold }) => !lengthTold)
  return { prefix, base, length, assumed, said, right }
}

/** Where Kubernetes has the pods of a prefix; null: on several nodes, or it does not tell. */
function rightOf(
  base: string,
  length: number,
  pods: readonly PodFact[],
  witnesses: Witnesses,
): MapConflict['right'] {
  const { nodes, podCidrs } = witnesses.facts
  const handed = podCidrs.find((fact) => fact.base === base && fact.length === length)
  const names = new Set(handed ? [handed.node] : pods.map(({ node }) => node))
  const [name] = names
  if (name === undefined || names.size > 1) return null
  const addresses = nodes.filter((node) => node.name === name).map(({ address }) => address)
  if (addresses.length === 0) return null
  const by = handed ?? pods[0]
  return {
    name,
    addresses,
    by: by === undefined ? '' : witnesses.fileOf(by),
    pods: pods.map(({ address }) => witnesses.named(address)),
  }
}

function podsByPrefix(
  { facts }: Witnesses,
  byPrefix: ReadonlyMap<string, readonly TunnelEntry[]>,
): Map<string, PodFact[]> {
  const prefixes = new PrefixMap<string>()
  for (const [prefix, [entry]] of byPrefix) {
    if (entry !== undefined) prefixes.add(entry.base, entry.length, prefix)
  }
  const found = new Map<string, PodFact[]>()
  for (const pod of facts.pods) {
    if (pod.node === '' || pod.address === '') continue
    for (const prefix of prefixes.all(pod.address)) append(found, prefix, pod)
  }
  return found
}

/** A node has no tunnel to itself: its own prefix is the only one that its map lacks. */
function writersOf(
  witnesses: Witnesses,
  byPrefix: ReadonlyMap<string, readonly TunnelEntry[]>,
): Map<string, string> {
  const files = new Set([...byPrefix.values()].flat().map(({ file }) => file))
  const writers = new Map<string, string>()
  for (const file of files) {
    const lacking = [...byPrefix.values()].filter((entries) =>
      entries.every((entry) => entry.file !== file),
    )
    const owners = new Set(lacking.flat().map(({ node }) => node))
    const [owner] = owners
    if (lacking.length !== 1 || owners.size !== 1 || owner === undefined) continue
    writers.set(witnesses.fileOf({ file }), witnesses.nodeAt(owner) || owner)
  }
  return writers
}

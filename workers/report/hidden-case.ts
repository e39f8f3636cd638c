/** A case as a report shows it that must not tell whose network it is. */
import type { CaptureFacts } from '../model/capture'
import type { CaseResult } from '../model/run'
import type { Sidecars } from '../model/sidecar'
import type { Topology } from '../model/topology'
import type { Pseudonyms } from './pseudonyms'

/** Octets and what people wrote into the files are left out: nobody can tell what stands in them. */
export function hiddenCase(result: CaseResult, hide: Pseudonyms): CaseResult {
  learnNames(result, hide)
  return {
    ...result,
    captures: result.captures.map((capture) => ({
      ...capture,
      facts: hiddenFacts(capture.facts, hide),
    })),
    others: hide.value(result.others),
    sidecars: { ...result.sidecars, files: hide.value(result.sidecars.files) },
    findings: hide.value(result.findings),
    detectors: hide.value(result.detectors),
    ...(result.quality !== undefined && { quality: hide.value(result.quality) }),
    ...(result.topology !== undefined && { topology: hiddenTopology(result.topology, hide) }),
    evidence: [],
  }
}

function learnNames({ captures, others, sidecars }: CaseResult, hide: Pseudonyms): void {
  for (const { facts } of captures) {
    hide.learnFile(facts.name, 'capture')
    if (facts.within !== undefined) hide.learnFile(facts.within.file, 'file')
    hide.learn(facts.names.map(({ name }) => name))
  }
  for (const { name } of others) hide.learnFile(name, 'file')
  for (const { name, file } of sidecars.files) {
    hide.learnFile(name, 'file')
    hide.learnFile(file, 'file')
  }
  hide.learn(namesIn(sidecars))
}

function* namesIn({
  pods,
  nodes,
  services,
  endpoints,
  identities,
  podCidrs,
  drops,
}: Sidecars): Generator<string> {
  for (const { name, namespace, node } of pods) yield* [name, namespace, node]
  for (const { name } of nodes) yield name
  for (const { name, namespace } of services) yield* [name, namespace]
  for (const { pod, namespace } of endpoints) yield* [pod, namespace]
  for (const { node } of podCidrs) yield node
  for (const { node } of drops) yield node
  // `k8s:app=orders`, `k8s:io.kubernetes.pod.namespace=shop`
  for (const { labels } of identities) {
    for (const label of labels) yield label.slice(label.indexOf('=') + 1)
  }
}

function hiddenFacts(facts: CaptureFacts, hide: Pseudonyms): CaptureFacts {
  const { name, onDisk, interfaces, message } = facts
  return {
    ...facts,
    name: hide.text(name),
    ...(onDisk !== undefined && { onDisk: hide.text(onDisk) }),
    message: hide.text(message),
    interfaces: interfaces.map((entry) => ({ ...entry, name: hide.text(entry.name), details: [] })),
    comments: [],
    details: [],
  }
}

function hiddenTopology(topology: Topology, hide: Pseudonyms): Topology {
  const { places } = topology
  return places === undefined ? topology : { ...topology, places: hide.value(places) }
}

/**
 * Side-cars that contradict each other: tunnel maps of two nodes, lists of endpoints and what
 * Kubernetes says, MTUs of routes and devices. A fault is often nothing else: a node that missed an
 * update. Known innocents: files written at different times, or on different clusters.
 */
import { MAX_FINDINGS_PER_DETECTOR } from '../limits/limits'
import { PrefixMap } from '../model/prefix-map'
import type { ConnRecord } from '../model/records'
import { defineDetector, type Report } from './detector'
import { endpointConflicts } from './endpoint-conflicts'
import { EvidenceList } from './evidence'
import type { EndpointFacts, MapFacts, MtuConflict } from './facts/sidecar-contradiction'
import { count, formatList } from './format'
import { greatest } from './grouping'
import { mtuConflicts } from './mtu-conflicts'
import { measured } from './said'
import { mapConflicts } from './tunnel-map-conflicts'
import { placeNumber } from './way'
import { entitiesOf } from './stale-map'
import { Witnesses } from './witnesses'
import { addressesOf, sayEndpoints } from './wording/sidecar-contradiction-endpoints'
import { sayMaps } from './wording/sidecar-contradiction-maps'
import { routesOf, sayRoutes } from './wording/sidecar-contradiction-routes'

/** Connections of these captures that a map is contradicted by, and their first frames. */
interface Astray {
  facts: MapFacts
  /** By tap: several see the same. */
  connections: Map<number, number>
  evidence: EvidenceList
}

export default defineDetector({
  id: 'sidecar-contradiction',
  version: 2,
  title: 'Side-cars that contradict each other',
  looksAt:
    'Tunnel maps, endpoints, pods, routes and devices in text beside the captures, against each other.',
  params: {},

  start(_, report) {
    let witnesses = new Witnesses()
    let astray: Astray[] = []
    const overheads = new Map<string, number>()
    const prefixes = new PrefixMap<{ to: Astray; wrong: ReadonlySet<string> }>()
    let said = 0

    return {
      sidecars(record) {
        witnesses = new Witnesses(record)
        astray = mapConflicts(witnesses).map((facts) => {
          return { facts, connections: new Map<number, number>(), evidence: new EvidenceList() }
        })
        for (const to of astray) {
          for (const { base, length, said: nodes, right } of to.facts.conflicts) {
            const wrong = nodes.filter(({ node }) => right && !right.addresses.includes(node))
            prefixes.add(base, length, { to, wrong: new Set(wrong.map(({ node }) => node)) })
          }
        }
      },
      conn(record) {
        const { tunnel } = record
        if (tunnel === null) return
        overheads.set(tunnel.kind, tunnel.overhead)
        note(record, record.resp.address, tunnel.dst)
      },
      end() {
        const endpoints = endpointConflicts(witnesses)
        const [route, ...routes] = mtuConflicts(witnesses, overheads)
        const reports = [
          ...astray.map((each) => reportMaps(each, witnesses)),
          ...endpoints.map(reportEndpoints),
          ...(route ? [reportRoutes([route, ...routes])] : []),
        ]
        said = reports.length
        for (const each of reports.slice(0, MAX_FINDINGS_PER_DETECTOR)) report(each)
      },
      silence: () =>
        witnesses.facts.files.length === 0
          ? 'No text beside the captures.'
          : `${count(witnesses.facts.files.length, 'side-car')}; they do not contradict each other.`,
      uncounted: () => Math.max(0, said - MAX_FINDINGS_PER_DETECTOR),
    }

    function note(record: ConnRecord, inner: string, outer: string): void {
      for (const { to, wrong } of prefixes.all(inner)) {
        if (!wrong.has(outer)) continue
        const { capture, tap, firstFrame, firstTime, orig, resp } = record
        const place = placeNumber(capture, tap)
        to.connections.set(place, (to.connections.get(place) ?? 0) + 1)
        const who = `${orig.address} → ${resp.address}`
        to.evidence.add(capture, firstFrame, firstTime, `to ${outer}`, who)
      }
    }
  },
})

function reportMaps({ facts, connections: seen, evidence }: Astray, witnesses: Witnesses): Report {
  const connections = greatest([...seen.values()])
  const [first] = facts.conflicts
  const files = first?.said.map(({ file }) => file) ?? []
  const prefixes = facts.conflicts.map(({ prefix }) => prefix)
  return {
    ...sayMaps(facts, connections, witnesses),
    ...shared(evidence),
    key: `maps ${files.join(' ')}`,
    severity: 'warning',
    confidence: first?.assumed === true ? 'likely' : 'certain',
    metrics: [
      measured('prefixes', 'prefixes', facts.conflicts.length),
      measured('connections', 'connections that went there', connections, 'connections'),
    ],
    entities: {
      prefix: formatList(prefixes, 10),
      ...entitiesOf(facts, witnesses),
      files: formatList(files, 10),
    },
  }
}

/** Pods that are only missing may be new: a note. */
function reportEndpoints(facts: EndpointFacts): Report {
  const grave = facts.conflicts.some(({ kind }) => kind !== 'missing')
  return {
    ...sayEndpoints(facts),
    ...shared(new EvidenceList()),
    key: `endpoints ${facts.file}`,
    severity: grave ? 'warning' : 'note',
    confidence: facts.node === '' ? 'possible' : 'likely',
    metrics: [measured('addresses', 'addresses', facts.conflicts.length)],
    entities: { addresses: addressesOf(facts), files: facts.file },
  }
}

function reportRoutes(conflicts: readonly [MtuConflict, ...MtuConflict[]]): Report {
  const [first] = conflicts
  return {
    ...sayRoutes(conflicts),
    ...shared(new EvidenceList()),
    key: 'routes',
    severity: 'warning',
    confidence: 'likely',
    metrics: [
      measured('routes', 'routes', conflicts.length),
      measured('routeMtu', 'MTU of the route', first.mtu, 'octets'),
      measured('fits', 'fits', first.belowMtu - first.overhead, 'octets'),
    ],
    entities: { routes: routesOf(conflicts), files: formatList([first.file, first.belowFile]) },
  }
}

/** Side-cars belong to no capture; packets that show what they mean do. */
function shared(evidence: EvidenceList) {
  const [first] = evidence.list
  return {
    capture: first?.capture ?? 0,
    time: first ? evidence.first : 0,
    until: evidence.last,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: '',
    figures: [],
  }
}

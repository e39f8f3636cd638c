/**
 * One address, several stations: ARP or neighbour discovery of one link names two link addresses for
 * it, in turn or at once. Whoever asked last sends there, so connections break and come back.
 *
 * Known innocents, which are a note: an address that moved once (a new pod, a lease, a failover), and
 * routers that share a virtual link address (VRRP, HSRP, GLBP). Another tap or VLAN is another link.
 */
import { defineDetector, type Report } from './detector'
import { framesCut, framesOf } from './display-filter'
import { EvidenceList } from './evidence'
import type { ConflictFacts } from './facts/address-conflict'
import { count } from './format'
import { append, least, greatest, sum } from './grouping'
import type { NeighbourRecord } from '../model/records'
import { Places } from './way'
import { conflictMetrics, sayConflict } from './wording/address-conflict'

const params = {
  minReturns: {
    value: 2,
    meaning: 'times that a station claims an address again within a minute, after another did',
  },
} as const

/** Groups of routers that speak for each other: RFC 9568 §7.3, and those of Cisco. */
const SHARED_BY_ROUTERS = /^(?:00:00:5e:00:0[12]|00:00:0c:07:ac|00:00:0c:9f:f|00:07:b4:00)/

/** From so many addresses on, a station answers for others. */
const PROXY_FROM = 4

export default defineDetector({
  id: 'address-conflict',
  version: 2,
  title: 'One address, several stations',
  looksAt:
    'Link addresses that ARP and IPv6 neighbour advertisements give for an address, per tap.',
  params,

  start(limits, report) {
    const places = new Places()
    /** By link: tap, VLAN. */
    const contested = new Map<string, NeighbourRecord[]>()
    const claimed = new Map<string, Set<string>>()
    let addresses = 0

    return {
      capture: (record) => places.add(record),
      neighbour(record) {
        addresses++
        const { capture, tap, vlan, address } = record
        for (const { mac } of record.claims) {
          const own = claimed.get(mac) ?? new Set<string>()
          if (own.size < PROXY_FROM) claimed.set(mac, own.add(address))
        }
        const claims = record.claims.filter(({ mac }) => !SHARED_BY_ROUTERS.test(mac))
        if (claims.length < 2) return
        const stations = claims.map(({ mac }) => mac).sort()
        const key = [capture, tap, vlan, ...stations].join(' ')
        append(contested, key, { ...record, claims })
      },
      end() {
        for (const [key, records] of contested) {
          const facts = factsOf(records, limits.minReturns, places, claimed)
          report(reportOf(key, facts, limits.minReturns))
        }
      },
      silence: () =>
        addresses === 0
          ? 'No ARP and no neighbour discovery.'
          : `${count(addresses, 'address', 'addresses')} on their links, each claimed by one station.`,
    }
  },
})

function factsOf(
  records: readonly NeighbourRecord[],
  minReturns: number,
  places: Places,
  claimed: ReadonlyMap<string, ReadonlySet<string>>,
): ConflictFacts {
  const [first] = records as [NeighbourRecord]
  const stations = [...new Set(records.flatMap(({ claims }) => claims.map(({ mac }) => mac)))]
  const all = records.flatMap(({ claims }) => claims)
  return {
    place: places.name(first.capture, first.tap),
    records,
    stations: stations.map((mac) => ({
      mac,
      frames: sum(all.filter((claim) => claim.mac === mac).map(({ frames }) => frames)),
      proxy: (claimed.get(mac)?.size ?? 0) >= PROXY_FROM,
    })),
    returns: sum(records.map(({ returns }) => returns)),
    doubles: sum(records.map(({ doubles }) => doubles)),
    fought: records.some(({ returns, doubles }) => returns >= minReturns || doubles > 0),
    first: least(all.map(({ firstTime }) => firstTime)),
    last: greatest(all.map(({ lastTime }) => lastTime)),
  }
}

function reportOf(key: string, facts: ConflictFacts, minReturns: number): Report {
  const { records, stations, fought, place, first, last } = facts
  const evidence = new EvidenceList()
  for (const { capture, address, claims, changes } of records) {
    const [before] = claims
    if (before) evidence.add(capture, before.firstFrame, before.firstTime, before.mac, address)
    for (const { frame, time, mac } of changes) evidence.add(capture, frame, time, mac, address)
  }
  const macs = stations.map(({ mac }) => mac)
  return {
    ...sayConflict(facts, minReturns),
    key,
    severity: fought ? 'warning' : 'note',
    confidence: fought ? 'certain' : 'likely',
    metrics: conflictMetrics(facts),
    entities: {
      address: records
        .slice(0, 10)
        .map(({ address }) => address)
        .join(', '),
      stations: macs.join(', '),
      place,
    },
    capture: records[0]?.capture ?? 0,
    time: first,
    until: last,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: framesOf(evidence.list),
    ...framesCut(evidence),
    figures: [],
  }
}

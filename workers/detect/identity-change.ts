/**
 * One inner address that sends as another than before: the VNI that names the sender (Cilium) changes
 * within a short time. A note, unless connections that were answered before are not any more, or
 * side-cars tell drops of the new identity.
 *
 * Known innocents, which say nothing: addresses of nodes and of the world, which send as several;
 * addresses that fall to another pod after a pause; pods that move to another node; VNIs that name a
 * network; and addresses for which side-cars list both identities.
 */
import type { DropFact, EndpointFact } from '../model/sidecar'
import { ownIdentityName } from '../model/cilium-identity'
import { NANOS_PER_SECOND } from '../model/units'
import { AsksInTunnels } from './asks-in-tunnels'
import { defineDetector, type Report } from './detector'
import { EvidenceList } from './evidence'
import type { IdentityChangeFacts } from './facts/identity-change'
import { count, formatList } from './format'
import { append, greatest, least, sum } from './grouping'
import { type IdentityPair, IdentitySenders } from './identity-senders'
import { Places } from './way'
import { identityChangeMetrics, sayIdentityChange } from './wording/identity-change'

const params = {
  maxGapSeconds: {
    value: 60,
    meaning: 'seconds without a packet after which the address may be that of another pod',
  },
  minSyns: {
    value: 4,
    meaning: 'SYNs without answer, to ports that answered before, that make it a warning',
  },
} as const

type Limits = Readonly<Record<keyof typeof params, number>>

export default defineDetector({
  id: 'identity-change',
  version: 1,
  title: 'Sender with another identity',
  looksAt:
    'VNIs with which inner addresses send, where a VNI names the sender, and what was answered before and after.',
  params,

  start(limits, report) {
    const places = new Places()
    const senders = new IdentitySenders()
    const asks = new AsksInTunnels()
    const labels = new Map<number, string>()
    let endpoints: readonly EndpointFact[] = []
    let drops: readonly DropFact[] = []

    const isTold = (address: string, identities: readonly number[]) =>
      identities.every((id) =>
        endpoints.some((endpoint) => endpoint.address === address && endpoint.identity === id),
      )
    const nameOf = (id: number) => ownIdentityName(id) || (labels.get(id) ?? '')

    function factsOf(pairs: readonly IdentityPair[], steady: number): IdentityChangeFacts | null {
      const [first] = pairs
      const [way] = first?.sender.ways ?? []
      if (first === undefined || way === undefined) return null
      const { before, after } = first
      const own = new Map(pairs.map(({ sender }) => [sender.address, sender]))
      const broken = [...own.values()].flatMap((sender) =>
        asks.brokenSince(sender.address, sender, sender.firstAfter),
      )
      const byReason = new Map<string, number>()
      for (const { src, srcIdentity, reason, events } of drops) {
        if (srcIdentity !== after || !own.has(src)) continue
        byReason.set(reason, (byReason.get(reason) ?? 0) + events)
      }
      return {
        ...{ before, after, nameBefore: nameOf(before), nameAfter: nameOf(after) },
        alternates: pairs.some(({ alternates }) => alternates),
        senders: [...own.values()],
        broken,
        drops: [...byReason].map(([reason, events]) => ({ reason, events })),
        ...{ steady, tunnel: way.tunnel, place: places.name(way.capture, way.tap) },
      }
    }

    return {
      sidecars(record) {
        for (const { id, labels: told } of record.identities) {
          labels.set(id, told.join(' '))
          senders.told(id)
        }
        for (const { identity } of record.endpoints) senders.told(identity)
        endpoints = record.endpoints
        drops = record.drops
      },
      capture: (record) => places.add(record),
      conn: (record) => asks.conn(record),
      tunnelWay: (record) => senders.add(record),
      end() {
        const groups = new Map<string, IdentityPair[]>()
        const known = new Set<string>()
        const changed = senders.changed(limits.maxGapSeconds * NANOS_PER_SECOND)
        for (const pair of changed) {
          const { before, after, sender } = pair
          const key = `${String(before)} ${String(after)}`
          // Seen at several places, it is still one change.
          const own = `${key} ${sender.address}`
          if (known.has(own) || isTold(sender.address, [before, after])) continue
          known.add(own)
          append(groups, key, pair)
        }
        for (const [key, pairs] of groups) {
          const facts = factsOf(pairs, senders.total - changed.length)
          if (facts !== null) report(reportOf(key, facts, limits))
        }
      },
      uncounted: () => senders.turnedAway,
      silence: () =>
        senders.total === 0
          ? 'No VXLAN or Geneve tunnels.'
          : `${count(senders.total, 'inner sender')}; none changed the VNI that names it within ${count(limits.maxGapSeconds, 'second')}.`,
    }
  },
})

function reportOf(key: string, facts: IdentityChangeFacts, limits: Limits): Report {
  const { senders, broken, drops, before, after, tunnel } = facts
  const silent = sum(broken.map(({ syns }) => syns)) >= limits.minSyns
  const shown = silent ? facts : { ...facts, broken: [] }
  const sure = drops.length > 0 || broken.some(({ answersOthers }) => answersOthers)
  const grave = silent || drops.length > 0
  const evidence = evidenceOf(shown)
  const addresses = senders.map(({ address }) => address)
  return {
    ...sayIdentityChange(shown, limits),
    key,
    severity: grave ? 'warning' : 'note',
    confidence: grave && !sure ? 'possible' : 'likely',
    metrics: identityChangeMetrics(shown),
    entities: {
      from: formatList([...new Set([...addresses, ...shown.broken.map(({ src }) => src)])], 10),
      to: formatList([...new Set(shown.broken.map(({ dst }) => dst))], 10),
      identities: `${String(before)}, ${String(after)}`,
      nodes: formatList([...new Set(senders.map(({ node }) => node))], 10),
    },
    capture: senders[0]?.capture ?? 0,
    time: least(senders.map(({ firstAfter }) => firstAfter)),
    until: greatest(senders.flatMap(({ ways }) => ways.map(({ lastTime }) => lastTime))),
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: filterOf(addresses, tunnel.kind, before, after),
    figures: [],
  }
}

function evidenceOf({ senders, broken }: IdentityChangeFacts): EvidenceList {
  const evidence = new EvidenceList()
  for (const { capture, src, dst, tunnel, first } of senders.flatMap(({ ways }) => ways)) {
    for (const { frame, time } of first) {
      evidence.add(capture, frame, time, `as ${String(tunnel.vni)}`, `${src} → ${dst}`)
    }
  }
  for (const { capture, attempts, src, dst } of broken) {
    for (const { frame, time } of attempts) {
      evidence.add(capture, frame, time, 'unanswered', `${src} → ${dst}`)
    }
  }
  return evidence
}

function filterOf(all: readonly string[], kind: string, before: number, after: number): string {
  const [first = ''] = all
  const ip = first.includes(':') ? 'ipv6' : 'ip'
  const same = all.filter((address) => address.includes(':') === first.includes(':')).slice(0, 10)
  const from = same.length === 1 ? `== ${first}` : `in {${same.join(', ')}}`
  return `${ip}.src ${from} && ${kind}.vni in {${String(before)}, ${String(after)}}`
}

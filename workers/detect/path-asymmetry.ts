/**
 * Packets that go through one tunnel and come back through another: between other nodes. That is no
 * fault by itself, but whoever keeps state on the way (a stateful firewall, connection tracking)
 * sees one half of every connection and may drop it.
 *
 * Known innocents: an address that moved to another node while capturing; replies that need no tunnel
 * (direct server return); nodes with several addresses.
 */
import { MAX_PATHS, MAX_SAMPLES } from '../limits/limits'
import type { ConnRecord, TunnelWayRecord } from '../model/records'
import { defineDetector, type Report } from './detector'
import { EvidenceList } from './evidence'
import type { AsymmetricPair, AsymmetryFacts } from './facts/path-asymmetry'
import { count, formatList } from './format'
import { append, greatest, least, sum } from './grouping'
import { isIpv6 } from './mtu'
import { overlayOf } from './tunnel-way-log'
import { placeKey, Places } from './way'
import { HostsMap } from './way-map'
import { asymmetryMetrics, sayAsymmetry } from './wording/path-asymmetry'

const params = {
  minFrames: { value: 5, meaning: 'packets in each direction before two ways are compared' },
  minFailed: { value: 3, meaning: 'connections that were never established, for a warning' },
  minFailedPercent: {
    value: 50,
    meaning: 'percent of the connections between them, for a warning',
  },
} as const

type Limits = Readonly<Record<keyof typeof params, number>>

interface Talk {
  conns: number
  failed: number
  attempts: { frame: number; time: number }[]
}

/** Ways of one pair of hosts that are compared with each other. */
const MAX_ALIKE = 64

export default defineDetector({
  id: 'path-asymmetry',
  version: 1,
  title: 'Another way back',
  looksAt:
    'The tunnels that carry the packets between two inner hosts in one direction and in the other.',
  params,

  start(limits, report) {
    const places = new Places()
    const ways = new HostsMap<TunnelWayRecord[]>(MAX_PATHS)
    const all: TunnelWayRecord[] = []
    const talks = new HostsMap<Talk>(MAX_PATHS)
    let left = 0
    return {
      capture: (record) => places.add(record),
      tunnelWay(way) {
        const known = all.length < MAX_PATHS ? ways.upsert(way.src, way.dst, () => []) : null
        if (!known || known.length >= MAX_ALIKE) left++
        else {
          known.push(way)
          all.push(way)
        }
      },
      conn(record) {
        if (record.tunnel !== null) note(talks, record)
      },
      end() {
        const groups = new Map<string, AsymmetricPair[]>()
        for (const forth of all) {
          const back = otherWayBack(forth, ways.get(forth.dst, forth.src) ?? [], limits.minFrames)
          // Each pair of hosts once, as seen from the lower address.
          if (!back || forth.src > forth.dst) continue
          const key = `${placeKey(forth.capture, forth.tap)} ${endsOf(forth)} ${endsOf(back)}`
          append(groups, key, { forth, back, ...talkOf(talks, forth) })
        }
        for (const pairs of groups.values()) report(reportOf(factsOf(pairs, places), limits))
      },
      uncounted: () => left,
      silence: () =>
        all.length === 0
          ? 'No packets in tunnels.'
          : `${count(all.length, 'way', 'ways')} through tunnels; what comes back uses the tunnel that it went out by.`,
    }
  },
})

const endsOf = ({ tunnel }: TunnelWayRecord): string =>
  `${overlayOf(tunnel)} ${tunnel.src} ${tunnel.dst}`

function note(talks: HostsMap<Talk>, { orig, resp, handshake }: ConnRecord): void {
  const talk = talks.upsert(orig.address, resp.address, () => ({
    conns: 0,
    failed: 0,
    attempts: [],
  }))
  if (!talk) return
  talk.conns++
  if (handshake.outcome !== 'unanswered' && handshake.outcome !== 'no-final-ack') return
  talk.failed++
  const [frame = 0] = handshake.synFrames
  if (talk.attempts.length < MAX_SAMPLES) talk.attempts.push({ frame, time: handshake.synTime })
}

function talkOf(talks: HostsMap<Talk>, { src, dst }: TunnelWayRecord): Talk {
  const both = [talks.get(src, dst), talks.get(dst, src)].flatMap((talk) => talk ?? [])
  return {
    conns: sum(both.map(({ conns }) => conns)),
    failed: sum(both.map(({ failed }) => failed)),
    attempts: both.flatMap(({ attempts }) => attempts),
  }
}

/** The way back at the same tap and time, if none of them is the way there turned around. */
function otherWayBack(
  forth: TunnelWayRecord,
  back: readonly TunnelWayRecord[],
  minFrames: number,
): TunnelWayRecord | undefined {
  const { capture, tap, tunnel, firstTime, lastTime, frames } = forth
  if (frames < minFrames) return undefined
  const here = back.filter(
    (way) =>
      way.capture === capture && way.tap === tap && overlayOf(way.tunnel) === overlayOf(tunnel),
  )
  if (here.some((way) => way.tunnel.src === tunnel.dst && way.tunnel.dst === tunnel.src)) {
    return undefined
  }
  return here.find(
    (way) => way.frames >= minFrames && way.firstTime <= lastTime && way.lastTime >= firstTime,
  )
}

function factsOf(pairs: AsymmetricPair[], places: Places): AsymmetryFacts {
  pairs.sort((a, b) => framesOf(b) - framesOf(a))
  const [first] = pairs
  const { capture = 0, tap = 0 } = first?.forth ?? {}
  return {
    capture,
    place: places.name(capture, tap),
    pairs,
    conns: sum(pairs.map(({ conns }) => conns)),
    failed: sum(pairs.map(({ failed }) => failed)),
  }
}

const framesOf = ({ forth, back }: AsymmetricPair): number => forth.frames + back.frames

function reportOf(facts: AsymmetryFacts, limits: Limits): Report {
  const { pairs, capture, conns, failed } = facts
  const [first] = pairs
  const isGrave = failed >= limits.minFailed && 100 * failed >= limits.minFailedPercent * conns
  const evidence = new EvidenceList()
  for (const { forth, back, attempts } of pairs) {
    for (const { frame, time } of forth.first)
      evidence.add(capture, frame, time, 'there', hosts(forth))
    for (const { frame, time } of back.first)
      evidence.add(capture, frame, time, 'back', hosts(back))
    for (const { frame, time } of attempts) {
      evidence.add(capture, frame, time, 'SYN, never established', hosts(forth))
    }
  }
  const ways = pairs.flatMap(({ forth, back }) => [forth, back])
  const { src = '', dst = '', tunnel } = first?.forth ?? {}
  const ip = isIpv6(src) ? 'ipv6' : 'ip'
  return {
    ...sayAsymmetry(facts, limits),
    key: first ? `${facts.place} ${endsOf(first.forth)} ${endsOf(first.back)}` : '',
    severity: isGrave ? 'warning' : 'note',
    confidence: isGrave ? 'possible' : 'certain',
    metrics: asymmetryMetrics(facts),
    entities: {
      from: formatList([...new Set(pairs.map(({ forth }) => forth.src))], 10),
      to: formatList([...new Set(pairs.map(({ forth }) => forth.dst))], 10),
      ...(tunnel && { tunnel: tunnel.kind, tunnelFrom: tunnel.src, tunnelTo: tunnel.dst }),
    },
    capture,
    time: least(ways.map(({ firstTime }) => firstTime)),
    until: greatest(ways.map(({ lastTime }) => lastTime)),
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${ip}.addr == ${src} && ${ip}.addr == ${dst}`,
    figures: [],
  }
}

const hosts = ({ src, dst, tunnel }: TunnelWayRecord): string =>
  `${src} → ${dst} in ${tunnel.src} → ${tunnel.dst}`

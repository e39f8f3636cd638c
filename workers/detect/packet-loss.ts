/**
 * Packet loss: segments that had to be sent again before they were acknowledged.
 *
 * Not counted: repetitions of what had already arrived, segments that never arrived or only after
 * many attempts (a stall, a dead peer or a size limit, which have detectors of their own), what
 * ICMP called too big, handshakes, and connections of which only one direction was captured.
 */
import { MAX_PATHS } from '../limits/limits'
import { formatEndpoint } from '../model/address'
import type { ConnRecord, ConnSide, RepeatedSegment } from '../model/records'
import { BoundedMap } from './bounded-map'
import { defineDetector, type Report } from './detector'
import { EvidenceList } from './evidence'
import type { LossFacts } from './facts/packet-loss'
import { count } from './format'
import { append } from './grouping'
import { isIpv6 } from './mtu'
import { OneWayTaps } from './one-way'
import { PathSigns } from './path-signs'
import { hostsKey, placeKey, Places, type Way } from './way'
import { WayMap } from './way-map'
import { drawLoss, lossMetrics, sayLoss } from './wording/packet-loss'

const params = {
  minLost: { value: 5, meaning: 'segments lost from one host to another before it is mentioned' },
  warnPercent: { value: 1, meaning: 'percent of the data segments from which loss is a warning' },
  notePercent: { value: 0.1, meaning: 'percent of the data segments from which it is a note' },
} as const

const KEPT = 32

/** A segment that needs more transmissions than this met an outage: loss would have to strike thrice. */
const STALL = 3

/** Counted while reading; what ICMP explains is known at the end only. */
interface Tally extends Omit<LossFacts, 'place' | 'elsewhere' | 'captureDropped'> {
  /** Largest outer packet of a connection → its losses. */
  lostBySize: Map<number, number>
}

export default defineDetector({
  id: 'packet-loss',
  version: 1,
  title: 'Packet loss',
  looksAt:
    'TCP segments that had to be sent again before they were acknowledged, per source and destination, and pings without answer.',
  params,

  start(limits, report) {
    const places = new Places()
    const signs = new PathSigns()
    const oneWay = new OneWayTaps()
    const tallies = new WayMap<Tally>(MAX_PATHS)
    const echoes = new BoundedMap<string, LossFacts['echo']>(MAX_PATHS)
    const dropped = new Map<number, number>()

    function take(record: ConnRecord, from: RepeatedSegment['from']): void {
      const back = from === 'resp'
      const [side, other] = back
        ? [record.respSide, record.origSide]
        : [record.origSide, record.respSide]
      // Without the acknowledgements nobody can say what arrived.
      if (side.dataFrames === 0 || other.frames === 0) return
      const { orig, resp } = record
      const tally = tallies.upsert(record, orig.address, resp.address, back, (way) =>
        emptyTally(record, way),
      )
      if (!tally) return
      addSide(tally, record, from, side)
    }

    return {
      capture(record) {
        places.add(record)
        dropped.set(record.capture, record.dropped)
      },
      conn(record) {
        oneWay.conn(record)
        take(record, 'orig')
        take(record, 'resp')
      },
      echoPath(record) {
        const { capture, tap, src, dst, requests, replies, unasked, pending } = record
        oneWay.echoPath(record)
        const key = `${placeKey(capture, tap)} ${hostsKey(src, dst)}`
        const echo = echoes.upsert(key, () => ({ requests: 0, unanswered: 0 }))
        if (!echo) return
        echo.requests += requests
        echo.unanswered += Math.max(0, requests - (replies - unasked) - pending)
      },
      icmpError: (record) => signs.icmpError(record),

      end() {
        const byHosts = new Map<string, Tally[]>()
        for (const tally of tallies.values()) {
          shorten(tally.worst)
          if (oneWay.isBlind(tally.capture, tally.tap)) continue
          const { from, to } = tally.way
          append(byHosts, hostsKey(from, to), tally)
        }
        for (const [key, seen] of byHosts) {
          explain(seen, signs)
          const tally = closest(seen)
          if (!tally) continue
          const { capture, tap, lost, dataSegments } = tally
          const percent = percentOf(lost, dataSegments)
          if (lost < limits.minLost || percent < limits.notePercent) continue
          const at = `${placeKey(capture, tap)} ${key}`
          const facts: LossFacts = {
            ...tally,
            place: places.name(capture, tap),
            examples: seen.flatMap(({ examples }) => examples).slice(0, KEPT),
            echo: echoes.get(at) ?? tally.echo,
            captureDropped: dropped.get(capture) ?? -1,
            elsewhere: seen
              .filter((other) => other.capture !== capture || other.tap !== tap)
              .filter(({ dataSegments: data }) => data > 0)
              .map((other) => ({ ...other, place: places.name(other.capture, other.tap) })),
          }
          report(reportOf(key, facts, percent >= limits.warnPercent, limits))
        }
      },

      uncounted: () => tallies.turnedAway,
      silence() {
        const all = [...tallies.values()]
        const lost = all.reduce((sum, tally) => sum + tally.lost, 0)
        const data = all.reduce((sum, tally) => sum + tally.dataSegments, 0)
        return `${count(data, 'data segment')} between ${count(tallies.size, 'pair')} of hosts; ${lost === 0 ? 'none was lost and sent again' : `${count(lost, 'loss', 'losses')}, too few to matter`}.`
      },
    }
  },
})

function emptyTally({ capture, tap }: ConnRecord, way: Way): Tally {
  const counters = { dataSegments: 0, lost: 0, retransmissions: 0, fast: 0, spurious: 0 }
  const explained = { stalled: 0, tooBig: 0, gaps: 0, ackedUnseen: 0 }
  return {
    ...counters,
    ...explained,
    capture,
    tap,
    way,
    connections: 0,
    lossyConnections: 0,
    worst: [],
    examples: [],
    echo: { requests: 0, unanswered: 0 },
    first: Infinity,
    last: 0,
    lostBySize: new Map(),
  }
}

function addSide(
  tally: Tally,
  record: ConnRecord,
  from: RepeatedSegment['from'],
  side: ConnSide,
): void {
  tally.connections++
  tally.dataSegments += side.dataFrames
  tally.spurious += side.spuriousRetransmissions
  tally.gaps += side.gaps
  tally.ackedUnseen += side.ackedUnseen
  if (side.retransmissions === 0) return
  const [sender, receiver] =
    from === 'orig' ? [record.orig, record.resp] : [record.resp, record.orig]
  const label = `${formatEndpoint(sender.address, sender.port)} → ${formatEndpoint(receiver.address, receiver.port)}`
  const repeats = record.repeated.filter((segment) => segment.from === from)
  let stalled = 0
  for (const segment of repeats) {
    const again = segment.transmissionTotal - 1
    if (!segment.acked || segment.transmissionTotal > STALL) stalled += again
    else if (tally.examples.length < KEPT) {
      tally.examples.push({ capture: record.capture, label, segment })
    }
  }
  const lost = Math.max(0, side.retransmissions - stalled)
  tally.retransmissions += side.retransmissions
  tally.fast += side.fastRetransmissions
  tally.stalled += stalled
  tally.lost += lost
  if (lost === 0) return
  const { lostBySize } = tally
  const size = side.largestOuterSent
  if (lostBySize.has(size) || lostBySize.size < KEPT) {
    lostBySize.set(size, (lostBySize.get(size) ?? 0) + lost)
  }
  tally.lossyConnections++
  tally.first = Math.min(tally.first, record.firstTime)
  tally.last = Math.max(tally.last, record.lastTime)
  tally.worst.push({
    label,
    lost,
    dataSegments: side.dataFrames,
    firstFrame: record.firstFrame,
    firstTime: record.firstTime,
  })
  if (tally.worst.length > 2 * KEPT) shorten(tally.worst)
}

function shorten(worst: LossFacts['worst']): void {
  worst.sort((a, b) => b.lost - a.lost)
  worst.length = Math.min(worst.length, KEPT)
}

/**
 * Takes out what a router had called too big: such segments do not get lost, they are refused, and
 * sent again in smaller pieces. Connections that sent larger packets than the MTU told count; a
 * tap behind the router sees their repetitions alone.
 */
function explain(seen: readonly Tally[], signs: PathSigns): void {
  const [first] = seen
  const told = first ? signs.toldMtu(first.way) : -1
  if (told < 0) return
  for (const tally of seen) {
    for (const [size, lost] of tally.lostBySize) if (size > told) tally.tooBig += lost
  }
  const refused = seen.some(({ tooBig }) => tooBig > 0)
  for (const tally of seen) {
    if (refused && tally.tooBig === 0) tally.tooBig = tally.lost
    tally.lost = Math.max(0, tally.lost - tally.tooBig)
  }
}

/**
 * The tap nearest to the sender shows every repetition. Those that a tap behind the loss proves to
 * have been needless, because the first transmission had come through, are taken off.
 */
function closest(seen: readonly Tally[]): Tally | undefined {
  const [first, ...others] = seen.filter(({ lost }) => lost > 0)
  if (!first) return undefined
  const nearest = others.reduce((best, next) => (isNearer(next, best) ? next : best), first)
  const spurious = Math.max(...seen.map((tally) => tally.spurious))
  const needless = spurious - nearest.spurious
  return { ...nearest, spurious, lost: Math.max(0, nearest.lost - needless) }
}

const isNearer = (a: Tally, b: Tally): boolean =>
  a.gaps - b.gaps < 0 || (a.gaps === b.gaps && a.lost > b.lost)

const percentOf = (lost: number, of: number): number => (of === 0 ? 0 : (100 * lost) / of)

function reportOf(
  key: string,
  facts: LossFacts,
  grave: boolean,
  limits: Readonly<Record<keyof typeof params, number>>,
): Report {
  const { from, to, tunnel } = facts.way
  const evidence = new EvidenceList()
  for (const { capture: at, segment } of facts.examples) {
    segment.transmissions.forEach(({ frame, time }, index) => {
      const role = index === 0 ? 'sent' : 'sent again'
      evidence.add(at, frame, time, role, String(segment.length))
    })
    evidence.add(at, segment.ackFrame, segment.ackTime, 'acknowledged')
  }
  for (const { firstFrame, firstTime, label } of facts.worst) {
    evidence.add(facts.capture, firstFrame, firstTime, 'connection with losses', label)
  }
  evidence.countAtLeast(facts.lost)
  const ip = isIpv6(from) ? 'ipv6' : 'ip'
  const seen = facts.examples.length > 0
  return {
    ...sayLoss(facts, limits),
    key,
    severity: grave ? 'warning' : 'note',
    confidence: seen && facts.captureDropped <= 0 ? 'certain' : 'likely',
    metrics: lossMetrics(facts),
    entities: { from, to, ...(tunnel && { tunnelFrom: tunnel.src, tunnelTo: tunnel.dst }) },
    capture: facts.capture,
    time: facts.first,
    until: facts.last,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${ip}.src == ${from} && ${ip}.dst == ${to} && tcp.analysis.retransmission`,
    figures: drawLoss(facts),
  }
}

/**
 * Packets that one machine took in and never passed on: seen at one of its interfaces and not at the
 * next, or before its address translation or tunnel and not behind. Both places are in one capture,
 * so one clock and one tcpdump saw them.
 *
 * Not counted: mere acknowledgements, what was acknowledged all the same (the capture missed it),
 * packets at whose time the capture had ended, conversations that take another way, and packets
 * whose senders an ICMP error told that they are too big.
 */
import { MAX_PATHS } from '../limits/limits'
import type { Confidence, Severity } from '../model/finding'
import type { LostPacket, PassageRecord, Place } from '../model/records'
import { defineDetector, type Report } from './detector'
import { framesCut, framesOf } from './display-filter'
import { EvidenceList } from './evidence'
import type { InNodeFacts } from './facts/lost-in-node'
import { count } from './format'
import { sum } from './grouping'
import { isInside } from './inside'
import { TooBigErrors } from './too-big-errors'
import { hostsKey, Places, tunnelName } from './way'
import { drawInNode, inNodeMetrics, packetName, sayInNode } from './wording/lost-in-node'

const params = {
  minLost: {
    value: 3,
    least: 1,
    meaning: 'packets that came in and did not go out, from one host to another',
  },
  warnPercent: { value: 1, meaning: 'percent of the packets from which it is a warning' },
} as const

export default defineDetector({
  id: 'lost-in-node',
  version: 5,
  title: 'Packets lost inside a machine',
  looksAt:
    'Packets at two places of one machine: two interfaces, or the two sides of its address translation or tunnel.',
  params,

  start({ minLost, warnPercent }, report) {
    const places = new Places()
    const inside: PassageRecord[] = []
    const dropped = new Map<number, number>()
    const tooBig = new TooBigErrors()
    let left = 0
    return {
      capture(record) {
        places.add(record)
        dropped.set(record.capture, record.dropped)
      },
      icmpError: (record) => {
        tooBig.add(record)
      },
      passage(record) {
        if (!isInside(record, places)) return
        if (inside.length < MAX_PATHS) inside.push(record)
        else left++
      },
      end() {
        for (const passage of inside) {
          if (counted(passage) < minLost || isToldTooBig(passage, tooBig)) continue
          const facts = factsOf(passage, places, dropped.get(passage.from.capture) ?? -1)
          report(reportOf(facts, gravityOf(facts, warnPercent), { minLost, warnPercent }))
        }
      },
      uncounted: () => left,
      silence() {
        if (inside.length === 0) return 'No packet was seen at two places of one machine.'
        const sent = sum(inside.map((passage) => passage.sent))
        const lost = sum(inside.map(counted))
        return `${count(sent, 'packet')} at one place of a machine and the next; ${lost === 0 ? 'all of them passed' : `${count(lost, 'packet')} did not, too few to matter`}.`
      },
    }
  },
})

/** Refused for their size, and their sender was told so: path MTU discovery (RFC 1191, RFC 8201). */
function isToldTooBig(passage: PassageRecord, errors: TooBigErrors): boolean {
  return (
    isSizeBound(passage) &&
    [passage.from, passage.to].some(
      ({ capture, src, dst }) => errors.about(capture, src, dst) !== undefined,
    )
  )
}

const isSizeBound = ({ smallestLost, largestPassed, passed }: PassageRecord): boolean =>
  smallestLost > largestPassed && passed > 0

const counted = ({ lost, lostAcks }: PassageRecord): number => lost - lostAcks

function factsOf(passage: PassageRecord, places: Places, captureDropped: number): InNodeFacts {
  const { from, to, flows } = passage
  const name = (place: PassageRecord['from']) => places.tapName(place.capture, place.tap)
  return {
    passage,
    file: places.name(from.capture, from.tap),
    fromTap: name(from),
    toTap: name(to),
    lost: counted(passage),
    sizeBound: isSizeBound(passage),
    silenced: flows.filter((flow) => flow.lost === flow.sent && flow.sent > 1),
    captureDropped,
  }
}

/** Of taps without names, the tunnel tells the two apart. */
function placesOf({ passage, file, fromTap, toTap }: InNodeFacts): Record<string, string> {
  const [from, to] = [fromTap || file, toTap || file]
  if (from !== to) return { seenAt: from, missingAt: to }
  const place = ({ tunnel }: Place) => (tunnel === null ? from : `${tunnelName(tunnel)} at ${from}`)
  const [seenAt, missingAt] = [place(passage.from), place(passage.to)]
  return seenAt === missingAt ? { at: seenAt } : { seenAt, missingAt }
}

/** A size or a conversation that never comes through is a fault; single losses are loss. */
function gravityOf(facts: InNodeFacts, warnPercent: number): [Severity, Confidence] {
  const { passage, lost, sizeBound, silenced, captureDropped } = facts
  const doubtful = passage.missed > lost || captureDropped > 0
  const confidence = doubtful ? 'possible' : passage.missed > 0 ? 'likely' : 'certain'
  if (doubtful) return ['note', confidence]
  if (sizeBound || silenced.length > 0) return ['critical', confidence]
  return [100 * lost >= warnPercent * passage.sent ? 'warning' : 'note', confidence]
}

function reportOf(
  facts: InNodeFacts,
  [severity, confidence]: [Severity, Confidence],
  limits: Readonly<Record<keyof typeof params, number>>,
): Report {
  const { from, to, lostPackets, firstTime, lastTime } = facts.passage
  const evidence = new EvidenceList()
  for (const packet of lostPackets.filter(isCounted)) {
    evidence.add(packet.capture, packet.frame, packet.time, 'seen here last', packetName(packet))
  }
  evidence.countAtLeast(facts.lost)
  return {
    ...sayInNode(facts, limits),
    key: `${String(from.capture)} ${String(from.tap)} ${String(to.tap)} ${hostsKey(from.src, from.dst)}`,
    severity,
    confidence,
    metrics: inNodeMetrics(facts),
    entities: {
      from: from.src,
      to: from.dst,
      ...placesOf(facts),
    },
    capture: from.capture,
    time: evidence.list[0]?.time ?? firstTime,
    until: evidence.list.length > 0 ? evidence.last : lastTime,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: framesOf(evidence.list),
    ...framesCut(evidence),
    figures: drawInNode(facts),
  }
}

/** Data, what opens or closes a connection, and datagrams; not a mere acknowledgement. */
const isCounted = ({ proto, flags, length }: LostPacket): boolean =>
  proto !== 'tcp' || length > 0 || (flags & 7) !== 0

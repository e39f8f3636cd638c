/**
 * A fast network and a slow service: the server's host acknowledged a request at once, and the first octet of
 * the answer came much later. Up to the ACK host and network were at work; behind it the program was, or
 * what it waits for.
 *
 * Known innocents: what waits on purpose (push, long polls, blocked reads, terminals), answers that a loss or
 * a closed window held up, and answers whose first transmission was lost before the tap: a sender repeats
 * after 200 ms at the earliest (Linux, RFC 6298 §2.4 allows less than its 1 s), so what is not slower is left out.
 */
import { KEPT_TURN } from '../model/turns'
import { NANOS_PER_MS, NANOS_PER_SECOND } from '../model/units'
import { AskedServers } from './asked-servers'
import { AskingProtocols } from './asking-protocols'
import { defineDetector, type Report, type Values } from './detector'
import { cutOf, oneOf } from './display-filter'
import { EvidenceList } from './evidence'
import type { SlowServiceFacts } from './facts/slow-service'
import { count, formatDuration, lookedAt } from './format'
import type { Confidence } from '../model/finding'
import { greatest, least } from './grouping'
import { passedOn } from './passed-on'
import { type OwnFacts, slowAnswersOf } from './slow-answers'
import { Surroundings } from './surroundings'
import { saySlowService, slowServiceMetrics } from './wording/slow-service'
import { drawSlowService } from './wording/slow-service-figures'

const params = {
  slowMs: {
    value: 300,
    least: KEPT_TURN / NANOS_PER_MS,
    meaning: 'milliseconds beyond a round trip from which on an answer is slow',
  },
  ackMs: {
    value: 250,
    meaning:
      'milliseconds beyond a round trip within which the request must have been acknowledged',
  },
  minSlow: { value: 3, least: 1, meaning: 'slow answers of a server before it is told' },
  minPercent: { value: 1, meaning: 'percent of its answers that must be slow' },
  longSeconds: { value: 3, meaning: 'seconds of a single HTTP answer that are told by themselves' },
  minAnswers: { value: 20, meaning: 'answers that a server must have given where it is not HTTP' },
  mostPercent: {
    value: 30,
    meaning:
      'percent of its answers that may be slow where it is not HTTP: what waits more often does so on purpose',
  },
  minBurst: { value: 3, least: 1, meaning: 'slow answers close together that make a burst' },
} as const

export type SlowServiceLimits = Values<typeof params>

/** Slow answers that are shown as evidence. */
const SHOWN = 10

const LOSSY_PERCENT = 2

export default defineDetector({
  id: 'slow-service',
  version: 1,
  title: 'The service is slow, not the network',
  looksAt:
    'The time from a request to its ACK, and from there to the first octet of the answer, per server.',
  params,

  start(limits, report) {
    const around = new Surroundings()
    const { places, overlay } = around
    let servers = new AskedServers()
    let protocols = new AskingProtocols()
    const found: OwnFacts[] = []
    const unsaid = { answers: 0, slow: 0, uncounted: 0 }
    const addressesThatAsk = new Set<string>()

    return {
      sidecars: (record) => around.sidecars(record),
      capture(record) {
        around.capture(record)
        servers = new AskedServers()
        protocols = new AskingProtocols()
      },
      hostPair: ({ tunnel }) => overlay.see(tunnel),
      turns(record) {
        overlay.see(record.conn.tunnel)
        servers.add(record)
      },
      http: (record) => protocols.httpRecord(record),
      tls: (record) => protocols.tlsRecord(record),
      session: (record) => protocols.session(record),
      captureEnd() {
        unsaid.uncounted += servers.turnedAway
        for (const server of servers.all()) {
          const facts = slowAnswersOf(server, protocols, limits)
          if (facts === null) continue
          unsaid.answers += facts.answers
          for (const { name } of facts.clients) addressesThatAsk.add(name)
          if (facts.slowTotal > 0) found.push(facts)
        }
      },
      end() {
        const worth = found.filter((facts) => isWorthTelling(facts, limits))
        unsaid.slow = found.reduce((sum, { slowTotal }) => sum + slowTotal, 0)
        worth.sort((a, b) => b.slowTotal - a.slowTotal || a.rtt - b.rtt)
        const told = new Set<string>()
        for (const own of worth) {
          // Another tap shows more of it, and names this one.
          if (told.has(own.server)) continue
          told.add(own.server)
          const others = found.filter((each) => each.server === own.server && each !== own)
          report(
            reportOf(
              {
                ...own,
                place: places.name(own.capture, own.tap),
                passedOn: passedOn(own, found),
                asksOthers: addressesThatAsk.has(own.address),
                ...around.of(own.capture),
                pod: around.witnesses.nameOf(own.address),
                elsewhere: others.map(({ capture, tap, answers, slowTotal }) => ({
                  ...{ place: places.name(capture, tap), answers, slow: slowTotal },
                })),
              },
              limits,
            ),
          )
        }
      },
      uncounted: () => unsaid.uncounted,
      silence: () =>
        lookedAt(unsaid.answers, 'answer', () =>
          unsaid.slow === 0
            ? ` of servers that are asked; none slower than the round trip by ${String(limits.slowMs)} ms.`
            : ` of servers that are asked; ${count(unsaid.slow, 'was', 'were')} slow, too few to matter.`,
        ),
    }
  },
})

function isWorthTelling(facts: OwnFacts, limits: SlowServiceLimits): boolean {
  const { asking, answers, slow, slowTotal, alike } = facts
  const frequent = slowTotal >= limits.minSlow && 100 * slowTotal >= limits.minPercent * answers
  if (asking === 'http') {
    return frequent || (slow[0]?.wait ?? 0) >= limits.longSeconds * NANOS_PER_SECOND
  }
  // The same wait again and again is a time-out that the client gave along: a blocked read.
  if (alike > 0) return false
  return frequent && answers >= limits.minAnswers && 100 * slowTotal <= limits.mostPercent * answers
}

/** Where much is lost or out of order, some of it may have been lost before the tap. */
function confidenceOf({ asking, segments, troubled }: SlowServiceFacts): Confidence {
  if (asking === 'rhythm') return 'possible'
  const lossy = 100 * troubled > LOSSY_PERCENT * segments
  if (asking === 'http') return lossy ? 'likely' : 'certain'
  return lossy ? 'possible' : 'likely'
}

function reportOf(facts: SlowServiceFacts, limits: SlowServiceLimits): Report {
  const { capture, slow, slowTotal, clients, server } = facts
  const evidence = new EvidenceList()
  for (const answer of slow.slice(0, SHOWN)) {
    const who = `${answer.client}:${String(answer.clientPort)}${answer.target === '' ? '' : `, ${answer.target}`}`
    evidence.add(capture, answer.askedFrame, answer.askedTime, 'request', who)
    evidence.add(
      capture,
      answer.ackFrame,
      answer.ackTime,
      'its ACK',
      `${who}, ${formatDuration(answer.ackTime - answer.askedTime)} after the request`,
    )
    evidence.add(
      capture,
      answer.answerFrame,
      answer.answerTime,
      'answer begins',
      `${who}, ${formatDuration(answer.wait)} after the request`,
    )
  }
  evidence.countAtLeast(3 * slowTotal)
  const streams = slow.map(({ stream }) => stream)
  const concerned = clients.filter((client) => client.slow > 0)
  const [client] = concerned
  return {
    ...saySlowService(facts, limits),
    key: server,
    severity: 'note',
    confidence: confidenceOf(facts),
    metrics: slowServiceMetrics(facts),
    entities: {
      ...(client !== undefined && concerned.length === 1 && { from: client.name }),
      to: server,
    },
    capture,
    time: least(slow.map(({ askedTime }) => askedTime)),
    until: greatest(slow.map(({ answerTime }) => answerTime)),
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: oneOf('tcp.stream', streams),
    ...cutOf(streams),
    figures: drawSlowService(facts, limits.slowMs * NANOS_PER_MS),
  }
}

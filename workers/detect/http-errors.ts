/**
 * Requests of HTTP that the server's side failed (5xx), or sent away because there were too many (429): how many,
 * since when, who says so, and what the gateway's own connections show of it. Answers that blame the request
 * (4xx) are told beside them.
 *
 * Known innocents: a probe that asks for what is not there, and a service that is told to be unready.
 * Frames of HTTP that the capture does not hold are not counted, nor is what TLS hides.
 */
import { defineDetector, type Report, type Values } from './detector'
import { cutOf, oneOf } from './display-filter'
import { EvidenceList } from './evidence'
import type { HttpErrorFacts, UpstreamKind } from './facts/http-errors'
import { formatDuration, lookedAt } from './format'
import { greatest, least } from './grouping'
import { explained, HttpAnswers, type OwnFacts } from './http-failures'
import { Surroundings } from './surroundings'
import { Upstreams } from './upstreams'
import { httpErrorMetrics, sayHttpErrors } from './wording/http-errors'
import { drawHttpErrors } from './wording/http-errors-figures'
import { statusName } from './wording/http-status'

const params = {
  minFailures: { value: 10, least: 1, meaning: 'failed requests before it is a warning' },
  minPercent: {
    value: 10,
    meaning: 'percent of the answers for a host name that must be failures for a warning',
  },
  minBurst: { value: 3, least: 1, meaning: 'failures close together that make a burst' },
} as const

export type HttpErrorLimits = Values<typeof params>

/** Failures that are shown as evidence. */
const SHOWN = 50

export default defineDetector({
  id: 'http-errors',
  version: 1,
  title: 'Requests that the server failed',
  looksAt:
    'The status of every answer of HTTP, per server and host name, and the connections of gateways behind which something fails.',
  params,

  start(limits, report) {
    const around = new Surroundings()
    const { places, overlay } = around
    let answers = new HttpAnswers()
    let upstreams = new Upstreams()
    const found: OwnFacts[] = []
    const counted = { answers: 0, uncounted: 0 }

    return {
      sidecars: (record) => around.sidecars(record),
      capture(record) {
        around.capture(record)
        answers = new HttpAnswers()
        upstreams = new Upstreams()
      },
      hostPair: ({ tunnel }) => overlay.see(tunnel),
      conn(record) {
        overlay.see(record.tunnel)
        upstreams.conn(record)
      },
      turns: (record) => upstreams.turns(record),
      http(record) {
        answers.add(record)
        upstreams.http(record)
      },
      captureEnd(capture) {
        counted.answers += answers.answers
        counted.uncounted += upstreams.dropped
        found.push(...answers.facts(capture, upstreams, limits.minBurst))
      },
      end() {
        found.sort((a, b) => b.failures.length - a.failures.length)
        for (const own of found) {
          const facts = {
            ...own,
            place: places.capture(own.capture),
            ...around.of(own.capture),
            pod: around.witnesses.nameOf(own.address),
          }
          // Of the same server in several captures, the first one to be reported shows most.
          report(reportOf(facts, limits))
        }
      },
      uncounted: () => counted.uncounted,
      silence: () =>
        lookedAt(
          counted.answers,
          'answer of HTTP',
          () => ', none was a failure.',
          'answers of HTTP',
        ),
    }
  },
})

/** Roles of frames on the other side of a gateway. */
const BEHIND: Readonly<Record<UpstreamKind, string>> = {
  refused: 'refused behind',
  unanswered: 'unanswered behind',
  reset: 'reset behind',
  closed: 'closed behind',
  silent: 'silent behind',
  failed: 'failure behind',
}

function isGrave({ failures, answers }: HttpErrorFacts, limits: HttpErrorLimits): boolean {
  const { length } = failures
  return length >= limits.minFailures && 100 * length >= limits.minPercent * answers
}

function reportOf(facts: HttpErrorFacts, limits: HttpErrorLimits): Report {
  const { capture, failures, server, host, clients, address, upstreams } = facts
  const evidence = new EvidenceList()
  for (const failure of failures.slice(0, SHOWN)) {
    const { client, clientPort, target, status, latency } = failure
    const who = `${client}:${String(clientPort)}${target === '' ? '' : `, ${target}`}`
    evidence.add(capture, failure.frame, failure.time, 'request', who)
    const after = latency < 0 ? '' : `, ${formatDuration(latency)} after the request`
    evidence.add(
      capture,
      failure.answerFrame,
      failure.answerTime,
      'failure',
      `${statusName(status)}${after}`,
    )
  }
  const [upstream] = explained(facts) ? upstreams : []
  if (upstream !== undefined) {
    for (const { frame, time } of upstream.frames) {
      evidence.add(capture, frame, time, BEHIND[upstream.kind], upstream.server)
    }
  }
  evidence.countAtLeast(2 * failures.length)
  const streams = failures.map(({ stream }) => stream)
  const concerned = clients.filter(({ failed }) => failed > 0)
  const [client] = concerned
  return {
    ...sayHttpErrors(facts, limits),
    key: `${server} ${host}`,
    severity: isGrave(facts, limits) ? 'warning' : 'note',
    confidence: 'certain',
    metrics: httpErrorMetrics(facts),
    entities:
      upstream === undefined
        ? {
            ...(client !== undefined && concerned.length === 1 && { from: client.name }),
            to: server,
          }
        : { gateway: server, from: address, to: upstream.server },
    capture,
    time: least(failures.map(({ answerTime }) => answerTime)),
    until: greatest(failures.map(({ answerTime }) => answerTime)),
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: `${oneOf('tcp.stream', streams)} && http.response.code in {429, 500..599}`,
    ...cutOf(streams),
    figures: drawHttpErrors(facts),
  }
}

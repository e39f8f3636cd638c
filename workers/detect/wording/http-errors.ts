/** `http-errors` in English: what happened, and the numbers. */
import { formatInstantAfter } from '../../model/elapsed'
import type { Metric } from '../../model/finding'
import { NANOS_PER_MS, NANOS_PER_SECOND, type Nanos } from '../../model/units'
import type { FailedShare, HttpErrorFacts, Upstream } from '../facts/http-errors'
import { count, formatDuration, formatList, formatNumber, formatShare, rounded } from '../format'
import { measured, type Said, sentences } from '../said'
import { causesOf } from './http-errors-causes'
import { confirmSteps, nextSteps } from './http-errors-steps'
import { statusName } from './http-status'

export type HttpErrorLimits = Readonly<Record<'minFailures' | 'minPercent' | 'minBurst', number>>

export function sayHttpErrors(facts: HttpErrorFacts, limits: HttpErrorLimits): Said {
  const { server, host, failures, answers, statuses } = facts
  const name = host === '' ? server : `${server} (${host})`
  const list = statuses.map(
    ({ status, count: times }) => `${formatNumber(times)} × ${String(status)}`,
  )
  return {
    claim: `${name} failed ${formatNumber(failures.length)} of ${count(answers, 'request')} (${formatShare(failures.length / Math.max(1, answers))}): ${formatList(list)}`,
    happened: happenedOf(facts),
    rule: `Answers of HTTP with a status of 5xx, or 429; a warning from ${String(limits.minFailures)} of them and ${String(limits.minPercent)} % of the answers for a host name on, else a note. 4xx blames the request and is told beside them. A burst is at least ${String(limits.minBurst)} of them close together.`,
    confidenceReasons: [
      'The status line of each of these answers was read. Why the server says so is inferred.',
    ],
    counterEvidence: counterEvidenceOf(facts),
    alternatives: causesOf(facts),
    disprovedBy: [
      `The log of ${server} shows these requests without a failure: then somebody between it and the tap answered in its place.`,
    ],
    nextSteps: nextSteps(facts),
    confirm: confirmSteps(facts),
  }
}

function happenedOf(facts: HttpErrorFacts): string[] {
  const { place, server, host, hosts, answers, failures, statuses } = facts
  const name = host !== '' ? ` for ${host}` : hosts > 1 ? ` for ${count(hosts, 'host name')}` : ''
  const list = statuses.map(
    ({ status, count: times }) => `${formatNumber(times)} × ${statusName(status)}`,
  )
  return sentences(
    `In ${place}, ${server} gave ${count(answers, 'answer')}${name}; ${formatNumber(failures.length)} of them ${failures.length === 1 ? 'tells' : 'tell'} of a failure: ${formatList(list)}.`,
    sinceSays(facts),
    ...statuses.map(({ status }) => MEANS[status] ?? ''),
    signedSays(facts),
    ...facts.upstreams.slice(0, 3).map(upstreamSays),
    burstSays(facts),
    sharesSay('What was asked', facts.targets),
    clientsSay(facts.clients),
    latencySays(facts),
  )
}

/** RFC 9110 §15.6, RFC 6585 §4. */
const MEANS: Readonly<Record<number, string>> = {
  429: '429: a limit was reached, of this client or of all; the server chose not to answer.',
  500: '500: the application itself failed on the request.',
  502: '502: a gateway asked what stands behind it, and was refused, cut off, or given nonsense.',
  503: '503: nobody is there to take the request: no ready server behind a gateway, or one that is overloaded or under maintenance.',
  504: '504: a gateway asked what stands behind it, and did not wait any longer for the answer.',
}

function sinceSays({ failures, goodBefore, goodSince }: HttpErrorFacts): string {
  const [first] = failures
  const last = failures.at(-1)
  if (first === undefined || last === undefined) return ''
  if (failures.length === 1)
    return `It came at ${at(first.answerTime)}, after ${count(goodBefore, 'answer')} without a failure; ${formatNumber(goodSince)} more followed.`
  return `The first came at ${at(first.answerTime)}, after ${count(goodBefore, 'answer')} without a failure, the last at ${at(last.answerTime)}; since the first one, ${formatNumber(failures.length)} of ${formatNumber(failures.length + goodSince)} failed.`
}

function signedSays({ signers, failures }: HttpErrorFacts): string {
  if (signers.length === 0) return 'Nobody signs them: they have neither Server nor Via.'
  const list = signers.map(
    ({ name, count: times }) =>
      `${name} (${formatNumber(times)} of ${formatNumber(failures.length)})`,
  )
  return `They are signed by ${formatList(list)}.`
}

function upstreamSays({ server, kind, failures }: Upstream): string {
  return `During ${formatNumber(failures)} of them ${BECAME[kind](server)}.`
}

const BECAME: Readonly<Record<Upstream['kind'], (server: string) => string>> = {
  refused: (server) => `${server} refused a connection of this server`,
  unanswered: (server) => `${server} did not answer a SYN of this server`,
  reset: (server) => `${server} reset a connection on which this server had asked`,
  closed: (server) =>
    `${server} closed a connection on which this server had asked, without an answer`,
  silent: (server) => `${server} left a request of this server without an answer`,
  failed: (server) => `${server} gave this server a failure itself`,
}

function burstSays({ bursts, period }: HttpErrorFacts): string {
  if (bursts.length === 0) return ''
  const when = period > 0 ? `, one every ${formatDuration(period)}` : ''
  const list = bursts.map(
    ({ from, to, events }) => `${at(from)} to ${at(to)} (${formatNumber(events)})`,
  )
  return `They come in ${count(bursts.length, 'burst')}${when}: ${formatList(list, 6)}.`
}

function sharesSay(what: string, shares: readonly FailedShare[]): string {
  const list = shares
    .filter(({ failed }) => failed > 0)
    .map(
      ({ name, failed, answers }) =>
        `${name} (${formatNumber(failed)} of ${formatNumber(answers)})`,
    )
  return list.length === 0 ? '' : `${what}: ${formatList(list)}.`
}

function clientsSay(clients: readonly FailedShare[]): string {
  const concerned = clients.filter(({ failed }) => failed > 0)
  if (clients.length < 2) return ''
  if (concerned.length === clients.length)
    return `All ${formatNumber(clients.length)} clients are concerned.`
  const list = concerned.map(
    ({ name, failed, answers }) => `${name} (${formatNumber(failed)} of ${formatNumber(answers)})`,
  )
  return `Of ${formatNumber(clients.length)} clients, ${formatNumber(concerned.length)} ${concerned.length === 1 ? 'is' : 'are'} concerned: ${formatList(list)}.`
}

function latencySays({ latency, goodLatency, alike }: HttpErrorFacts): string {
  if (alike > 0)
    return `All of them came after as good as the same time, ${formatDuration(alike)}: that is a time-out.`
  if (latency < 0) return ''
  const others = goodLatency < 0 ? '' : `, other answers after ${formatDuration(goodLatency)}`
  return `They came after ${formatDuration(latency)} in the median${others}.`
}

const at = (time: Nanos): string => formatInstantAfter(time)

function counterEvidenceOf({ blamed, goodSince, failures }: HttpErrorFacts): string[] {
  const list = blamed.map(
    ({ status, count: times }) => `${formatNumber(times)} × ${statusName(status)}`,
  )
  const all = blamed.reduce((total, { count: times }) => total + times, 0)
  return sentences(
    goodSince > failures.length && 'Since the first failure most answers were none.',
    all > 0 &&
      `${count(all, 'more answer blames', 'more answers blame')} the request and ${all === 1 ? 'is' : 'are'} not counted: ${formatList(list)}.`,
  )
}

export function httpErrorMetrics(facts: HttpErrorFacts): Metric[] {
  const { answers, failures, statuses, clients, period, latency } = facts
  return [
    measured('answers', 'answers', answers),
    measured('failed', 'failed', failures.length, 'requests'),
    measured(
      'failedPercent',
      'share of failed',
      rounded((100 * failures.length) / Math.max(1, answers)),
      '%',
    ),
    ...statuses
      .slice(0, 4)
      .map(({ status, count: times }) =>
        measured(`status${String(status)}`, String(status), times),
      ),
    measured('clients', 'clients concerned', clients.filter(({ failed }) => failed > 0).length),
    ...(latency < 0 ? [] : [measured('medianMs', 'median', rounded(latency / NANOS_PER_MS), 'ms')]),
    ...(period > 0
      ? [measured('burstPeriodSeconds', 'period', rounded(period / NANOS_PER_SECOND), 's')]
      : []),
  ]
}

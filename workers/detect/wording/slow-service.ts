/** `slow-service` in English: what happened, and the numbers. */
import { formatInstantAfter } from '../../model/elapsed'
import type { Metric } from '../../model/finding'
import { NANOS_PER_MS, type Nanos } from '../../model/units'
import type { SlowAnswer, SlowServiceFacts } from '../facts/slow-service'
import { count, formatDuration, formatList, formatNumber, formatShare, rounded } from '../format'
import { measured, type Said, sentences } from '../said'
import { causesOf } from './slow-service-causes'
import { confirmSteps, nextSteps } from './slow-service-steps'

export type SlowServiceLimits = Readonly<
  Record<
    | 'slowMs'
    | 'ackMs'
    | 'minSlow'
    | 'minPercent'
    | 'longSeconds'
    | 'minAnswers'
    | 'mostPercent'
    | 'minBurst',
    number
  >
>

const LISTED = 3

export function saySlowService(facts: SlowServiceFacts, limits: SlowServiceLimits): Said {
  const { server, slow, slowTotal, answers, rtt } = facts
  const longest = formatDuration(slow[0]?.wait ?? 0)
  const trip = rtt < 0 ? '' : `, where a round trip takes ${formatDuration(rtt)}`
  return {
    claim: `The network is fast, ${server} is slow: ${formatNumber(slowTotal)} of ${count(answers, 'answer')} (${formatShare(slowTotal / Math.max(1, answers))}) took up to ${longest}${trip}`,
    happened: happenedOf(facts, limits),
    rule: ruleOf(limits),
    confidenceReasons: sentences(
      'Request, ACK and first octet of the answer were captured for each of these, so the wait is measured. What the service did meanwhile does not show in packets.',
      facts.asking === 'http' && 'They are transactions of HTTP: each request wants an answer.',
      facts.asking === 'asked' &&
        `By its port it speaks ${facts.protocol}, and its connections go to and fro as that does; the content was not read.`,
      facts.asking === 'rhythm' &&
        'What it speaks was not read: its connections go to and fro, as questions and answers do. If that is not what they are, these waits mean nothing.',
    ),
    counterEvidence: counterEvidenceOf(facts),
    alternatives: causesOf(facts),
    disprovedBy: [
      `A log of ${server} that gives these very requests a short duration: then they waited in front of the program, in its accept queue or in a proxy beside it.`,
      `A capture at ${server} in which the answer begins at once: then the way back takes the time.`,
    ],
    nextSteps: nextSteps(facts),
    confirm: confirmSteps(facts),
  }
}

function ruleOf({
  slowMs,
  ackMs,
  minSlow,
  minPercent,
  longSeconds,
  minAnswers,
  mostPercent,
}: SlowServiceLimits): string {
  return `From the last octet of a request to the first of its answer at least ${String(slowMs)} ms more than a round trip, while the server acknowledged the request within ${String(ackMs)} ms and a round trip, and nothing was sent again, missing or held by a closed window. Told from ${String(minSlow)} slow answers and ${String(minPercent)} % on, of HTTP also when one takes ${String(longSeconds)} s; of other protocols from ${String(minAnswers)} answers on, if no more than ${String(mostPercent)} % are slow, they do not all take the same time, and the connections go to and fro: nothing comes unasked, nothing stays without an answer. What waits on purpose is left out: WebSocket, event streams, gRPC, long polls, terminals, brokers. Always a note: the network is not at fault.`
}

function happenedOf(facts: SlowServiceFacts, limits: SlowServiceLimits): string[] {
  const { place, server, answers, conns, clients, slowTotal, ackWithin, alike } = facts
  const speaks = facts.protocol === '' ? '' : ` (${facts.protocol})`
  return sentences(
    `In ${place}, ${server}${speaks} gave ${count(answers, 'answer')} on ${count(conns, 'connection')} to ${count(clients.length, 'client')}; ${formatNumber(slowTotal)} of them came at least ${String(limits.slowMs)} ms later than a round trip takes. Half of all answers came within ${formatDuration(facts.median)}, 95 % within ${formatDuration(facts.p95)}.`,
    `The host of the server had each of these requests at once: it acknowledged them within ${formatDuration(ackWithin)}, and nothing was sent again meanwhile. From then on the service was at work, or waited for something else; the network was idle.`,
    positionSays(facts),
    burstSays(facts),
    clientsSay(facts),
    targetsSay(facts),
    alike > 0 &&
      `All slow ones took as good as the same time, ${formatDuration(alike)}: that is a timer, such as a time-out inside of the service.`,
    facts.passedOn !== null &&
      `The service waited itself: during ${formatNumber(facts.passedOn.answers)} of these waits its host had a request to ${facts.passedOn.server} open, for nearly all of the time.`,
    facts.givenUp > 0 &&
      `${count(facts.givenUp, 'more request was', 'more requests were')} acknowledged and never answered: the connection was closed after up to ${formatDuration(facts.givenUpAfter)}.`,
    facts.elsewhere.length > 0 &&
      `At other taps of the same server: ${formatList(facts.elsewhere.map((tap) => `${tap.place} shows ${formatNumber(tap.slow)} slow of ${formatNumber(tap.answers)}`))}.`,
    slowestSays(facts.slow),
  )
}

function positionSays({ rtt, clientRtt, position }: SlowServiceFacts): string {
  if (rtt < 0 || clientRtt < 0) return ''
  const trips = `from the tap to the server and back it takes ${formatDuration(rtt)}, to the clients and back ${formatDuration(clientRtt)}`
  if (position === 'server')
    return `The tap is near the server (${trips}), so that what is measured is the service alone.`
  if (position === 'client')
    return `The tap is near the clients (${trips}): the path to the server is part of each wait, and far too short to explain it.`
  if (position === 'both')
    return `Tap, server and clients are close to each other (${trips}): the path explains nothing.`
  return `The tap is between both (${trips}): the path behind it is part of each wait, and far too short to explain it.`
}

function burstSays({ bursts, period }: SlowServiceFacts): string {
  if (bursts.length === 0) return ''
  const when = period > 0 ? `, one every ${formatDuration(period)}` : ''
  const list = bursts.map(
    ({ from, to, events }) => `${seconds(from)} to ${seconds(to)} (${formatNumber(events)})`,
  )
  return `They come in ${count(bursts.length, 'burst')}${when}: ${formatList(list, 6)}.`
}

function clientsSay({ clients }: SlowServiceFacts): string {
  const concerned = clients.filter(({ slow }) => slow > 0)
  const [first] = concerned
  if (clients.length < 2 || first === undefined) return ''
  if (concerned.length === clients.length)
    return `All ${formatNumber(clients.length)} clients are concerned.`
  const list = concerned.map(
    ({ name, slow, answers }) => `${name} (${formatNumber(slow)} of ${formatNumber(answers)})`,
  )
  return `Of ${formatNumber(clients.length)} clients, ${formatNumber(concerned.length)} ${concerned.length === 1 ? 'is' : 'are'} concerned: ${formatList(list)}.`
}

function targetsSay({ targets }: SlowServiceFacts): string {
  if (targets.length === 0) return ''
  const list = targets.map(
    ({ name, slow, answers }) => `${name} (${formatNumber(slow)} of ${formatNumber(answers)})`,
  )
  return `What was asked: ${formatList(list)}.`
}

function slowestSays(slow: readonly SlowAnswer[]): string {
  const list = slow
    .slice(0, LISTED)
    .map(
      ({ client, wait, askedTime }) => `${client} ${formatDuration(wait)} at ${seconds(askedTime)}`,
    )
  const more =
    slow.length > LISTED
      ? ' The table of evidence has the ten slowest: request, its ACK, beginning of the answer.'
      : ''
  return `The slowest: ${list.join('; ')}.${more}`
}

const seconds = (time: Nanos): string => formatInstantAfter(time)

function counterEvidenceOf(facts: SlowServiceFacts): string[] {
  const { disturbed, unclear, waiting, failed, segments, troubled } = facts
  return sentences(
    disturbed > 0 &&
      `${count(disturbed, 'more answer is', 'more answers are')} not counted: a segment was sent again or is missing, or a window was closed, while ${disturbed === 1 ? 'it was' : 'they were'} awaited.`,
    unclear > 0 &&
      `${count(unclear, 'more slow answer is', 'more slow answers are')} not counted: no ACK in time shows when the request had arrived.`,
    waiting > 0 &&
      `${count(waiting, 'more wait is', 'more waits are')} not counted: whoever asks so expects to wait.`,
    failed > 0 &&
      `${count(failed, 'more slow answer is', 'more slow answers are')} not counted: they tell of a failure, which has a finding of its own.`,
    troubled > 0 &&
      `Of ${count(segments, 'segment')} with data of this server, ${formatNumber(troubled)} ${troubled === 1 ? 'was' : 'were'} sent again, missing or out of order.`,
  )
}

export function slowServiceMetrics(facts: SlowServiceFacts): Metric[] {
  const ms = (time: Nanos) => rounded(time / NANOS_PER_MS)
  const { answers, slowTotal, slow, rtt, bursts, period } = facts
  return [
    measured('answers', 'answers', answers),
    measured('slow', 'slow', slowTotal, 'answers'),
    measured(
      'slowPercent',
      'share of slow',
      rounded((100 * slowTotal) / Math.max(1, answers)),
      '%',
    ),
    ...(facts.p95Exact ? [measured('p95Ms', '95th percentile', ms(facts.p95), 'ms')] : []),
    measured('maxMs', 'slowest', ms(slow[0]?.wait ?? 0), 'ms'),
    ...(rtt < 0 ? [] : [measured('rttMs', 'round trip', ms(rtt), 'ms')]),
    measured('ackMs', 'longest ACK', ms(facts.ackWithin), 'ms'),
    measured('clients', 'clients concerned', facts.clients.filter((each) => each.slow > 0).length),
    measured('bursts', 'bursts', bursts.length),
    ...(period > 0 ? [measured('burstPeriodSeconds', 'period', rounded(period / 1e9), 's')] : []),
  ]
}

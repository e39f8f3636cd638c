/** What may be behind failed requests, and what the wire says for and against each. */
import type { Alternative } from '../../model/finding'
import type { HttpErrorFacts, UpstreamKind } from '../facts/http-errors'
import { count, formatDuration, formatList, formatNumber } from '../format'
import { sentences } from '../said'

/** As soon as this part of what other answers take, nobody else was asked. */
const MUCH_SOONER = 0.2

export function causesOf(facts: HttpErrorFacts): Alternative[] {
  const all = [isDown(facts), isSlow(facts), closesIdle(facts), application(facts), limits(facts)]
  const weight = ({ for: speaksFor, against }: Alternative) => speaksFor.length - against.length
  return all.sort((a, b) => weight(b) - weight(a))
}

const timesOf = ({ statuses }: HttpErrorFacts, ...wanted: number[]): number =>
  statuses.reduce(
    (sum, { status, count: times }) => (wanted.includes(status) ? sum + times : sum),
    0,
  )

const upstream = (facts: HttpErrorFacts, ...kinds: UpstreamKind[]): string[] =>
  facts.upstreams
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ server, failures }) => `${server} (during ${formatNumber(failures)})`)

/** Its connections to others were captured, and nothing went wrong on them. */
function nothingWrong({ upstreams, ownConns, address }: HttpErrorFacts): string {
  if (upstreams.length > 0 || ownConns === 0) return ''
  return `${address} has ${count(ownConns, 'connection')} of its own in this capture, and nothing went wrong on them at these times.`
}

function isDown(facts: HttpErrorFacts): Alternative {
  const refused = upstream(facts, 'refused', 'unanswered')
  const unavailable = timesOf(facts, 502, 503)
  return {
    cause: 'What stands behind the gateway is down, not ready, or cannot be reached',
    for: sentences(
      refused.length > 0 && `Connections to it failed: ${formatList(refused)}.`,
      unavailable > 0 && `${formatNumber(unavailable)} of the answers are 502 or 503.`,
    ),
    against: sentences(
      unavailable === 0 && 'No answer is 502 or 503.',
      refused.length === 0 && nothingWrong(facts),
    ),
  }
}

function isSlow(facts: HttpErrorFacts): Alternative {
  const silent = upstream(facts, 'silent')
  const timedOut = timesOf(facts, 504)
  const { alike } = facts
  return {
    cause: 'What stands behind the gateway is too slow, and the gateway gives up',
    for: sentences(
      timedOut > 0 && `${formatNumber(timedOut)} of the answers are 504.`,
      alike > 0 && `All of them came after ${formatDuration(alike)}, as a time-out does.`,
      silent.length > 0 && `Requests to it stayed without an answer: ${formatList(silent)}.`,
    ),
    against: sentences(
      timedOut === 0 && alike === 0 && 'No answer is 504, and they did not all take the same time.',
    ),
  }
}

function closesIdle(facts: HttpErrorFacts): Alternative {
  const cut = upstream(facts, 'reset', 'closed')
  return {
    cause:
      'What stands behind the gateway cuts connections: it crashes, or closes idle ones just when the gateway uses them again',
    for: sentences(
      cut.length > 0 && `It cut connections on which it had been asked: ${formatList(cut)}.`,
    ),
    against: sentences(
      timesOf(facts, 502) === 0 && cut.length === 0 && 'No answer is 502.',
      cut.length === 0 && nothingWrong(facts),
    ),
  }
}

function application(facts: HttpErrorFacts): Alternative {
  const { targets, clients } = facts
  const failing = targets.filter(({ failed }) => failed > 0)
  const [only] = failing
  const own = timesOf(facts, 500)
  const passed = upstream(facts, 'failed')
  const one = clients.filter(({ failed }) => failed > 0)
  return {
    cause: 'The application fails on these requests',
    for: sentences(
      own > 0 && `${formatNumber(own)} of the answers are 500.`,
      passed.length > 0 && `It gave the gateway the failure itself: ${formatList(passed)}.`,
      failing.length === 1 &&
        only !== undefined &&
        targets.length > 1 &&
        `Only ${only.name} fails, of ${formatNumber(targets.length)} things that were asked.`,
      one.length === 1 &&
        clients.length > 1 &&
        `Only ${one[0]?.name ?? ''} is concerned, of ${formatNumber(clients.length)} clients.`,
    ),
    against: sentences(own === 0 && passed.length === 0 && 'No answer is 500.'),
  }
}

function limits(facts: HttpErrorFacts): Alternative {
  const { latency, goodLatency, bursts, upstreams } = facts
  const limited = timesOf(facts, 429, 503)
  const askedNobody = upstreams.length === 0
  const atOnce =
    askedNobody && latency >= 0 && goodLatency > 0 && latency <= MUCH_SOONER * goodLatency
  return {
    cause: 'Too many requests: a limit, a full queue or an open circuit breaker sends them away',
    for: sentences(
      limited > 0 && `${formatNumber(limited)} of the answers are 429 or 503.`,
      atOnce &&
        `They came much sooner (${formatDuration(latency)}) than other answers (${formatDuration(goodLatency)}): nobody else was asked.`,
      limited > 0 && bursts.length > 1 && `They come in ${count(bursts.length, 'burst')}.`,
    ),
    against: sentences(
      limited === 0 && 'No answer is 429 or 503.',
      !askedNobody && 'The gateway asked what stands behind it before it failed.',
    ),
  }
}

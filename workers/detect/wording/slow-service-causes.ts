/** What may be behind slow answers, and what the wire says for and against each. */
import type { Alternative } from '../../model/finding'
import type { SlowServiceFacts } from '../facts/slow-service'
import { count, formatDuration, formatList, formatNumber } from '../format'
import { sentences } from '../said'

/** Other answers came so soon that whoever acknowledges has the answer, too. */
const HARDLY_LONGER = 4
const SOON = 10e6 // ns

/** A sender repeats after such a time, doubled each time (Linux: RTO_MIN). */
const FIRST_REPETITION = 200e6

export function causesOf(facts: SlowServiceFacts): Alternative[] {
  return [...[waitsItself(facts), isBusy(facts)].sort(byWeight), ...others(facts)]
}

const byWeight = (a: Alternative, b: Alternative): number =>
  b.for.length - b.against.length - (a.for.length - a.against.length)

function waitsItself({ passedOn, alike, asksOthers, address }: SlowServiceFacts): Alternative {
  return {
    cause:
      'The service waits for something that it asks itself: a database, another service, a name',
    for: sentences(
      passedOn !== null &&
        `During ${formatNumber(passedOn.answers)} of the waits its host waited for ${passedOn.server}.`,
      alike > 0 &&
        `All slow ones took ${formatDuration(alike)}: so do time-outs (5 s of DNS, 1 and 3 s of a SYN that is sent again).`,
    ),
    against: sentences(
      passedOn === null &&
        asksOthers &&
        `${address} asks others in this capture, and none of them was slow at these times.`,
    ),
  }
}

function isBusy({ bursts, period, targets, clients, passedOn }: SlowServiceFacts): Alternative {
  const [target, another] = targets
  const concerned = clients.filter(({ slow }) => slow > 0)
  return {
    cause:
      'The service itself is busy: it computes, waits for a lock or for a free worker, clears its memory, or is held to its share of the CPU',
    for: sentences(
      period > 0
        ? `The slow answers come every ${formatDuration(period)}, as jobs and garbage collection do.`
        : bursts.length > 0 &&
            `The slow answers come in ${count(bursts.length, 'burst')}, as under load and during garbage collection.`,
      target !== undefined &&
        another === undefined &&
        `Only ${target.name} is slow: what it does takes the time.`,
      concerned.length > 1 &&
        concerned.length === clients.length &&
        'All clients are concerned, so it is nothing about one of them.',
    ),
    against: sentences(passedOn !== null && `Meanwhile its host waited for ${passedOn.server}.`),
  }
}

function others(facts: SlowServiceFacts): Alternative[] {
  const { rtt, fastest, segments, troubled, position, asking, alike, slow } = facts
  const prompt = rtt >= 0 && fastest <= Math.max(HARDLY_LONGER * rtt, SOON)
  const longest = slow[0]?.wait ?? 0
  const shortest = slow.at(-1)?.wait ?? 0
  return [
    {
      cause:
        'Somebody near the tap acknowledges in place of the server, and the way behind is slow',
      for: sentences(
        !prompt &&
          fastest < Infinity &&
          rtt >= 0 &&
          `No answer at all came as soon as the ACKs: the fastest took up to ${formatDuration(fastest)}, a round trip ${formatDuration(rtt)}.`,
      ),
      against: sentences(
        prompt &&
          `Other answers of the same server came within ${formatDuration(fastest)}: whoever acknowledges has them, too.`,
      ),
    },
    {
      cause:
        'The first transmission of an answer was lost before the tap, and its repetition is what is seen',
      for: sentences(
        troubled > 0 &&
          `${formatNumber(troubled)} of ${count(segments, 'segment')} of this server ${troubled === 1 ? 'was' : 'were'} sent again, missing or out of order.`,
      ),
      against: sentences(
        troubled === 0 &&
          `None of ${count(segments, 'segment')} of this server was sent again or is missing.`,
        position === 'server' && 'The tap is near the server: what it sends is seen here first.',
        longest > 2 * shortest &&
          shortest > FIRST_REPETITION &&
          `The waits go from ${formatDuration(shortest)} to ${formatDuration(longest)}; repetitions come after 200, 400, 800 ms.`,
      ),
    },
    {
      cause: 'Waiting is what is asked for: a long poll, a blocked read, a job that takes its time',
      for: sentences(
        alike > 0 && `All slow ones took ${formatDuration(alike)}.`,
        asking === 'rhythm' && 'What this server speaks is not known.',
      ),
      against: sentences(onlySome(facts)),
    },
  ]
}

function onlySome({ slowTotal, answers, targets }: SlowServiceFacts): string {
  const mixed = targets.filter(({ slow, answers: all }) => slow < all)
  if (mixed.length > 0)
    return `The same was answered sooner as well: ${formatList(mixed.map(({ name, slow, answers: all }) => `${name} (${formatNumber(all - slow)} of ${formatNumber(all)})`))}.`
  if (2 * slowTotal > answers || targets.length > 0) return ''
  return `Most answers (${formatNumber(answers - slowTotal)} of ${formatNumber(answers)}) came soon.`
}

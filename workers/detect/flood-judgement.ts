/**
 * Is what one address and port gets a flood? Judged second by second, so that a healthy hour before
 * it hides nothing, and only from handshakes that had the time to be completed.
 */
import { MAX_PATHS } from '../limits/limits'
import { NANOS_PER_MS, NANOS_PER_SECOND, type Nanos } from '../model/units'
import type { AnswerTimes, AttemptSample, SynFloodFacts } from './facts/syn-flood'
import { FloodSeconds, secondOf, slicesOf } from './flood-seconds'
import { FloodSources } from './flood-sources'
import type { FloodRows } from './flood-rows'
import type { FloodTarget } from './flood-targets'
import { greatest } from './grouping'
import { COMPLETED, FATES, isLeft, noFates, SILENT } from './handshake-fates'
import { median } from './statistics'

export type FloodLimits = Readonly<
  Record<
    | 'minAttempts'
    | 'minPerSecond'
    | 'minPercent'
    | 'minAddresses'
    | 'minPorts'
    | 'maxRepeatedPercent'
    | 'patienceMs'
    | 'minTurnedAway',
    number
  >
>

/** What the handshakes with one target say; what is around them is added by the caller. */
export type Judged = Omit<SynFloodFacts, 'place' | 'alsoAt' | 'seesMore' | 'cut' | 'overlay'>

/** No way on earth takes longer for a SYN and its answer. */
const LONGEST_WAY = 250 * NANOS_PER_MS
/** A client whose SYN is not answered sends it again after 1 s (RFC 6298 §2.1), give or take. */
const REPEATS_AFTER = 1.5 * NANOS_PER_SECOND
const SAMPLES = 40

/** So long a handshake may take: of short captures half, so that there is something to judge. */
function patienceFor(duration: Nanos, { patienceMs }: FloodLimits): Nanos {
  const most = patienceMs * NANOS_PER_MS
  return Math.min(most, Math.max(LONGEST_WAY, duration / 2))
}

/** null: no flood. */
export function judge(
  target: FloodTarget,
  rows: FloodRows,
  duration: Nanos,
  limits: FloodLimits,
): Judged | null {
  const patience = patienceFor(duration, limits)
  const until = duration - patience
  const bySecond = new FloodSeconds(target, rows, until)
  const { seconds, peak, ...sums } = bySecond.flooded(limits)
  if (sums.left < limits.minAttempts) return null
  const during = (time: Nanos) => seconds.has(secondOf(time))
  const { welcome, heard, ...answers } = servedOf(target, rows, during)
  const fates = noFates()
  const sources = new FloodSources()
  const samples: AttemptSample[] = []
  const every = Math.ceil(sums.left / SAMPLES)
  let [left, repeatable, repeated, known, turnedAway] = [0, 0, 0, 0, 0]
  let [first, last] = [Infinity, 0]
  let unread = target.handshakes
  for (let row = target.first; unread > 0; row = rows.next[row] as number) {
    unread--
    const time = rows.time(row)
    if (time > until || !during(time)) continue
    const fate = rows.fates[row] as number
    fates[FATES[fate] ?? 'silent']++
    if (!isLeft(fate)) continue
    if (time < first) first = time
    if (time > last) last = time
    if (left++ % every === 0) samples.push(sampleOf(rows, row))
    if (!sources.add(rows, row)) continue
    const again = rows.repeated[row] === 1
    const isKnown = welcome.has(rows.address(row))
    if (time <= duration - REPEATS_AFTER) {
      repeatable++
      if (again) repeated++
    }
    if (isKnown) known++
    if (fate === SILENT && (again || isKnown)) turnedAway++
  }
  const from = sources.facts(left)
  const many = from.addresses >= limits.minAddresses || from.busiest.left >= limits.minPorts
  // Clients wait and ask again; whoever was served before is no stranger.
  const areClients =
    100 * repeated > limits.maxRepeatedPercent * repeatable || 2 * known > sources.lookedAt
  if (!many || areClients) return null
  const { address, port, capture } = target
  return {
    ...{ address, port, capture, first, last, patience, fates, samples, ...sums, ...from },
    ...answers,
    heard: heard || fates.silent < left,
    seconds: seconds.size,
    peak: Math.round(peak / Math.min(1, duration / NANOS_PER_SECOND)),
    turnedAway: turnedAway + (welcome.size > 0 ? fates.refused : 0),
    slices: slicesOf(target, rows, bySecond),
  }
}

/** Of handshakes that were completed: with whom, and how soon the SYN-ACK came meanwhile and else. */
function servedOf(
  { first, completed }: FloodTarget,
  rows: FloodRows,
  during: (time: Nanos) => boolean,
) {
  const welcome = new Set<string>()
  const [meanwhile, else_]: [Nanos[], Nanos[]] = [[], []]
  let unread = completed
  for (let row = first; unread > 0; row = rows.next[row] as number) {
    if (rows.fates[row] !== COMPLETED) continue
    unread--
    if (welcome.size < MAX_PATHS) welcome.add(rows.address(row))
    const answer = rows.answers[row] as number
    if (answer >= 0) (during(rows.time(row)) ? meanwhile : else_).push(answer)
  }
  const heard = meanwhile.length + else_.length > 0
  return { welcome, heard, answers: timesOf(meanwhile), answersElse: timesOf(else_) }
}

const timesOf = (latencies: readonly Nanos[]): AnswerTimes | null =>
  latencies.length === 0 ? null : { median: median(latencies), longest: greatest(latencies) }

function sampleOf(rows: FloodRows, row: number): AttemptSample {
  const time = rows.time(row)
  return {
    frame: rows.synFrames[row] as number,
    time,
    source: rows.address(row),
    sourcePort: rows.ports[row] as number,
    synAckFrame: rows.answerFrames[row] as number,
    synAckTime: time + (rows.answers[row] as number),
  }
}

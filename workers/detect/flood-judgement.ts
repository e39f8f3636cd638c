/**
 * Is what one address and port gets a flood? Judged second by second, so that a healthy hour before
 * it hides nothing, and only from handshakes that had the time to be completed.
 */
import { MAX_PATHS } from '../limits/limits'
import type { ConnRecord } from '../model/records'
import { NANOS_PER_MS, NANOS_PER_SECOND, type Nanos } from '../model/units'
import type { AnswerTimes, AttemptSample, SynFloodFacts } from './facts/syn-flood'
import { FloodSeconds, secondOf, slicesOf } from './flood-seconds'
import { FloodSources } from './flood-sources'
import type { FloodTarget, FloodTargets } from './flood-targets'
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
  all: FloodTargets,
  duration: Nanos,
  limits: FloodLimits,
): Judged | null {
  const patience = patienceFor(duration, limits)
  const until = duration - patience
  const bySecond = new FloodSeconds(target, all, until)
  const { seconds, peak, ...sums } = bySecond.flooded(limits)
  if (sums.left < limits.minAttempts) return null
  const during = (time: Nanos) => seconds.has(secondOf(time))
  const { welcome, heard, ...answers } = servedOf(target, all, during)
  const fates = noFates()
  const sources = new FloodSources()
  const samples: AttemptSample[] = []
  const every = Math.ceil(sums.left / SAMPLES)
  let [left, repeatable, repeated, known, turnedAway] = [0, 0, 0, 0, 0]
  let [first, last] = [Infinity, 0]
  let rows = target.handshakes
  for (let row = target.first; rows > 0; row = all.next[row] as number) {
    rows--
    const time = all.times[row] as number
    if (time > until || !during(time)) continue
    const fate = all.fates[row] as number
    fates[FATES[fate] ?? 'silent']++
    if (!isLeft(fate)) continue
    if (time < first) first = time
    if (time > last) last = time
    const record = all.records[row] as ConnRecord
    if (left++ % every === 0) samples.push(sampleOf(record))
    if (!sources.add(record)) continue
    const again = record.handshake.synTotal > 1
    const isKnown = welcome.has(record.orig.address)
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
    slices: slicesOf(target, all, bySecond),
  }
}

/** Of handshakes that were completed: with whom, and how soon the SYN-ACK came meanwhile and else. */
function servedOf(
  { first, completed }: FloodTarget,
  { times, fates, next, records }: FloodTargets,
  during: (time: Nanos) => boolean,
) {
  const welcome = new Set<string>()
  const [meanwhile, otherwise]: [Nanos[], Nanos[]] = [[], []]
  let rows = completed
  for (let row = first; rows > 0; row = next[row] as number) {
    if (fates[row] !== COMPLETED) continue
    rows--
    const { orig, handshake } = records[row] as ConnRecord
    if (welcome.size < MAX_PATHS) welcome.add(orig.address)
    const { answerLatency } = handshake
    if (answerLatency >= 0)
      (during(times[row] as number) ? meanwhile : otherwise).push(answerLatency)
  }
  const heard = meanwhile.length + otherwise.length > 0
  return { welcome, heard, answers: timesOf(meanwhile), answersElse: timesOf(otherwise) }
}

const timesOf = (latencies: readonly Nanos[]): AnswerTimes | null =>
  latencies.length === 0 ? null : { median: median(latencies), longest: greatest(latencies) }

function sampleOf({ orig, handshake }: ConnRecord): AttemptSample {
  const { synFrames, synTime, synAckFrame, synAckTime } = handshake
  const frame = synFrames[0] ?? 0
  return {
    ...{ frame, time: synTime, source: orig.address, sourcePort: orig.port },
    ...{ synAckFrame, synAckTime },
  }
}

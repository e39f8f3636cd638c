/**
 * Is what one address and port gets a flood? Judged second by second, so that a healthy hour before
 * it hides nothing, and only from handshakes that had the time to be completed.
 */
import { MAX_PATHS } from '../limits/limits'
import type { ConnRecord } from '../model/records'
import { NANOS_PER_MS, NANOS_PER_SECOND, type Nanos } from '../model/units'
import type { AnswerTimes, AttemptSample, Fates, SynFloodFacts } from './facts/syn-flood'
import { FloodSources } from './flood-sources'
import type { FloodTarget } from './flood-targets'
import { greatest } from './grouping'
import { type Fate, fateOf, isLeft } from './handshake-fates'
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

/** What the connections to one target say; who else is around is added by the caller. */
export type Judged = Omit<SynFloodFacts, 'place' | 'alsoAt' | 'seesMore' | 'cut' | 'overlay'>

/** No way on earth, and none over a satellite, takes longer for a SYN and its answer. */
const LONGEST_WAY = 250 * NANOS_PER_MS
/** A client whose SYN is not answered sends it again after 1 s (RFC 6298 §2.1), give or take. */
const REPEATS_AFTER = 1.5 * NANOS_PER_SECOND
const SLICES = 16
const SAMPLES = 40

interface Second {
  begun: number
  judged: number
  left: number
}

/** So long a handshake may take: in short captures half of them, so that there is something to judge. */
function patienceFor(duration: Nanos, { patienceMs }: FloodLimits): Nanos {
  const most = patienceMs * NANOS_PER_MS
  return Math.min(most, Math.max(LONGEST_WAY, duration / 2))
}

const secondOf = (time: Nanos): number => Math.floor(time / NANOS_PER_SECOND)

/** null: no flood. */
export function judge(target: FloodTarget, duration: Nanos, limits: FloodLimits): Judged | null {
  const patience = patienceFor(duration, limits)
  const seen = new Attempts(target.conns, duration - patience)
  const flooded = seen.flooded(limits)
  if (flooded.left < limits.minAttempts) return null
  const fates: Fates = { silent: 0, halfOpen: 0, reset: 0, completed: 0, refused: 0 }
  const sources = new FloodSources()
  const [answers, answersElse]: [Nanos[], Nanos[]] = [[], []]
  const samples: AttemptSample[] = []
  const every = Math.ceil(flooded.left / SAMPLES)
  let [left, repeatable, repeated, known, turnedAway] = [0, 0, 0, 0, 0]
  let [first, last, heard] = [Infinity, 0, false]
  for (const [index, record] of target.conns.entries()) {
    const fate = seen.fates[index] ?? null
    if (fate === null) continue
    const { handshake } = record
    const time = seen.times[index] ?? 0
    if (fate !== 'silent') heard ||= record.respSide.frames > 0
    const during = flooded.seconds.has(secondOf(time))
    if (fate === 'completed' && handshake.answerLatency >= 0)
      (during ? answers : answersElse).push(handshake.answerLatency)
    if (!during || time > seen.until) continue
    fates[fate]++
    if (fate === 'completed' || fate === 'refused') continue
    if (left % every === 0) samples.push(sampleOf(record))
    left++
    sources.add(record)
    if (time < first) first = time
    if (time > last) last = time
    const again = handshake.synTotal > 1
    if (time <= duration - REPEATS_AFTER) {
      repeatable++
      if (again) repeated++
    }
    const isKnown = seen.welcome.has(record.orig.address)
    if (isKnown) known++
    if (fate === 'silent' && (again || isKnown)) turnedAway++
  }
  const from = sources.facts()
  const many = from.addresses >= limits.minAddresses || from.busiest.left >= limits.minPorts
  // Clients wait and ask again; whoever was served before is no stranger.
  const areClients = 100 * repeated > limits.maxRepeatedPercent * repeatable || 2 * known > left
  if (!many || areClients) return null
  const { address, port, capture } = target
  return {
    ...{ address, port, capture, first, last, patience, fates, left, samples, heard },
    ...from,
    bare: sources.bare,
    seconds: flooded.seconds.size,
    begun: flooded.begun,
    judged: flooded.judged,
    peak: Math.round(flooded.peak / Math.min(1, Math.max(duration / NANOS_PER_SECOND, 0.001))),
    turnedAway: turnedAway + (seen.welcome.size > 0 ? fates.refused : 0),
    answers: timesOf(answers),
    answersElse: timesOf(answersElse),
    slices: seen.slices(),
  }
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

/** All handshakes with one target, each read once. */
class Attempts {
  readonly times: Float64Array
  readonly fates: (Fate | null)[] = []
  /** Addresses whose handshakes were completed, at any time; bounded. */
  readonly welcome = new Set<string>()
  /** Those begun later had too little time to be judged. */
  readonly until: Nanos
  private readonly bySecond = new Map<number, Second>()

  constructor(conns: readonly ConnRecord[], until: Nanos) {
    this.until = until
    this.times = new Float64Array(conns.length)
    for (const [index, record] of conns.entries()) {
      const fate = fateOf(record)
      this.fates.push(fate)
      if (fate === null) continue
      const time = record.handshake.synTime
      this.times[index] = time
      if (fate === 'completed' && this.welcome.size < MAX_PATHS)
        this.welcome.add(record.orig.address)
      const second = this.second(time)
      second.begun++
      if (time > until) continue
      second.judged++
      if (isLeft(fate)) second.left++
    }
  }

  /** The seconds of the flood, and what they add up to. */
  flooded({ minPerSecond, minPercent }: FloodLimits) {
    const sum = { seconds: new Set<number>(), begun: 0, judged: 0, left: 0, peak: 0 }
    for (const [number, { begun, judged, left }] of this.bySecond) {
      if (left < minPerSecond || 100 * left < minPercent * judged) continue
      sum.seconds.add(number)
      sum.begun += begun
      sum.judged += judged
      sum.left += left
      sum.peak = Math.max(sum.peak, begun)
    }
    return sum
  }

  /** Equal parts of the time from the first handshake to the last that can be judged. */
  slices(): SynFloodFacts['slices'] {
    const judged = this.times.filter((time, at) => this.fates[at] !== null && time <= this.until)
    const first = judged.reduce((least, time) => Math.min(least, time), Infinity)
    const last = judged.reduce((most, time) => Math.max(most, time), 0)
    const width = Math.max(1, (last - first) / SLICES)
    const slices = Array.from({ length: SLICES }, (_, index) => ({
      ...{ from: first + index * width, judged: 0, left: 0 },
    }))
    for (const [index, time] of this.times.entries()) {
      const fate = this.fates[index] ?? null
      if (fate === null || time > this.until) continue
      const slice = slices[Math.min(SLICES - 1, Math.floor((time - first) / width))]
      if (slice === undefined) continue
      slice.judged++
      if (isLeft(fate)) slice.left++
    }
    return slices
  }

  private second(time: Nanos): Second {
    const number = secondOf(time)
    let second = this.bySecond.get(number)
    if (second === undefined) {
      second = { begun: 0, judged: 0, left: 0 }
      this.bySecond.set(number, second)
    }
    return second
  }
}

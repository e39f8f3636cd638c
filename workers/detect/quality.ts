/**
 * The quality of the captures: what each says of itself, what was noticed while reading it, and what
 * two detectors found out about how it was taken. Findings that rest on what is missing or distorted
 * lose a step of confidence for each kind of fault, and say why.
 */
import { CONFIDENCES, identityOf, type Finding } from '../model/finding'
import type { QualityFault } from '../model/quality'
import type { CaptureRecord, RecordHandlers } from '../model/records'
import { NANOS_PER_MS } from '../model/units'
import { isCaptureLoss } from './capture-loss'
import { MissedPackets } from './missed-packets'
import { effectOn, UNANSWERED } from './quality-effects'
import { droppedByTcpdump } from './tcpdump-drops'
import * as say from './wording/quality'

/** Share of lost packets below which no single one matters. */
const MIN_DROPPED_SHARE = 1e-5
/** Share of lost packets, or of a sample's left out ones, from which a missing answer says nothing. */
const HOPELESS = 0.2
/** A frame cut to fewer octets may lack the message of DNS, or an address within tunnels. */
const ENOUGH_OCTETS = 600
/** Share of the packets from which sizes are not those of the wire. */
const MIN_SUPER_SHARE = 1e-3
/** Share of the IP frames from which copies are how the capture was taken, not accidents. */
const MIN_COPIES_SHARE = 0.01
/** Frames of several queues interleave by less; a clock that is set steps by more. */
const MIN_CLOCK_STEP = NANOS_PER_MS

type Fault = Omit<QualityFault, 'weakens'>

export class QualityLog {
  private readonly captures: CaptureRecord[] = []
  private counters: ReturnType<typeof droppedByTcpdump> = []
  private readonly missed = new MissedPackets()

  readonly handlers: RecordHandlers = {
    sidecars: (facts) => {
      this.counters = droppedByTcpdump(facts)
    },
    capture: (record) => {
      this.captures.push(record)
    },
    conn: (record) => {
      this.missed.conn(record)
    },
    passage: (record) => {
      this.missed.passage(record)
    },
  }

  /** Lowers the confidence of those findings that a fault concerns; `found` is not changed. */
  weigh(found: readonly Finding[]): { findings: Finding[]; faults: QualityFault[] } {
    const faults = this.faults(found).map((fault): QualityFault => ({ ...fault, weakens: [] }))
    const findings = found.map((finding) => this.weakened(finding, faults))
    return { findings, faults }
  }

  /** Notes its identity in each of the faults that concern it. */
  private weakened(finding: Finding, faults: readonly QualityFault[]): Finding {
    const seenIn = new Set([finding.capture, ...finding.evidence.map(({ capture }) => capture)])
    const everywhere = comparesPlaces(finding)
    const reasons = new Map<string, string>()
    let lost = 0
    for (const fault of faults) {
      const why = effectOn(fault.kind, finding.detector)
      const here = everywhere || fault.capture < 0 || seenIn.has(fault.capture)
      if (why === '' || !here) continue
      fault.weakens.push(identityOf(finding))
      lost = Math.max(lost, this.share(fault))
      if (!reasons.has(fault.kind)) reasons.set(fault.kind, say.sayLowered(fault.say, why))
    }
    if (reasons.size === 0) return finding
    const confidenceReasons = [...finding.confidenceReasons, ...reasons.values()]
    if (lost > 0 && isCaptureLoss(finding, lost)) {
      const doubts = [...confidenceReasons, say.sayCaptureLoss()]
      return { ...finding, severity: 'note', confidence: 'possible', confidenceReasons: doubts }
    }
    if (lost >= HOPELESS && UNANSWERED.includes(finding.detector)) {
      const doubts = [...confidenceReasons, say.sayHopeless(lost)]
      return { ...finding, severity: 'note', confidence: 'possible', confidenceReasons: doubts }
    }
    const steps = CONFIDENCES.indexOf(finding.confidence) + reasons.size
    const confidence = CONFIDENCES[Math.min(steps, CONFIDENCES.length - 1)] ?? 'possible'
    return { ...finding, confidence, confidenceReasons }
  }

  /** Of the packets of its capture, those that the capturing system lost; 0: the fault is another. */
  private share({ kind, capture, count }: QualityFault): number {
    if (kind === 'missed') return this.missed.of(capture)?.share ?? 0
    if (kind !== 'dropped') return 0
    const packets = this.captures
      .filter((record) => capture < 0 || record.capture === capture)
      .reduce((sum, record) => sum + record.packets, 0)
    return count / (packets + count)
  }

  private faults(found: readonly Finding[]): Fault[] {
    const told = this.told()
    const own = this.captures.flatMap((record) => {
      const faults = [...faultsOf(record), ...(this.oneWay(record, found) ?? [])]
      const known = [...faults, ...told].some(
        ({ kind, capture }) => kind === 'dropped' && (capture < 0 || capture === record.capture),
      )
      return known ? faults : [...faults, ...this.missedIn(record)]
    })
    return [...own, ...told]
  }

  /** Of a capture that does not say itself that it lost packets. */
  private missedIn({ capture }: CaptureRecord): Fault[] {
    const told = this.missed.of(capture)
    if (told === null) return []
    return [{ kind: 'missed', capture, count: told.missed, say: say.sayMissed(told.missed) }]
  }

  private oneWay({ capture }: CaptureRecord, found: readonly Finding[]): Fault[] | null {
    const told = found.find(
      (finding) => finding.detector === 'one-way-capture' && finding.capture === capture,
    )
    if (told === undefined) return null
    const { evidenceTotal: count } = told
    return [{ kind: 'one-way', capture, count, say: say.sayOneWay(count) }]
  }

  /** What tcpdump said at its end; where the file's name does not tell the capture, of any. */
  private told(): Fault[] {
    const packets = this.captures.reduce((sum, record) => sum + record.packets, 0)
    // A text whose packets are those of a capture was taken over by its record.
    const known = new Set(this.captures.map(({ dropped }) => dropped))
    return this.counters
      .filter(({ dropped }) => matters(dropped, packets) && !known.has(dropped))
      .map(({ name, dropped }) => ({
        kind: 'dropped',
        capture: captureNamed(name, this.captures),
        count: dropped,
        say: say.sayDropped(dropped, name),
      }))
  }
}

function faultsOf(record: CaptureRecord): Fault[] {
  const { capture, name, packets, dropped, truncatedFrames, shortestCut, copies } = record
  const { superPackets, ipFrames, stepsBack, largestStepBack } = record
  const faults: Fault[] = []
  if (dropped > 0 && matters(dropped, packets)) {
    faults.push({ kind: 'dropped', capture, count: dropped, say: say.sayDropped(dropped, name) })
  }
  if (truncatedFrames > 0 && shortestCut < ENOUGH_OCTETS) {
    const sentence = say.sayTruncated(truncatedFrames, truncatedFrames / packets, shortestCut)
    faults.push({ kind: 'truncated', capture, count: truncatedFrames, say: sentence })
  }
  if (copies.sameTap > 0 && copies.sameTap >= MIN_COPIES_SHARE * ipFrames) {
    const { sameTap } = copies
    faults.push({ kind: 'copies', capture, count: sameTap, say: say.sayCopies(sameTap) })
  }
  if (superPackets > 0 && superPackets >= MIN_SUPER_SHARE * ipFrames) {
    const sentence = say.saySuperPackets(superPackets, superPackets / ipFrames)
    faults.push({ kind: 'super-packets', capture, count: superPackets, say: sentence })
  }
  if (stepsBack > 0 && largestStepBack >= MIN_CLOCK_STEP) {
    const sentence = say.saySteps(stepsBack, largestStepBack)
    faults.push({ kind: 'clock-steps', capture, count: stepsBack, say: sentence })
  }
  return faults
}

const matters = (dropped: number, packets: number): boolean =>
  dropped >= MIN_DROPPED_SHARE * (packets + dropped)

/** Index of the only capture whose name, without its endings, the text's name begins with. */
function captureNamed(text: string, captures: readonly CaptureRecord[]): number {
  if (captures.length === 1) return captures[0]?.capture ?? -1
  const fits = captures.filter(({ name }) => {
    const stem = name.replace(/\.(?:pcapng|pcap|cap|snoop)(?:\.\w+)?$/i, '')
    return stem !== '' && text.startsWith(stem)
  })
  return fits.length === 1 ? (fits[0]?.capture ?? -1) : -1
}

/** It rests on a capture from which no evidence can come: the one that misses the packets. */
const comparesPlaces = ({ metrics }: Finding): boolean =>
  metrics.some(({ name }) => name.startsWith('lostBetween'))

/** Detectors that the analyst wrote: held against the frames of a case, by display filter. */
import type { OwnDetectorsApi, OwnPart, OwnTrial } from '../api/own-detectors'
import type { SelectProgress } from '../api/packets'
import {
  ownFindings,
  OwnTally,
  ruleOf,
  silentOwn,
  withOwn,
  type OwnName,
  type OwnNear,
  type OwnSums,
} from '../detect/own-reports'
import { checkFilter } from '../filter/check'
import { whyUncountable } from '../filter/countable'
import { fieldNamed, type FieldInfo } from '../filter/registry'
import { MAX_OWN_FRAMES } from '../limits/workspace-limits'
import type { Finding } from '../model/finding'
import { FRAME_COPY, FRAME_COPY_OF_OTHER_TAP } from '../model/frame-flags'
import type { OwnDetector } from '../model/own-detector'
import type { ReadFacts } from '../model/packet-facts'
import type { DetectorUse } from '../model/run'
import { Cancelled, Unreadable, type Pace } from '../select/capture-access'
import { eachFrame, eachRow, type FrameRow, type ReadFrame } from '../select/read-frames'
import type { CaptureAccesses } from './capture-accesses'
import type { FacetShelf } from './facet-shelf'
import { newPace, type Asking, type FrameSelector, type Selected } from './frame-selector'
import { distinctTexts, namesOf, WHOLE } from './own-names'
import { newRunStopped, type RunOwn, type StoppedSources } from './run-stopped'
import { NO_SUCH_CASE, noSuchField, notLookedAt, octetsUnreadable, STOPPED } from './sentences'

export interface OwnDetectors {
  api: OwnDetectorsApi
  /** What they add to a case that the desk has; null: there are none. */
  run: RunOwn
}

interface Sources extends StoppedSources {
  captures: CaptureAccesses
  facets: FacetShelf
  selector: FrameSelector
  nowMs: () => number
  newFactsReader: () => ReadFacts
}

type Trouble = Exclude<OwnTrial, { kind: 'tried' }>
/** A part of the case, or why it cannot be had. */
type Or<T> = { value: T } | { trouble: Trouble }

/** Fields that a detector reads; null: none. */
interface Fields {
  distinct: FieldInfo | null
  field: FieldInfo | null
}

/** One capture that is looked at. */
interface Look {
  id: string
  capture: number
  detector: OwnDetector
  fields: Fields
  asking: Asking
  onProgress: (progress: SelectProgress) => void
}

export function newOwnDetectors(sources: Sources): OwnDetectors {
  let trying: Asking = { cancelled: false }
  /** Cases at which those of the analyst look. */
  const running = new Map<string, Asking>()

  async function look(
    id: string,
    detector: OwnDetector,
    captures: number,
    asking: Asking,
    onProgress: (progress: SelectProgress) => void,
  ): Promise<OwnTrial> {
    const fields = fieldsOf(detector)
    if ('trouble' in fields) return fields.trouble
    const findings: Finding[] = []
    const all: OwnNear = { ...NOTHING_LEFT, frames: 0, most: 0, share: 0 }
    for (let capture = 0; capture < captures; capture++) {
      if (asking.cancelled) return { kind: 'cancelled' }
      const own = { id, capture, detector, fields: fields.value, asking, onProgress }
      const counted = await countedIn(own, sources)
      if ('trouble' in counted) return counted.trouble
      const { tally, sums } = counted.value
      const groups = tally.groups()
      findings.push(...ownFindings(detector, groups, capture, sums))
      all.copies += sums.copies
      all.cut += sums.cut
      all.nameless += sums.nameless
      all.unindexed += sums.unindexed
      all.frames += tally.frames
      for (const { count, frames, of } of groups) {
        all.most = Math.max(all.most, count)
        if (of > 0) all.share = Math.max(all.share, (100 * frames) / of)
      }
    }
    const silence = findings.length > 0 ? '' : silentOwn(detector, all)
    return { kind: 'tried', findings, silence, cut: all.cut + all.unindexed }
  }

  const api: Omit<OwnDetectorsApi, 'runStopped'> = {
    async tryDetector(id, detector, onProgress) {
      trying.cancelled = true
      const own = (trying = { cancelled: false })
      let captures = 0
      while ((await sources.captures.of(id, captures)) !== null) captures++
      if (captures === 0) return { kind: 'absent', message: NO_SUCH_CASE }
      return look(id, detector, captures, own, onProgress)
    },

    cancelTrial() {
      trying.cancelled = true
      return Promise.resolve()
    },

    skipOwn(id) {
      const own = running.get(id)
      if (own !== undefined) own.cancelled = true
      return Promise.resolve()
    },
  }

  const run: OwnDetectors['run'] = async (id, result, detectors) => {
    if (detectors.length === 0) return null
    const found: Finding[] = []
    const uses: DetectorUse[] = []
    const asking = { cancelled: false }
    running.set(id, asking)
    for (const detector of detectors) {
      const use = useOf(detector)
      if (detector.off) {
        uses.push({ ...use, off: true })
        continue
      }
      const { length } = result.captures
      const tried = await look(id, detector, length, asking, () => undefined)
      const stopped = tried.kind === 'cancelled'
      uses.push({ ...use, silence: silenceOf(tried), ...(stopped && { stopped }) })
      if (tried.kind === 'tried') found.push(...tried.findings)
    }
    running.delete(id)
    return {
      findings: withOwn(result.findings, found),
      detectors: [...result.detectors, ...uses],
    }
  }

  return { api: { ...api, runStopped: newRunStopped(sources, run) }, run }
}

function useOf(own: OwnDetector): DetectorUse {
  const { id, version, title } = own
  return { id, version, title, params: {}, silence: '', looksAt: ruleOf(own), own }
}

function silenceOf(tried: OwnTrial): string {
  switch (tried.kind) {
    case 'tried':
      return tried.silence
    case 'cancelled':
      return STOPPED
    default:
      return notLookedAt(tried.message)
  }
}

interface Counted {
  tally: OwnTally
  sums: OwnSums
}

const NOTHING_LEFT: OwnSums = { copies: 0, cut: 0, nameless: 0, unindexed: 0 }

async function countedIn(look: Look, sources: Sources): Promise<Or<Counted>> {
  const { detector } = look
  const passing = await selected(look, detector.filter, 'filter', sources)
  if ('trouble' in passing) return passing
  const others = detector.of === '' ? null : await selected(look, detector.of, 'of', sources)
  if (others !== null && 'trouble' in others) return others
  const { access } = passing.value
  try {
    const tally = new OwnTally(detector)
    const { copies, cut } = await count(passing.value, look, sources, (frame, names, values) => {
      tally.add(names, { frame: frame.row + 1, time: frame.time, values })
    })
    const beside =
      others && (await count(others.value, look, sources, (_, names) => tally.addOf(names)))
    const unindexed = Math.max(0, access.facts.packets - access.rows)
    const { beyond, nameless } = tally
    const sums = { copies, cut: cut + (beside?.cut ?? 0) + beyond, nameless, unindexed }
    return { value: { tally, sums } }
  } catch (error) {
    if (error instanceof Cancelled) return { trouble: { kind: 'cancelled' } }
    if (error instanceof Unreadable || error instanceof DOMException) {
      return { trouble: { kind: 'absent', message: octetsUnreadable(access.facts.name) } }
    }
    throw error
  }
}

type Rows = Extract<Selected, { kind: 'rows' }>

async function selected(
  { id, capture, asking, onProgress }: Look,
  filter: string,
  part: OwnPart,
  { selector }: Sources,
): Promise<Or<Rows>> {
  const query = { capture, filter, from: null, to: null }
  const found = await selector.select(id, query, asking, onProgress)
  if (found.kind === 'rows') return { value: found }
  return { trouble: found.kind === 'refused' ? { ...found, part } : found }
}

type Take = (frame: FrameRow, names: readonly OwnName[], values: readonly string[]) => void

/** Copies are one packet with what they are copies of. */
async function count(
  { rows, access }: Rows,
  { id, capture, detector, fields, asking, onProgress }: Look,
  { facets, newFactsReader, nowMs }: Sources,
  take: Take,
): Promise<{ copies: number; cut: number }> {
  const pace: Pace = newPace(asking, onProgress, nowMs)
  let copies = 0
  const original = ({ flags }: FrameRow) => {
    const copied = (flags & (FRAME_COPY | FRAME_COPY_OF_OTHER_TAP)) !== 0
    if (copied) copies++
    return !copied
  }
  const { per, withinSeconds } = detector
  if (per === 'capture' && fields.distinct === null) {
    const most = withinSeconds > 0 ? MAX_OWN_FRAMES : Infinity
    let taken = 0
    let cut = 0
    await eachRow(rows, { access, pace }, (frame) => {
      if (!original(frame)) return
      if (taken++ < most) take(frame, WHOLE, [])
      else cut++
    })
    return { copies, cut }
  }
  const readFacts = newFactsReader()
  const selecting = { access, pace, ...facets.of(id, capture, access.rows) }
  const cut = await eachFrame(rows, selecting, MAX_OWN_FRAMES, original, (frame) => {
    const { distinct, field } = fields
    const facts = () => readFacts(frame.octets, frame.linktype, frame.origLen)
    const names = namesOf(per, facts, field, () => valuesOf(frame, field))
    take(frame, names, distinct === null ? [] : distinctTexts(frame.values(distinct), distinct))
  })
  return { copies, cut }
}

const valuesOf = (frame: ReadFrame, field: FieldInfo | null) =>
  field === null ? [] : frame.values(field)

function fieldsOf({ distinct, field, per }: OwnDetector): Or<Fields> {
  const found: Record<'distinct' | 'field', FieldInfo | null> = { distinct: null, field: null }
  for (const [part, name] of [
    ['distinct', distinct],
    ['field', per === 'value' ? field : ''],
  ] as const) {
    if (name === '') continue
    const known = fieldNamed(name)
    if (known === undefined) return { trouble: notAField(part, name) }
    const message = whyUncountable(name)
    if (message !== '') return { trouble: refusedPart(part, name, message) }
    found[part] = known
  }
  return { value: found }
}

function notAField(part: OwnPart, name: string): Trouble {
  const checked = checkFilter(name)
  return refusedPart(part, name, checked.ok ? noSuchField(name) : checked.message)
}

const refusedPart = (part: OwnPart, name: string, message: string): Trouble => ({
  ...{ kind: 'refused', part, message, at: 0, length: name.length },
})

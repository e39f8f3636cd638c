/** Detectors of the analyst's that were stopped look again, and the case is stored with what they find. */
import type { OwnAgain, OwnDetectorsApi, OwnRun } from '../api/own-detectors'
import type { OwnDetector } from '../model/own-detector'
import type { CaseResult, EvidenceFrame } from '../model/run'
import type { CaseStore } from '../store/case-store'
import type { CaptureFiles } from './capture-files'
import { collectEvidence } from './evidence'
import type { FrameReading } from './open-frame'
import { countedBySeverity } from './save-case'
import { notRevised } from './sentences'
import type { Stores } from './stores'

export interface StoppedSources {
  stores: Pick<Stores, 'holderOf'>
  files: Pick<CaptureFiles, 'of'>
  readOctets: FrameReading['readOctets']
}

/** What detectors add to a case; null: there are none. */
export type RunOwn = (
  id: string,
  result: CaseResult,
  detectors: readonly OwnDetector[],
) => Promise<OwnRun | null>

export function newRunStopped(sources: StoppedSources, run: RunOwn): OwnDetectorsApi['runStopped'] {
  return async (id): Promise<OwnAgain> => {
    const store = await sources.stores.holderOf(id)
    const result = (await store?.open(id))?.result
    if (!store || !result) return { kind: 'nothing' }
    const stopped = result.detectors.flatMap(({ stopped, own }) => (stopped && own ? [own] : []))
    const ran = await run(id, { ...result, detectors: [] }, stopped)
    if (ran === null) return { kind: 'nothing' }
    const { findings } = ran
    const uses = new Map(ran.detectors.map((use) => [use.id, use]))
    const own = { findings, detectors: result.detectors.map((use) => uses.get(use.id) ?? use) }
    const evidence = await evidenceOf({ ...result, findings }, id, store, sources)
    const written = await store.revise(id, {
      ...own,
      ...evidence,
      counted: countedBySeverity(findings),
    })
    const message = written.kind === 'written' ? '' : notRevised(written)
    return { kind: 'ran', own, message }
  }
}

/** What the case has of captures that are not at hand stays. */
async function evidenceOf(
  { findings, captures, evidence, evidenceCapped }: CaseResult,
  id: string,
  store: CaseStore,
  { files, readOctets }: StoppedSources,
): Promise<{ evidence: EvidenceFrame[]; evidenceCapped: boolean }> {
  const facts = captures.map((capture) => capture.facts)
  const atHand = await Promise.all(facts.map((_, capture) => files.of(id, facts, capture)))
  const chunk = (...where: [number, number]) => store.chunk(id, ...where)
  const { frames, capped } = await collectEvidence(findings, captures, atHand, readOctets, chunk)
  const read = new Set(frames.map(({ capture, frame }) => `${String(capture)} ${String(frame)}`))
  const kept = evidence.filter(
    ({ capture, frame }) => !read.has(`${String(capture)} ${String(frame)}`),
  )
  const left = kept.filter(({ capture }) => atHand[capture] === null || capped)
  return {
    evidence: [...frames, ...left],
    evidenceCapped: capped || (evidenceCapped && atHand.includes(null)),
  }
}

/** One line for each detector of the analyst: of this browser, and of the run at hand. */
import { isSameRule, type OwnDetector } from '../../../workers/model/own-detector'
import type { CaseResult, DetectorUse } from '../../../workers/model/run'
import { text } from '../../text'
import { foundBy, hasWords, isAmong, type Found, type Shown } from './entries'

export interface OwnEntry {
  /** As this browser has it; else as it ran. */
  detector: OwnDetector
  /** False: only the run at hand has it. */
  isHere: boolean
  /** It ran, and is another rule since. */
  isChanged: boolean
  /** How it took part in the run; undefined: not at all. */
  use: DetectorUse | undefined
  found: readonly Found[]
}

export function ownEntriesOf(
  { detectors: uses, findings }: Pick<CaseResult, 'detectors' | 'findings'>,
  list: readonly OwnDetector[],
): OwnEntry[] {
  const entry = (detector: OwnDetector, isHere: boolean): OwnEntry => {
    const { id } = detector
    const use = uses.find((each) => each.id === id && each.own !== undefined)
    const isChanged = use?.own !== undefined && !isSameRule(use.own, detector)
    return { detector, isHere, isChanged, use, found: foundBy(id, findings) }
  }
  const gone = uses.flatMap(({ own }) => (own === undefined || has(list, own.id) ? [] : [own]))
  return [...list.map((one) => entry(one, true)), ...gone.map((one) => entry(one, false))]
}

export const isOwnShown = (entry: OwnEntry, shown: Shown): boolean =>
  isAmong(entry, entry.isHere && entry.detector.off, shown)

export function ownEntriesWith(words: string, entries: readonly OwnEntry[]): OwnEntry[] {
  return entries.filter(({ detector, use, found }) => {
    const { id, title, meaning, advice, command } = detector
    const said = (sentence: string) => text.finding.said(id, sentence)
    const claims = found.map(({ finding }) => said(finding.claim))
    const own = [id, title, text.own.rule(detector), meaning, advice, command]
    return hasWords(words, [...own, said(use?.silence ?? ''), ...claims])
  })
}

/** Would these detectors make another run than that one? */
export function ownDiffer(list: readonly OwnDetector[], uses: readonly DetectorUse[]): boolean {
  const ran = uses.flatMap((use) => (use.own === undefined || use.off === true ? [] : [use.own]))
  const wanted = list.filter(({ off }) => !off)
  if (ran.length !== wanted.length) return true
  return wanted.some((one) => {
    const before = ran.find(({ id }) => id === one.id)
    return before === undefined || !isSameRule(before, one)
  })
}

const has = (list: readonly OwnDetector[], id: string) => list.some((one) => one.id === id)

/** One line of the list for each detector: what the run says of it, and what is set for the next. */
import type {
  DescribedDetector,
  DetectorSettings,
  Param,
} from '../../../workers/model/detector-settings'
import type { Finding } from '../../../workers/model/finding'
import type { CaseResult, DetectorUse } from '../../../workers/model/run'
import { text } from '../../text'

export interface Found {
  index: number
  finding: Finding
}

export interface DetectorEntry {
  id: string
  version: number
  title: string
  /** Empty: nobody knows any more. */
  looksAt: string
  /** As documented; empty: it has none, or this version does not know it. */
  params: Readonly<Record<string, Param>>
  /** Values of the next run that differ from the documented ones. */
  changed: Readonly<Record<string, number>>
  /** In the next run. */
  isOn: boolean
  /** False: this version has no such detector any more, and nothing of it can be set. */
  isKnown: boolean
  /** How it took part in the run; undefined: that version had none. */
  use: DetectorUse | undefined
  found: readonly Found[]
}

/** Which of them are shown. */
export const SHOWN = ['all', 'found', 'silent', 'set'] as const
export type Shown = (typeof SHOWN)[number]

export const shownOf = (asked: string): Shown => SHOWN.find((known) => known === asked) ?? 'all'

/** Those of this version in their order, then what else the run had. `described`: empty until it is told. */
export function entriesOf(
  { detectors: uses, findings }: Pick<CaseResult, 'detectors' | 'findings'>,
  described: readonly DescribedDetector[],
  { off, changed }: DetectorSettings,
): DetectorEntry[] {
  const entry = (id: string, known: DescribedDetector | undefined): DetectorEntry => {
    const use = uses.find((each) => each.id === id)
    const { title = id, version = 0, looksAt = '' } = use ?? known ?? {}
    return {
      ...{ id, version, title, looksAt: known?.looksAt ?? looksAt },
      params: known?.params ?? use?.documented ?? {},
      changed: changed[id] ?? {},
      isOn: !off.includes(id),
      isKnown: known !== undefined || described.length === 0,
      use,
      found: foundBy(id, findings),
    }
  }
  const gone = uses.filter(
    ({ id, own }) => own === undefined && !described.some((each) => each.id === id),
  )
  return [
    ...described.map((each) => entry(each.id, each)),
    ...gone.map(({ id }) => entry(id, undefined)),
  ]
}

export const foundBy = (id: string, findings: readonly Finding[]): Found[] =>
  findings
    .map((finding, index) => ({ finding, index }))
    .filter(({ finding }) => finding.detector === id)

export const isShown = (entry: DetectorEntry, shown: Shown): boolean =>
  isAmong(entry, !entry.isOn || Object.keys(entry.changed).length > 0, shown)

/** `isSet`: the analyst switched it off, or changed it. */
export function isAmong(
  { found, use }: Pick<DetectorEntry, 'found' | 'use'>,
  isSet: boolean,
  shown: Shown,
): boolean {
  switch (shown) {
    case 'all':
      return true
    case 'found':
      return found.length > 0
    case 'silent':
      return found.length === 0 && use !== undefined && use.off !== true
    case 'set':
      return isSet
  }
}

/** Every word must occur somewhere in what the entry shows. */
export function entriesWith(words: string, entries: readonly DetectorEntry[]): DetectorEntry[] {
  return entries.filter((entry) => hasWords(words, wordsOf(entry)))
}

/** Does every word occur somewhere? */
export function hasWords(words: string, sentences: readonly string[]): boolean {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = sentences.join('\n').toLowerCase()
  return wanted.every((word) => shown.includes(word))
}

function wordsOf({ id, title, looksAt, params, use, found }: DetectorEntry): string[] {
  const said = (sentence: string) => text.finding.said(id, sentence)
  const meanings = Object.entries(params).flatMap(([name, { meaning }]) => [name, said(meaning)])
  const claims = found.map(({ finding }) => said(finding.claim))
  return [id, said(title), said(looksAt), said(use?.silence ?? ''), ...meanings, ...claims]
}

/** English that is left in the Chinese of findings, and of detectors that found nothing. */
import type { CaseResult } from '../../workers/model/run'
import { findingInChinese, toldInChinese } from '../../workers/translate/findings'

/** What is no sentence, or is the same in every language. */
const AS_IT_IS = new Set(
  'command filter key detector symptomOf kind name severity confidence tone direction'.split(' '),
)
/** What programs and packets say. */
const QUOTED = /`[^`]*`|“[^”]*”|"[^"]*"/g
const ENGLISH = /(?<![\w.:/-])[a-z]{2,}[,;:]? [a-z]{2,}(?![\w.:/-])/

/** A label of one word, but for tunnels and the layers of a packet. */
const ONE_WORD = /^(?!(?:vxlan|geneve|gre|ipip|outer|inner|tunnel|payload)$)[a-z]{3,}$/

/** Sentences with two English words or more behind each other. */
export function untold({ findings, detectors }: Pick<CaseResult, 'findings' | 'detectors'>) {
  const told = findings.flatMap((finding) => stringsOf(toldInChinese(finding).finding))
  const uses = detectors.flatMap(({ id, title, silence }) =>
    [title, silence].map((said) => findingInChinese(id, said)),
  )
  return [...told, ...uses].filter(
    (said) => ENGLISH.test(said.replace(QUOTED, '')) || ONE_WORD.test(said),
  )
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) =>
    AS_IT_IS.has(name) ? [] : stringsOf(part),
  )
}

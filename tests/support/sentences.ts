/** Every sentence of a text in one language, for tests that compare languages. */

import { NEW_DETECTOR } from '../../workers/model/own-detector'

const MOST_VALUES = 6

const all = (value: unknown) => Array.from({ length: MOST_VALUES }, () => value)

/** Tried in this order: the first that a function of the text can make a sentence of. */
const CALLS: readonly (readonly unknown[])[] = [
  // Fewer of more, wherever a sentence counts some of many.
  Array.from({ length: MOST_VALUES }, (_, i) => 3 + 2 * i),
  all('×'),
  all(['×', '×']),
  ...['little', 'light', 'amber'].map(all),
  ['complete', 'fin'],
  all({ ...NEW_DETECTOR, filter: '×' }),
  all({ capture: '×', reference: '×', toString: () => '×' }),
]

/** By path. A function says its sentence for values that hold no letters. */
export function sentencesOf(text: unknown, path = ''): Map<string, string> {
  if (typeof text === 'string') return new Map([[path, text]])
  if (typeof text === 'function') return new Map([[path, sentenceOf(text as Say, path)]])
  // Markup of the report.
  if (isMarkup(text)) return new Map([[path, text.text]])
  const inner = Object.entries(text as object).flatMap(([name, part]) => [
    ...sentencesOf(part, path === '' ? name : `${path}.${name}`),
  ])
  return new Map(inner)
}

type Say = (...values: readonly unknown[]) => unknown

function sentenceOf(say: Say, path: string): string {
  for (const values of CALLS) {
    try {
      const said = say(...values)
      const sentence = isMarkup(said) ? said.text : said
      if (typeof sentence === 'string' && !/undefined|NaN|\[object/.test(sentence)) return sentence
    } catch {
      // It wants a value of another kind.
    }
  }
  throw new Error(`no value at hand that ${path} can make a sentence of`)
}

const isMarkup = (text: unknown): text is { text: string } =>
  typeof text === 'object' && text !== null && 'text' in text && typeof text.text === 'string'

/** Words of English in a sentence, but for `terms`, which every language writes like this. */
export function englishIn(sentence: string, terms: ReadonlySet<string>): string[] {
  const plain = sentence.replace(/<[^>]*>/g, ' ').replace(/&#?\w+;/g, ' ')
  const words = plain.match(/(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9.-]*[A-Za-z0-9]/g) ?? []
  return words.filter((word) => !terms.has(word))
}

import { describe, expect, it } from 'vitest'
import { detectors } from '../../../../workers/detect'
import { CHINESE, findingInChinese } from '../../../../workers/translate/findings'
import { saidIn } from '../../../support/said-in-source'

const entriesOf = (id: string) => [...(CHINESE[id] ?? []), ...(CHINESE[''] ?? [])]

/** All ways to write the given text of an entry, values left out. */
function givenBy(english: string): string[] {
  let ways = ['']
  for (const part of english.split(/(\[[^\][{}]*\]|\{\d{1,2}[?w#%t]?\})/)) {
    const choices = part.startsWith('{')
      ? ['\0']
      : /^\[[^\][{}]*\]$/.test(part)
        ? part.includes('|')
          ? part.slice(1, -1).split('|')
          : ['', part.slice(1, -1)]
        : [part]
    ways = ways.flatMap((way) => choices.map((choice) => way + choice))
  }
  return ways
}

const HAN = /[\u4e00-\u9fff]/

const bare = (text: string) => text.replace(/^[\s,;:.()·–-]+|[\s,;:.(·–-]+$/g, '')

it('has phrases of every detector, and of no other', () => {
  const known = Object.keys(CHINESE).filter((id) => id !== '')
  expect(known.sort()).toEqual([...detectors.map(({ id }) => id), 'own-'].sort())
})

describe.each(detectors.map(({ id }) => id))('%s', (id) => {
  it('says all it can say in Chinese', () => {
    const given = entriesOf(id).flatMap(([english]) => givenBy(english))
    const known = (text: string) =>
      HAN.test(findingInChinese(id, text)) || given.some((way) => way.includes(bare(text)))
    const missing = saidIn(`workers/detect/${id}.ts`)
      .filter(({ text }) => !known(text))
      .map(({ file, line, text }) => `${file}:${String(line)} ${text}`)
    expect(missing).toEqual([])
  })
})

describe.each(Object.keys(CHINESE))('phrases of %j', (id) => {
  it('leaves no value out, and makes up none', () => {
    const holes = (text: string) => [...new Set(text.match(/(?<=\{)\d+/g))].sort().join(' ')
    const wrong = entriesOf(id).filter(([english, chinese]) => holes(english) !== holes(chinese))
    expect(wrong).toEqual([])
  })

  it('sets Chinese sentences with Chinese punctuation', () => {
    const wrong = entriesOf(id).filter(([, chinese]) => /[\u4e00-\u9fff][,;:?!()]/.test(chinese))
    expect(wrong).toEqual([])
  })
})

it.each(detectors)(
  'says in Chinese what $id looks at, and what its parameters mean',
  (detector) => {
    const { id, looksAt, params } = detector
    const described = [looksAt, ...Object.values(params).map(({ meaning }) => meaning)]
    expect(described.filter((said) => !HAN.test(findingInChinese(id, said)))).toEqual([])
  },
)

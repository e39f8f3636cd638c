import { expect, it } from 'vitest'
import { segmentsOf } from '../../../../src/views/filter/segments'

const FILTER = 'ip.src == "x" && tcp'

it('loses no character, whatever is wrong', () => {
  for (const wrong of [null, { at: 10, length: 3 }, { at: 8, length: 7 }, { at: 20, length: 1 }]) {
    expect(
      segmentsOf(FILTER, wrong)
        .map(({ text }) => text)
        .join(''),
    ).toBe(FILTER)
  }
})

it('marks exactly what is wrong', () => {
  const bad = segmentsOf(FILTER, { at: 10, length: 3 }).filter(({ wrong }) => wrong)
  expect(bad).toEqual([{ text: '"x"', kind: 'string', wrong: true }])
})

it('tells fields, operators and strings apart', () => {
  const kinds = segmentsOf(FILTER, null).filter(({ kind }) => kind !== 'space')
  expect(kinds.map(({ text, kind }) => [text, kind])).toEqual([
    ['ip.src', 'field'],
    ['==', 'operator'],
    ['"x"', 'string'],
    ['&&', 'operator'],
    ['tcp', 'field'],
  ])
})

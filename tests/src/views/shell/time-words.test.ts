import { expect, it } from 'vitest'
import { momentWords, stretchWords } from '../../../../src/views/shell/time-words'

const START = '1099027262000000000' // 2004-10-29 05:21:02 UTC
const SECOND = 1e9
const DAY = 86_400 * SECOND

it('says a stretch as exactly as its length asks for', () => {
  expect(stretchWords(START, { from: 0, to: 90 * SECOND })).toBe('05:21:02 – 05:22:32 UTC')
  expect(stretchWords(START, { from: 0, to: SECOND / 2 })).toBe('05:21:02.000 – 05:21:02.500 UTC')
})

it('names the days of a stretch that is longer than one', () => {
  expect(stretchWords(START, { from: 0, to: 365 * DAY })).toBe(
    '2004-10-29 05:21 – 2005-10-29 05:21 UTC',
  )
})

it('says on which day a moment was in a case of more than one', () => {
  const spine = { firstBin: 0, octets: new Float64Array(2), captureStart: [0], startNs: START }
  const packets = new Uint32Array(2)
  const moment = (binNanos: number) => momentWords({ ...spine, packets, binNanos }, 1.5 * SECOND)
  expect(moment(SECOND)).toBe('05:21:03.500')
  expect(moment(DAY)).toBe('2004-10-29 05:21:03.500')
})

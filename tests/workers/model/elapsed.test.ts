import { describe, expect, it } from 'vitest'
import {
  formatElapsed,
  formatInstantAfter,
  formatLongSpan,
  grouped,
} from '../../../workers/model/elapsed'

const SECOND = 1e9
const HOUR = 3600 * SECOND
const DAY = 24 * HOUR

describe('formatLongSpan', () => {
  it.each([
    [120 * SECOND, '2 min'],
    [725 * SECOND, '12 min 5 s'],
    [2 * HOUR - SECOND, '119 min 59 s'],
    [2 * HOUR, '2 h'],
    [2.5 * HOUR, '2 h 30 min'],
    [2 * DAY - SECOND, '47 h 59 min'],
    [2 * DAY, '2 d'],
    [1409 * HOUR + 50 * 60 * SECOND, '58 d 17 h'],
    [53_467 * HOUR + 10 * 60 * SECOND, '2227 d 19 h'],
  ])('writes %d ns as %s', (nanos, text) => {
    expect(formatLongSpan(nanos)).toBe(text)
  })
})

describe('formatElapsed', () => {
  it('writes seconds like Wireshark below a day', () => {
    expect(formatElapsed(37_118_204_567)).toBe('37.118205')
    expect(formatElapsed(DAY - 1000)).toBe('86399.999999')
  })

  it('writes days and time from a day on', () => {
    expect(formatElapsed(DAY)).toBe('1 d 00:00:00.000000')
    // 2733402.987972 s = 31 × 86400 s + 15 × 3600 s + 16 × 60 s + 42.987972 s
    expect(formatElapsed(2_733_402_987_972_000)).toBe('31 d 15:16:42.987972')
  })

  it('carries what is rounded up', () => {
    expect(formatElapsed(DAY - 1)).toBe('1 d 00:00:00.000000')
    expect(formatElapsed(2 * DAY - 1)).toBe('2 d 00:00:00.000000')
  })

  it('cuts the second to the digits that are asked for', () => {
    expect(formatElapsed(1.26 * SECOND, 1)).toBe('1.3')
    expect(formatElapsed(DAY + 1.26 * SECOND, 1)).toBe('1 d 00:00:01.3')
    expect(formatElapsed(DAY, 0)).toBe('1 d 00:00:00')
  })

  it('says the unit in a sentence', () => {
    expect(formatInstantAfter(37_118_204_567, 1)).toBe('37.1 s')
    expect(formatInstantAfter(DAY, 1)).toBe('1 d 00:00:00.0')
  })
})

describe('digits', () => {
  it('stand in groups from five on: four are what one types into a command', () => {
    const written = [0, 999, 1450, 9999, 10_000, 65_535, 2_412_006, '53467'].map(grouped)
    expect(written).toEqual(
      ['0', '999', '1450', '9999', '10,000', '65,535', '2,412,006', '53,467'], // prettier-ignore
    )
  })
})

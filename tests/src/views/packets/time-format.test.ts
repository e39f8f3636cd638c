import { afterEach, expect, it, vi } from 'vitest'
import { formatPacketTime, type TimeFormat } from '../../../../src/views/packets/time-format'

/** 2024-05-06 10:50:37.118204 UTC */
const START = '1714992637118204000'
const ROW = { time: 1_500_000, delta: 27_000, deltaShown: null }

afterEach(() => vi.unstubAllEnvs())

it.each<[TimeFormat, number, string]>([
  ['relative', 6, '0.001500'],
  ['relative', 9, '0.001500000'],
  ['delta', 6, '0.000027'],
  ['deltaShown', 6, '0.000000'],
  ['utc', 6, '10:50:37.119704'],
  ['utc', 9, '10:50:37.119704000'],
  ['utcDate', 6, '2024-05-06 10:50:37.119704'],
])('%s with %i digits', (format, digits, expected) => {
  expect(formatPacketTime(ROW, format, START, digits)).toBe(expected)
})

it.each<[TimeFormat, string]>([
  ['local', '18:50:37.119704'],
  ['localDate', '2024-05-06 18:50:37.119704'],
])('%s is the time of the reader', (format, expected) => {
  vi.stubEnv('TZ', 'Asia/Shanghai')
  expect(formatPacketTime(ROW, format, START, 6)).toBe(expected)
})

it('keeps the sign of time that steps back', () => {
  expect(formatPacketTime({ ...ROW, delta: -27_000 }, 'delta', START, 6)).toBe('-0.000027')
})

it('says nothing of a time that is no date', () => {
  expect(formatPacketTime(ROW, 'utc', '9'.repeat(30), 6)).toBe('')
})

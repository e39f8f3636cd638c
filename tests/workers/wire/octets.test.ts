import { expect, it } from 'vitest'
import { hex } from '../../../workers/forge/fields'
import { faultOf, windowOn } from './dissect-frame'

const OCTETS = hex('0102030405060708')

it('reads network order, and little-endian where it is named', () => {
  const window = windowOn(OCTETS)
  expect(window.u8(1)).toBe(2)
  expect(window.u16(1)).toBe(0x0203)
  expect(window.u24(1)).toBe(0x020304)
  expect(window.u32(4)).toBe(0x05060708)
  expect(window.u32le(0)).toBe(0x04030201)
})

it('keeps 32 bits unsigned', () => {
  expect(windowOn(hex('ffffffff')).u32(0)).toBe(4_294_967_295)
})

it.each([
  ['u8', 8],
  ['u16', 7],
  ['u24', 6],
  ['u32', 5],
  ['u32le', 5],
] as const)('%s past the capture is truncated, past the wire malformed', (read, at) => {
  expect(faultOf(() => windowOn(OCTETS, 8, 9)[read](at)).kind).toBe('truncated')
  expect(faultOf(() => windowOn(OCTETS)[read](at)).kind).toBe('malformed')
})

it('moves its start and counts from there', () => {
  const window = windowOn(OCTETS, 6, 8)
  window.skip(4)
  expect([window.base, window.captured, window.reported]).toEqual([4, 2, 4])
  expect(window.u16(0)).toBe(0x0506)
  expect(faultOf(() => window.skip(3)).kind).toBe('truncated')
  expect(faultOf(() => window.skip(5)).kind).toBe('malformed')
})

it('is shortened by a length field, and never made longer', () => {
  const window = windowOn(OCTETS, 6, 8)
  window.limit(100)
  expect([window.captured, window.reported]).toEqual([6, 8])
  window.limit(7)
  expect([window.captured, window.reported]).toEqual([6, 7])
  window.limit(2)
  expect([window.captured, window.reported]).toEqual([2, 2])
})

it('never believes that less was on the wire than was captured', () => {
  expect(windowOn(OCTETS, 8, 3).reported).toBe(8)
})

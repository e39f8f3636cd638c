import { describe, expect, it } from 'vitest'
import { oneOf } from '../../../workers/detect/display-filter'

describe('oneOf', () => {
  it('compares with a single value', () => {
    expect(oneOf('tcp.stream', [7, 7])).toBe('tcp.stream == 7')
  })

  it('gives a set with commas, each value once, in order', () => {
    expect(oneOf('tcp.stream', [148, 26, 28, 26])).toBe('tcp.stream in {26, 28, 148}')
  })

  it('takes the first ten', () => {
    const many = Array.from({ length: 30 }, (_, index) => index)
    expect(oneOf('frame.number', many)).toBe('frame.number in {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}')
  })
})

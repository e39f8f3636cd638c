import { expect, it } from 'vitest'
import { placeAfter, withOwn } from '../../../src/state/own-findings'
import { sampleResult } from '../../workers/store/sample-case'
import { someFinding } from '../support'

const finding = (key: string) => someFinding({ key })

it('puts what own detectors found among the findings of the case', () => {
  const result = sampleResult()
  const own = { findings: [finding('own'), ...result.findings], detectors: result.detectors }
  expect(withOwn(result, own)).toEqual({ ...result, ...own })
  expect(withOwn(result, null)).toBe(result)
})

it('follows the finding that is read to its new place', () => {
  const before = ['a', 'b'].map(finding)
  const after = ['own', 'a', 'more', 'b'].map(finding)
  expect(placeAfter(before, after, 1)).toBe(3)
  expect(placeAfter(before, [finding('own')], 1)).toBe(1)
  expect(placeAfter([], after, 0)).toBe(0)
})

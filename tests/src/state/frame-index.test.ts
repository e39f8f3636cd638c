import { describe, expect, it } from 'vitest'
import { indexTrouble, withIndexed } from '../../../src/state/frame-index'
import type { Progress } from '../../../workers/api/analysis'
import { sampleResult } from '../../workers/store/sample-case'

const UNTOLD = -1

const progress = (parts: Partial<Progress>): Progress => ({
  ...{ file: 0, files: 1, fileName: 'a.pcap', octets: 100, octetsTotal: 1000, packets: 1000 },
  ...{ unindexed: 0, octetsPerSecond: 1, packetsPerSecond: 1, secondsLeft: 1 },
  ...{ findings: null, spine: null, ...parts },
})

describe('room for the index', () => {
  it('is enough up to the very frame that is expected', () => {
    expect(indexTrouble(progress({}), 10_000, '')).toBe('')
    expect(indexTrouble(progress({}), 9_999, '')).toContain('about 10 k packets')
    expect(indexTrouble(progress({}), 9_999, '')).toContain('room for the index of 9999')
  })

  it('is not judged before enough was read, or where the browser does not tell', () => {
    expect(indexTrouble(progress({ octets: 9 }), 5, '')).toBe('')
    expect(indexTrouble(progress({ octets: 10 }), 5, '')).not.toBe('')
    expect(indexTrouble(progress({ octets: 0, octetsTotal: 0 }), 5, '')).toBe('')
    expect(indexTrouble(progress({}), UNTOLD, '')).toBe('')
  })

  it('that will be short is said once, until it is short', () => {
    const foreseen = indexTrouble(progress({}), 5, '')
    expect(indexTrouble(progress({ packets: 2000 }), 5, foreseen)).toBe(foreseen)
    const short = indexTrouble(progress({ unindexed: 1 }), UNTOLD, foreseen)
    expect(short).toContain('have no index')
    expect(indexTrouble(progress({ unindexed: 2 }), UNTOLD, short)).toBe(short)
  })
})

it('a result tells how many frames of each capture have an index', () => {
  const { captures, evidenceCapped } = withIndexed(sampleResult(), [2, 0], true)
  expect(captures.map(({ columns }) => columns.length)).toEqual([2, 0])
  expect(evidenceCapped).toBe(true)
})

import { describe, expect, it } from 'vitest'
import { cutOf, framesCut, oneOf } from '../../../workers/detect/display-filter'
import { EvidenceList } from '../../../workers/detect/evidence'

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('oneOf', () => {
  it('compares with a single value', () => {
    expect(oneOf('tcp.stream', [7, 7])).toBe('tcp.stream == 7')
  })

  it('gives a set with commas, each value once, in order', () => {
    expect(oneOf('tcp.stream', [148, 26, 28, 26])).toBe('tcp.stream in {26, 28, 148}')
  })

  it('takes the first hundred, and what it leaves out is told', () => {
    expect(oneOf('tcp.stream', upTo(100))).toBe(`tcp.stream in {${upTo(100).join(', ')}}`)
    expect(cutOf(upTo(100))).toEqual({})
    expect(oneOf('tcp.stream', upTo(240))).toBe(`tcp.stream in {${upTo(100).join(', ')}}`)
    expect(cutOf(upTo(240))).toEqual({ filterCut: { listed: 100, total: 240 } })
    expect(cutOf([3, 3, 4], 12)).toEqual({ filterCut: { listed: 2, total: 12 } })
  })
})

describe('framesCut', () => {
  const evidence = (frames: number) => {
    const list = new EvidenceList()
    for (const frame of upTo(frames)) list.add(0, frame + 1, 0, 'lost')
    return list
  }

  it('is silent where all evidence is in the filter, a frame in two roles once', () => {
    const list = evidence(12)
    list.add(0, 1, 0, 'seen again')
    expect(framesCut(list)).toEqual({})
  })

  it('counts frames that are evidence and not listed, kept or not', () => {
    expect(framesCut(evidence(120))).toEqual({ filterCut: { listed: 100, total: 120 } })
    const sampled = evidence(12)
    sampled.countAtLeast(40)
    expect(framesCut(sampled)).toEqual({ filterCut: { listed: 12, total: 40 } })
  })
})

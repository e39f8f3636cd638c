import { expect, it } from 'vitest'
import { barsOf } from '../../../../src/views/shell/spine-bars'
import type { Spine } from '../../../../workers/model/run'
import { someFinding } from '../../support'

const spine: Spine = {
  startNs: '0',
  firstBin: 0,
  binNanos: 100,
  packets: Uint32Array.of(1, 2, 3, 4, 5),
  octets: Float64Array.of(10, 20, 30, 40, 50),
  captureStart: [0, 300],
}
const evidence = (capture: number, time: number) => ({
  ...{ capture, time, frame: 1, role: '', note: '' },
})

it('gathers bins into as many bars as there is room for, and loses none', () => {
  const bars = barsOf(spine, [], 3)
  expect(bars.map(({ packets }) => packets)).toEqual([3, 7, 5])
  expect(bars.map(({ octets }) => octets)).toEqual([30, 70, 50])
  expect(bars.map(({ from, to }) => [from, to])).toEqual([
    [0, 200],
    [200, 400],
    [400, 600],
  ])
})

it('places evidence by the time of its capture', () => {
  const late = someFinding({ severity: 'critical', evidence: [evidence(1, 150)] })
  const early = someFinding({ severity: 'note', evidence: [evidence(0, 150), evidence(0, 160)] })
  const bars = barsOf(spine, [late, early], 5)
  expect(bars[4]).toMatchObject({ marks: { critical: 1, note: 0 }, finding: 0 })
  expect(bars[1]).toMatchObject({ marks: { critical: 0, note: 2 }, finding: 1 })
})

it('ignores evidence outside of the spine', () => {
  expect(() => barsOf(spine, [someFinding({ evidence: [evidence(0, 1e9)] })], 5)).not.toThrow()
})

it('places evidence in bins that begin before the first frame', () => {
  const finding = someFinding({ severity: 'note', evidence: [evidence(0, 45), evidence(0, 155)] })
  const bars = barsOf({ ...spine, firstBin: -50 }, [finding], 5)
  expect(bars.map(({ marks }) => marks.note)).toEqual([1, 0, 1, 0, 0])
  expect([bars[0]?.from, bars.at(-1)?.to]).toEqual([-50, 450])
})

import { expect, it } from 'vitest'
import { captureOf, frameOf, packetQuery, timeWords } from '../../../../src/views/packets/place'
import type { Spine } from '../../../../workers/model/run'

const spine: Spine = {
  startNs: '1714992637118204000',
  firstBin: 0,
  binNanos: 100,
  packets: new Uint32Array(1),
  octets: new Float64Array(1),
  captureStart: [0, 5000],
}

it('takes an address that names no capture for the first', () => {
  expect(['', '1', '2', '3', 'x', '-1'].map((part) => captureOf(part, 2))).toEqual([
    0, 0, 1, 0, 0, 0,
  ])
})

it('takes an address that names no frame for none', () => {
  expect(['', '7', 'x', '-7'].map((frame) => frameOf({ frame }))).toEqual([0, 7, 0, 0])
})

it('asks in the time of the capture for what is marked in the time of the case', () => {
  expect(packetQuery({ filter: 'tcp', from: '6000', to: '9000' }, 1, spine)).toEqual({
    ...{ capture: 1, filter: 'tcp', from: 1000, to: 4000 },
  })
  expect(packetQuery({}, 0, spine)).toEqual({ capture: 0, filter: '', from: null, to: null })
})

it('says which stretch of time is seen', () => {
  expect(timeWords({ from: '0', to: '2e9' }, spine)).toBe('10:50:37.118 – 10:50:39.118')
  expect(timeWords({ from: '0' }, spine)).toBe('')
})

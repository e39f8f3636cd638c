import { expect, it } from 'vitest'
import { fieldAt, rangeOf } from '../../../workers/model/field-at'
import type { Layer } from '../../../workers/model/frame-view'

const field = (name: string, at: number, length: number) => ({
  ...{ name, label: name, value: '', at, length },
})

// RFC 791 §3.1 behind an Ethernet header: flags and fragment offset share two octets.
const layers: Layer[] = [
  {
    ...{ protocol: 'eth', title: 'Ethernet', at: 0, length: 14 },
    fields: [field('eth.dst', 0, 6), field('eth.src', 6, 6), field('eth.type', 12, 2)],
  },
  {
    ...{ protocol: 'ip', title: 'IPv4', at: 14, length: 20 },
    fields: [
      field('ip.version', 14, 1),
      field('ip.frag_offset', 20, 2),
      field('ip.flags', 20, 1),
      field('ip.computed', 20, 0),
    ],
  },
]

it('finds the shortest field over an octet', () => {
  expect(fieldAt(layers, 20)).toEqual({ layer: 1, field: 2 })
  expect(fieldAt(layers, 21)).toEqual({ layer: 1, field: 1 })
})

it('falls back to the layer, and to nothing', () => {
  expect(fieldAt(layers, 33)).toEqual({ layer: 1, field: -1 })
  expect(fieldAt(layers, 34)).toBeNull()
})

it('gives the octets of a field and of a layer', () => {
  expect(rangeOf(layers, { layer: 0, field: 2 })).toMatchObject({ at: 12, length: 2 })
  expect(rangeOf(layers, { layer: 1, field: -1 })).toMatchObject({ at: 14, length: 20 })
  expect(rangeOf(layers, null)).toEqual({ at: 0, length: 0 })
})

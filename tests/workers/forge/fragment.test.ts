import { describe, expect, it } from 'vitest'
import { getU16 } from '../../../workers/forge/fields'
import {
  checksum,
  fragmentIpv4,
  fragmentIpv6,
  hex,
  ipv4,
  ipv6,
  join,
} from '../../../workers/forge/packet'

const ends = { src: '10.0.0.1', dst: '10.0.0.2' }
const payload = new Uint8Array(1458).map((_, i) => i & 255)

const shapeOf = (fragment: Uint8Array) => ({
  length: getU16(fragment, 2),
  offset: (getU16(fragment, 6) & 0x1fff) * 8,
  more: (getU16(fragment, 6) & 0x2000) !== 0,
})

describe('fragmentIpv4', () => {
  it('leaves a packet that fits alone', () => {
    const packet = ipv4({ ...ends, proto: 17 }, payload)
    expect(fragmentIpv4(packet, 1478)).toEqual([packet])
  })

  it('cuts 1478 octets for an MTU of 1460 into 1460 and 38, as Linux routers do', () => {
    const fragments = fragmentIpv4(ipv4({ ...ends, proto: 17, id: 9 }, payload), 1460)
    expect(fragments.map(shapeOf)).toEqual([
      { length: 1460, offset: 0, more: true },
      { length: 38, offset: 1440, more: false },
    ])
    for (const fragment of fragments) expect(checksum(fragment.subarray(0, 20))).toBe(0)
    expect(join(...fragments.map((fragment) => fragment.subarray(20)))).toEqual(payload)
  })

  it('cuts fragments again without losing offset or the more-fragments flag', () => {
    const once = fragmentIpv4(ipv4({ ...ends, proto: 17 }, payload), 1000)
    const twice = once.flatMap((fragment) => fragmentIpv4(fragment, 296))
    const shapes = twice.map(shapeOf)
    expect(shapes.map((shape) => shape.offset)).toEqual([0, 272, 544, 816, 976, 1248])
    expect(shapes.map((shape) => shape.more)).toEqual([true, true, true, true, true, false])
    expect(join(...twice.map((fragment) => fragment.subarray(20)))).toEqual(payload)
  })

  it('repeats only the options whose copied flag is set', () => {
    const options = hex('44040500 940400 00') // timestamp, router alert
    const [first, second] = fragmentIpv4(ipv4({ ...ends, proto: 17, options }, payload), 1000)
    expect(first?.slice(20, 28)).toEqual(options)
    expect(second?.[0]).toBe(0x46)
    expect(second?.slice(20, 24)).toEqual(hex('94040000'))
  })

  it('refuses an MTU without room', () => {
    expect(() => fragmentIpv4(ipv4({ ...ends, proto: 17 }, payload), 24)).toThrow(RangeError)
  })
})

describe('fragmentIpv6', () => {
  const packet = ipv6({ src: 'fd00::1', dst: 'fd00::2', proto: 17 }, payload)

  it('puts a fragment header with the same identification into each part', () => {
    const fragments = fragmentIpv6(packet, 1280, 0xabcdef01)
    expect(fragments.map((fragment) => fragment.length)).toEqual([1280, 40 + 8 + 1458 - 1232])
    expect(fragments.map((fragment) => fragment[6])).toEqual([44, 44])
    expect(fragments.map((fragment) => fragment.slice(40, 48))).toEqual([
      hex('1100 0001 abcdef01'),
      hex('1100 04d0 abcdef01'),
    ])
    expect(join(...fragments.map((fragment) => fragment.subarray(48)))).toEqual(payload)
  })
})

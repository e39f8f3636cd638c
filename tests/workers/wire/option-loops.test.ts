/**
 * Options that lead nowhere (length 0, lengths beyond their header) or that are far too many: the
 * frame is counted, and opening it shows what can be read and how much is not shown.
 */
import { describe, expect, it } from 'vitest'
import { ethernet } from '../../../workers/forge/ethernet'
import { hex, join } from '../../../workers/forge/fields'
import { ipv4 } from '../../../workers/forge/ipv4'
import { ipv6, ipv6Options, NEXT } from '../../../workers/forge/ipv6'
import { tcp } from '../../../workers/forge/transport'
import { MAX_LAYER_FIELDS } from '../../../workers/limits/limits'
import { describeFrame } from '../../../workers/wire/layers'
import { dissect, ETHERNET } from './dissect-frame'

const ends = { src: '10.0.0.1', dst: '10.0.0.2' }
const ends6 = { src: 'fd00::1', dst: 'fd00::2' }
const ports = { srcPort: 1000, dstPort: 80 }
const segment = tcp({ ...ends, ...ports, seq: 7, flags: 'S' }, new Uint8Array(0))
const segment6 = tcp({ ...ends6, ...ports, seq: 7, flags: 'S' }, new Uint8Array(0))

const layerOf = (octets: Uint8Array, protocol: string) => {
  const layer = describeFrame(octets, ETHERNET, octets.length).layers.find(
    (each) => each.protocol === protocol,
  )
  if (layer === undefined) throw new Error(`no ${protocol}`)
  return layer
}

const fill = (octet: number, count: number) => new Uint8Array(count).fill(octet)

describe('IPv4 options', () => {
  const withOptions = (options: Uint8Array) =>
    ethernet({}, ipv4({ ...ends, proto: 6, options }, segment))

  it.each<[string, Uint8Array]>([
    ['of length 0', join(hex('9400'), fill(0x94, 38))],
    ['of length 1', join(hex('9401'), fill(0x94, 38))],
    ['longer than the header', join(hex('94ff'), fill(0x94, 38))],
    ['whose kind is the last octet', join(fill(1, 39), hex('94'))],
    ['forty times nothing', fill(1, 40)],
    ['routes that point beyond themselves', join(hex('8327ff'), fill(10, 37))],
  ])('%s end, and the segment behind them is read', (_, options) => {
    const octets = withOptions(options)
    expect(dissect(octets).tcp.seq).toBe(7)
    const { at, length, fields } = layerOf(octets, 'ip')
    expect(length).toBe(60)
    for (const field of fields) expect(field.at + field.length).toBeLessThanOrEqual(at + length)
    expect(layerOf(octets, 'tcp').at).toBe(74)
  })
})

describe('IPv6 options', () => {
  /** The longest header there is: 2048 octets, of which the first two are its own. */
  const longest = (options: Uint8Array, next = 6, payload: Uint8Array = segment6) =>
    ipv6Options(next, options, payload)
  const carried = (packet: Uint8Array, first: number = NEXT.hopByHop) =>
    ethernet({ type: 0x86dd }, ipv6({ ...ends6, proto: first }, packet))

  it('by the thousand are stepped over, and shown as far as it makes sense', () => {
    const octets = carried(longest(fill(0, 2046)))
    expect(dissect(octets).tcp.seq).toBe(7)
    const { fields, length } = layerOf(octets, 'ipv6.hopopts')
    expect(length).toBe(2048)
    expect(fields).toHaveLength(MAX_LAYER_FIELDS + 1)
    // Next header and length stand before the options.
    const left = 2046 + 2 - MAX_LAYER_FIELDS
    expect(fields.at(-1)).toMatchObject({
      label: 'Not shown',
      value: `${String(left)} fields more`,
    })
  })

  it('of no length are stepped over', () => {
    const octets = carried(longest(hex('1e00'.repeat(1023))))
    expect(dissect(octets).tcp.seq).toBe(7)
  })

  it('in eight headers one after the other are stepped over', () => {
    let packet: Uint8Array = segment6
    for (let i = 0; i < 8; i++) {
      packet = longest(fill(0, 2046), i === 0 ? 6 : NEXT.destination, packet)
    }
    const octets = carried(packet, NEXT.destination)
    expect(dissect(octets).tcp.seq).toBe(7)
    const { layers } = describeFrame(octets, ETHERNET, octets.length)
    const shown = layers.reduce((sum, { fields }) => sum + fields.length, 0)
    expect(shown).toBeLessThan(9 * (MAX_LAYER_FIELDS + 1))
  })

  it('that go beyond their header do not reach into what follows', () => {
    const octets = carried(longest(hex('1eff 00000000')))
    expect(dissect(octets).tcp.seq).toBe(7)
    const { at, length, fields } = layerOf(octets, 'ipv6.hopopts')
    for (const field of fields) expect(field.at + field.length).toBeLessThanOrEqual(at + length)
  })
})

describe('TCP options', () => {
  /** Of a header of sixty octets. */
  const withOptions = (options: Uint8Array) => {
    const header = Uint8Array.from(segment.subarray(0, 20))
    header[12] = 0xf0
    return ethernet({}, ipv4({ ...ends, proto: 6 }, join(header, options, fill(9, 100))))
  }

  it.each<[string, Uint8Array]>([
    ['of length 0', join(hex('0500'), fill(5, 38))],
    ['forty times nothing', fill(1, 40)],
    ['selective acknowledgements without end', join(hex('05ff'), fill(5, 38))],
    ['whose kind is the last octet', join(fill(1, 39), hex('02'))],
  ])('%s end, and the data behind them counts', (_, options) => {
    const octets = withOptions(options)
    expect(dissect(octets).tcp.length).toBe(100)
    const { at, length, fields } = layerOf(octets, 'tcp')
    expect(length).toBe(60)
    for (const field of fields) expect(field.at + field.length).toBeLessThanOrEqual(at + length)
  })
})

it('chunks of SCTP by the thousand are shown as far as it makes sense', () => {
  const chunks = hex('0b000004'.repeat(16_000))
  const octets = ethernet(
    {},
    ipv4({ ...ends, proto: 132 }, join(hex('0b590b5a 00000001 00000000'), chunks)),
  )
  const { fields } = layerOf(octets, 'sctp')
  expect(fields).toHaveLength(MAX_LAYER_FIELDS + 1)
  // Four fields of the header, three of each chunk.
  const left = 4 + 3 * 16_000 - MAX_LAYER_FIELDS
  expect(fields.at(-1)?.value).toBe(`${left.toLocaleString('en-US')} fields more`)
})

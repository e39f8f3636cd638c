import { describe, expect, it } from 'vitest'
import type { DatagramAnalyzer } from '../../../workers/protocol/analyzer'
import { hear } from './recorder'

/** Claims what begins with `first`, and counts how often it was asked. */
function analyzer(name: string, first: number, ports?: number[]) {
  const asked = { times: 0 }
  const made: DatagramAnalyzer = {
    name,
    ...(ports && { ports }),
    claims(octets) {
      asked.times++
      return octets.u8(0) === first
    },
    datagram: (_, __, sink) => sink.protocol(name),
  }
  return Object.assign(made, { asked })
}

const octets = (...values: number[]): Uint8Array => Uint8Array.from(values)

describe('datagrams', () => {
  it('go to the analyzer of the lower port, then of the higher, then by content', () => {
    const low = analyzer('low', 1, [10])
    const high = analyzer('high', 2, [20])
    const any = analyzer('any', 3)
    const ends = { clientPort: 20, serverPort: 10 }
    const said = [1, 2, 3, 4].map((first) => ({ ...ends, octets: octets(first) }))
    expect(hear(0, said, [any, high, low]).protocols).toEqual(['low', 'high', 'any'])
    expect(hear(11, [octets(1)], [low]).protocols).toEqual([])
  })

  it('of a conversation that nobody knows are not shown to everybody for ever', () => {
    const any = analyzer('any', 3)
    const unknown = Array.from({ length: 1000 }, () => octets(9))
    expect(hear(9999, unknown, [any]).protocols).toEqual([])
    expect(any.asked.times).toBe(8)
    const other = { octets: octets(3), stream: 1 }
    expect(hear(9999, [...unknown, octets(3), other], [analyzer('any', 3)]).protocols).toEqual([
      'any',
    ])
  })

  it('of a known conversation go to who claimed it last, who may refuse', () => {
    const one = analyzer('one', 1)
    const two = analyzer('two', 2)
    const said = [octets(2), octets(2), octets(1), octets(9), octets(1)]
    expect(hear(9999, said, [one, two]).protocols).toEqual(['two', 'two', 'one', 'one'])
    expect(one.asked.times).toBe(4)
  })

  it('with an analyzer that makes no sense of them become a weird, or malformed', () => {
    const odd: DatagramAnalyzer = {
      name: 'odd',
      claims: () => true,
      datagram: (window) => void window.u8(1),
    }
    expect(hear(1, [octets(1)], [odd]).faults).toEqual(['odd: length'])
    const quoted = hear(1, [{ octets: octets(1), quoted: true }], [odd])
    expect([quoted.faults, quoted.weirds]).toEqual([[], ['odd cut off']])
    const cut = hear(1, [{ octets: octets(1, 2), captured: 1 }], [odd])
    expect([cut.faults, cut.weirds]).toEqual([[], ['odd cut off']])
  })

  it('are refused by who cannot read enough of them', () => {
    const curious: DatagramAnalyzer = {
      name: 'curious',
      claims: (window) => window.u8(100) === 0,
      datagram: (_, __, sink) => sink.protocol('curious'),
    }
    expect(hear(1, [octets(1)], [curious, analyzer('any', 1)]).protocols).toEqual(['any'])
  })

  it('of streams with any number are remembered', () => {
    const any = analyzer('any', 1)
    const said = [0, 5, 300, 100_000].map((stream) => ({ octets: octets(1), stream }))
    expect(hear(9999, said, [any]).protocols).toHaveLength(4)
  })
})

import { describe, expect, it } from 'vitest'
import { hex, join, text } from '../../../workers/forge/fields'
import { hear, malformedCuts, range, snaplenFaults } from './recorder'

const time = (first: string, reference = '00000000'): Uint8Array =>
  join(hex(first), hex('00000000 00000000'), hex(reference), new Uint8Array(32))

const CLIENT = time('230006ec')
const MONLIST = hex('9700032a 00010048')

describe('NTP', () => {
  it('is counted, and says nothing of ordinary times', () => {
    const said = hear(123, [CLIENT, { from: 'server', octets: time('240206ec') }])
    expect(said.protocols).toEqual(['ntp', 'ntp'])
    expect(said.lines).toEqual([])
  })

  it('tells servers that send away or do not know the time', () => {
    const kiss = join(hex('24000000'), new Uint8Array(8), text('RATE'), new Uint8Array(32))
    const lost = time('e40306ec')
    const from = 'server' as const
    expect(
      hear(
        123,
        [kiss, lost].map((octets) => ({ from, octets })),
      ).lines,
    ).toEqual(['kiss-of-death: RATE', 'unsynchronised: stratum 3'])
  })

  it('tells commands: monlist is what amplifiers are asked for', () => {
    const response = join(MONLIST, new Uint8Array(0x48))
    expect(hear(123, [hex('1700032a 00000000'), response]).lines).toEqual([
      'private: monlist',
      'private: monlist response',
    ])
    expect(hear(123, [hex('1602 0001 0000 0000 0000 0000')]).lines).toEqual([
      'control: opcode 2, 0 octets',
    ])
  })

  // tshark 4.0.17 on the same cuts.
  it('is malformed when cut', () => {
    expect(malformedCuts(123, CLIENT)).toEqual(range(1, 47))
    expect(malformedCuts(123, join(MONLIST, new Uint8Array(0x48)))).toEqual(range(1, 79))
    expect(snaplenFaults(123, CLIENT)).toEqual([])
  })

  it('is not found at another port', () => {
    expect(hear(124, [CLIENT]).protocols).toEqual([])
  })
})

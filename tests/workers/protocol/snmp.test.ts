import { describe, expect, it } from 'vitest'
import { hex, join, text, u8 } from '../../../workers/forge/fields'
import { hear, malformedCuts, range, snaplenFaults } from './recorder'

const element = (tag: number, ...contents: Uint8Array[]): Uint8Array => {
  const all = join(...contents)
  return join(all.length < 128 ? u8(tag, all.length) : u8(tag, 0x81, all.length), all)
}
const integer = (value: number): Uint8Array => element(2, u8(value))
const string = (value: string): Uint8Array => element(4, text(value))
const pdu = (tag: number): Uint8Array =>
  element(tag, integer(1), integer(0), integer(0), element(0x30))
const community = (version: number, tag: number): Uint8Array =>
  element(0x30, integer(version), string('s3cret'), pdu(tag))

function v3(flags: number): Uint8Array {
  const header = element(
    0x30,
    integer(5),
    element(2, hex('00ffff')),
    element(4, u8(flags)),
    integer(3),
  )
  const user = element(
    0x30,
    string('engine'),
    integer(1),
    integer(1),
    string('alice'),
    string(''),
    string(''),
  )
  const scoped = element(0x30, string('engine'), string(''), pdu(0xa0))
  return element(
    0x30,
    integer(3),
    header,
    element(4, user),
    (flags & 2) === 0 ? scoped : string('x'),
  )
}

describe('SNMP', () => {
  it('tells version and PDU, never the community', () => {
    const said = hear(161, [community(1, 0xa5), community(0, 0xa1)])
    expect(said.lines).toEqual([
      'get-bulk-request: v2c, community ********',
      'get-next-request: v1, community ********',
    ])
    expect(JSON.stringify(said.records)).not.toContain('s3cret')
    expect(hear(162, [community(0, 0xa4)]).lines).toEqual(['trap: v1, community ********'])
  })

  it('tells the user of version 3, also when the rest is encrypted', () => {
    expect(hear(161, [v3(4)]).lines).toEqual(['get-request: v3, user alice'])
    expect(hear(161, [v3(7)]).lines).toEqual(['encrypted: v3, user alice'])
  })

  it('tells the same only once of a conversation', () => {
    const said = hear(161, [community(1, 0xa0), community(1, 0xa0)])
    expect(said.lines).toHaveLength(1)
    expect(said.protocols).toEqual(['snmp', 'snmp'])
  })

  // tshark 4.0.17: one octet is malformed, other cuts are no SNMP at all.
  it('is a sequence that fits with a version in front', () => {
    const whole = community(1, 0xa0)
    const claimed = range(1, whole.length).filter(
      (length) => hear(161, [whole.slice(0, length)]).protocols.length > 0,
    )
    expect(malformedCuts(161, whole)).toEqual([1])
    expect(claimed).toEqual([1, whole.length])
    expect(snaplenFaults(161, whole)).toEqual([])
    for (const octets of [hex('020101'), hex('3003040161'), hex('3084ffffffff020101')]) {
      expect(hear(161, [octets]).protocols).toEqual([])
    }
    expect(hear(163, [whole]).protocols).toEqual([])
  })

  it('is malformed when another element stands where the community should', () => {
    const wrong = element(0x30, integer(1), element(5))
    expect(hear(161, [wrong]).faults).toEqual(['snmp: snmp: BER field'])
    expect(hear(161, [hex('3000')]).faults).toHaveLength(1)
  })

  it('ends at lengths that lead nowhere', () => {
    const nested = join(integer(3), hex('3084'), u8(255, 255, 255, 255))
    expect(hear(161, [element(0x30, nested)]).faults).toEqual(['snmp: ber.length'])
  })
})

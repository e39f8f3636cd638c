/** NetBIOS name and datagram services. RFC 1002 §4.2, §4.4. */
import { describe, expect, it } from 'vitest'
import { hex, join, text, u16, u8 } from '../../../workers/forge/fields'
import { hear, malformedCuts, range, snaplenFaults } from './recorder'

/** RFC 1001 §14.1. */
function name(text: string, kind: number): Uint8Array {
  const octets = new Uint8Array(34)
  octets[0] = 32
  const characters = [...Array.from(text.padEnd(15), (each) => each.charCodeAt(0)), kind]
  characters.forEach((code, i) => octets.set([65 + (code >> 4), 65 + (code & 15)], 1 + 2 * i))
  return octets
}

const QUERY = join(u16(7, 0x0110, 1, 0, 0, 0), name('FILES', 0x20), u16(0x20, 1))
const ANSWER = join(
  u16(7, 0x8500, 0, 1, 0, 0),
  name('FILES', 0x20),
  hex('0020 0001 0000012c 0006 0000 0a000002'),
)

describe('NBNS', () => {
  it('tells names and their addresses, and counts nothing of DNS', () => {
    const said = hear(137, [QUERY, QUERY, { from: 'server', octets: ANSWER }])
    expect(said.lines).toEqual(['query: FILES<20>', 'query response: FILES<20> 10.0.0.2'])
    expect(said.protocols).toEqual(['nbns', 'nbns', 'nbns'])
    expect(said.counts).toEqual({})
  })

  it('is malformed when cut, not when the capture is', () => {
    expect(malformedCuts(137, QUERY)).toEqual(range(1, QUERY.length - 1))
    expect(malformedCuts(137, ANSWER)).toEqual(range(1, ANSWER.length - 1))
    expect(snaplenFaults(137, ANSWER)).toEqual([])
  })

  // RFC 1002 §4.2.13, §4.2.18; tshark 4.0.17 calls them malformed too.
  it('is malformed with entries that are incomplete', () => {
    const record = (type: number, data: Uint8Array): Uint8Array =>
      join(u16(7, 0x8500, 0, 1, 0, 0), name('*', 0), u16(type, 1, 0, 300, data.length), data)
    expect(hear(137, [record(0x20, hex('00000a00'))]).faults).toEqual(['nbns: nbns.addr'])
    expect(hear(137, [record(0x21, join(u8(2), new Uint8Array(18 + 46)))]).faults).toHaveLength(1)
    expect(hear(137, [record(0x21, join(u8(1), new Uint8Array(18 + 46)))]).faults).toEqual([])
  })
})

describe('NetBIOS datagrams', () => {
  const SMB = join(
    hex('ff534d42 25'),
    new Uint8Array(27),
    hex('00'),
    u8(17, 0),
    text('\\MAILSLOT\\BROWSE\0'),
  )
  const datagram = join(
    hex('11 02 0001 0a000001 008a'),
    u16(0, 0),
    name('PC1', 0),
    name('LAB', 0x1d),
    SMB,
  )

  it('tell who talks to whom, and to which mailslot', () => {
    const said = hear(138, [datagram])
    expect(said.lines).toEqual(['datagram: PC1<00> to LAB<1d>', 'transaction: \\MAILSLOT\\BROWSE'])
    expect(said.protocols).toEqual(['nbdgm', 'smb'])
    expect(said.records.session[1]).toMatchObject({ transport: 'udp', protocol: 'smb' })
  })

  it('are malformed when cut in their header, names or words', () => {
    const smbAt = datagram.length - SMB.length
    const noSmb = range(smbAt, smbAt + 3) // too little to be SMB
    const octets = range(smbAt + 35, datagram.length)
    const whole = new Set([...noSmb, ...octets])
    expect(malformedCuts(138, datagram)).toEqual(
      range(1, datagram.length).filter((length) => !whole.has(length)),
    )
    expect(snaplenFaults(138, datagram)).toEqual([])
  })

  it('of other kinds are counted', () => {
    const error = join(hex('13 02 0001 0a000001 008a'), u8(0x82))
    expect(hear(138, [error]).protocols).toEqual(['nbdgm'])
    expect(malformedCuts(138, error)).toEqual(range(1, 10))
  })
})

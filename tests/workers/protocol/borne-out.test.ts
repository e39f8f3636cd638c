/** What is read by its port, or by a look, and is not borne out by its octets, breaks no rule. */
import { describe, expect, it } from 'vitest'
import { hex, join } from '../../../workers/forge/fields'
import { ethernet, ipv4, PROTO, udp } from '../../../workers/forge/packet'
import { analyse, captureOf, only } from '../../support/analyse'
import { hear } from './recorder'

const octetsOf = (text: string) => Uint8Array.from(Buffer.from(text.replace(/\s/g, ''), 'hex'))
const nothing = (count: number) => new Uint8Array(count)

/** Faults told, and those that only Wireshark sees. */
function faults(port: number, ...said: Uint8Array[]): [string[], number] {
  const { faults: told, calledMalformed } = hear(port, said)
  return [told, calledMalformed]
}

describe('port 521', () => {
  // As a relay of calls uses it: a tag of its own, then twelve octets of ones.
  const call = octetsOf(`dc4c0029 1565b7ac bc236da9 eda0d597 ${'ff'.repeat(12)} 28f94611`)

  it('is read as Wireshark does, but no RIPng is called broken that is none', () => {
    expect(faults(521, call)).toEqual([[], 1])
    expect(hear(521, [call]).protocols).toEqual(['ripng'])
  })

  it('with command and version of RIPng tells broken routes', () => {
    const half = Uint8Array.from([2, 1, 0, 0, ...nothing(10)])
    expect(faults(521, half)).toEqual([['ripng: ripng.rte'], 0])
    expect(faults(521, Uint8Array.from([1, 1, 0, 0, ...nothing(20)]))).toEqual([[], 0])
  })
})

describe('port 123', () => {
  it('without version or mode of NTP tells no broken NTP', () => {
    expect(faults(123, nothing(10))).toEqual([[], 1])
    expect(faults(123, Uint8Array.from([0x23, ...nothing(9)]))).toEqual([['ntp: length'], 0])
  })
})

describe('what looks like DNS elsewhere', () => {
  // SOME/IP service discovery: 0xffff8100, then a length of 48.
  const someIp = octetsOf(
    `ffff8100 00000030 00000003 01010200 c0000000 00000010 01001000 01000010 00eb0000
     01000100 00001e00 00000000 0000000c 00090400 c0a85849 0011c350`,
  )

  it('tells no broken DNS', () => {
    expect(hear(30_490, [someIp]).faults).toEqual([])
  })

  it('at its own port does', () => {
    expect(hear(53, [someIp]).faults).toHaveLength(1)
  })

  it('is no record, though it counts as Wireshark counts it', () => {
    const { records, protocols, counts } = hear(30_490, [someIp])
    expect(records.dns).toEqual([])
    expect([protocols, counts]).toEqual([['dns'], { 'dns.dns_responses': 1, 'dns_rcodes.0': 1 }])
  })

  const asks = octetsOf('1234 0100 0001 0000 0000 0000 03777777 076578616d706c65 00')
  const question = (more: string) => join(asks, octetsOf(more))

  it('is a record where it is a question up to its last octet', () => {
    expect(hear(9999, [question('0001 0001')]).records.dns).toHaveLength(1)
    expect(hear(9999, [question('0001 0001 00')]).records.dns).toEqual([])
    expect(hear(9999, [question('0000 0001')]).records.dns).toEqual([]) // of no type
    expect(hear(9999, [question('00')]).records.dns).toEqual([])
    expect(hear(53, [question('0001 0001 00')]).records.dns).toHaveLength(1)
  })

  it('is a record as far as it was captured', () => {
    const octets = join(
      octetsOf('1234 8180 0001 0001 0000 0000 03777777 076578616d706c65 00 0001 0001'),
      octetsOf('c00c 0001 0001 00000e10 0004 5db8d822'),
    )
    expect(hear(9999, [{ octets, captured: 35 }]).records.dns).toHaveLength(1)
  })
})

describe('version 1 in a long header of QUIC', () => {
  it('tells no broken QUIC before one packet could be read', () => {
    const empty = octetsOf(`c0 00000001 00 00 00 00 ${'00'.repeat(11)}`)
    expect(faults(443, empty)).toEqual([[], 1])
    expect(faults(443, empty, nothing(20))).toEqual([[], 2])
  })

  it('tells it afterwards', () => {
    const whole = octetsOf(`c0 00000001 08 ${'01'.repeat(8)} 00 00 4014 ${'00'.repeat(20)}`)
    const short = octetsOf(`c0 00000001 08 ${'01'.repeat(8)} 00 00 4013 ${'00'.repeat(19)}`)
    expect(faults(443, whole, short)).toEqual([['quic: quic.length'], 0])
  })
})

it('counts for Wireshark, and is not told to the analyst', async () => {
  const ends = { src: '192.168.1.77', dst: '91.108.8.7' }
  const call = join(hex('dc4c0029'), nothing(30))
  const frame = ethernet(
    {},
    ipv4({ ...ends, proto: PROTO.udp }, udp({ ...ends, srcPort: 23_174, dstPort: 521 }, call)),
  )
  const { counts, facts } = only((await analyse(captureOf([{ time: 0, octets: frame }]))).captures)
  expect(counts['malformed_frames']).toBe(1)
  expect(facts.weirds).toEqual([])
})

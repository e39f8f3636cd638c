import { describe, expect, it } from 'vitest'
import { hex, join } from '../../../workers/forge/fields'
import { formatTcpFlags, hasBogusLength, newTcp, readTcp } from '../../../workers/wire/tcp'
import { faultOf, lengthsBelow, windowOn } from './dissect-frame'
import { TCP_SACK, TCP_SYN } from './frames'

const SYN = TCP_SYN.slice(34)
const SACK = TCP_SACK.slice(34)

function read(octets: Uint8Array, captured?: number, reported?: number) {
  const window = windowOn(octets, captured, reported)
  const tcp = newTcp()
  readTcp(window, tcp)
  return tcp
}

/** A header with these options, filled up to 32 bits, and ten octets of data. */
function withOptions(options: string): Uint8Array {
  const written = hex(options)
  const words = Math.ceil(written.length / 4)
  const header = hex('0050 c350 00000001 00000002 0010 ffff 0000 0000')
  header[12] = (5 + words) << 4
  const padded = new Uint8Array(4 * words)
  padded.set(written)
  return join(header, padded, new Uint8Array(10))
}

describe('readTcp', () => {
  it('reads a SYN and its options', () => {
    expect(read(SYN)).toMatchObject({
      srcPort: 50_026,
      dstPort: 40_002,
      seq: 2_157_231_763,
      ack: 0,
      flags: 2,
      window: 65_535,
      checksum: 0xeca5,
      headerLength: 44,
      length: 0,
      mss: 1460,
      windowScale: 5,
      sackPermitted: true,
      hasTimestamps: true,
      tsVal: 1_042_451_260,
      tsEcr: 0,
      sackCount: 0,
    })
  })

  it('reads SACK blocks', () => {
    const tcp = read(SACK)
    expect(tcp).toMatchObject({ seq: 4_201_354_655, ack: 57_011_346, window: 1157, sackCount: 2 })
    expect([...tcp.sack.slice(0, 4)]).toEqual([57_015_690, 57_017_138, 57_012_794, 57_014_242])
  })

  it('forgets the options of the segment before', () => {
    const tcp = newTcp()
    readTcp(windowOn(SYN), tcp)
    readTcp(windowOn(withOptions('')), tcp)
    expect(tcp).toMatchObject({
      mss: 0,
      windowScale: -1,
      sackPermitted: false,
      hasTimestamps: false,
      sackCount: 0,
      headerLength: 20,
      length: 10,
    })
  })

  it.each([
    ['reads on behind no-operations', '01 01 01 02 04 05b4', 1460],
    ['ends at the end of options', '00 02 04 05b4', 0],
    ['ends at an option without room for its length', '01 01 01 02', 0],
    ['ends at an option of length 0', '08 00 02 04 05b4', 0],
    ['ends at an option of length 1', '08 01 02 04 05b4', 0],
    ['ends at an option that goes beyond the header', '02 04', 0],
    ['leaves out an option whose length is not its own', '02 05 05b400', 0],
    ['steps over options it does not know', '1e 04 0000 02 04 05b4', 1460],
  ])('%s', (_what, options, mss) => {
    expect(read(withOptions(options)).mss).toBe(mss)
  })

  it('reads at most four SACK blocks', () => {
    const blocks = '00000001 00000002'.repeat(4)
    expect(read(withOptions(`05 22 ${blocks}`)).sackCount).toBe(4)
    expect(read(withOptions(`05 12 ${blocks}`)).sackCount).toBe(2)
  })

  it('refuses a header length beyond the segment', () => {
    const octets = withOptions('')
    octets.set(hex('f0'), 12)
    expect(faultOf(() => read(octets))).toMatchObject({ kind: 'malformed', what: 'tcp.hdr_len' })
  })

  it('reads ports and length where the header is said to be shorter than 20 octets', () => {
    const octets = withOptions('')
    octets.set(hex('40'), 12)
    const tcp = read(octets)
    expect(hasBogusLength(tcp)).toBe(true)
    expect(tcp).toMatchObject({ srcPort: 80, dstPort: 50_000, length: octets.length - 16 })
  })

  it.each(lengthsBelow(20))('is cut after %i octets', (length) => {
    expect(faultOf(() => read(SYN, length, SYN.length)).kind).toBe('truncated')
    expect(faultOf(() => read(SYN, length, length)).kind).toBe('malformed')
  })

  it.each(lengthsBelow(24).map((n) => 20 + n))('stands without the options cut at %i', (length) => {
    const tcp = read(SYN, length, SYN.length)
    expect(tcp).toMatchObject({ seq: 2_157_231_763, headerLength: 44, length: 0 })
    expect(tcp.mss).toBe(length < 24 ? 0 : 1460)
    expect(tcp.hasTimestamps).toBe(length >= 40)
  })
})

it('names flags as Wireshark does, lowest first', () => {
  expect(formatTcpFlags(0x18)).toBe('PSH, ACK')
  expect(formatTcpFlags(0x1c2)).toBe('SYN, ECE, CWR, AE')
  expect(formatTcpFlags(0)).toBe('')
})

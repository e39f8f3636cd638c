import { describe, expect, it } from 'vitest'
import { checksum, pseudoHeader } from '../../../workers/forge/checksum'
import { hex } from '../../../workers/forge/fields'

describe('checksum', () => {
  it('agrees with the example of RFC 1071 §3', () => {
    expect(checksum(hex('0001 f203 f4f5 f6f7'))).toBe(~0xddf2 & 0xffff)
  })

  it('counts a last odd octet as the high half of a word', () => {
    expect(checksum(hex('0001 f2'))).toBe(checksum(hex('0001 f200')))
  })

  it('sums several parts as one', () => {
    expect(checksum(hex('0001 f203'), hex('f4f5 f6f7'))).toBe(checksum(hex('0001f203f4f5f6f7')))
  })
})

describe('pseudoHeader', () => {
  it('is addresses, zero, protocol, length over IPv4 (RFC 9293 §3.1)', () => {
    expect(pseudoHeader('10.0.0.1', '192.168.200.3', 6, 1320)).toEqual(
      hex('0a000001 c0a8c803 0006 0528'),
    )
  })

  it('is addresses, length, three zeros, next header over IPv6 (RFC 8200 §8.1)', () => {
    expect(pseudoHeader('fd00::1', 'fd00::2:0', 58, 8)).toEqual(
      hex('fd000000000000000000000000000001 fd000000000000000000000000020000 00000008 0000003a'),
    )
  })
})

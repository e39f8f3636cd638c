/** Handshakes over UDP in ever so many parts that never become whole share one bound. */
import { expect, it } from 'vitest'
import { MAX_HELD_OCTETS } from '../../../workers/limits/limits'
import { HeldOctets } from '../../../workers/protocol/stream/held-octets'
import { CryptoStream } from '../../../workers/protocol/tls/crypto-stream'
import { join, u16, u24, u8 } from '../../../workers/forge/packet'
import { analyse, captureOf, only } from '../../support/analyse'
import { datagram, inTime, to } from './flood'

it('pieces of one octet cost more than their octet', () => {
  const held = new HeldOctets()
  let kept = 0
  for (let stream = 0; stream < 10_000; stream++) {
    const crypto = new CryptoStream(held)
    for (let n = 1; n < 200; n++) if (crypto.add(2 * n, Uint8Array.of(1)) !== false) kept++
  }
  expect(kept).toBeLessThan(MAX_HELD_OCTETS / 100)
  expect(kept).toBeGreaterThan(MAX_HELD_OCTETS / 200)
  expect(held.givenUp).toBeGreaterThan(0)
})

it('pieces that were joined make room again', () => {
  const held = new HeldOctets()
  const crypto = new CryptoStream(held)
  const large = new Uint8Array(100_000)
  for (let n = 0; n < 2000; n++) {
    expect(crypto.add(100_001 * n + 1, large)).toBeNull()
    expect(crypto.add(100_001 * n, Uint8Array.of(1))).toHaveLength(100_001)
  }
  expect(held.givenUp).toBe(0)
})

it('DTLS messages that never become whole are given up, and that is told', async () => {
  const message = (number: number) => {
    const head = join(u8(1), u24(60_000), u16(number), u24(0), u24(1), u8(0))
    return join(u8(22, 0xfe, 0xfd), new Uint8Array(8), u16(head.length), head)
  }
  const eight = join(...Array.from({ length: 8 }, (_, n) => message(n)))
  const count = MAX_HELD_OCTETS / 1024 / 8 + 200
  const packets = Array.from({ length: count }, (_, n) => datagram(to(n, 4433), eight))
  const { facts } = only((await analyse(captureOf(inTime(packets)))).captures)
  expect(facts.capped.map(({ what }) => what)).toEqual(['octets held for streams and handshakes'])
})

/** Fragments without end: tiny, overlapping, never complete. */
import { describe, expect, it, vi } from 'vitest'
import { MAX_OPEN_DATAGRAMS, MAX_OPEN_FRAGMENTS } from '../../../workers/limits/limits'
import { ethernet, ipv4, PROTO, type Bytes } from '../../../workers/forge/packet'
import { analyse, captureOf, only } from '../../support/analyse'
import { host, inTime, SERVER } from './flood'

vi.mock('../../../workers/limits/limits', async (original) => ({
  ...(await original<typeof import('../../../workers/limits/limits')>()),
  MAX_OPEN_FRAGMENTS: 20_000,
}))

/** `at` in octets. */
const fragment = (datagram: number, at: number, length: number): Bytes =>
  ethernet(
    {},
    ipv4(
      {
        src: host(datagram >>> 16),
        dst: SERVER,
        proto: PROTO.udp,
        id: datagram & 0xffff,
        offset: at,
        mf: true,
      },
      new Uint8Array(length),
    ),
  )

async function factsOf(packets: readonly Bytes[]) {
  return only((await analyse(captureOf(inTime(packets)))).captures).facts
}

describe('fragments', () => {
  it('of 8 octets each, with holes between them, end', async () => {
    const packets = Array.from({ length: 100_000 }, (_, n) => {
      return fragment(n >>> 12, ((n & 4095) * 16) % 65_000, 8)
    })
    expect((await factsOf(packets)).packets).toBe(100_000)
  })

  it('that overlap each other end', async () => {
    const packets = Array.from({ length: 20_000 }, (_, n) => {
      return fragment(n >>> 10, (n * 24) % 60_000, 1400)
    })
    expect((await factsOf(packets)).packets).toBe(20_000)
  })

  it('of too many datagrams push the oldest out, in both views', async () => {
    const beyond = 50
    const packets = Array.from({ length: MAX_OPEN_DATAGRAMS + beyond }, (_, n) => {
      return fragment(n, 8, 8)
    })
    const { capped } = await factsOf(packets)
    expect(capped).toContainEqual({ what: 'fragmented datagrams held open', count: beyond })
    expect(capped).toContainEqual({
      what: 'fragmented datagrams held open, as Wireshark',
      count: beyond,
    })
  })

  it('of few datagrams push the oldest out when all together are too many', async () => {
    const each = 1000
    const packets = Array.from({ length: MAX_OPEN_FRAGMENTS + each }, (_, n) => {
      return fragment(Math.floor(n / each), (1 + (n % each)) * 16, 8)
    })
    const { capped } = await factsOf(packets)
    expect(capped).toContainEqual({ what: 'fragmented datagrams held open', count: 1 })
  })
})

/** TCP streams that begin and never end, come in any order, or ask and ask. */
import { describe, expect, it, vi } from 'vitest'
import { text, type Bytes } from '../../../workers/forge/packet'
import { analyse, captureOf, only } from '../../support/analyse'
import { back, inTime, segment, to } from './flood'

vi.mock('../../../workers/limits/limits', async (original) => ({
  ...(await original<typeof import('../../../workers/limits/limits')>()),
  MAX_FOLLOWED_STREAMS: 100,
  MAX_HELD_OCTETS: 200_000,
  MAX_WAITING_SEGMENTS: 64,
  MAX_UNACKED_SEGMENTS: 500,
  MAX_OPEN_SEGMENTS: 1000,
  MAX_REPEATS: 200,
  MAX_SEARCHED: 10_000,
}))

const A = { flags: 'A', ack: 1 }
const talker = to(1, 80)

async function captureFrom(packets: readonly Bytes[]) {
  return only((await analyse(captureOf(inTime(packets)))).captures)
}

/** Packets that differ in their identification are no copies. The checksum is not looked at. */
function withId(frame: Bytes, id: number): Bytes {
  const copy = frame.slice()
  new DataView(copy.buffer).setUint16(18, 1 + id)
  return copy
}

const told = async (packets: readonly Bytes[]) =>
  (await captureFrom(packets)).facts.capped.map(({ what }) => what)

describe('streams', () => {
  it('that each begin an HTTP message and never end it push the oldest out', async () => {
    const begun = text('POST /x HTTP/1.1\r\nHost: a\r\nX: ')
    const packets = Array.from({ length: 20_000 }, (_, n) => {
      return segment(to(n, 80), { seq: 1, ...A }, begun)
    })
    const { facts, counts } = await captureFrom(packets)
    expect(facts.capped).toContainEqual({
      what: 'TCP streams followed at once',
      count: 20_000 - 100,
    })
    expect(counts['tcp']).toMatchObject({ streams: 20_000 })
  })

  it('that each hold much back share one bound', async () => {
    const begun = new Uint8Array(8000).fill(0x61)
    begun.set(text('POST /x HTTP/1.1\r\nX: '))
    const packets = Array.from({ length: 90 }, (_, n) => {
      return segment(to(n, 80), { seq: 1, ...A }, begun)
    })
    expect(await told(packets)).toEqual(['octets held for streams and handshakes'])
  })

  it('whose segments all come before their turn, gigabytes apart, end', async () => {
    const packets = Array.from({ length: 20_000 }, (_, n) => {
      const seq = Math.imul(n, 0x9e3779b1) >>> 0
      return segment(talker, { seq, flags: 'A', ack: (seq * 7) >>> 0 }, text('x'))
    })
    const names = await told(packets)
    expect(names).toContain('octets held for streams and handshakes')
    expect(names).toContain('segments waiting for acknowledgement')
  })

  it('that go backwards end', async () => {
    const packets = Array.from({ length: 20_000 }, (_, n) => {
      return segment(talker, { seq: 2 ** 31 - 100 * n, ...A }, text('x'))
    })
    expect(await told(packets)).toContain('segments waiting for acknowledgement')
  })

  it('that repeat one segment for ever are searched through only so far', async () => {
    const again = segment(talker, { seq: 1, flags: 'S' })
    const packets = Array.from({ length: 5000 }, (_, n) => withId(again, n))
    expect(await told(packets)).toContain('searches among segments waiting for acknowledgement')
  })

  it('that all send everything again share one bound', async () => {
    const once = (n: number) => segment(to(n, 80), { seq: 1, ...A }, text('abc'))
    const packets = Array.from({ length: 300 }, (_, n) => [once(n), once(n)]).flat()
    const { facts } = await captureFrom(packets.map((octets, n) => withId(octets, n)))
    expect(facts.capped).toContainEqual({ what: 'samples of repeated segments', count: 100 })
  })

  it('that ask without waiting for answers are read to their end', async () => {
    const ask = text('GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(40))
    const packets = Array.from({ length: 500 }, (_, n) => {
      return segment(talker, { seq: 1 + n * ask.length, ...A }, ask)
    })
    const { facts, counts } = await captureFrom(packets)
    expect(counts['http']).toMatchObject({ requests: 20_000 })
    expect(facts.weirds.map(({ name }) => name)).toContain(
      'http: too many requests without response',
    )
  })

  it('that shrink and grow their window, and reset, end', async () => {
    const packets = Array.from({ length: 10_000 }, (_, n) => [
      segment(
        talker,
        { seq: n * 3, flags: ['A', 'R', 'F', 'S'][n % 4] ?? 'A', ack: n },
        text('abc'),
      ),
      segment(back(talker), { seq: n, flags: 'SA', ack: (n * 3 + 2 ** 31) >>> 0 }),
    ]).flat()
    expect((await captureFrom(packets)).facts.packets).toBe(20_000)
  })
})

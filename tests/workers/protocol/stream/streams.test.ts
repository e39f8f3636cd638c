/** TCP reassembly, RFC 9293 §3.4: what an analyzer is given of segments in any order. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { StreamScript, type Sent } from '../../../support/streams'
import { OUT_OF_ORDER } from '../../../../workers/flow/tcp-flags'
import { MAX_WAITING_SEGMENTS } from '../../../../workers/limits/limits'

const told = (...sent: Sent[]) => new StreamScript().send(...sent).finish()

describe('octets of a direction', () => {
  it('come in order, each message in the frame of its last octet', () => {
    const sent = [
      { seq: 100, text: '@a;b' },
      { seq: 104, text: 'c' },
      { seq: 105, text: 'd;e;' },
    ]
    expect(told(...sent)).toEqual(['0@1 @a', '0@3 bcd', '0@3 e', '0 lost', '1 lost'])
  })

  it('wait for those before them, and keep the frame they came in', () => {
    const sent = [
      { seq: 100, text: '@a;' },
      { seq: 106, text: 'c;d' },
      { seq: 103, text: 'bb;' },
      { seq: 109, text: 'e;' },
    ]
    const script = new StreamScript().send(...sent)
    expect(script.log).toEqual(['0@1 @a', '0@3 bb', '0@2 c', '0@4 de'])
    expect(script.frames).toBe(4)
  })

  it('are given once, whatever is sent again', () => {
    const sent = [
      { seq: 100, text: '@a;' },
      { seq: 100, text: '@a;' },
      { seq: 101, text: 'X;b;c' },
      { seq: 99, text: 'X' },
      { seq: 106, text: ';' },
    ]
    expect(told(...sent).slice(0, 3)).toEqual(['0@1 @a', '0@3 b', '0@5 c'])
  })

  it('cross the end of the sequence numbers', () => {
    const sent = [
      { seq: 2 ** 32 - 2, text: '@a;' },
      { seq: 3, text: 'c;' },
      { seq: 1, text: 'b;' },
    ]
    expect(told(...sent).slice(0, 3)).toEqual(['0@1 @a', '0@3 b', '0@2 c'])
  })

  it('begin behind a SYN that carries data', () => {
    expect(told({ seq: 9, flags: 'S', text: '@a;' }, { seq: 13, text: 'b;' }).slice(0, 2)).toEqual([
      '0@1 @a',
      '0@2 b',
    ])
  })
})

describe('segments far away', () => {
  it('end, half of all sequence numbers ahead', () => {
    const sent = [
      { seq: 100, text: '@a;' },
      { seq: 103 + 2 ** 31, text: 'x;' },
    ]
    expect(told(...sent)).toEqual(['0@1 @a', `0 gap ${2 ** 31}`, '0@2 x', '0 lost', '1 lost'])
  })

  it('end, whatever their numbers', () => {
    const seq = fc.oneof(
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      fc.integer({ min: -3, max: 3 }).map((near) => (2 ** 31 + near) >>> 0),
      fc.integer({ min: -3, max: 3 }).map((near) => near >>> 0),
    )
    const sent = fc.record({
      seq,
      ack: seq,
      direction: fc.constantFrom(0 as const, 1 as const),
      text: fc.constantFrom('', '@', 'a;', 'bcd;e'),
      flags: fc.constantFrom('A', 'S', 'F', 'R', 'SA', ''),
    })
    fc.assert(
      fc.property(fc.array(sent, { maxLength: 40 }), (list) => {
        const lines = told({ seq: 0, text: '@' }, ...list)
        for (const line of lines) expect(line).not.toMatch(/gap (-|0$)/)
      }),
      { numRuns: 300, seed: 7 },
    )
  })
})

describe('what waits', () => {
  it('is given behind a gap when a reset ends the stream', () => {
    const sent = [
      { seq: 100, text: '@a;' },
      { seq: 110, text: 'b;' },
      { seq: 112, flags: 'R' },
    ]
    const script = new StreamScript().send(...sent)
    expect(script.log).toEqual(['0@1 @a', '0 gap 7', '0@2 b', '0 reset', '1 reset'])
    expect(script.frames).toBe(2)
  })

  it('does not count when Wireshark shows nothing of it, nor does it silence others', () => {
    const sent = [
      { seq: 100, text: '@a;' },
      { seq: 106, text: 'c;', analysis: OUT_OF_ORDER },
      { seq: 103, text: 'bb;' },
      { seq: 108, text: 'd;' },
    ]
    const script = new StreamScript().send(...sent)
    expect(script.log).toEqual(['0@1 @a', '0@3 bb', '0@2 c', '0@4 d'])
    expect(script.frames).toBe(3)
  })
})

describe('a gap', () => {
  const sent = [
    { seq: 100, text: '@a;b' },
    { seq: 108, text: 'c;' },
  ]

  it('is told when the receiver acknowledges what the capture does not hold', () => {
    const script = new StreamScript().send(...sent)
    expect(script.log).toEqual(['0@1 @a'])
    script.send({ direction: 1, seq: 1, ack: 104, text: 'x' })
    expect(script.log).toHaveLength(1)
    script.send({ direction: 1, seq: 2, ack: 110, text: 'x' })
    expect(script.log).toEqual(['0@1 @a', '0 gap 4', '0@2 c'])
  })

  it('is told at the end of the capture', () => {
    expect(told(...sent)).toEqual(['0@1 @a', '0 gap 4', '0@2 c', '0 lost', '1 lost'])
  })

  it('is told when too many segments wait', () => {
    const many = Array.from({ length: MAX_WAITING_SEGMENTS }, (_, index) => ({
      seq: 200 + index,
      text: ';',
    }))
    const script = new StreamScript().send({ seq: 100, text: '@a;' }, ...many)
    expect(script.log).toEqual(['0@1 @a'])
    script.send({ seq: 5000, text: ';' })
    expect(script.log.slice(0, 3)).toEqual(['0@1 @a', '0 gap 97', '0@2 '])
    expect(script.streams.capped()).toEqual([
      { what: 'octets held for streams and handshakes', count: 1 },
    ])
  })

  it('follows what the snaplen cut', () => {
    const cut = [
      { seq: 100, text: '@abc;d', captured: 3 },
      { seq: 106, text: 'e;' },
    ]
    expect(told(...cut).slice(0, 3)).toEqual(['0@1 @ab…', '0 gap 3', '0@2 e'])
  })
})

describe('the end', () => {
  it('is told once everything before a FIN has come', () => {
    const script = new StreamScript().send(
      { seq: 100, text: '@a;' },
      { seq: 105, text: 'c;', flags: 'FA' },
      { seq: 103, text: 'b;' },
    )
    expect(script.log).toEqual(['0@1 @a', '0@3 b', '0@2 c', '0 fin'])
  })

  it('comes with a reset, whose payload is no data', () => {
    expect(told({ seq: 100, text: '@a;' }, { seq: 103, text: 'why;', flags: 'RA' })).toEqual([
      '0@1 @a',
      '0 reset',
      '1 reset',
    ])
  })

  it('is told once for each direction', () => {
    const fins = [
      { seq: 100, text: '@a;', flags: 'FA' },
      { seq: 103, flags: 'FA' },
      { direction: 1 as const, seq: 7, flags: 'FA', text: 'z;' },
      { direction: 1 as const, seq: 7, flags: 'FA', text: 'z;' },
    ]
    expect(told(...fins)).toEqual(['0@1 @a', '0 fin', '1@3 z', '1 fin'])
  })
})

describe('an analyzer', () => {
  it('gets what it asked to see more of, and what the other side said meanwhile', () => {
    const sent = [
      { direction: 1 as const, seq: 1, text: '?b;' },
      { seq: 100, text: '?' },
      { seq: 101, text: 'a' },
      { seq: 102, text: '@c;' },
    ]
    expect(told(...sent).slice(0, 2)).toEqual(['1@4 ?b', '0@4 ?a@c'])
  })

  it('is not asked about a direction for ever', () => {
    const unknown = Array.from({ length: 4 }, (_, index) => ({ seq: 100 + index, text: '-' }))
    expect(told(...unknown, { seq: 104, text: '@a;' })).toEqual([])
    expect(told(...unknown.slice(1), { seq: 104, text: '@a;' })).not.toEqual([])
  })

  it('gets a direction nobody knew once the other one is recognised', () => {
    const unknown = Array.from({ length: 4 }, (_, index) => ({ seq: 100 + index, text: '-' }))
    const sent = [
      { direction: 1 as const, seq: 1, text: '@a;' },
      { seq: 109, text: 'b;' },
    ]
    expect(told(...unknown, ...sent).slice(0, 2)).toEqual(['1@5 @a', '0@6 b'])
  })
})

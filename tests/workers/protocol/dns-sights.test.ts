/** The same question seen more than once: again, as a copy, at several taps, in a tunnel. */
import { describe, expect, it } from 'vitest'
import { hex, join } from '../../../workers/forge/fields'
import type { Tunnel } from '../../../workers/model/tunnel'
import { hear, type Said } from './recorder'

const QUESTION = hex('03777777 00 0001 0001')
const QUERY = join(hex('1234 0100 0001 0000 0000 0000'), QUESTION)
const ANSWER = join(hex('1234 8780 0001 0000 0000 0000'), QUESTION)

const asked = (time: number, changed: Partial<Said> = {}): Said => ({
  octets: QUERY,
  time,
  ...changed,
})
const answered = (time: number, changed: Partial<Said> = {}): Said => ({
  from: 'server',
  octets: ANSWER,
  time,
  ...changed,
})
const recordsOf = (...said: Said[]) => hear(53, said).records.dns

const TUNNEL: Tunnel = {
  ...{ kind: 'vxlan', src: '172.16.0.1', dst: '172.16.0.2' },
  ...{ vni: 5, udpPort: 8472, overhead: 50 },
}

describe('a question at two taps', () => {
  const two = recordsOf(
    asked(0),
    asked(30e3, { tap: 1, tunnel: TUNNEL }),
    answered(900e3, { tap: 1, tunnel: TUNNEL }),
    answered(1e6),
  )

  it('is one record, with what each tap saw', () => {
    expect(two).toMatchObject([
      {
        ...{ tap: 0, tunnel: null, frame: 1, asked: 1, repeats: [], answerFrame: 4, latency: 1e6 },
        elsewhere: [
          { tap: 1, tunnel: TUNNEL, frame: 2, asked: 1, repeats: [], answerFrame: 3, rcode: 0 },
        ],
      },
    ])
    expect(two[0]?.elsewhere[0]?.latency).toBe(870e3)
  })

  it('is asked again at each of them', () => {
    const tap = 1
    const [record, more] = recordsOf(
      ...[asked(0), asked(30e3, { tap }), asked(5e9), asked(5e9 + 30e3, { tap })],
      ...[answered(5.001e9, { tap }), answered(5.002e9)],
    )
    expect(more).toBeUndefined()
    expect(record).toMatchObject({ asked: 2, repeats: [3], lastAsked: 5e9, latency: 5.002e9 })
    expect(record?.elsewhere).toMatchObject([{ asked: 2, repeats: [4], answerFrame: 5 }])
  })

  it('may be answered at one of them, or at a third', () => {
    const [lost] = recordsOf(asked(0), asked(30e3, { tap: 1 }), answered(1e6, { tap: 1 }))
    expect(lost).toMatchObject({ rcode: -1, latency: -1, elsewhere: [{ rcode: 0 }] })
    const [other] = recordsOf(asked(0), answered(1e6, { tap: 1 }))
    expect(other).toMatchObject({ rcode: 0, answerFrame: 2, latency: 1e6, elsewhere: [] })
  })
})

describe('a question at one tap', () => {
  it('is no repeat where the same packet is seen inside and outside of a tunnel', () => {
    const [record, more] = recordsOf(asked(0), asked(20e6, { tunnel: TUNNEL }), answered(21e6))
    expect(record).toMatchObject({ asked: 1, repeats: [], latency: 21e6 })
    expect(more).toBeUndefined()
    expect(recordsOf(asked(0), asked(20e6 + 1))).toMatchObject([{ asked: 2, repeats: [2] }])
  })

  it('is no new question when its packet is seen once more after the answer', () => {
    expect(recordsOf(asked(0), answered(1e6), asked(2e6))).toHaveLength(1)
    expect(recordsOf(asked(0), answered(1e6), asked(5e9))).toHaveLength(2)
  })

  it('does not count as asked or answered by copies', () => {
    const copied = recordsOf(asked(0), asked(50e6, { copy: true }), answered(60e6))
    expect(copied).toMatchObject([{ asked: 1, repeats: [], latency: 60e6 }])
    const later = asked(60e6, { copy: true })
    expect(recordsOf(asked(0), answered(1e6), later, answered(61e6, { copy: true }))).toHaveLength(
      1,
    )
  })

  // resolv.conf(5): a time-out of more than 30 s is capped.
  it('is another one when nobody could wait any longer', () => {
    expect(recordsOf(asked(0), asked(30e9))).toMatchObject([{ asked: 2 }])
    expect(recordsOf(asked(0), asked(30e9 + 1))).toHaveLength(2)
    const late = recordsOf(asked(0), answered(30e9 + 1))
    expect(late.map(({ asked, latency, rcode }) => [asked, latency, rcode])).toEqual([
      [1, -1, -1],
      [0, -1, 0],
    ])
  })

  it('keeps what its flags say', () => {
    expect(recordsOf(asked(0), answered(1e6))).toMatchObject([
      { recursionDesired: true, authoritative: true, truncated: true },
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { hex, join } from '../../../workers/forge/fields'
import { hear, type Said } from './recorder'

const NAME = hex('03777777 076578616d706c65 03636f6d 00') // www.example.com
const QUERY = join(hex('0000 0000 0001 0000 0000 0000'), NAME, hex('0001 0001'))
const ANSWER = join(
  hex('0000 8400 0000 0001 0000 0000'),
  NAME,
  hex('0001 8001 00000078 0004 0a000009'),
)
const MULTICAST = { clientPort: 5353, server: '224.0.0.251' }

const asked = (time: number, changed: Partial<Said> = {}): Said => ({
  ...MULTICAST,
  octets: QUERY,
  time,
  ...changed,
})
const answered = (time: number, changed: Partial<Said> = {}): Said => ({
  ...MULTICAST,
  octets: ANSWER,
  client: '10.0.0.9',
  stream: 1,
  time,
  ...changed,
})
const latencies = (...said: Said[]) => hear(5353, said).records.dns.map(({ latency }) => latency)

describe('mDNS', () => {
  it('answers whoever asked for the name', () => {
    const said = hear(5353, [asked(0), answered(1e6)])
    expect(said.counts).toEqual({
      'dns.mdns_queries': 1,
      'dns.mdns_responses': 1,
      'dns_rcodes.0': 1,
    })
    expect(said.records.dns).toMatchObject([
      { protocol: 'mdns', answerFrame: 2, latency: 1e6, answers: ['10.0.0.9'] },
    ])
  })

  // RFC 6762 §6 and §7.2: held back for 120 ms, or for 500 ms; §8.3: announced whenever they like.
  it('answers within a second; later it announces', () => {
    expect(latencies(asked(0), answered(500e6))).toEqual([500e6])
    expect(latencies(asked(0), answered(1e9))).toEqual([1e9])
    expect(latencies(asked(0), answered(1e9 + 1))).toEqual([-1])
    expect(latencies(asked(0), answered(30e9))).toEqual([-1])
  })

  it('is asked anew after that second, and the answer belongs to the newest question', () => {
    const said = hear(5353, [asked(0), asked(1.01e9), asked(3e9), answered(3.02e9)])
    expect(said.records.dns).toMatchObject([
      { latency: -1, repeats: [] },
      { latency: -1, repeats: [] },
      { frame: 3, latency: 20e6, repeats: [] },
    ])
    const chain = [0, 0.9e9, 1.8e9, 2.7e9].map((time) => asked(time))
    expect(latencies(...chain, answered(2.71e9))).toEqual([-1, 0.91e9])
  })

  it('asked over IPv4 and IPv6 at once is one question', () => {
    const ipv6 = asked(50e3, { client: 'fe80::1', server: 'ff02::fb', stream: 2 })
    expect(hear(5353, [asked(0), ipv6, answered(20e6)]).records.dns).toMatchObject([
      { asked: 1, repeats: [], latency: 20e6 },
    ])
  })

  it('announces without a question', () => {
    expect(hear(5353, [answered(0)]).records.dns).toEqual([])
  })
})

describe('LLMNR', () => {
  const query = join(hex('1234'), QUERY.slice(2))
  const answer = join(
    hex('1234 8000 0001 0001 0000 0000'),
    NAME,
    hex('0001 0001 c00c 0001 0001 0000003c 0004 0a000007'),
  )
  const all = (time: number): Said => ({ octets: query, server: '224.0.0.252', time })
  const one = (time: number): Said => ({
    from: 'server',
    octets: answer,
    server: '10.0.0.7',
    stream: 1,
    time,
  })

  it('answers come from another address than was asked', () => {
    const said = hear(5355, [all(0), one(1e6)])
    expect(said.counts['dns.llmnr_responses']).toBe(1)
    expect(said.records.dns).toMatchObject([{ protocol: 'llmnr', answers: ['10.0.0.7'] }])
  })

  // RFC 4795 §2.7: the sender waits `LLMNR_TIMEOUT`, a second, and may ask again.
  it('answers within a second of the last time it was asked', () => {
    const again = hear(5355, [all(0), all(0.4e9), one(1.3e9)])
    expect(again.records.dns).toMatchObject([{ repeats: [2], asked: 2, latency: 1.3e9 }])
    const late = hear(5355, [all(0), one(1.1e9)])
    expect(late.records.dns.map(({ asked, latency }) => [asked, latency])).toEqual([
      [1, -1],
      [0, -1],
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { hex, join, text, u16, u8 } from '../../../workers/forge/fields'
import { MAX_DNS_REPEATS } from '../../../workers/limits/limits'
import { hear, malformedCuts, range, snaplenFaults } from './recorder'

const NAME = hex('03777777 076578616d706c65 03636f6d 00') // www.example.com
const QUERY = join(hex('1234 0100 0001 0000 0000 0000'), NAME, hex('0001 0001'))
const ANSWER = join(
  hex('1234 8180 0001 0002 0000 0001'),
  NAME,
  hex('0001 0001'),
  hex('c00c 0005 0001 00000e10 0006 03776562 c010'), // CNAME web.example.com
  hex('c02d 0001 0001 00000e10 0004 5db8d822'),
  hex('00 0029 04d0 00000000 0000'), // EDNS
)

const record = (type: number, data: Uint8Array): Uint8Array =>
  join(hex('c00c'), u16(type, 1, 0, 60, data.length), data)
const answerWith = (type: number, data: Uint8Array): Uint8Array =>
  join(hex('1234 8180 0001 0001 0000 0000'), NAME, u16(type, 1), record(type, data))
const answersOf = (type: number, data: Uint8Array): string[] =>
  hear(53, [{ from: 'server', octets: answerWith(type, data) }]).records.dns[0]?.answers ?? []

describe('a question that the capture cuts', () => {
  /** The first octets of the message, which goes on. */
  const cut = (octets: Uint8Array, captured: number) => ({
    from: 'client' as const,
    ...{ octets, captured },
  })

  it('is matched with its answer as far as it goes', () => {
    const question = cut(QUERY, 12 + 12) // www, example, and no more
    const answer = { ...cut(ANSWER, 12 + 12), from: 'server' as const }
    const { records } = hear(53, [question, answer])
    expect(records.dns).toMatchObject([
      { id: 0x1234, query: 'www.example.…', type: 0, answerFrame: 2, latency: 1e6, rcode: 0 },
    ])
  })

  it('tells nothing without its header', () => {
    expect(hear(53, [cut(QUERY, 11)]).records.dns).toEqual([])
  })
})

describe('a question and its answer', () => {
  it('become one record with its latency', () => {
    const said = hear(53, [QUERY, { from: 'server', octets: ANSWER }])
    expect(said.records.dns).toEqual([
      {
        frame: 1,
        time: 0,
        stream: 0,
        transport: 'udp',
        src: '10.0.0.1',
        srcPort: 40_000,
        dst: '10.0.0.2',
        dstPort: 53,
        protocol: 'dns',
        id: 0x1234,
        query: 'www.example.com',
        type: 1,
        rcode: 0,
        answerFrame: 2,
        latency: 1e6,
        repeats: [],
        repeatTimes: [],
        answers: ['web.example.com', '93.184.216.34'],
        asked: 1,
        lastAsked: 0,
        recursionDesired: true,
        authoritative: false,
        truncated: false,
        tap: 0,
        tunnel: null,
        elsewhere: [],
      },
    ])
    expect(said.counts).toEqual({
      'dns.dns_queries': 1,
      'dns.dns_responses': 1,
      'dns_rcodes.0': 1,
    })
    expect(said.protocols).toEqual(['dns', 'dns'])
  })

  it('asked again, keep the frames of the repeats and the time from the first', () => {
    const times = Array.from({ length: MAX_DNS_REPEATS + 3 }, (_, index) => index * 5e9)
    const asked = times.map((time) => ({ octets: QUERY, time }))
    const [dns] = hear(53, [...asked, { from: 'server', octets: ANSWER }]).records.dns
    expect(dns?.repeats).toEqual(range(2, MAX_DNS_REPEATS + 1))
    expect(dns).toMatchObject({ answerFrame: 12, latency: 50.001e9, asked: 11, lastAsked: 50e9 })
    expect(dns?.repeatTimes).toEqual(times.slice(1, MAX_DNS_REPEATS + 1))
  })

  it('do not meet when identification, name or conversation differ', () => {
    const otherId = join(hex('1235'), ANSWER.slice(2))
    const other = { from: 'server', octets: ANSWER, stream: 1 } as const
    const said = hear(53, [QUERY, { from: 'server', octets: otherId }, other])
    expect(said.records.dns.map(({ rcode, latency }) => [rcode, latency])).toEqual([
      [-1, -1],
      [0, -1],
      [0, -1],
    ])
    expect(said.records.dns[1]).toMatchObject({ src: '10.0.0.1', dstPort: 53, answerFrame: 2 })
  })

  it('are asked anew after the answer', () => {
    const again = { octets: QUERY, time: 5e9 }
    const said = hear(53, [QUERY, { from: 'server', octets: ANSWER }, again])
    expect(said.records.dns.map(({ frame, answerFrame }) => [frame, answerFrame])).toEqual([
      [1, 2],
      [3, 0],
    ])
  })

  it('quoted in an ICMP error count, but are no question', () => {
    const said = hear(53, [{ octets: QUERY, captured: 20, quoted: true }])
    expect(said.counts).toEqual({ 'dns.dns_queries': 1 })
    expect(said.records.dns).toEqual([])
    const cut = hear(53, [{ octets: QUERY.slice(0, 20), quoted: true }])
    expect(cut.faults).toEqual([])
  })

  it('tell the rcode of a name that does not exist', () => {
    const no = join(hex('1234 8183 0001 0000 0000 0000'), QUERY.slice(12))
    const said = hear(53, [QUERY, { from: 'server', octets: no }])
    expect(said.counts['dns_rcodes.3']).toBe(1)
    expect(said.records.dns).toMatchObject([{ rcode: 3, answers: [] }])
  })
})

describe('answers', () => {
  it('are written as zone files have them', () => {
    const web = hex('03776562 c010')
    expect(answersOf(28, hex('20010db8 00000000 00000000 00000001'))).toEqual(['2001:db8::1'])
    expect(answersOf(15, join(u16(10), web))).toEqual(['10 web.example.com'])
    expect(answersOf(33, join(u16(1, 2, 8080), web))).toEqual(['1 2 8080 web.example.com'])
    expect(answersOf(16, join(u8(5), text('hello')))).toEqual(['"hello"'])
    expect(answersOf(65, hex('0001 00'))).toEqual(['1 .'])
    expect(answersOf(1, hex(''))).toEqual(['type 1, 0 octets'])
  })

  it('keep control characters as data, and escape dots inside labels', () => {
    expect(answersOf(12, hex('04 612e1b62 00'))).toEqual(['a\\.\u001bb'])
    expect(answersOf(12, hex('06 e280ae6162ff 00'))).toEqual(['\u202eab\ufffd'])
  })

  // Wireshark 4.0.17 takes data that end before their fields, and the message, for malformed.
  it.each([
    [1, 4],
    [28, 16],
    [33, 7],
    [6, 22],
    [15, 3],
    [46, 19],
    [250, 17],
  ])('of type %i need %i octets', (type, least) => {
    const broken = range(1, least + 2).filter(
      (length) => hear(53, [answerWith(type, new Uint8Array(length))]).faults.length > 0,
    )
    expect(broken).toEqual(range(1, least - 1))
  })
})

describe('hostile messages', () => {
  const asking = (name: Uint8Array, counts = u16(1, 0, 0, 0)): Uint8Array =>
    join(hex('1234 0100'), counts, name, hex('0001 0001'))

  it('end wherever they are cut', () => {
    expect(malformedCuts(53, QUERY)).toEqual(range(1, QUERY.length - 1))
    expect(malformedCuts(53, ANSWER)).toEqual(range(1, ANSWER.length - 1))
  })

  it('cut by the capture are nobody’s fault', () => {
    expect(snaplenFaults(53, ANSWER)).toEqual([])
    expect(hear(53, [{ octets: ANSWER, captured: 20 }]).weirds).toEqual(['dns cut off'])
  })

  it('turn in no circle', () => {
    for (const name of ['c00c', '0161 c00c', 'c00e c00c']) {
      const said = hear(53, [asking(hex(name))])
      expect(said.faults).toEqual([])
      expect(said.records.dns[0]?.query).toMatch(/…$/)
    }
  })

  it('announce more than they hold', () => {
    const said = hear(53, [asking(hex('00'), u16(65_535, 65_535, 65_535, 65_535))])
    expect(said.faults).toHaveLength(1)
    expect(said.counts['dns.dns_queries']).toBe(1)
  })

  it('have names of at most 255 octets, and no end of labels', () => {
    const label = join(u8(63), new Uint8Array(63).fill(0x61))
    const long = join(label, label, label, label, label, u8(0))
    const said = hear(53, [asking(long)])
    expect(said.faults).toEqual([])
    expect(said.records.dns[0]?.query.length).toBeLessThanOrEqual(255)
    const endless = join(...Array.from({ length: 900 }, () => label), u8(0))
    expect(hear(53, [asking(endless)]).faults).toHaveLength(1)
  })

  it('have labels of unknown kinds', () => {
    expect(hear(53, [asking(hex('80 00'))]).faults).toEqual(['dns: dns.qry.name'])
    expect(hear(53, [asking(hex('40 00'))]).faults).toEqual(['dns: dns.qry.name'])
  })
})

describe('elsewhere than at port 53', () => {
  it('a message must look like a question or an answer', () => {
    expect(hear(9999, [QUERY, ANSWER]).protocols).toEqual(['dns', 'dns'])
    const update = join(hex('1234 2800'), QUERY.slice(4))
    const twoQuestions = join(hex('1234 0100 0002'), QUERY.slice(6))
    const manyAdditional = join(QUERY.slice(0, 10), u16(11), QUERY.slice(12))
    for (const octets of [update, twoQuestions, manyAdditional, QUERY.slice(0, 12)]) {
      expect(hear(9999, [octets]).protocols).toEqual([])
    }
  })

  it('the lower port decides, as in Wireshark', () => {
    expect(hear(5353, [{ octets: QUERY, clientPort: 53 }]).protocols).toEqual(['dns'])
    expect(hear(53, [{ octets: new Uint8Array(0) }]).protocols).toEqual([])
  })
})

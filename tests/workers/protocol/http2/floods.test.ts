/** Header compression made to cost more than it is worth: RFC 7541 §7.3, RFC 9113 §10.5. */
import { describe, expect, it } from 'vitest'
import {
  MAX_HEADER_BLOCK,
  MAX_HPACK_TABLE,
  MAX_HTTP_FIELDS,
  MAX_HTTP_TEXT,
} from '../../../../workers/limits/limits'
import { HpackDecoder } from '../../../../workers/protocol/http2/hpack'
import { Huffman } from '../../../../workers/protocol/http2/huffman'
import { Fault } from '../../../../workers/wire/fault'
import { octetsOf } from '../../../support/sink'
import { analyse, captureOf, only } from '../../../support/analyse'
import { TcpScript } from '../../../support/tcp-script'

const decoder = () => new HpackDecoder(new Huffman())
const bytes = (...parts: (number | Uint8Array)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...part])))
const repeated = (count: number, ...octets: number[]) => {
  const all = new Uint8Array(count * octets.length)
  for (let i = 0; i < count; i++) all.set(octets, i * octets.length)
  return all
}
const faultOf = (run: () => unknown): Fault => {
  try {
    run()
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error('no fault')
}

/** §5.1, behind a prefix of `bits` that is all ones. */
function integer(first: number, bits: number, value: number): Uint8Array {
  const octets = [first | (2 ** bits - 1)]
  let rest = value - (2 ** bits - 1)
  for (; rest >= 128; rest = Math.floor(rest / 128)) octets.push((rest % 128) | 128)
  return Uint8Array.from([...octets, rest])
}

describe('a header block', () => {
  it('that churns the table keeps it within its size', () => {
    const one = decoder()
    // Entries of no name and no value: 32 octets each, of the 65,536 that the table may have.
    const churn = bytes(integer(0x20, 5, MAX_HPACK_TABLE), repeated(80_000, 0x40, 0, 0))
    expect(one.decode(octetsOf(churn))).toHaveLength(MAX_HTTP_FIELDS)
    const most = MAX_HPACK_TABLE / 32
    expect(one.decode(octetsOf(integer(0x80, 7, 61 + most)))).toEqual([['', '']])
    expect(faultOf(() => one.decode(octetsOf(integer(0x80, 7, 62 + most)))).what).toBe(
      'http2.header.index',
    )
  })

  it('that empties and fills the table again and again ends', () => {
    const turn = [0x20, ...integer(0x20, 5, 4096), 0x40, 1, 0x61, 1, 0x62]
    const fields = decoder().decode(octetsOf(repeated(20_000, ...turn)))
    expect(fields).toHaveLength(MAX_HTTP_FIELDS)
    expect(fields.at(-1)).toEqual(['a', 'b'])
  })

  it('that names one long field 60,000 times is read up to the bound', () => {
    const long = bytes(0x40, 1, 0x61, integer(0, 7, 3000), repeated(3000, 0x7a))
    const fields = decoder().decode(octetsOf(bytes(long, repeated(60_000, 0x80 | 62))))
    expect(fields).toHaveLength(MAX_HTTP_FIELDS)
    expect(new Set(fields.map(([, value]) => value.length))).toEqual(new Set([MAX_HTTP_TEXT]))
  })

  it.each<[string, Uint8Array, string]>([
    ['an index of 2³¹', integer(0x80, 7, 2 ** 31), 'http2.header.length'],
    ['an index of 2²⁸', integer(0x80, 7, 2 ** 28), 'http2.header.index'],
    ['a name of 2²⁸ octets', bytes(0x40, integer(0, 7, 2 ** 28)), 'length'],
    ['a Huffman string of 2²⁸ octets', bytes(0x40, integer(0x80, 7, 2 ** 28)), 'length'],
    ['a table of 2²⁸ octets', integer(0x20, 5, 2 ** 28), 'http2.header_table_size'],
    ['zeros without end in an integer', bytes(0xff, repeated(50, 0x80), 0), 'http2.header.length'],
  ])('with %s is refused', (_, octets, what) => {
    expect(faultOf(() => decoder().decode(octetsOf(octets)))).toMatchObject({
      kind: 'malformed',
      what,
    })
  })
})

describe('a connection', () => {
  const text = (octets: Uint8Array) => String.fromCharCode(...octets)
  const frame = (type: number, flags: number, payload: string) => {
    const { length } = payload
    const head = [length >> 16, (length >> 8) & 255, length & 255, type, flags, 0, 0, 0, 1]
    return text(Uint8Array.from(head)) + payload
  }
  const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'
  const SETTINGS = frame(4, 0, '')
  /** GET http://ab.cd/ */
  const ASKED = `${text(Uint8Array.of(0x82, 0x86, 0x84, 0x41, 5))}ab.cd`

  async function factsOf(...said: string[]) {
    const script = new TcpScript({ serverPort: 50_051 }).handshake()
    const whole = PREFACE + SETTINGS + said.join('')
    for (let at = 0; at < whole.length; at += 1400) {
      script.client({ flags: 'PA', data: whole.slice(at, at + 1400) })
      script.server()
    }
    const { facts, applications } = only((await analyse(captureOf(script.frames))).captures)
    return { names: facts.weirds.map(({ name }) => name), http: applications.http }
  }

  it('with more header fields than are read has its request, and that is told', async () => {
    const more = text(repeated(MAX_HTTP_FIELDS, 0x00, 1, 0x61, 1, 0x62))
    const { names, http } = await factsOf(frame(1, 5, ASKED + more))
    expect(http).toMatchObject([{ method: 'GET', host: 'ab.cd' }])
    expect(names).toContain('http2: header fields beyond those that are read')
  })

  it('at the bound says nothing', async () => {
    const rest = text(repeated(MAX_HTTP_FIELDS - 4, 0x00, 1, 0x61, 1, 0x62))
    expect((await factsOf(frame(1, 5, ASKED + rest))).names).toEqual([])
  })

  it('whose header goes on in frame after frame is given up at its bound, and that is told', async () => {
    const part = frame(9, 0, text(repeated(16_000, 0)))
    const parts = Array.from({ length: Math.ceil(MAX_HEADER_BLOCK / 16_000) + 1 }, () => part)
    const { names } = await factsOf(frame(1, 1, ASKED), ...parts)
    expect(names).toContain('malformed: http2: http2.length')
  })

  it('with a table beyond the bound is told', async () => {
    const { names } = await factsOf(frame(1, 5, text(integer(0x20, 5, 2 ** 27))))
    expect(names).toContain('http2: http2.header_table_size')
  })
})

/**
 * Segments that come again when the message they are part of is complete: Wireshark cannot fit them
 * in, and calls them malformed. Where tshark is installed it is asked about the same frames.
 */
import { describe, expect, it } from 'vitest'
import { hex, join, text, u16 } from '../../../../workers/forge/fields'
import { analyse, only } from '../../../support/analyse'
import { type Part, partsCapture } from '../../../support/tcp-parts'
import { hasTshark, withTshark } from '../../forge/tshark'

const record = (length: number): Uint8Array =>
  join(hex('170303'), u16(length), new Uint8Array(length))
const RECORDS = join(record(295), record(195), record(95)) // 1 to 301, 301 to 501, 501 to 601
const piece = (from: number, to: number): Part => ({
  seq: from,
  octets: RECORDS.slice(from - 1, to - 1),
})
const BODY = join(text('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n'), new Uint8Array(500))
const answer = (from: number, to: number): Part => ({
  from: 'server',
  seq: from,
  octets: BODY.slice(from - 1, to - 1),
})
const REQUEST: Part = { seq: 1, octets: text('GET / HTTP/1.1\r\nHost: a\r\n\r\n') }

const CASES: readonly [string, number, Part[], number][] = [
  [
    'a later part of a record',
    443,
    [piece(1, 101), piece(101, 201), piece(201, 301), piece(101, 201)],
    1,
  ],
  ['its first part is known again', 443, [piece(1, 101), piece(101, 301), piece(1, 101)], 0],
  ['a record that came in one piece', 443, [piece(1, 301), piece(301, 501), piece(1, 301)], 0],
  [
    'the middle of the second of two records in a segment',
    443,
    [piece(1, 101), piece(101, 401), piece(401, 601), piece(401, 501)],
    1,
  ],
  [
    'a part of a record that stands whole between two others',
    443,
    [piece(1, 101), piece(101, 551), piece(551, 601), piece(301, 501)],
    0,
  ],
  [
    'a part of a message with a body',
    80,
    [REQUEST, answer(1, 201), answer(201, 401), answer(401, 542), answer(201, 401)],
    1,
  ],
  ['nothing again', 443, [piece(1, 101), piece(101, 301)], 0],
]

describe('what comes again', () => {
  it.each(CASES)('%s', async (_says, port, parts, malformed) => {
    const { captures } = await analyse(partsCapture(port, parts))
    expect(only(captures).counts['malformed_frames']).toBe(malformed)
  })

  it.skipIf(!hasTshark).each(CASES)('as tshark says: %s', (_says, port, parts, malformed) => {
    const octets = partsCapture(port, parts)
    expect(withTshark(octets, ({ count }) => count('_ws.malformed'))).toBe(malformed)
  })
})

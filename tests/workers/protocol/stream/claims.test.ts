/** Where HTTP begins in a stream, and what belongs to none of its messages; tshark 4.0.17 agrees. */
import { describe, expect, it } from 'vitest'
import { hex, join, text } from '../../../../workers/forge/fields'
import { analyse, only } from '../../../support/analyse'
import { type Part, partsCapture } from '../../../support/tcp-parts'
import { hasTshark, withTshark } from '../../forge/tshark'

const REQUEST = text('GET /a HTTP/1.1\r\nHost: a.example\r\n\r\n')
const ANSWER = text('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n')
const from = 'server' as const
const after = (octets: Uint8Array): number => 1 + octets.length

/** Name, segments, frames with HTTP, requests. */
const CASES: readonly [string, Part[], number, number][] = [
  ['a request', [{ seq: 1, octets: REQUEST }], 1, 1],
  [
    'a request behind an octet of something else',
    [
      { seq: 1, octets: hex('00') },
      { seq: 2, octets: REQUEST },
    ],
    1,
    1,
  ],
  [
    'a request in two pieces',
    [
      { seq: 1, octets: REQUEST.slice(0, 2) },
      { seq: 3, octets: REQUEST.slice(2) },
    ],
    1,
    1,
  ],
  [
    'text behind an answer that the snaplen cut',
    [
      { from, seq: 1, octets: join(ANSWER, hex('00')), captured: 20 },
      { from, seq: after(ANSWER) + 1, octets: text('abc and more'), captured: 3 },
    ],
    2,
    0,
  ],
  [
    'something else behind it',
    [
      { from, seq: 1, octets: join(ANSWER, hex('00')), captured: 20 },
      { from, seq: after(ANSWER) + 1, octets: hex('c0d52a1c 80f9'), captured: 4 },
    ],
    1,
    0,
  ],
]

describe('HTTP in a stream', () => {
  it.each(CASES)('%s', async (_says, parts, frames, requests) => {
    const { counts } = only((await analyse(partsCapture(80, parts))).captures)
    const { http = 0 } = counts['frames_with_protocol'] as Record<string, number>
    const { requests: seen = 0 } = counts['http'] as Record<string, number>
    expect([http, seen]).toEqual([frames, requests])
  })

  it.skipIf(!hasTshark).each(CASES)('as tshark says: %s', (_says, parts, frames, requests) => {
    const told = withTshark(partsCapture(80, parts), ({ count }) => [
      count('frame.protocols contains "http"'),
      count('http.request'),
    ])
    expect(told).toEqual([frames, requests])
  })
})

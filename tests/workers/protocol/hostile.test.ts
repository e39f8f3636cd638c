/** Payloads of anything at every port: analyzers end, and throw nothing but what becomes a weird. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_APP_TEXT } from '../../../workers/limits/limits'
import { Conversation, type Said } from './conversation'
import { hear } from './recorder'

const RUNS = { numRuns: 300, seed: 20_240_501 }
const UDP_PORTS = [53, 67, 123, 137, 138, 161, 546, 5060, 5353, 5355, 9999]
const TCP_PORTS = [20, 21, 22, 23, 25, 53, 110, 139, 143, 179, 445, 587, 5060, 9999]

/** Beginnings that lead analyzers further than random octets would. */
const BEGINNINGS = [
  'SSH-2.0-x\r\n',
  'USER a\r\nPASS b\r\n',
  '\0\0\0\u0040\u00ffSMB\u0073',
  '\0\0\0\u0080\u00feSMB\u0040',
  '\u00ff'.repeat(16),
  'SIP/2.0 200 OK\r\nl: 5\r\n\r\n',
  '\u0030\u0020\u0002\u0001\u0003',
  '\0\u0020\u0012\u0034\u0081\u0080\0\u0001\0\u0009',
].map((text) => Uint8Array.from(text, (character) => character.charCodeAt(0)))

const octets = fc
  .tuple(fc.constantFrom(new Uint8Array(0), ...BEGINNINGS), fc.uint8Array({ maxLength: 200 }))
  .map(([head, tail]) => Uint8Array.of(...head, ...tail))

const textsOf = (records: readonly { text: string }[]): number[] =>
  records.map(({ text }) => text.length)

describe('anything', () => {
  it.each(UDP_PORTS)('in datagrams at port %i is survived', (port) => {
    fc.assert(
      fc.property(fc.array(octets, { maxLength: 5 }), (said) => {
        const { records } = hear(port, said)
        expect(Math.max(0, ...textsOf(records.session))).toBeLessThanOrEqual(MAX_APP_TEXT)
      }),
      RUNS,
    )
  })

  it.each(TCP_PORTS)('in streams at port %i is survived', (port) => {
    const segment = fc.tuple(fc.constantFrom('client', 'server'), octets, fc.nat({ max: 300 }))
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 8 }), (segments) => {
        const said = segments.map(([who, words, captured]): Said => [
          who,
          words,
          Math.min(captured, words.length),
        ])
        const talk = new Conversation().talk(port, said)
        expect(Math.max(0, ...textsOf(talk.sessions))).toBeLessThanOrEqual(MAX_APP_TEXT)
      }),
      RUNS,
    )
  })
})

import { describe, expect, it } from 'vitest'
import type { OctetQuestion } from '../../../../workers/api/octet-search'
import { ethernet, ipv4, PROTO, udp } from '../../../../workers/forge/packet'
import { filterOf } from '../../../../src/views/find/question-filter'
import { matchIn, questionIn, withQuestion } from '../../../../src/views/find/question'
import { matcherOf } from '../../../../workers/search/question'
import { askedOf } from '../../../workers/select/capture-of'

const text = (words: string, more: Partial<OctetQuestion> = {}): OctetQuestion => ({
  ...{ kind: 'text', words, anyCase: true, encodings: 'both' },
  ...more,
})

const QUESTIONS: readonly OctetQuestion[] = [
  text('secret'),
  text('SeCrEt', { anyCase: false }),
  text('a.b "c" \\d', { encodings: 'narrow' }),
  text('a.b "c" \\d', { anyCase: false, encodings: 'narrow' }),
  text('wide', { encodings: 'wide' }),
  text('wide', { encodings: 'wide', anyCase: false }),
  text('密码', { encodings: 'narrow' }),
  text('1', { anyCase: false, encodings: 'narrow' }),
  text('de ad BE ef', { kind: 'hex' }),
  text('0xff', { kind: 'hex' }),
  text('sec?ret\\b', { kind: 'pattern' }),
  text('\\d\\.\\d', { kind: 'pattern', anyCase: false }),
]

const ends = { src: '10.0.0.1', dst: '10.0.0.2' }
const utf8 = (words: string) => [...new TextEncoder().encode(words)]
const PAYLOADS = [
  utf8('the secret'),
  utf8('THE SECRET'),
  utf8('SeCrEt'),
  utf8('a.b "c" \\d'),
  utf8('A.B "C" \\D'),
  utf8('axb "c" xd'),
  utf8('wide'),
  utf8('w\0i\0d\0e\0'),
  utf8('\0W\0I\0D\0E'),
  utf8('\0w\0i\0d\0e'),
  utf8('用户密码'),
  utf8('secretly 1.2'),
  [0xde, 0xad, 0xbe, 0xef, 0xff],
]

describe('the filter that a search stands for', () => {
  it('passes the packets in which the search finds something, and no others', async () => {
    const frames = PAYLOADS.map((payload, i) => {
      const datagram = udp({ ...ends, srcPort: 5000, dstPort: 6000 }, Uint8Array.from(payload))
      const octets = ethernet({}, ipv4({ ...ends, proto: PROTO.udp }, datagram))
      return { time: i * 1000, octets }
    })
    const { frames: passing } = await askedOf(frames)
    for (const question of QUESTIONS) {
      const matcher = matcherOf(question)
      const found = frames.flatMap(({ octets }, i) => {
        matcher.begin(octets, 0, octets.length)
        return matcher.next() ? [i + 1] : []
      })
      const filter = filterOf(question)
      expect(filter, question.words).not.toBe('')
      expect(await passing(filter), filter).toEqual(found)
    }
  })

  it('is none where filters cannot tell what the search tells', () => {
    expect(filterOf(text('de ?? ef', { kind: 'hex' }))).toBe('')
    expect(filterOf(text('пароль'))).toBe('')
    expect(filterOf(text('GET', { kind: 'pattern', anyCase: false }))).toBe('')
  })
})

describe('the address of a search', () => {
  it.each(QUESTIONS)('leads back to it: %j', (question) => {
    const query = withQuestion({ filter: 'tcp' }, question)
    const { anyCase, encodings } = question
    expect(query['filter']).toBe('tcp')
    expect(questionIn(query)).toEqual({
      ...question,
      anyCase: anyCase || question.kind === 'hex',
      encodings: question.kind === 'text' ? encodings : 'both',
    })
  })

  it('holds nothing when nothing is sought', () => {
    const query = withQuestion(withQuestion({}, text('a')), null)
    expect(questionIn(query)).toBeNull()
    expect(matchIn(query)).toBe(-1)
    expect(matchIn({ match: '3' })).toBe(2)
  })
})

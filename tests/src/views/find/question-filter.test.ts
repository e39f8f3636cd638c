import { describe, expect, it } from 'vitest'
import type { OctetQuestion } from '../../../../workers/api/octet-search'
import { ethernet, ipv4, PROTO, udp } from '../../../../workers/forge/packet'
import { filterAmong, filterOf } from '../../../../src/views/find/question-filter'
import {
  amongNow,
  matchIn,
  questionIn,
  withinLimits,
  withQuestion,
  type Limits,
} from '../../../../src/views/find/question'
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

  it('says which packets are searched', () => {
    const question = { ...text('a'), among: 'both' } as const
    const query = withQuestion({}, question)
    expect(query['among']).toBe('both')
    expect(questionIn(query)).toMatchObject({ among: 'both' })
    expect(questionIn(withQuestion(query, text('a')))).not.toHaveProperty('among')
  })

  it('holds nothing when nothing is sought', () => {
    const query = withQuestion(withQuestion({}, text('a')), null)
    expect(questionIn(query)).toBeNull()
    expect(matchIn(query)).toBe(-1)
    expect(matchIn({ match: '3' })).toBe(2)
  })
})

describe('the packets that are searched', () => {
  const time = { starts: [0], from: 5, to: 9 }
  const NONE: Limits = { filter: '', time: null, selected: null }
  const BOTH: Limits = { filter: 'tcp', time, selected: { capture: 0, frame: 3 } }

  it('are all where there is neither filter nor stretch, whatever was chosen', () => {
    for (const among of ['all', 'filter', 'time', 'both'] as const) {
      expect(amongNow(among, NONE)).toBe('all')
      expect(withinLimits({ ...text('a'), among }, NONE)).toEqual(text('a'))
    }
    expect(amongNow('both', { ...NONE, filter: 'tcp' })).toBe('filter')
    expect(amongNow('both', { ...NONE, time })).toBe('time')
  })

  it('are those of the filter, of the stretch, of both', () => {
    const within = (among: 'all' | 'filter' | 'time' | 'both') =>
      withinLimits({ ...text('a'), among }, BOTH).within
    expect(within('all')).toBeUndefined()
    expect(within('filter')).toEqual({ filter: 'tcp' })
    expect(within('time')).toEqual({ filter: '', time })
    expect(within('both')).toEqual({ filter: 'tcp', time })
  })

  it('are told by the packet that the filter speaks of', () => {
    const filter = 'tcp.stream == ${tcp.stream}'
    const asked = withinLimits({ ...text('a'), among: 'filter' }, { ...BOTH, filter })
    expect(asked.within).toEqual({ filter, selected: { capture: 0, frame: 3 } })
  })

  it('stay those of the filter when the search becomes one', () => {
    expect(filterAmong('frame contains "a"', 'tcp || udp')).toBe(
      '(tcp || udp) && (frame contains "a")',
    )
    expect(filterAmong('', 'tcp')).toBe('')
  })
})

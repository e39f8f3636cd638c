import { afterEach, describe, expect, it } from 'vitest'
import { speak, text } from '../../../../src/text'
import {
  isSound,
  isTriable,
  isUntouched,
  tidied,
  trialKey,
  wrongNumber,
  wrongsOf,
} from '../../../../src/views/detectors/draft-check'
import { draftRefusal } from '../../../../src/views/detectors/draft-refusal'
import { EXAMPLES, exampleNamed, exampleOf } from '../../../../src/views/detectors/examples'
import { checkFilter } from '../../../../workers/filter/check'
import {
  NEW_DETECTOR,
  ownDetectorsFile,
  ownDetectorsFrom,
  type OwnDetector,
} from '../../../../workers/model/own-detector'

const draft = (parts: Partial<OwnDetector>): OwnDetector => ({ ...NEW_DETECTOR, ...parts })

describe('what is written', () => {
  it('is wrong where its filter is, and nowhere else', () => {
    const { filter, of, distinct, field } = wrongsOf(draft({ filter: 'tcp.prt == 80', of: 'tcp' }))
    expect(filter).toMatchObject({ at: 0, length: 7 })
    expect([of, distinct, field]).toEqual([null, null, null])
  })

  it('names one field where a field is meant', () => {
    const wrong = (distinct: string) => wrongsOf(draft({ distinct })).distinct
    expect(wrong('dns.qry.name ')).toBeNull()
    expect(wrong('dns.qry.name == "a"')?.message).toBe('One field, and nothing else.')
    expect(wrong('dns.qry.nam')?.message).toContain('neither a field nor a protocol')
    expect(wrong('dns.qry.name dns.id')).not.toBeNull()
  })

  it('says why times are not counted, and what to do instead', () => {
    const wrongs = wrongsOf(
      draft({ distinct: ' tcp.time_delta', per: 'value', field: 'frame.time_epoch' }),
    )
    expect(wrongs.distinct).toMatchObject({ at: 1, length: 14 })
    expect(wrongs.distinct?.message).toMatch(
      /^Times differ .* filter instead: tcp\.time_delta >= 0\.2$/u,
    )
    for (const distinct of ['tcp.time_delta', 'frame.time', 'frame.time_epoch']) {
      const { message = '' } = wrongsOf(draft({ distinct })).distinct ?? {}
      const [, example = ''] = /instead: (.*)/u.exec(message) ?? []
      expect(example).toContain(distinct)
      expect(checkFilter(example)).toEqual({ ok: true })
    }
    speak('zh-CN')
    expect(text.said(wrongs.distinct?.message ?? '')).toMatch(/^时间.*tcp\.time_delta >= 0\.2$/u)
    speak('en')
  })

  it('may hold a field that has no meaning any more', () => {
    expect(wrongsOf(draft({ per: 'hosts', field: 'nonsense' })).field).toBeNull()
    expect(wrongsOf(draft({ per: 'value', field: 'nonsense' })).field).not.toBeNull()
    expect(tidied(draft({ per: 'hosts', field: 'tcp.port' })).field).toBe('')
  })

  it('is not too long to be kept', () => {
    const long = `tcp.port in {${'80, '.repeat(600)}80}`
    expect(wrongsOf(draft({ filter: long })).filter?.message).toBe('At most 2000 characters.')
  })

  it('has numbers that can be counted to', () => {
    expect(wrongNumber(draft({}))).toBeNull()
    expect(wrongNumber(draft({ atLeast: 0 }))).toBe('atLeast')
    expect(wrongNumber(draft({ atLeast: Number.NaN }))).toBe('atLeast')
    expect(wrongNumber(draft({ withinSeconds: -1 }))).toBe('withinSeconds')
    expect(wrongNumber(draft({ of: 'tcp', percent: 101 }))).toBe('percent')
    expect(wrongNumber(draft({ of: 'tcp', percent: 0 }))).toBe('percent')
    expect(wrongNumber(draft({ of: ' ', percent: 101 }))).toBeNull()
  })

  it('is tried without a title, but not without a filter', () => {
    expect(isTriable(draft({ filter: 'tcp' }))).toBe(true)
    expect(isTriable(draft({ title: 'Nothing' }))).toBe(false)
    expect(isTriable(draft({ filter: 'tcp', per: 'value' }))).toBe(false)
    expect(isSound(draft({ filter: 'tcp', of: 'udp &&', percent: 1 }))).toBe(false)
    expect(isUntouched(draft({}))).toBe(true)
  })

  it('is tried again when what is found may change', () => {
    const key = trialKey(draft({ filter: 'tcp' }))
    expect(trialKey(draft({ filter: ' tcp ', meaning: 'It is bad.' }))).toBe(key)
    expect(trialKey(draft({ filter: 'tcp', atLeast: 2 }))).not.toBe(key)
  })
})

it('shows what a trial could not read at its part, until that is changed', () => {
  const written = draft({ filter: '  tcp' })
  const refused = { kind: 'refused', part: 'filter', message: 'No.', at: 0, length: 3 } as const
  const none = wrongsOf(written)
  const told = draftRefusal(written, tidied(written), refused, none)
  expect(told.filter).toEqual({ message: 'No.', at: 2, length: 3 })
  expect(draftRefusal(draft({ filter: 'udp' }), tidied(written), refused, none)).toBe(none)
  expect(draftRefusal(written, null, null, none)).toBe(none)
})

describe('examples', () => {
  afterEach(() => speak('en'))

  it.each(EXAMPLES)('%s can be used as it is', (name) => {
    const detector = exampleOf(name)
    for (const filter of [detector.filter, detector.of, detector.distinct]) {
      expect(checkFilter(filter)).toEqual({ ok: true })
    }
    expect(isTriable(detector)).toBe(true)
    const kept = { ...detector, id: `own-${name}` }
    expect(ownDetectorsFrom(JSON.parse(ownDetectorsFile([kept]))).detectors).toEqual([kept])
  })

  it('speak the language of the page', () => {
    speak('zh-CN')
    expect(exampleOf('old-tls').title).toBe('旧版 TLS')
    expect(exampleNamed('nothing')).toBeUndefined()
  })
})

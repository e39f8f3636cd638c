import { describe, expect, it } from 'vitest'
import {
  isSameRule,
  joined,
  lacks,
  MAX_OWN_DETECTORS,
  MAX_TITLE,
  NEW_DETECTOR,
  newOwnId,
  ownDetectorsFile,
  ownDetectorsFrom,
  type OwnDetector,
} from '../../../workers/model/own-detector'

const rule = (parts: Partial<OwnDetector> = {}): OwnDetector => ({
  ...NEW_DETECTOR,
  ...{ id: 'own-telnet', title: 'Telnet', filter: 'telnet' },
  ...parts,
})

const readBack = (...detectors: unknown[]) =>
  ownDetectorsFrom({ schema: 'tailfirst.detectors/1', detectors })

describe('a file of detectors', () => {
  it('is read as it was written', () => {
    const all = [rule(), rule({ id: 'own-b', per: 'value', field: 'dns.qry.name', percent: 100 })]
    expect(ownDetectorsFrom(JSON.parse(ownDetectorsFile(all)))).toEqual({
      ...{ detectors: all, refused: 0 },
    })
  })

  it('may leave out what is as usual', () => {
    const { detectors } = readBack({ id: 'own-telnet', title: 'Telnet', filter: 'telnet' })
    expect(detectors).toEqual([rule()])
  })

  it.each([
    ['another schema', { schema: 'x', detectors: [rule()] }],
    ['no list', { schema: 'tailfirst.detectors/1', detectors: {} }],
    ['no object', 'telnet'],
    ['nothing', null],
  ])('is none with %s', (_, value) => {
    expect(ownDetectorsFrom(value)).toEqual({ detectors: [], refused: 0 })
  })

  it.each<[string, unknown]>([
    ['an id that is not its own', rule({ id: 'fragment-order' })],
    ['markup in its id', rule({ id: 'own-<b>' })],
    ['no title', rule({ title: ' ' })],
    ['a long title', rule({ title: 'x'.repeat(MAX_TITLE + 1) })],
    ['no filter', rule({ filter: '' })],
    ['a value without field', rule({ per: 'value' })],
    ['an unknown group', { ...rule(), per: 'planet' }],
    ['an unknown severity', { ...rule(), severity: 'fatal' }],
    ['a threshold of none', rule({ atLeast: 0 })],
    ['no number', { ...rule(), atLeast: '3' }],
    ['more than all', rule({ percent: 101 })],
    ['something else for words', { ...rule(), meaning: ['a'] }],
    ['no detector at all', 7],
  ])('refuses one with %s', (_, detector) => {
    expect(readBack(detector, rule())).toEqual({ detectors: [rule()], refused: 1 })
  })

  it('is bounded', () => {
    const many = Array.from({ length: MAX_OWN_DETECTORS + 2 }, () => rule())
    const { detectors, refused } = readBack(...many)
    expect([detectors.length, refused]).toEqual([MAX_OWN_DETECTORS, 2])
  })

  it('keeps nothing that is not known', () => {
    const { detectors } = readBack({ ...rule(), __proto__: 1, more: 'x' })
    expect(Object.keys(detectors[0] ?? {}).sort()).toEqual(Object.keys(NEW_DETECTOR).sort())
  })
})

describe('detectors of others', () => {
  it('stand behind, and get another id where theirs is taken', () => {
    const other = rule({ filter: 'tcp.port == 23' })
    expect(joined([rule()], [other]).map(({ id }) => id)).toEqual(['own-telnet', 'own-telnet-2'])
  })

  it('are not taken twice', () => {
    expect(joined([rule()], [rule({ id: 'own-x', version: 7, off: true })])).toEqual([rule()])
  })

  it('are bounded', () => {
    const many = Array.from({ length: MAX_OWN_DETECTORS + 2 }, (_, n) => rule({ atLeast: n + 1 }))
    expect(joined([], many)).toHaveLength(MAX_OWN_DETECTORS)
  })
})

describe('one detector', () => {
  it('has an id of the words of its title', () => {
    expect(newOwnId('Old TLS, ä & 5xx!', [])).toBe('own-old-tls-a-5xx')
    expect(newOwnId('明文口令', [])).toBe('own-detector')
    expect(newOwnId('明文口令', ['own-detector', 'own-detector-2'])).toBe('own-detector-3')
  })

  it('is the same rule whatever it is called and whether it is on', () => {
    expect(isSameRule(rule(), rule({ id: 'own-b', version: 3, off: true }))).toBe(true)
    expect(isSameRule(rule(), rule({ atLeast: 2 }))).toBe(false)
    expect(isSameRule(rule(), rule({ meaning: 'Clear text.' }))).toBe(false)
  })

  it('lacks what it cannot do without', () => {
    expect(
      [rule(), NEW_DETECTOR, rule({ filter: ' ' }), rule({ per: 'value' })].map(lacks),
    ).toEqual([null, 'title', 'filter', 'field'])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AgedMap } from '../../../workers/model/aged-map'

describe('a map that knows its oldest entry', () => {
  it('has none when it is empty', () => {
    const map = new AgedMap<string, number>()
    expect([map.size, map.oldest, map.takeOldest(), map.delete('a')]).toEqual([
      0,
      undefined,
      undefined,
      false,
    ])
  })

  it('takes a key that is set again for the newest', () => {
    const map = new AgedMap<string, number>()
    map.set('a', 1)
    map.set('b', 2)
    map.set('a', 3)
    expect([...map.values()]).toEqual([2, 3])
    expect(map.takeOldest()).toBe(2)
    expect(map.get('a')).toBe(3)
  })

  it('can be used again when it was cleared', () => {
    const map = new AgedMap<string, number>()
    map.set('a', 1)
    map.clear()
    map.set('b', 2)
    expect([map.has('a'), map.oldest, map.size]).toEqual([false, 2, 1])
  })

  it('does what a Map does whose keys are deleted before they are set', () => {
    const key = fc.integer({ min: 0, max: 6 })
    const step = fc.oneof(
      fc.record({ does: fc.constant('set' as const), key, value: fc.integer() }),
      fc.record({ does: fc.constant('delete' as const), key }),
      fc.record({ does: fc.constant('take' as const) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const aged = new AgedMap<number, number>()
        const plain = new Map<number, number>()
        for (const one of steps) {
          if (one.does === 'set') {
            plain.delete(one.key)
            plain.set(one.key, one.value)
            aged.set(one.key, one.value)
          } else if (one.does === 'delete') {
            expect(aged.delete(one.key)).toBe(plain.delete(one.key))
          } else {
            const [first] = plain
            if (first !== undefined) plain.delete(first[0])
            expect(aged.takeOldest()).toBe(first?.[1])
          }
          const [oldest] = plain.values()
          expect(aged.oldest).toBe(oldest)
          expect([...aged.values()]).toEqual([...plain.values()])
          expect(aged.size).toBe(plain.size)
        }
      }),
    )
  })
})

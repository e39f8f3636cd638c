/** Reassembly: RFC 791 §3.2, RFC 8200 §4.5, RFC 5722. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Datagram, holesOf, isComplete, outcomeOf } from '../../../workers/flow/fragments'
import { octetAt, type Piece, Receiver, TOTAL } from './fragment-pieces'

const HEAD: Piece = { from: 0, to: 24 }
const MIDDLE: Piece = { from: 24, to: 48 }
const TAIL: Piece = { from: 48, to: TOTAL }

const receive = (...pieces: readonly Piece[]): Datagram => new Receiver().takeAll(...pieces)

const orders = (list: readonly Piece[]): Piece[][] =>
  list.length === 0
    ? [[]]
    : list.flatMap((first) =>
        orders(list.filter((each) => each !== first)).map((rest) => [first, ...rest]),
      )

describe('a datagram', () => {
  it.each(orders([HEAD, MIDDLE, TAIL]))('is complete whatever comes first: %j %j %j', (...all) => {
    const datagram = receive(...all)
    expect(outcomeOf(datagram)).toBe('complete')
    expect(holesOf(datagram)).toEqual([])
    expect(datagram.length).toBe(TOTAL)
    expect([...datagram.octets]).toEqual(Array.from({ length: TOTAL }, (_, i) => octetAt(i)))
    expect(datagram.fragments.map(({ offset }) => offset)).toEqual(all.map(({ from }) => from))
  })

  it.each<[string, Piece[], { from: number; to: number }[]]>([
    ['missing-first', [MIDDLE, TAIL], [{ from: 0, to: 24 }]],
    ['missing-first', [TAIL], [{ from: 0, to: 48 }]],
    ['missing-middle', [HEAD, TAIL], [{ from: 24, to: 48 }]],
    ['missing-last', [HEAD, MIDDLE], [{ from: 48, to: -1 }]],
    ['missing-last', [HEAD], [{ from: 24, to: -1 }]],
    [
      'missing-first',
      [MIDDLE],
      [
        { from: 0, to: 24 },
        { from: 48, to: -1 },
      ],
    ],
  ])('is %s of %j, with its holes', (outcome, pieces, holes) => {
    const datagram = receive(...pieces)
    expect(outcomeOf(datagram)).toBe(outcome)
    expect(holesOf(datagram)).toEqual(holes)
  })

  it('notes a copy of a fragment as a copy, not as an overlap', () => {
    const datagram = receive(HEAD, HEAD, MIDDLE, HEAD, TAIL)
    expect(outcomeOf(datagram)).toBe('complete')
    expect([datagram.copies, datagram.fragmentTotal]).toEqual([2, 5])
    expect(datagram.fragments.map(({ copy }) => copy)).toEqual([false, true, false, true, false])
  })

  it('is an overlap when octets come again in other pieces', () => {
    const datagram = receive(HEAD, { from: 16, to: 48 }, TAIL)
    expect(outcomeOf(datagram)).toBe('overlap')
    expect(datagram.copies).toBe(0)
  })

  it('is none when pieces only touch', () => {
    expect(outcomeOf(receive(HEAD, TAIL, MIDDLE))).toBe('complete')
  })

  it('is a conflict when they come with other values, and keeps what came first', () => {
    const datagram = receive(HEAD, { from: 16, to: 48, fill: 0 }, TAIL)
    expect(outcomeOf(datagram)).toBe('conflict')
    expect(datagram.octets[23]).toBe(octetAt(23))
    expect(datagram.octets[24]).toBe(0)
  })

  it('is a conflict when even a copy differs', () => {
    expect(outcomeOf(receive(HEAD, { ...HEAD, fill: 0 }))).toBe('conflict')
  })

  it('remembers a second end and octets beyond the end', () => {
    const shorter = receive(HEAD, TAIL, { from: 40, to: 48, more: false })
    expect([shorter.multipleTails, shorter.tooLong]).toEqual([true, false])
    const beyond = receive(HEAD, TAIL, { from: 64, to: 72, more: true })
    expect([beyond.multipleTails, beyond.tooLong]).toEqual([false, true])
  })

  it('takes a fragment without octets for nothing', () => {
    expect(outcomeOf(receive({ from: 0, to: 0, more: true }))).toBe('missing-first')
    const datagram = receive({ from: 24, to: 24 }, HEAD, MIDDLE, TAIL)
    expect([outcomeOf(datagram), datagram.copies]).toEqual(['complete', 0])
  })

  it('is put together from fragments of eight octets', () => {
    const tiny = Array.from({ length: TOTAL / 8 }, (_, i) => ({ from: 8 * i, to: 8 * i + 8 }))
    expect(outcomeOf(receive(...tiny.reverse()))).toBe('complete')
  })

  it('can be read as far as nothing was cut off', () => {
    const datagram = receive(HEAD, { ...MIDDLE, captured: 4 }, { ...TAIL, captured: 4 })
    expect([outcomeOf(datagram), datagram.readable]).toEqual(['complete', 28])
    expect(receive(HEAD, MIDDLE, TAIL).readable).toBe(Infinity)
  })

  it('is in no conflict with octets that were cut off', () => {
    expect(outcomeOf(receive({ ...HEAD, captured: 4 }, { from: 8, to: 48 }, TAIL))).toBe('overlap')
  })
})

describe('any pieces of a datagram in any order', () => {
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: TOTAL / 8 - 1 }), { maxLength: 7 })
  const plan = fc
    .record({ cuts, seed: fc.infiniteStream(fc.integer({ min: 0, max: 99 })) })
    .map(({ cuts, seed }) => {
      const edges = [0, ...cuts.toSorted((a, b) => a - b).map((cut) => 8 * cut), TOTAL]
      const lot = () => seed.next().value as number
      const pieces = edges.slice(1).map((to, i): Piece => ({ from: edges[i] as number, to }))
      const some = pieces.flatMap((piece) => {
        const times = lot() < 25 ? 0 : lot() < 25 ? 2 : 1
        return Array.from({ length: times }, () => piece)
      })
      return some.map((piece) => ({ piece, at: lot() })).toSorted((a, b) => a.at - b.at)
    })

  it('leave the holes of those that never came, and nothing else', () => {
    fc.assert(
      fc.property(plan, (arrivals) => {
        fc.pre(arrivals.length > 0)
        const receiver = new Receiver()
        let open: Datagram | undefined
        const came = new Set<number>()
        for (const { piece } of arrivals) {
          open = receiver.take(piece)
          for (let i = piece.from; i < piece.to; i++) came.add(i)
          if (isComplete(open)) return
        }
        if (open === undefined) return
        const holes = holesOf(open).map(({ from, to }) => [from, to < 0 ? Infinity : to] as const)
        for (let i = 0; i < TOTAL; i++) {
          expect(holes.some(([from, to]) => i >= from && i < to)).toBe(!came.has(i))
          if (came.has(i)) expect(open.octets[i]).toBe(octetAt(i))
        }
        expect(outcomeOf(open)).toMatch(/^missing-/)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layoutFigure } from '../../../workers/figure/layout'
import type { Figure, Tone } from '../../../workers/model/figure'
import { BIN_CUT } from '../../../workers/model/latency-bins'
import { expectInside, expectNoTextOverlaps, textsOf } from './drawing'

const text = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', 'W'.repeat(300), '10.4.1.64 → 10.4.15.171:8080', '\u202Egpj.exe\u0000'),
)
const tone = fc.constantFrom<Tone>('bad', 'good', 'plain', 'muted')
const nanos = fc.oneof(
  fc.integer({ min: 0, max: 2e9 }),
  fc.double({ min: 0, max: 1e16, noNaN: true }),
)
const frame = fc.nat(10_000_000)
const octets = fc.nat(70_000)
const count = fc.oneof(fc.nat(9), fc.nat(10_000_000))
const sizes = fc.array(fc.record({ size: octets, count }), { maxLength: 40 })
const bracket = fc
  .tuple(octets, fc.oneof(fc.nat(20), octets))
  .map(([from, more]) => ({ from, to: from + more }))
const few = { maxLength: 8 }

const step = fc.record({
  frame,
  time: nanos,
  label: text,
  headers: text,
  tone,
  direction: fc.constantFrom('forth' as const, 'back' as const, 'none' as const),
})
const point = fc.record({ time: nanos, frame, tone, label: text })
const base = { title: text }

const anyFigure: Record<Figure['kind'], fc.Arbitrary<Figure>> = {
  ladder: fc.record({
    kind: fc.constant('ladder' as const),
    ...base,
    from: text,
    to: text,
    groups: fc.array(
      fc.record({ caption: text, tone, steps: fc.array(step, { maxLength: 25 }) }),
      few,
    ),
  }),
  'byte-budget': fc.record({
    kind: fc.constant('byte-budget' as const),
    ...base,
    parts: fc.array(
      fc.record({
        label: text,
        octets: fc.oneof(fc.nat(60), octets),
        role: fc.constantFrom(
          'outer' as const,
          'tunnel' as const,
          'inner' as const,
          'payload' as const,
        ),
      }),
      { maxLength: 14 },
    ),
    limit: fc.record({ atLeast: octets, below: octets, label: text }),
  }),
  attempts: fc.record({
    kind: fc.constant('attempts' as const),
    ...base,
    until: nanos,
    lanes: fc.array(fc.record({ label: text, tone, points: fc.array(point, { maxLength: 32 }) }), {
      maxLength: 16,
    }),
  }),
  sizes: fc.record({
    kind: fc.constant('sizes' as const),
    ...base,
    unit: text,
    delivered: sizes,
    lost: sizes,
    bracket: fc.oneof(fc.constant(null), bracket),
  }),
  histogram: fc.record({
    kind: fc.constant('histogram' as const),
    ...base,
    unit: fc.constant('ns' as const),
    bins: fc.array(fc.record({ exponent: fc.integer({ min: -33, max: 35 }), count }), {
      maxLength: 40,
    }),
    cut: fc.constantFrom(BIN_CUT, { unit: 1000, least: 0 }),
    threshold: nanos,
  }),
  scatter: fc.record({
    kind: fc.constant('scatter' as const),
    ...base,
    threshold: nanos,
    until: nanos,
    points: fc.array(fc.record({ time: nanos, value: nanos, frame, tone }), { maxLength: 60 }),
    spans: fc.array(
      fc.record({ from: nanos, to: nanos, label: text }).map(({ from, to, label }) => {
        return { from: Math.min(from, to), to: Math.max(from, to), label }
      }),
      few,
    ),
  }),
  bars: fc.record({
    kind: fc.constant('bars' as const),
    ...base,
    unit: text,
    bars: fc.array(fc.record({ label: text, value: count, of: count, tone }), { maxLength: 45 }),
  }),
}

/** Longer than it was, and in wide characters; numbers and units are the same in every language. */
const inWide = (words: string) =>
  /[a-z]{4}/i.test(words) ? `${words}，${'数据包'.repeat(words.length / 4)}` : words
const language = fc.constantFrom((words: string) => words, inWide)

describe.each(Object.entries(anyFigure))('any %s', (_, figure) => {
  it('stays inside its drawing and keeps its texts apart, at every width', () => {
    fc.assert(
      fc.property(figure, fc.integer({ min: 420, max: 900 }), language, (given, width, say) => {
        const drawing = layoutFigure(given, width, say)
        expect(drawing.width).toBe(width)
        expect(drawing.description).not.toBe('')
        expectInside(drawing)
        expectNoTextOverlaps(drawing)
        if (!JSON.stringify(given).includes('…')) {
          expect(textsOf(drawing).filter((each) => each.includes('…'))).toEqual([])
        }
      }),
      { numRuns: 100 },
    )
  })

  it('is the same when laid out twice', () => {
    fc.assert(
      fc.property(figure, (given) => {
        expect(layoutFigure(structuredClone(given), 620)).toEqual(layoutFigure(given, 620))
      }),
      { numRuns: 20 },
    )
  })
})

const empty: Figure[] = [
  { kind: 'ladder', title: 't', from: 'a', to: 'b', groups: [] },
  { kind: 'byte-budget', title: 't', parts: [], limit: { atLeast: 0, below: 0, label: '' } },
  { kind: 'attempts', title: 't', lanes: [], until: 0 },
  { kind: 'sizes', title: 't', unit: 'octets', delivered: [], lost: [], bracket: null },
  { kind: 'histogram', title: 't', unit: 'ns', bins: [], threshold: 0 },
  { kind: 'scatter', title: 't', points: [], threshold: 0, until: 0, spans: [] },
  { kind: 'bars', title: 't', unit: '', bars: [] },
]

it.each(empty)('says that there is nothing to show in a $kind without data', (figure) => {
  const drawing = layoutFigure(figure, 600)
  expect(textsOf(drawing)).toEqual([drawing.description])
  expect(drawing.description).toMatch(/^(No|Nothing) /)
  expectInside(drawing)
})

import { describe, expect, it } from 'vitest'
import {
  moved,
  viewOf,
  wholeOf,
  widthOf,
  windowOf,
  within,
  zoomed,
  zoomText,
} from '../../../../src/views/shell/time-window'

const MS = 1e6
const SECOND = 1e9
const WHOLE = { from: 0, to: 10 * SECOND }

describe('bins', () => {
  it('have widths that read well, down to a microsecond', () => {
    const widths = [1, 900, 1000, 1001, 40 * MS, 60 * MS, 0.5 * SECOND, 3 * SECOND, 5 * SECOND]
    expect(widths.map(widthOf)).toEqual([
      1e3,
      1e3,
      1e3,
      2e3,
      50 * MS,
      100 * MS,
      0.5 * SECOND,
      5 * SECOND,
      5 * SECOND,
    ])
    expect([6, 16, 61, 4000].map((seconds) => widthOf(seconds * SECOND) / SECOND)).toEqual([
      ...[10, 30, 120, 7200],
    ])
    expect(widthOf(3 * 86_400 * SECOND)).toBe(5 * 86_400 * SECOND)
  })

  it('begin at multiples of their width, and hold all that is seen', () => {
    expect(windowOf({ from: 130 * MS, to: 330 * MS }, 4)).toEqual({
      ...{ from: 100 * MS, binNanos: 50 * MS, bins: 5 },
    })
    expect(windowOf({ from: 100 * MS, to: 300 * MS }, 4)).toEqual({
      ...{ from: 100 * MS, binNanos: 50 * MS, bins: 4 },
    })
    expect(windowOf({ from: 0, to: 1 }, 0).bins).toBe(1)
  })
})

describe('what is seen', () => {
  it('is made less around a moment that stays, and never less than can be told', () => {
    expect(zoomed(WHOLE, WHOLE, 2 * SECOND, 0.5)).toEqual({ from: SECOND, to: 6 * SECOND })
    const close = zoomed({ from: 0, to: 21_000 }, WHOLE, 0, 0.1)
    expect(close).toEqual({ from: 0, to: 20_000 })
  })

  it('is the whole again once nothing is left out', () => {
    expect(zoomed({ from: 0, to: 6 * SECOND }, WHOLE, 0, 2)).toBeNull()
    expect(within({ from: -5, to: 20 * SECOND }, WHOLE)).toBeNull()
  })

  it('stays within the case', () => {
    expect(moved({ from: 8 * SECOND, to: 9 * SECOND }, WHOLE, 5)).toEqual({
      ...{ from: 9 * SECOND, to: 10 * SECOND },
    })
    expect(moved({ from: SECOND, to: 3 * SECOND }, WHOLE, -0.25)).toEqual({
      ...{ from: 0.5 * SECOND, to: 2.5 * SECOND },
    })
  })

  it('stands in the address and comes back from it', () => {
    const view = { from: SECOND, to: 2 * SECOND }
    expect(viewOf({ zoom: zoomText(view) }, WHOLE)).toEqual(view)
    expect(zoomText(null)).toBe('')
    for (const zoom of ['', '5', '5-5', '9-5', 'a-b', '0-99000000000']) {
      expect(viewOf({ zoom }, WHOLE)).toBeNull()
    }
  })

  it('begins with the first packet', () => {
    const counts = { packets: new Uint32Array(4), octets: new Float64Array(4) }
    const spine = { startNs: '0', firstBin: -30, binNanos: 100, captureStart: [0], ...counts }
    expect(wholeOf(spine)).toEqual({ from: 0, to: 370 })
  })
})

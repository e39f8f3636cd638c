/** Thins layers out to what pixels can show: nothing that stands out is lost, its extent is kept. */
import type { Span } from './plot'
import { Values } from './plot'

/** Bars of one kind that are collected column by column when there are too many of them. */
export class BarColumns {
  private readonly values = new Values()
  /** NaN: none is begun. */
  private column = NaN
  private x = 0
  private low = 0
  private high = 0
  private readonly span: Span
  private readonly columns: number

  /** `columns`: of pixels; 0: every bar is kept. */
  constructor(span: Span, columns: number) {
    this.span = span
    this.columns = columns
  }

  add(x: number, low: number, high: number): void {
    if (this.columns === 0) {
      this.values.add(x, low, high)
      return
    }
    const column = columnOf(x, this.span, this.columns)
    // What is apart stays apart: a hole between two bars is worth a look.
    const joins = column === this.column && low <= this.high && high >= this.low
    if (!joins) {
      this.flush()
      this.column = column
      this.x = x
      this.low = low
      this.high = high
    }
    if (low < this.low) this.low = low
    if (high > this.high) this.high = high
  }

  take(): Float64Array {
    this.flush()
    return this.values.take()
  }

  private flush(): void {
    if (!Number.isNaN(this.column)) this.values.add(this.x, this.low, this.high)
    this.column = NaN
  }
}

/** Steps of one value: of a column of pixels the first, the extremes in their order, and the last. */
export class StepColumns {
  private readonly values = new Values()
  private column = NaN
  private readonly low = { x: 0, y: 0 }
  private readonly high = { x: 0, y: 0 }
  private readonly last = { x: 0, y: 0 }
  private readonly span: Span
  private readonly columns: number

  /** `columns`: of pixels; 0: every step is kept. */
  constructor(span: Span, columns: number) {
    this.span = span
    this.columns = columns
  }

  add(x: number, y: number): void {
    if (this.columns === 0) {
      this.values.add(x, y)
      return
    }
    const column = columnOf(x, this.span, this.columns)
    if (column !== this.column) {
      this.flush()
      this.column = column
      this.values.add(x, y)
      put(this.low, x, y)
      put(this.high, x, y)
    }
    if (y < this.low.y) put(this.low, x, y)
    if (y > this.high.y) put(this.high, x, y)
    put(this.last, x, y)
  }

  take(): Float64Array {
    this.flush()
    this.column = NaN
    return this.values.take()
  }

  private flush(): void {
    if (Number.isNaN(this.column)) return
    const [a, b] = this.low.x <= this.high.x ? [this.low, this.high] : [this.high, this.low]
    this.values.add(a.x, a.y, b.x, b.y, this.last.x, this.last.y)
  }
}

/** Points: at most one on each cell of two pixels. */
export class PointCells {
  private readonly values = new Values()
  private readonly taken = new Set<number>()
  private readonly cellOf: (x: number, y: number) => number

  /** `cellOf`: number of the cell; a negative one is always kept. */
  constructor(cellOf: (x: number, y: number) => number) {
    this.cellOf = cellOf
  }

  add(x: number, y: number): void {
    const cell = this.cellOf(x, y)
    if (cell >= 0) {
      if (this.taken.has(cell)) return
      this.taken.add(cell)
    }
    this.values.add(x, y)
  }

  take(): Float64Array {
    return this.values.take()
  }
}

export function columnOf(x: number, { from, to }: Span, columns: number): number {
  return Math.floor(((x - from) / (to - from)) * columns)
}

function put(point: { x: number; y: number }, x: number, y: number): void {
  point.x = x
  point.y = y
}

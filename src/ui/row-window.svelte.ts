/** Which rows of a long list are in sight; only they, and a few beyond the edges, are made. */

/** Rows beyond the edges, so that scrolling shows no gap. */
const SPARE = 12

export class RowWindow {
  /** px */
  top = $state(0)
  /** Of the list, px. */
  height = $state(0)
  readonly #count: () => number
  readonly #rowHeight: () => number
  readonly first = $derived.by(() => Math.max(0, Math.floor(this.top / this.#rowHeight()) - SPARE))
  /** Exclusive. */
  readonly end = $derived.by(() =>
    Math.min(this.#count(), Math.ceil((this.top + this.height) / this.#rowHeight()) + SPARE),
  )
  readonly shown = $derived.by(() =>
    Array.from({ length: Math.max(0, this.end - this.first) }, (_, n) => this.first + n),
  )

  /** `rowHeight`: px. */
  constructor(count: () => number, rowHeight: () => number) {
    this.#count = count
    this.#rowHeight = rowHeight
  }

  /** Scrolls `box` as little as brings row `row` below its head, which is `head` px high. */
  reveal(box: HTMLElement, row: number, head: number): void {
    const from = row * this.#rowHeight()
    const to = from + this.#rowHeight()
    const room = box.clientHeight - head
    if (from < box.scrollTop) box.scrollTop = from
    else if (to > box.scrollTop + room) box.scrollTop = to - room
  }
}

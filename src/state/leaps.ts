/** Tells whether a long list is being dragged: whoever drags leaves every place at once. */
import type { Stretch } from './rows-at-hand'

/** Without a leap for so long, the list rests. */
const REST_MS = 120

export class Leaps {
  /** The list is on its way: what lies around the rows in sight will not be seen. */
  going = false
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #onrest: () => void

  constructor(onrest: () => void) {
    this.#onrest = onrest
  }

  /** Rows from `from` on are in sight, after those of `before`; further than a screen away is a leap. */
  see(before: Stretch, from: number): void {
    if (Math.abs(from - before.from) <= before.count) return
    this.going = true
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.going = false
      this.#onrest()
    }, REST_MS)
  }
}

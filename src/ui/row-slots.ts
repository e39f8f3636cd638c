/**
 * Which element of a list shows which row. A row that stays in sight keeps its element, so that
 * scrolling by some rows draws these alone; where none stays, the elements stay in their order.
 */
export class RowSlots {
  #size = 0
  /** The row of the first element. */
  #base = 0
  #first = 0

  /** The elements of rows [first, first + count), in this order. `size`: elements, at least `count`. */
  of(first: number, count: number, size: number): number[] {
    const leap = Math.abs(first - this.#first) >= size
    if (size !== this.#size) this.#base = first
    else if (leap) this.#base += first - this.#first
    this.#size = size
    this.#first = first
    const begin = (((first - this.#base) % size) + size) % size
    return Array.from({ length: count }, (_, row) => (begin + row) % size)
  }
}

/** What is to happen when, in packet time: a binary heap, first come first served among equals. */

interface Entry {
  time: number
  order: number
  action: () => void
}

export class EventQueue {
  now = 0
  readonly #heap: Entry[] = []
  #scheduled = 0

  at(time: number, action: () => void): void {
    const heap = this.#heap
    heap.push({ time: Math.max(time, this.now), order: this.#scheduled++, action })
    let child = heap.length - 1
    while (child > 0) {
      const parent = (child - 1) >> 1
      if (!this.#swapIfLater(parent, child)) break
      child = parent
    }
  }

  /** Runs what is due up to `until`, in order of time. */
  run(until: number): void {
    for (let first = this.#heap[0]; first && first.time <= until; first = this.#heap[0]) {
      this.#removeFirst()
      this.now = first.time
      first.action()
    }
  }

  #removeFirst(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    heap[0] = last
    let parent = 0
    while (true) {
      const left = 2 * parent + 1
      const child = this.#isLater(left, left + 1) ? left + 1 : left
      if (!this.#swapIfLater(parent, child)) return
      parent = child
    }
  }

  #isLater(a: number, b: number): boolean {
    const first = this.#heap[a]
    const second = this.#heap[b]
    if (!first || !second) return false
    return first.time > second.time || (first.time === second.time && first.order > second.order)
  }

  #swapIfLater(parent: number, child: number): boolean {
    const upper = this.#heap[parent]
    const lower = this.#heap[child]
    if (!upper || !lower || !this.#isLater(parent, child)) return false
    this.#heap[parent] = lower
    this.#heap[child] = upper
    return true
  }
}

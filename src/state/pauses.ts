/** Puts things off until somebody who types pauses. */

const PAUSE_MS = 500

interface Waiting {
  timer: ReturnType<typeof setTimeout>
  act: () => void
}

export class Pauses {
  readonly #waiting = new Map<string, Waiting>()

  /** In place of what waits under this name. */
  after(name: string, act: () => void): void {
    clearTimeout(this.#waiting.get(name)?.timer)
    const due = () => {
      this.#waiting.delete(name)
      act()
    }
    this.#waiting.set(name, { timer: setTimeout(due, PAUSE_MS), act })
  }

  /** Everything at once. */
  flush(): void {
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { timer, act } of waiting) {
      clearTimeout(timer)
      act()
    }
  }
}

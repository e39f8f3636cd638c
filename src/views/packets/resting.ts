/** What is done once nothing asked for it again for a while, and never after the end. */
export class Resting {
  #timer: ReturnType<typeof setTimeout> | undefined
  #ended = false
  readonly #quietMs: number

  constructor(quietMs: number) {
    this.#quietMs = quietMs
  }

  ask(act: () => void): void {
    this.cancel()
    if (!this.#ended) this.#timer = setTimeout(act, this.#quietMs)
  }

  cancel(): void {
    clearTimeout(this.#timer)
  }

  end(): void {
    this.#ended = true
    this.cancel()
  }
}

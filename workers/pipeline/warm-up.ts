/**
 * Work that is done in advance, again and again, until the engine's code has been compiled for good.
 * Whoever has real work stops it: it pauses between two rounds.
 */

/** How often each capture is gone over. */
const ROUNDS = 6

export class WarmUp {
  private readonly round: (file: File) => Promise<void>
  private readonly waiting: { file: File; left: number }[] = []
  private running = false
  private stopped = false

  constructor(round: (file: File) => Promise<void>) {
    this.round = round
  }

  /** Captures take turns, so that what was compiled for one is soon put right by the next. */
  async add(file: File): Promise<void> {
    this.waiting.push({ file, left: ROUNDS })
    if (this.running) return
    this.running = true
    for (;;) {
      const next = this.waiting.shift()
      if (next === undefined || this.stopped) break
      await this.round(next.file)
      if (--next.left > 0) this.waiting.push(next)
      await pause()
    }
    this.running = false
  }

  stop(): void {
    this.stopped = true
  }
}

/** Lets messages in. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve)
  })
}

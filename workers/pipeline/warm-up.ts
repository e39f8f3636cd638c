/**
 * Work that is done in advance, again and again, until the engine's code has been compiled for good.
 * Whoever has real work stops it: it pauses between two rounds.
 */

const ROUNDS = 6

export interface WarmUp {
  /** Goes over captures, each of which is made when its turn comes. */
  run(makers: readonly (() => Uint8Array<ArrayBuffer>)[]): Promise<void>
  stop(): void
}

export function warmUp(round: (file: File) => Promise<void>): WarmUp {
  let stopped = false
  return {
    async run(makers) {
      const files: File[] = []
      for (const make of makers) {
        if (stopped) return
        files.push(new File([make()], 'warm-up.pcap'))
        await pause()
      }
      for (let done = 0; done < ROUNDS; done++) {
        for (const file of files) {
          if (stopped) return
          await round(file)
          await pause()
        }
      }
    },
    stop() {
      stopped = true
    },
  }
}

/** Lets messages in. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve)
  })
}

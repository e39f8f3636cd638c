/** Where and why reading ended early, in words. Offsets are those of the decompressed file. */

/** `size`: octets of the file; −1 when only its end would tell (gzip). */
export function damagedAt(offset: number, what: string, size: number): string {
  const rest = size < 0 ? 'the rest' : `${size - offset} octets after it`
  return `the file is damaged at offset ${offset}: ${what}; ${rest} could not be read`
}

/** `there` of `expected` octets of it are in the file. */
export function cutOff(what: string, there: number, expected: number): string {
  return `the file is cut off in the middle of ${what}: ${there} of ${expected} octets are there`
}

/** One message of several; empty ones are left out. */
export function joined(...messages: string[]): string {
  return messages.filter((message) => message !== '').join('; ')
}

/** Places of one file that are told one by one. */
const MOST_PLACES = 3

/** Stretches of a file that were left out because they are damaged. */
export class LeftOut {
  private readonly places: string[] = []
  count = 0
  private octets = 0

  /** [from, to) of the file; `frame` is the next that could be read. */
  add(from: number, to: number, what: string, frame: number): void {
    this.count++
    this.octets += to - from
    if (this.count > MOST_PLACES) return
    this.places.push(
      `the file is damaged at offset ${from}: ${what}; ${to - from} octets were left out, and reading went on at offset ${to} with frame ${frame}`,
    )
  }

  get message(): string {
    const more = this.count - this.places.length
    if (more <= 0) return this.places.join('; ')
    return joined(...this.places, `so at ${more} places more, ${this.octets} octets in all`)
  }
}

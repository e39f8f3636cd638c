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

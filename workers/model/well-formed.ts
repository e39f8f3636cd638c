/** A surrogate without its other half; with the flag `u` a whole pair does not match. */
const LONE = /\p{Cs}/gu
const LONE_AT_END = /\p{Cs}$/u

/** The text with U+FFFD for each half of a surrogate pair that stands alone: no UTF-8 can hold those. */
export function wellFormed(text: string): string {
  return text.replace(LONE, '\uFFFD')
}

/** At most the first `most` UTF-16 units, and never half of a character. */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(LONE_AT_END, '')
}

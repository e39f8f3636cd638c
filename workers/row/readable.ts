/** Text of a payload for one line of a list. Who shows it makes controls visible. */
import type { Packet } from '../wire/packet'

/** Characters of a line that are shown. */
const LONGEST_LINE = 160
/** Octets that are looked at: what is shown, were every character of UTF-8 as long as it can be. */
const MOST = 4 * LONGEST_LINE

export function boundedText(text: string): string {
  const characters = Array.from(text.slice(0, 2 * LONGEST_LINE + 2))
  if (characters.length <= LONGEST_LINE) return text
  return `${characters.slice(0, LONGEST_LINE).join('')}…`
}

/** Octets as UTF-8; what is none is U+FFFD. A character that is cut at the end is none yet. */
export const utf8 = (octets: Uint8Array): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(octets, { stream: true })

export interface TextLines {
  /** Without their ends; at least one, which may be empty. */
  readonly lines: readonly string[]
  /** Does the last line end here, rather than in a later segment? */
  readonly complete: boolean
}

/** Lines of the payload from its octet `from` on. */
export function textLines({ view, payloadAt, payloadCaptured }: Packet, from: number): TextLines {
  const length = Math.max(0, Math.min(payloadCaptured - from, MOST))
  const octets = new Uint8Array(view.buffer, view.byteOffset + payloadAt + from, length)
  const lines = utf8(octets).split(/\r?\n/u)
  const complete = lines.length > 1 && lines.at(-1) === ''
  return { lines: complete ? lines.slice(0, -1) : lines, complete }
}

/** Is it text rather than octets of something else? */
export function isReadable(text: string): boolean {
  return (text.match(UNREADABLE)?.length ?? 0) * 10 <= text.length
}

/** Cc without tab, line feed and carriage return, and what was no UTF-8. */
const UNREADABLE = /[^\P{Cc}\t\n\r]|\uFFFD/gu

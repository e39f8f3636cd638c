/** Lines of one direction of a text protocol, across segments. RFC 5321 §2.3.8: they end in CRLF. */
import { MAX_APP_TEXT } from '../limits/limits'
import type { Octets } from '../wire/octets'
import { latin1At } from './octet-memory'

const CR = 0x0d
const LF = 0x0a
const UTF8 = new TextDecoder()

export class LineBuffer {
  /** The line that has no end so far, cut at its bound. */
  private partial = ''

  /** Tells every line that ends in the window, without CRLF and cut at its bound. */
  take(octets: Octets, tell: (line: string) => void): void {
    const { captured } = octets
    let lineAt = 0
    for (let at = 0; at < captured; at++) {
      if (octets.u8(at) !== LF) continue
      this.append(octets, lineAt, at)
      const line = this.partial
      this.partial = ''
      lineAt = at + 1
      tell(line.endsWith('\r') ? line.slice(0, -1) : line)
    }
    this.append(octets, lineAt, captured)
  }

  /** Nothing of a line is kept. */
  get empty(): boolean {
    return this.partial === ''
  }

  clear(): void {
    this.partial = ''
  }

  private append(octets: Octets, from: number, to: number): void {
    const room = MAX_APP_TEXT - this.partial.length
    if (to <= from || room <= 0) return
    this.partial += textOf(octets, from, Math.min(to - from, room))
  }
}

/** `length` octets as UTF-8; most are ASCII, and quicker to read than to decode. */
function textOf({ view, base }: Octets, from: number, length: number): string {
  for (let at = base + from; at < base + from + length; at++) {
    if (view.getUint8(at) >= 0x80) {
      return UTF8.decode(new Uint8Array(view.buffer, view.byteOffset + base + from, length))
    }
  }
  return latin1At(view, base + from, length)
}

/** Does a line end in the window? */
export function hasLineEnd(octets: Octets): boolean {
  for (let at = 0; at < octets.captured; at++) if (octets.u8(at) === LF) return true
  return false
}

/** Octets of the shortest line that is believed: a word of three letters, and its end. */
const SHORTEST = 5

/** Is everything in the window whole lines of printable characters? */
export function isLines(octets: Octets): boolean {
  const { captured } = octets
  if (captured < SHORTEST || octets.u8(captured - 2) !== CR || octets.u8(captured - 1) !== LF) {
    return false
  }
  for (let at = 0; at < captured - 2; at++) {
    const octet = octets.u8(at)
    if ((octet < 0x20 || octet > 0x7e) && octet !== CR && octet !== LF) return false
  }
  return true
}

/** The text of a side-car, line by line. */
import { MAX_SIDECAR_LINE } from '../limits/limits'

/** Octets as text: UTF-8, or UTF-16 where its mark says so (PowerShell writes that). */
export function textOf(octets: Uint8Array): string {
  return new TextDecoder(encodingOf(octets)).decode(octets)
}

function encodingOf(octets: Uint8Array): string {
  if (octets[0] === 0xff && octets[1] === 0xfe) return 'utf-16le'
  return octets[0] === 0xfe && octets[1] === 0xff ? 'utf-16be' : 'utf-8'
}

/** Lines without their end, colours and the blanks behind; a longer one than the bound is cut. */
export function* linesOf(text: string): Generator<string, void> {
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at)
    const end = newline < 0 ? text.length : newline
    yield plainLine(text.slice(at, Math.min(end, at + MAX_SIDECAR_LINE)))
    at = end + 1
  }
}

/** The first lines that are not empty. */
export function headOf(text: string, count: number): string[] {
  const head: string[] = []
  for (const line of linesOf(text)) {
    if (line !== '') head.push(line)
    if (head.length === count) break
  }
  return head
}

/** SGR sequences of terminals, ECMA-48 §8.3.117. */
// eslint-disable-next-line no-control-regex
const COLOURS = /\x1b\[[0-9;]{0,16}m/g

function plainLine(line: string): string {
  const coloured = line.includes('\x1b') ? line.replace(COLOURS, '') : line
  return coloured.trimEnd()
}

/** What a command line or its tool says around the output that is asked for. */
const NOISE =
  /^(?:Defaulted container|Listening for events|Press Ctrl-C|level=|time=|Warning:|\^C|[\w@.:~/-]{0,80}[$#>] |\$ |# )/

export function isNoise(line: string): boolean {
  return line.trim() === '' || NOISE.test(line)
}

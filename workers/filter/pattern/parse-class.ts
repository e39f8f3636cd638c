/** `[a-z\d]` and `[^…]`. */
import { type Characters, classNamed } from './characters'
import { escapedCode, type PatternText } from './pattern-text'

const NAMED: Readonly<Record<string, readonly (readonly [from: number, to: number])[]>> = {
  alpha: [[0x41, 0x5a]],
  digit: [[0x30, 0x39]],
  alnum: [
    [0x30, 0x39],
    [0x41, 0x5a],
  ],
  xdigit: [
    [0x30, 0x39],
    [0x41, 0x46],
  ],
  space: [
    [9, 13],
    [0x20, 0x20],
  ],
  upper: [[0x41, 0x5a]],
  lower: [[0x41, 0x5a]],
  punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  print: [[0x20, 0x7e]],
  cntrl: [
    [0, 0x1f],
    [0x7f, 0x7f],
  ],
}

/** Behind `[`, up to and with `]`. @throws Refusal */
export function parseClass(text: PatternText): Characters {
  const negated = text.takeIf('^')
  const characters = text.noCharacters()
  for (let first = true; first || text.next !== ']'; first = false) {
    const from = member(text, characters)
    if (from === null) continue
    if (text.next !== '-' || text.ahead(1) === ']') {
      characters.add(from)
      continue
    }
    text.take()
    const to = member(text, characters)
    if (to === null || to < from) {
      throw text.refusal('This range of characters goes backwards.', 1, -1)
    }
    characters.addRange(from, to)
  }
  text.take()
  return negated ? characters.negate() : characters
}

/** The character that begins or ends a range; null: a class was added instead. */
function member(text: PatternText, into: Characters): number | null {
  const name = text.takeMatch(/\[:[a-z]+:\]/uy)
  if (name !== '') {
    const ranges = NAMED[name.slice(2, -2)]
    if (ranges === undefined) throw text.refusal('There is no such class.', 1, -1)
    for (const [from, to] of ranges) into.addRange(from, to)
    return null
  }
  if (text.ended) throw text.refusal('This "[" is not closed.', 1, -1)
  const sign = text.next
  text.take()
  if (sign !== '\\') return sign.charCodeAt(0)
  const characters = classNamed(text.next)
  if (characters === undefined) return text.next === 'b' ? backspace(text) : escapedCode(text)
  text.take()
  into.addAll(characters)
  return null
}

function backspace(text: PatternText): number {
  text.take()
  return 8
}

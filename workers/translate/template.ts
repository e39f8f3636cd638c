/**
 * A sentence with holes, and all ways in which another one fills them. Matched by hand and not by a
 * regular expression: what stands in a hole comes from packets, and must not make matching slow.
 *
 *   `{1}` any text   `{1?}` any text, or none   `{1w}` one word, as an address, with a name in
 *   parentheses behind it or without   `{1#}` a number   `{1%}` a share: `3.2 %` or `–`
 *   `{1t}` a duration: `1.7 ms`, `12 min 5 s`   `[s]` there or not   `[was|were]` one of these
 */

type Kind = 'text' | 'maybe' | 'word' | 'number' | 'share' | 'duration'

type Part = { literal: string } | { oneOf: readonly string[] } | { hole: number; kind: Kind }

const PART = /\[([^\][{}]*)\]|\{(\d{1,2})([?w#%t]?)\}/g

const KINDS: Readonly<Record<string, Kind>> = {
  '': 'text',
  '?': 'maybe',
  w: 'word',
  '#': 'number',
  '%': 'share',
  t: 'duration',
}

const NUMBER = '[-−]?\\d+(?:,\\d{3})*(?:\\.\\d+)?'
const SHAPES: Readonly<Partial<Record<Kind, RegExp>>> = {
  number: new RegExp(NUMBER, 'y'),
  share: new RegExp(`(?:${NUMBER} %|–)`, 'y'),
  duration: new RegExp(`${NUMBER} (?:µs|ms|s|min|h|d)\\b(?: \\d+ (?:s|min|h)\\b)?`, 'y'),
}
const WORD = /\S+/y
/** Where more may be said behind a word. */
const JOINT = /^(?:[ ,;:(]|\. )/
/** A name that stands behind an address. */
const NAMED = / \([^()]*\)/y

export class Template {
  /** Characters that are given: the more, the less can be meant by something else. */
  readonly weight: number
  private readonly parts: readonly Part[]
  private readonly needs: readonly string[]

  constructor(english: string) {
    this.parts = partsOf(english)
    this.needs = this.parts.flatMap((part) => ('literal' in part ? [part.literal] : []))
    this.weight = this.needs.reduce((sum, literal) => sum + literal.length, 0)
  }

  /** Values by the number of their hole; short ones first. */
  *matches(sentence: string): Generator<readonly string[]> {
    if (!this.needs.every((literal) => sentence.includes(literal))) return
    const values: string[] = []
    /** Parts and places from which the end cannot be reached. */
    const dead = new Set<number>()
    yield* this.walk(sentence, 0, 0, values, dead)
  }

  private *walk(
    sentence: string,
    at: number,
    from: number,
    values: string[],
    dead: Set<number>,
  ): Generator<readonly string[], boolean> {
    const part = this.parts[at]
    if (part === undefined) {
      if (from !== sentence.length) return false
      yield [...values]
      return true
    }
    const place = at * (sentence.length + 1) + from
    if (dead.has(place)) return false
    let reached = false
    for (const end of this.endsOf(part, at, sentence, from)) {
      if ('hole' in part) values[part.hole] = sentence.slice(from, end)
      if (yield* this.walk(sentence, at + 1, end, values, dead)) reached = true
    }
    if (!reached) dead.add(place)
    return reached
  }

  /** Where the part may end that begins at `from`. */
  private *endsOf(part: Part, at: number, sentence: string, from: number): Generator<number> {
    if ('literal' in part) {
      if (sentence.startsWith(part.literal, from)) yield from + part.literal.length
    } else if ('oneOf' in part) {
      for (const word of part.oneOf) if (sentence.startsWith(word, from)) yield from + word.length
    } else if (part.kind === 'word') {
      yield* wordEnds(sentence, from)
    } else if (part.kind === 'text' || part.kind === 'maybe') {
      yield* this.textEnds(at, sentence, part.kind === 'maybe' ? from : from + 1)
    } else {
      const end = endOf(SHAPES[part.kind], sentence, from)
      if (end > from) yield end
    }
  }

  private *textEnds(at: number, sentence: string, first: number): Generator<number> {
    const next = this.parts[at + 1]
    if (next === undefined) {
      if (first <= sentence.length) yield sentence.length
    } else if ('literal' in next) {
      for (let end = sentence.indexOf(next.literal, first); end >= 0;) {
        yield end
        end = sentence.indexOf(next.literal, end + 1)
      }
    } else {
      // Only so many ways are tried: what may stand at the end begins where a word has ended.
      const isOpen = at + 2 < this.parts.length || !('hole' in next) || next.kind !== 'maybe'
      for (let end = first; end <= sentence.length; end++) {
        if (isOpen || end === sentence.length || JOINT.test(sentence.slice(end, end + 2))) yield end
      }
    }
  }
}

/** All of the word first; then without what may be punctuation behind it. */
function* wordEnds(sentence: string, from: number): Generator<number> {
  const end = endOf(WORD, sentence, from)
  if (end < 0) return
  const named = endOf(NAMED, sentence, end)
  if (named > 0) yield named
  for (let at = end; at > from; at--) yield at
}

/** −1: it does not stand there. */
function endOf(shape: RegExp | undefined, sentence: string, from: number): number {
  if (shape === undefined) return -1
  shape.lastIndex = from
  return shape.test(sentence) ? shape.lastIndex : -1
}

function partsOf(english: string): Part[] {
  const parts: Part[] = []
  let at = 0
  const literal = (end: number) => {
    if (end > at) parts.push({ literal: english.slice(at, end) })
  }
  for (const match of english.matchAll(PART)) {
    literal(match.index)
    const [whole, words, hole, kind] = match
    if (words === undefined) parts.push({ hole: Number(hole), kind: KINDS[kind ?? ''] ?? 'text' })
    else parts.push({ oneOf: words.includes('|') ? words.split('|') : [words, ''] })
    at = match.index + whole.length
  }
  literal(english.length)
  return parts
}

/**
 * What the workers say, in another language. They speak English, and so a case is kept; the English
 * sentence is the key to its translation, with holes where its values stand:
 *
 *   in English          `{1}` any text, `{1#}` a number; counted from left to right
 *                       `[s]` may be there or not, as in `frame[s]`
 *   in the translation  `{1}` as it is, `{1~}` translated if it can be, `{1!}` must be translated
 *
 * A sentence that no entry knows stays English: nothing is left out for want of words.
 */

export type Entry = readonly [english: string, translation: string]

interface Pattern {
  matches: RegExp
  translation: string
}

/** Longer ones hold text from packets or files; no sentence of ours is. */
const LONGEST = 2000 // characters
const DEEPEST = 8
const PART = /\[([^\]]+)\]|\{\d(#?)\}/g
const HOLE = /\{(\d)([~!]?)\}/g

export class Catalogue {
  private readonly entries: readonly Entry[]
  private readonly joint: RegExp
  private readonly joined: string
  private readonly exact = new Map<string, string>()
  private readonly patterns: Pattern[] = []

  /**
   * Earlier entries come first; compiled when the first sentence is asked for. `joint`: where one
   * message of several ends and the next begins; `joined` stands there in the translation.
   */
  constructor(entries: readonly Entry[], joint: RegExp, joined: string) {
    this.entries = entries
    this.joint = joint
    this.joined = joined
  }

  translate(sentence: string): string {
    if (sentence === '' || sentence.length > LONGEST) return sentence
    if (this.exact.size === 0) this.compile()
    const parts = sentence.split(this.joint)
    return parts.map((part) => this.find(part, 0) ?? part).join(this.joined)
  }

  /** undefined: not known. */
  private find(sentence: string, depth: number): string | undefined {
    const known = this.exact.get(sentence)
    if (known !== undefined || depth > DEEPEST) return known
    for (const { matches, translation } of this.patterns) {
      const values = matches.exec(sentence)
      const filled = values === null ? undefined : this.fill(translation, values, depth)
      if (filled !== undefined) return filled
    }
    return undefined
  }

  /** undefined: a value that must be translated cannot be. */
  private fill(translation: string, values: readonly string[], depth: number): string | undefined {
    const unknown: string[] = []
    const filled = translation.replace(HOLE, (_, hole: string, how: string) => {
      const value = values[Number(hole)] ?? ''
      const translated = how === '' ? value : this.find(value, depth + 1)
      if (how === '!' && translated === undefined) unknown.push(value)
      return translated ?? value
    })
    return unknown.length > 0 ? undefined : filled
  }

  private compile(): void {
    for (const [english, translation] of this.entries) {
      if (/[[{]/.test(english)) {
        this.patterns.push({ matches: patternOf(english), translation })
      } else this.exact.set(english, translation)
    }
  }
}

/** Values may hold line breaks; each hole takes as little as it can. */
function patternOf(english: string): RegExp {
  let pattern = ''
  let at = 0
  for (const part of english.matchAll(PART)) {
    pattern += literal(english.slice(at, part.index))
    pattern +=
      part[1] !== undefined
        ? `(?:${literal(part[1])})?`
        : part[2] === '#'
          ? '([\\d,.]+)'
          : '([^]+?)'
    at = part.index + part[0].length
  }
  return new RegExp(`^${pattern}${literal(english.slice(at))}$`)
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * What the workers say, in another language. They speak English, and so a case is kept; the English
 * sentence is the key to its translation, with holes where its values stand (`template.ts`). In the
 * translation, which may use a hole never or twice,
 *
 *   `{1}` is as it is, `{1~}` translated if it can be, `{1!}` must be translated
 *   `{1&}` is a list, `a, b and c`, whose items are translated if they can be; `{1&!}` they must be;
 *   with `;` for `&` its items are clauses
 *
 * A sentence that no entry knows stays English: nothing is left out for want of words.
 */
import type { Phrase } from '../model/phrases'
import { Template } from './template'

export type Entry = Phrase

export interface Joints {
  /** Where one message of several ends and the next begins; `joined` stands there in the translation. */
  joint?: RegExp
  joined?: string
}

interface Pattern {
  template: Template
  translation: string
}

/** Longer ones hold text from packets or files; no sentence of ours is. */
const LONGEST = 6000 // characters
const DEEPEST = 12
/** Ways to fill the holes of one entry that are tried. */
const WAYS = 100
/** Entries that are tried for one message, and all its parts. */
const PATIENCE = 100_000
/** Paragraphs whose translation is kept: lists show the same claims again and again. */
const REMEMBERED = 2000
const HOLE = /( ?)\{(\d{1,2})([~!&;]*)\}( ?)/g
/** Where a sentence may end within a paragraph. */
const FULL_STOP = /[.?!]"? (?=["“`\d\p{L}(])/gu
const FULL_WIDTH = /[，。：；、（）“”]/
const HAN = /[\u4e00-\u9fff]/
const LATIN = /[\w%)]/
const AND = ' and '
const REST = /^([\d,]+) more$/

/** One message while it is translated. */
interface Attempt {
  left: number
  known: Map<string, string | undefined>
}

export interface Translated {
  said: string
  /** Has all of it been translated? */
  whole: boolean
}

export class Catalogue {
  private readonly entries: readonly Entry[]
  private readonly joints: Joints
  private readonly exact = new Map<string, string>()
  private readonly patterns: Pattern[] = []
  private readonly remembered = new Map<string, Translated>()

  /** Those that give more text come first, then earlier ones; compiled when the first is asked for. */
  constructor(entries: readonly Entry[], joints: Joints = {}) {
    this.entries = entries
    this.joints = joints
  }

  translate(message: string): string {
    const { joint, joined = '' } = this.joints
    const attempt = this.begin(message)
    if (attempt === null) return message
    const parts = joint === undefined ? [message] : message.split(joint)
    return parts.map((part) => this.find(part, attempt, 0) ?? part).join(joined)
  }

  /** Several sentences behind each other; one that is not known stays English among the others. */
  paragraph(text: string): Translated {
    const known = this.remembered.get(text)
    if (known !== undefined) return known
    if (this.remembered.size >= REMEMBERED) this.remembered.clear()
    const translated = this.tell(text)
    this.remembered.set(text, translated)
    return translated
  }

  private tell(text: string): Translated {
    const attempt = this.begin(text)
    if (attempt === null) return { said: text, whole: text === '' }
    const known = this.sentences(text, attempt)
    if (known !== undefined) return { said: known, whole: true }
    const end = ends(text)[0]
    if (end === undefined) return { said: text, whole: false }
    const first = text.slice(0, end)
    const rest = this.tell(text.slice(end + 1))
    return { said: `${this.find(first, attempt, 0) ?? `${first} `}${rest.said}`, whole: false }
  }

  /** Can all of this be said? Rather as several sentences than as one with others in its holes. */
  private sentences(text: string, attempt: Attempt): string | undefined {
    for (const end of ends(text)) {
      const first = this.find(text.slice(0, end), attempt, 0)
      const rest = first === undefined ? undefined : this.sentences(text.slice(end + 1), attempt)
      if (first !== undefined && rest !== undefined) return first + rest
    }
    return this.find(text, attempt, 0)
  }

  /** null: there is nothing to try. */
  private begin(message: string): Attempt | null {
    if (message === '' || message.length > LONGEST) return null
    if (this.exact.size + this.patterns.length === 0) this.compile()
    return { left: PATIENCE, known: new Map() }
  }

  /** undefined: not known. */
  private find(sentence: string, attempt: Attempt, depth: number): string | undefined {
    const exact = this.exact.get(sentence)
    if (exact !== undefined || depth > DEEPEST) return exact
    if (attempt.known.has(sentence)) return attempt.known.get(sentence)
    const found = this.search(sentence, attempt, depth)
    attempt.known.set(sentence, found)
    return found
  }

  private search(sentence: string, attempt: Attempt, depth: number): string | undefined {
    for (const { template, translation } of this.patterns) {
      if (attempt.left-- < 0) return undefined
      let ways = 0
      for (const values of template.matches(sentence)) {
        const filled = this.fill(translation, values, attempt, depth)
        if (filled !== undefined) return filled
        if (++ways === WAYS) break
      }
    }
    return undefined
  }

  /** undefined: a value that must be translated cannot be. */
  private fill(
    translation: string,
    values: readonly string[],
    attempt: Attempt,
    depth: number,
  ): string | undefined {
    const unknown: string[] = []
    const filled = translation.replace(
      HOLE,
      (hole: string, before: string, number: string, how: string, after: string, at: number) => {
        const value = values[Number(number)] ?? ''
        if (how === '' || unknown.length > 0) return before + value + after
        const translated = this.valueSaid(value, how, attempt, depth)
        if (how.includes('!') && translated === undefined) unknown.push(value)
        const [left = '', right = ''] = [translation[at - 1], translation[at + hole.length]]
        return set(translated ?? value, { before, after, left, right })
      },
    )
    return unknown.length > 0 ? undefined : filled
  }

  private valueSaid(
    value: string,
    how: string,
    attempt: Attempt,
    depth: number,
  ): string | undefined {
    if (value === '') return value
    if (/^[&;]/.test(how)) return this.list(value, how, attempt, depth)
    return this.find(value, attempt, depth + 1)
  }

  /** undefined: an item that must be translated cannot be. An item may have an `and` of its own. */
  private list(value: string, how: string, attempt: Attempt, depth: number): string | undefined {
    const must = how.includes('!')
    for (const items of cuts(value)) {
      const said = items.map((item) => this.item(item, attempt, depth))
      if (must && said.includes(undefined)) continue
      const all = items.map((item, i) => said[i] ?? item)
      return how.startsWith(';') ? all.join('；') : joinedList(all)
    }
    const known = this.find(value, attempt, depth + 1)
    if (known !== undefined || must) return known
    return listed(value)
      .map((item) => this.item(item, attempt, depth) ?? item)
      .join('、')
  }

  private item(item: string, attempt: Attempt, depth: number): string | undefined {
    const rest = REST.exec(item)
    return rest === null ? this.find(item, attempt, depth + 1) : `另外 ${rest[1] ?? ''} 个`
  }

  private compile(): void {
    for (const [english, translation] of this.entries) {
      if (/[[{]/.test(english)) {
        this.patterns.push({ template: new Template(english), translation })
      } else if (!this.exact.has(english)) this.exact.set(english, translation)
    }
    this.patterns.sort((a, b) => b.template.weight - a.template.weight)
  }
}

/** A blank, or none, between a value and what stands around it. */
function set(
  value: string,
  around: { before: string; after: string; left: string; right: string },
): string {
  const { before, after, left, right } = around
  if (value === '') return before + after
  const [begin, end] = [value.charAt(0), value.at(-1) ?? '']
  const first = before === '' ? between(left, begin) : kept(left, begin)
  const last = after === '' ? between(end, right) : kept(end, right)
  return first + value + last
}

/** A blank that is missing between Chinese and other letters. */
const between = (a: string, b: string): string =>
  (HAN.test(a) && LATIN.test(b)) || (LATIN.test(a) && HAN.test(b)) ? ' ' : ''

/** A blank that is there, unless Chinese letters or signs are on both its sides, or signs on one. */
const kept = (a: string, b: string): string =>
  FULL_WIDTH.test(a + b) || (HAN.test(a) && HAN.test(b)) ? '' : ' '

/** `a、b 和 c`. */
function joinedList(items: readonly string[]): string {
  const last = items.at(-1) ?? ''
  const others = items.slice(0, -1).join('、')
  return `${others}${/[\w)]$/.test(others) ? ' ' : ''}和${/^[\w(]/.test(last) ? ' ' : ''}${last}`
}

/** Behind each full stop that another sentence may follow. */
const ends = (text: string): number[] =>
  Array.from(text.matchAll(FULL_STOP), ({ 0: stop, index }) => index + stop.length - 1)

/** Ways to take a list of two or more apart, the likeliest first. */
function cuts(list: string): string[][] {
  const found: string[][] = []
  for (let at = list.lastIndexOf(AND); at > 0; at = list.lastIndexOf(AND, at - 1)) {
    found.push([...listed(list.slice(0, at)), list.slice(at + AND.length)])
  }
  return found
}

/** Commas within parentheses belong to an item. */
function listed(list: string): string[] {
  const items: string[] = ['']
  let depth = 0
  for (const piece of list.split(', ')) {
    items.push(depth > 0 ? `${items.pop() ?? ''}, ${piece}` : piece)
    for (const sign of piece) depth += sign === '(' ? 1 : sign === ')' ? -1 : 0
  }
  return items.filter((item) => item !== '')
}

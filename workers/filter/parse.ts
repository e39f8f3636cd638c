/**
 * From words to clauses. Loosest first: `or`, `and`, `not`, comparisons, `&`, `+ -`, `* / %`, unary
 * minus. Braces group arithmetic, brackets logic. wireshark-filter(4), version 4.0.
 */
import { MAX_FILTER_DEPTH } from '../limits/workspace-limits'
import { COMPARISONS, arithmeticOf, isQuantifier, logicOf, searchOf } from './operators'
import type { ArithmeticOp } from './operators'
import { parseRanges } from './parse-ranges'
import { Refusal } from './refusal'
import type { Clause, Quantifier, SetElement, Term, Word } from './syntax'
import { TokenFeed } from './token-feed'
import { tokensIn, type Token } from './tokens'

/** null: an empty filter, which every frame passes. @throws Refusal */
export function parseFilter(text: string): Clause | null {
  const feed = new TokenFeed(tokensIn(text))
  if (feed.peek().kind === 'end') return null
  const parser = new Parser(feed)
  const clause = parser.disjunction()
  if (feed.peek().kind !== 'end') throw parser.unexpected()
  return clause
}

/** Operators that bind alike, from the loosest to the tightest. */
const ARITHMETIC: readonly (readonly ArithmeticOp[])[] = [['&'], ['+', '-'], ['*', '/', '%']]

class Parser {
  private readonly feed: TokenFeed
  private depth = 0

  constructor(feed: TokenFeed) {
    this.feed = feed
  }

  disjunction(): Clause {
    return this.joined('or', () => this.joined('and', () => this.negation()))
  }

  unexpected(): Refusal {
    const { kind, text, at, length } = this.feed.peek()
    if (kind === 'end') return new Refusal('The filter ends here, and something is missing.', at, 0)
    return new Refusal(whyUnexpected(text), at, length)
  }

  private joined(kind: 'and' | 'or', next: () => Clause): Clause {
    const first = next()
    const parts = [first]
    while (this.takeLogic(kind)) parts.push(next())
    return parts.length === 1 ? first : { kind, parts, ...this.since(first.at) }
  }

  private takeLogic(kind: 'and' | 'or' | 'not'): boolean {
    const { kind: token, text } = this.feed.peek()
    const found = token === 'operator' && logicOf(text) === kind
    if (found) this.feed.take()
    return found
  }

  private negation(): Clause {
    const { at } = this.feed.peek()
    if (!this.takeLogic('not')) return this.relation()
    const part = this.deeper(() => this.negation())
    return { kind: 'not', part, ...this.since(at) }
  }

  private relation(): Clause {
    const opening = this.feed.peek()
    if (this.feed.takeBracket('(')) {
      const clause = this.deeper(() => this.disjunction())
      if (!this.feed.takeBracket(')')) throw this.missing(')', opening)
      return clause
    }
    const quantifier = this.quantifier()
    const left = this.term()
    const { kind, text, at } = this.feed.peek()
    if (kind === 'operator') {
      if (COMPARISONS.has(text)) return this.comparison(quantifier, left)
      const search = searchOf(text)
      if (search === 'in') return this.membership(quantifier, left)
      if (search !== undefined) {
        this.feed.take()
        const right = this.term()
        const parts = { quantifier, left, right, ...this.since(left.at) }
        return search === 'contains' ? { kind: search, ...parts } : { kind: search, ...parts }
      }
      if (text === 'not' && searchOf(this.feed.peek(1).text) === 'in') {
        this.feed.take()
        const part = this.membership(quantifier, left)
        return { kind: 'not', part, ...this.since(left.at) }
      }
    }
    if (quantifier !== null) {
      throw new Refusal(`A comparison must follow "${quantifier}".`, at, this.feed.peek().length)
    }
    return { kind: 'bare', term: left, at: left.at, length: left.length }
  }

  private quantifier(): Quantifier {
    const { kind, text } = this.feed.peek()
    if (kind !== 'operator' || !isQuantifier(text)) return null
    this.feed.take()
    return text === 'any' ? 'any' : 'all'
  }

  /** `a < b < c` is `a < b and b < c`. */
  private comparison(quantifier: Quantifier, first: Term): Clause {
    const parts: Clause[] = []
    let left = first
    for (;;) {
      const { kind, text: sign } = this.feed.peek()
      const comparison = kind === 'operator' ? COMPARISONS.get(sign) : undefined
      if (comparison === undefined) break
      this.feed.take()
      const right = this.term()
      const place = this.since(left.at)
      parts.push({ kind: 'compare', quantifier, comparison, sign, left, right, ...place })
      left = right
    }
    const [only] = parts
    if (parts.length === 1 && only !== undefined) return only
    return { kind: 'and', parts, ...this.since(first.at) }
  }

  private membership(quantifier: Quantifier, left: Term): Clause {
    this.feed.take()
    const opening = this.feed.peek()
    if (!this.feed.takeBracket('{')) {
      const message = 'A set in braces must follow "in": in {80, 443, 8000..8080}.'
      throw new Refusal(message, opening.at, opening.length)
    }
    const elements: SetElement[] = []
    do {
      const from = this.term()
      const to = this.feed.takeMark('..') ? this.term() : null
      elements.push({ from, to })
    } while (this.feed.takeMark(','))
    if (!this.feed.takeBracket('}')) throw this.missing('}', opening)
    return { kind: 'in', quantifier, left, elements, ...this.since(left.at) }
  }

  private term(level = 0): Term {
    const ops = ARITHMETIC[level]
    if (ops === undefined) return this.unary()
    let left = this.term(level + 1)
    for (let op = this.arithmetic(ops); op !== undefined; op = this.arithmetic(ops)) {
      const right = this.term(level + 1)
      left = { kind: 'arithmetic', op, left, right, ...this.since(left.at) }
      if (++this.operations > MAX_FILTER_DEPTH) throw this.tooDeep()
    }
    return left
  }

  /** Arithmetic so far: long chains are deep trees. */
  private operations = 0

  private arithmetic(ops: readonly ArithmeticOp[]): ArithmeticOp | undefined {
    const { kind, text } = this.feed.peek()
    const op = kind === 'operator' ? arithmeticOf(text) : undefined
    if (op === undefined || !ops.includes(op)) return undefined
    this.feed.take()
    return op
  }

  private unary(): Term {
    const { kind, text, at } = this.feed.peek()
    if (kind !== 'operator' || (text !== '-' && text !== '+')) return this.sliced()
    this.feed.take()
    const of = this.deeper(() => this.unary())
    return text === '+' ? of : { kind: 'negated', of, ...this.since(at) }
  }

  private sliced(): Term {
    let term = this.primary()
    while (this.feed.takeBracket('[')) {
      const ranges = parseRanges(this.feed)
      term = { kind: 'sliced', of: term, ranges, ...this.since(term.at) }
    }
    return term
  }

  private primary(): Term {
    const opening = this.feed.peek()
    if (this.feed.takeBracket('{')) {
      const term = this.deeper(() => this.term())
      if (!this.feed.takeBracket('}')) throw this.missing('}', opening)
      return term
    }
    if (!WORDS.includes(opening.kind)) throw this.unexpected()
    this.feed.take()
    const next = this.feed.peek()
    const calls = opening.kind === 'word' && next.kind === 'bracket' && next.text === '('
    return calls ? this.call(opening) : this.word(opening)
  }

  private call({ text: name, at }: Token): Term {
    const opening = this.feed.take()
    const given: Term[] = []
    if (!this.feed.takeBracket(')')) {
      do given.push(this.deeper(() => this.term()))
      while (this.feed.takeMark(','))
      if (!this.feed.takeBracket(')')) throw this.missing(')', opening)
    }
    return { kind: 'called', name, given, ...this.since(at) }
  }

  private word({ kind: token, text, at }: Token): Word {
    let layers: Word['layers'] = null
    if (this.feed.takeMark('#')) {
      const number = this.feed.peek()
      if (this.feed.takeBracket('[')) layers = parseRanges(this.feed)
      else if (/^[1-9]\d{0,3}$/.test(number.text)) {
        this.feed.take()
        layers = [{ from: Number(number.text), to: { count: 1 } }]
      } else {
        const message = 'The number of a layer must follow "#", from 1: ip.src#2, ip.src#[-1].'
        throw new Refusal(message, number.at, number.length)
      }
    }
    return { kind: 'word', token, text, layers, ...this.since(at) }
  }

  private missing(bracket: string, opening: Token): Refusal {
    const { kind, text, at, length } = this.feed.peek()
    if (kind === 'end') {
      const message = `This "${opening.text}" is not closed: "${bracket}" is missing.`
      return new Refusal(message, opening.at, opening.length)
    }
    return new Refusal(`"${bracket}" is missing before "${text}".`, at, length)
  }

  /** From offset `at` up to the word taken last. */
  private since(at: number): { at: number; length: number } {
    return { at, length: this.feed.end - at }
  }

  private deeper<T>(inside: () => T): T {
    if (++this.depth > MAX_FILTER_DEPTH) throw this.tooDeep()
    const found = inside()
    this.depth--
    return found
  }

  private tooDeep(): Refusal {
    const { at, length } = this.feed.peek()
    const message = `This filter is nested more than ${String(MAX_FILTER_DEPTH)} deep.`
    return new Refusal(message, at, length)
  }
}

const WORDS: readonly Token['kind'][] = ['word', 'string', 'raw string', 'char', 'reference']

function whyUnexpected(text: string): string {
  if (text === '=') return 'Equality is written "==".'
  if (
    /^(?:and|or|not|xor|in|contains|matches|any|all)$/iu.test(text) &&
    text !== text.toLowerCase()
  )
    return `Operators are written small: "${text.toLowerCase()}".`
  if (text === '|') return 'Either is written "||" or "or".'
  return `"${text}" was not expected here.`
}

/**
 * A display filter as words. What stands in brackets has words of its own: `[0:3]`, `#[2-4]`.
 * The language: Wireshark 4.0, wireshark-filter(4).
 */
import { MAX_FILTER_LENGTH } from '../limits/workspace-limits'
import { isOperatorWord } from './operators'
import { Refusal } from './refusal'

export type TokenKind =
  | 'word'
  | 'operator'
  /** In double quotes; `text` is what they hold. */
  | 'string'
  /** `r"…"`: a backslash stands for itself. */
  | 'raw string'
  | 'char'
  /** `${…}`: `text` is the name in it. */
  | 'reference'
  | 'bracket'
  /** `#`, `,`, `..`, and `:` and `-` within brackets. */
  | 'mark'
  | 'end'

export interface Token {
  readonly kind: TokenKind
  readonly at: number
  readonly length: number
  readonly text: string
  /** White space stands before it. */
  readonly spaced: boolean
}

/** Signs, the longest first. */
const SIGNS = [
  '!==',
  '===',
  '!=',
  '==',
  '<=',
  '>=',
  '&&',
  '||',
  '<',
  '>',
  '&',
  '+',
  '*',
  '/',
  '%',
  '~',
  '!',
  '-',
  // Others write these; what they mean is said where they are refused
  '=',
  '|',
  '^',
]

/** A name, number or address: up to white space, a sign, or the dots of a range. */
const WORD = /(?:(?!\.\.)[\w.:]|(?<=[\w.:])(?:-|\/(?=\d))(?=[\w.:]))+/uy
/** Of these a slash and a number behind it are a part. */
const ADDRESS = /^(?:\d+(?:\.\d+){0,3}|[\da-f:]*:[\da-f:.]*)\/\d+$/iu
const SPACE = /\s+/uy
const RANGE_NUMBER = /\w+/uy

/** @throws Refusal of what is no word. */
export function tokensIn(text: string): Token[] {
  if (text.length > MAX_FILTER_LENGTH) {
    const message = `A filter may have ${String(MAX_FILTER_LENGTH)} characters; this one has ${String(text.length)}.`
    throw new Refusal(message, MAX_FILTER_LENGTH, text.length - MAX_FILTER_LENGTH)
  }
  const lexer = new Lexer(text)
  const tokens: Token[] = []
  for (;;) {
    const token = lexer.next()
    tokens.push(token)
    if (token.kind === 'end') return tokens
  }
}

class Lexer {
  private readonly text: string
  private at = 0
  private inBrackets = false
  private spaced = false

  constructor(text: string) {
    this.text = text
  }

  next(): Token {
    this.spaced = this.pass(SPACE) > 0
    const { text, at } = this
    const first = text[at]
    if (first === undefined) return this.token('end', 0, '')
    if (this.inBrackets) return this.bracketed(first)
    if (first === '"') return this.quoted('string', at + 1)
    if (text.startsWith('r"', at) || text.startsWith('R"', at)) {
      return this.quoted('raw string', at + 2)
    }
    if (first === "'") return this.char()
    if (text.startsWith('${', at)) return this.reference()
    if ('(){}[]'.includes(first)) return this.bracket(first)
    if (text.startsWith('..', at)) return this.token('mark', 2, '..')
    if (first === ',' || first === '#') return this.token('mark', 1, first)
    return this.sign() ?? this.word()
  }

  private bracketed(first: string): Token {
    if (first === ']') return this.bracket(first)
    if (':-,'.includes(first)) return this.token('mark', 1, first)
    const length = lengthOf(RANGE_NUMBER, this.text, this.at)
    if (length === 0) this.refuseSign()
    return this.token('word', length)
  }

  private bracket(sign: string): Token {
    if (sign === '[') this.inBrackets = true
    if (sign === ']') this.inBrackets = false
    return this.token('bracket', 1, sign)
  }

  private sign(): Token | null {
    const sign = SIGNS.find((known) => this.text.startsWith(known, this.at))
    return sign === undefined ? null : this.token('operator', sign.length, sign)
  }

  private word(): Token {
    const { at } = this
    let length = lengthOf(WORD, this.text, at)
    if (length === 0) this.refuseSign()
    let text = this.text.slice(at, at + length)
    const slash = text.indexOf('/')
    if (slash >= 0 && !ADDRESS.test(text)) {
      length = slash
      text = text.slice(0, slash)
    }
    return this.token(isOperatorWord(text) ? 'operator' : 'word', length, text)
  }

  private refuseSign(): never {
    const sign = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0)
    const message = QUOTES.includes(sign)
      ? 'Strings stand in straight double quotes: "…".'
      : 'This sign has no meaning in a filter.'
    throw new Refusal(message, this.at, sign.length)
  }

  /** From `from` up to the closing quotation mark. */
  private quoted(kind: 'string' | 'raw string', from: number): Token {
    const { text, at } = this
    for (let end = from; end < text.length; end++) {
      if (text[end] === '\\') end++
      else if (text[end] === '"') return this.token(kind, end + 1 - at, text.slice(from, end))
    }
    throw new Refusal('This string has no closing quotation mark.', at, text.length - at)
  }

  private char(): Token {
    const found = /'(\\(?:x[\da-f]{1,2}|[0-7]{1,3}|.)|[^'\\])'/iuy
    found.lastIndex = this.at
    const match = found.exec(this.text)
    if (match !== null) return this.token('char', match[0].length, match[1])
    const end = this.text.indexOf("'", this.at + 1)
    const length = (end < 0 ? this.text.length : end + 1) - this.at
    const message =
      'Single quotes hold one character; a longer string stands in double quotes: "…".'
    throw new Refusal(message, this.at, length)
  }

  private reference(): Token {
    const { text, at } = this
    const end = text.indexOf('}', at)
    if (end < 0) throw new Refusal('This reference has no closing brace.', at, text.length - at)
    return this.token('reference', end + 1 - at, text.slice(at + 2, end).trim())
  }

  private token(kind: TokenKind, length: number, text?: string): Token {
    const { at, spaced } = this
    this.at += length
    return { kind, at, length, text: text ?? this.text.slice(at, at + length), spaced }
  }

  private pass(pattern: RegExp): number {
    const length = lengthOf(pattern, this.text, this.at)
    this.at += length
    return length
  }
}

const QUOTES = '“”„‟«»‘’'

/** Of what matches at `at`; 0: nothing. */
function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}

/** Words one after the other. */
import type { Token } from './tokens'

export class TokenFeed {
  private readonly tokens: readonly Token[]
  private next = 0
  /** Where the word taken last ends. */
  end = 0

  /** The last one is of kind `end`. */
  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  peek(ahead = 0): Token {
    const index = Math.min(this.next + ahead, this.tokens.length - 1)
    return this.tokens[index] as Token
  }

  take(): Token {
    const token = this.peek()
    this.next++
    this.end = token.at + token.length
    return token
  }

  takeBracket(sign: string): boolean {
    return this.takeIf('bracket', sign)
  }

  takeMark(sign: string): boolean {
    return this.takeIf('mark', sign)
  }

  private takeIf(kind: Token['kind'], text: string): boolean {
    const token = this.peek()
    const found = token.kind === kind && token.text === text
    if (found) this.take()
    return found
  }
}

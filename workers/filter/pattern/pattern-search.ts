/**
 * Searches for a regular expression in one pass over the text, keeping all states it may be in (K.
 * Thompson, "Regular Expression Search Algorithm", 1968): no pattern can make it slow on any text.
 */
import { isWordCode } from './characters'
import { compilePattern, type State } from './compile-pattern'
import type { Assertion } from './parse-pattern'

export class PatternSearch {
  private readonly states: readonly State[]
  /** By state: the step in which it was entered last. */
  private readonly entered: Uint32Array
  private current: Uint32Array
  private following: Uint32Array
  private count = 0
  private step = 0

  /** `at`, `length`: where the pattern stands in the filter. @throws Refusal */
  constructor(source: string, at: number, length: number) {
    this.states = compilePattern(source, { at, length })
    this.entered = new Uint32Array(this.states.length)
    this.current = new Uint32Array(this.states.length)
    this.following = new Uint32Array(this.states.length)
  }

  foundIn(text: string): boolean {
    let waiting = 0
    this.entered.fill(0)
    this.step = 0
    for (let at = 0; at <= text.length; at++) {
      this.step++
      this.count = 0
      for (let index = 0; index < waiting; index++) {
        if (this.enter(this.current[index] as number, text, at)) return true
      }
      if (this.enter(0, text, at)) return true
      waiting = this.advance(text.charCodeAt(at))
    }
    return false
  }

  /** From the states entered at this place, those that follow its character, into `current`. */
  private advance(code: number): number {
    let waiting = 0
    for (let index = 0; index < this.count; index++) {
      const number = this.following[index] as number
      const state = this.states[number]
      if (state?.kind === 'characters' && state.characters.has(code)) {
        this.current[waiting++] = number + 1
      }
    }
    return waiting
  }

  /** Notes the state and all that follow it without a character. True: the pattern was found. */
  private enter(first: number, text: string, at: number): boolean {
    const open = [first]
    for (let number = open.pop(); number !== undefined; number = open.pop()) {
      if (this.entered[number] === this.step) continue
      this.entered[number] = this.step
      const state = this.states[number]
      switch (state?.kind) {
        case 'characters':
          this.following[this.count++] = number
          break
        case 'fork':
          open.push(...state.to)
          break
        case 'assertion':
          if (holds(state.assertion, text, at)) open.push(number + 1)
          break
        case 'found':
          return true
      }
    }
    return false
  }
}

function holds(assertion: Assertion, text: string, at: number): boolean {
  switch (assertion) {
    case 'start':
      return at === 0
    case 'end':
      return at === text.length || (at === text.length - 1 && text[at] === '\n')
    case 'very end':
      return at === text.length
    case 'boundary':
      return isBoundary(text, at)
    case 'no boundary':
      return !isBoundary(text, at)
  }
}

function isBoundary(text: string, at: number): boolean {
  const before = at > 0 && isWordCode(text.charCodeAt(at - 1))
  const behind = at < text.length && isWordCode(text.charCodeAt(at))
  return before !== behind
}

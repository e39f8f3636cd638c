/**
 * Searches for a regular expression in one pass over the text, keeping all states it may be in (K.
 * Thompson, "Regular Expression Search Algorithm", 1968): no pattern can make it slow on any text.
 */
import { MAX_PATTERN_STATES } from '../../limits/workspace-limits'
import { Refusal } from '../refusal'
import { type Characters, isWordCode } from './characters'
import { parsePattern, type Assertion, type Pattern } from './parse-pattern'

type State =
  | { readonly kind: 'characters'; readonly characters: Characters }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  /** Goes on at all of these. */
  | { readonly kind: 'fork'; readonly to: number[] }
  | { readonly kind: 'found' }

export class PatternSearch {
  private readonly states: State[] = []
  private readonly at: number
  private readonly length: number
  /** By state: the step in which it was entered last. */
  private readonly entered: Uint32Array
  private current: Uint32Array
  private following: Uint32Array
  private count = 0
  private step = 0

  /** `at`, `length`: where the pattern stands in the filter. @throws Refusal */
  constructor(source: string, at: number, length: number) {
    this.at = at
    this.length = length
    this.compile(parsePattern(source, at))
    this.push({ kind: 'found' })
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

  private compile(pattern: Pattern): void {
    switch (pattern.kind) {
      case 'characters':
      case 'assertion':
        this.push(pattern)
        return
      case 'sequence':
        for (const part of pattern.parts) this.compile(part)
        return
      case 'choice':
        this.choose(pattern.parts)
        return
      case 'repeat':
        this.repeat(pattern.part, pattern.least, pattern.most)
    }
  }

  private choose(parts: readonly Pattern[]): void {
    const fork = this.fork()
    const ends: number[][] = []
    for (const part of parts) {
      fork.push(this.states.length)
      this.compile(part)
      ends.push(this.fork())
    }
    for (const end of ends) end.push(this.states.length)
  }

  private repeat(part: Pattern, least: number, most: number): void {
    for (let i = 0; i < least; i++) this.compile(part)
    if (most === Infinity) {
      const from = this.states.length
      const fork = this.fork()
      fork.push(from + 1)
      this.compile(part)
      this.fork().push(from)
      fork.push(this.states.length)
      return
    }
    const forks: number[][] = []
    for (let i = least; i < most; i++) {
      const fork = this.fork()
      fork.push(this.states.length)
      forks.push(fork)
      this.compile(part)
    }
    for (const fork of forks) fork.push(this.states.length)
  }

  /** A state whose successors are added to what is returned. */
  private fork(): number[] {
    const to: number[] = []
    this.push({ kind: 'fork', to })
    return to
  }

  private push(state: State): void {
    if (this.states.length >= MAX_PATTERN_STATES) {
      throw new Refusal('This pattern is too large.', this.at, this.length)
    }
    this.states.push(state)
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

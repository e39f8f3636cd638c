/**
 * A regular expression as states that a search passes through (K. Thompson, "Regular Expression
 * Search Algorithm", 1968). The first is where every match begins.
 */
import { MAX_PATTERN_STATES } from '../../limits/workspace-limits'
import { Refusal } from '../refusal'
import type { Characters, Fold } from './characters'
import { parsePattern, type Assertion, type Pattern } from './parse-pattern'

export type State =
  | { readonly kind: 'characters'; readonly characters: Characters }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  /** Goes on at all of these. */
  | { readonly kind: 'fork'; readonly to: number[] }
  | { readonly kind: 'found' }

/** Where the pattern stands in what the analyst wrote. */
export interface PatternPlace {
  readonly at: number
  readonly length: number
}

/** @throws Refusal */
export function compilePattern(source: string, place: PatternPlace, fold: Fold = 'all'): State[] {
  return new Compilation(place).run(parsePattern(source, place.at, fold))
}

class Compilation {
  private readonly states: State[] = []
  private readonly place: PatternPlace

  constructor(place: PatternPlace) {
    this.place = place
  }

  run(pattern: Pattern): State[] {
    this.compile(pattern)
    this.push({ kind: 'found' })
    return this.states
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
      throw new Refusal('This pattern is too large.', this.place.at, this.place.length)
    }
    this.states.push(state)
  }
}

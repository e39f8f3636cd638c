/**
 * Finds regular expressions in octets: of the matches that begin first, the longest. All states that a
 * match may be in are kept, each with where the match began (R. Pike's way with Thompson's search), so
 * that no pattern goes back and forth; looking for a longer match is bounded over a whole frame.
 */
import { compilePattern, type State } from '../filter/pattern/compile-pattern'
import { isWordCode, type Fold } from '../filter/pattern/characters'
import type { Assertion } from '../filter/pattern/parse-pattern'
import { MAX_PATTERN_SPAN } from '../limits/workspace-limits'
import type { Matcher } from './matcher'
import { PatternSets } from './pattern-sets'

export class PatternMatcher implements Matcher {
  at = 0
  length = 0
  readonly encoding = 'octets'
  private readonly states: readonly State[]
  private readonly sets: PatternSets
  /** By state: the step in which it was entered last. */
  private readonly entered: Float64Array
  /** States that wait for an octet, the earliest matches first, and where their matches began. */
  private readonly waiting: Int32Array
  private readonly begun: Int32Array
  private readonly following: Int32Array
  private readonly followingBegun: Int32Array
  private readonly open: Int32Array
  private count = 0
  private step = 0
  private octets = new Uint8Array(0)
  private start = 0
  private from = 0
  private end = 0
  /** Octets that may still be looked at in vain for a longer match. */
  private patience = 0

  /** @throws Refusal */
  constructor(source: string, fold: Fold) {
    this.states = compilePattern(source, { at: 0, length: source.length }, fold)
    this.sets = new PatternSets(this.states)
    const { length } = this.states
    this.entered = new Float64Array(length)
    this.waiting = new Int32Array(length)
    this.begun = new Int32Array(length)
    this.following = new Int32Array(length)
    this.followingBegun = new Int32Array(length)
    const successors = this.states.map((state) => (state.kind === 'fork' ? state.to.length : 1))
    this.open = new Int32Array(successors.reduce((sum, one) => sum + one, 1))
  }

  begin(octets: Uint8Array, from: number, end: number): void {
    this.octets = octets as Uint8Array<ArrayBuffer>
    this.start = from
    this.end = end
    this.from = this.sets.mayMatch(octets, from, end) ? from : end
    this.patience = end - from
  }

  next(): boolean {
    const { end } = this
    let found = -1
    let until = -1
    let count = 0
    for (let at = this.from; at < end || (at === end && count > 0); at++) {
      this.step++
      this.count = 0
      for (let i = 0; i < count; i++) {
        const begun = this.begun[i] as number
        if (found >= 0 && (begun > found || at - begun > MAX_PATTERN_SPAN)) continue
        if (!this.enter(this.waiting[i] as number, begun, at)) continue
        found = begun
        until = at
      }
      if (found < 0) this.enter(0, at, at)
      else if (this.count === 0 || (at > until && --this.patience < 0)) break
      count = at < end ? this.advance(this.octets[at] as number) : 0
    }
    this.from = found < 0 ? end : until
    if (found < 0) return false
    this.at = found
    this.length = until - found
    return true
  }

  /** From the states entered at this place to those that follow its octet; gives how many wait. */
  private advance(octet: number): number {
    let count = 0
    for (let i = 0; i < this.count; i++) {
      const number = this.following[i] as number
      const state = this.states[number]
      if (state?.kind !== 'characters' || state.characters.low[octet] === 0) continue
      this.waiting[count] = number + 1
      this.begun[count++] = this.followingBegun[i] as number
    }
    return count
  }

  /**
   * Notes the state and all that follow it without an octet. True: a match of at least one octet ends
   * here; others that began with it may be longer.
   */
  private enter(first: number, begun: number, at: number): boolean {
    const { open, entered, step } = this
    let found = false
    let left = 0
    open[left++] = first
    while (left > 0) {
      const number = open[--left] as number
      if (entered[number] === step) continue
      entered[number] = step
      const state = this.states[number]
      if (state?.kind === 'characters') {
        this.following[this.count] = number
        this.followingBegun[this.count++] = begun
      } else if (state?.kind === 'fork') {
        for (let i = 0; i < state.to.length; i++) open[left++] = state.to[i] as number
      } else if (state?.kind === 'assertion') {
        if (this.holds(state.assertion, at)) open[left++] = number + 1
      } else if (begun < at) found = true
    }
    return found
  }

  private holds(assertion: Assertion, at: number): boolean {
    const { start, end, octets } = this
    switch (assertion) {
      case 'start':
        return at === start
      case 'end':
        return at === end || (at === end - 1 && octets[at] === LINE_FEED)
      case 'very end':
        return at === end
      case 'boundary':
        return this.isBoundary(at)
      case 'no boundary':
        return !this.isBoundary(at)
    }
  }

  private isBoundary(at: number): boolean {
    const { start, end, octets } = this
    const before = at > start && isWordCode(octets[at - 1] as number)
    const behind = at < end && isWordCode(octets[at] as number)
    return before !== behind
  }
}

const LINE_FEED = 10

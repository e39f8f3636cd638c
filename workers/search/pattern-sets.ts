/**
 * Says quickly whether a regular expression may match: the sets of states that a search passes
 * through are numbered as they are met, and remembered with what each octet leads to. What stands
 * around a place (`\b`) counts as given: a yes is to be looked into, a no is a no.
 */
import type { State } from '../filter/pattern/compile-pattern'
import type { Assertion } from '../filter/pattern/parse-pattern'
import { MAX_PATTERN_SETS } from '../limits/workspace-limits'

const UNKNOWN = -1
const LINE_FEED = 10
/** Numbers of sets: found; the one that every frame begins with; the one in which nothing has begun. */
const FOUND = 0
const BEGIN = 1
const HOME = 2
const HOME_ROW = HOME << 8
/** How often all is forgotten until remembering is given up. */
const MOST_TIMES = 16

export class PatternSets {
  private readonly states: readonly State[]
  private readonly table = new Int16Array(MAX_PATTERN_SETS * 256)
  private sets: number[][] = []
  private numbers = new Map<string, number>()
  /** Those in which a match may begin behind the first octet. */
  private readonly anywhere: readonly number[]
  private readonly atBegin: readonly number[]
  private readonly always: boolean
  private times = 0

  constructor(states: readonly State[]) {
    this.states = states
    const begin = this.closed([0], true)
    const anywhere = this.closed([0], false)
    this.always = begin === null || anywhere === null || !this.onlyOctets(anywhere)
    this.atBegin = begin ?? []
    this.anywhere = anywhere ?? []
    this.forget()
  }

  /** Of octets [from, end). */
  mayMatch(octets: Uint8Array, from: number, end: number): boolean {
    if (this.always || this.times > MOST_TIMES) return true
    const { table } = this
    let set = BEGIN
    for (let at = from; at < end; at++) {
      const octet = octets[at] as number
      if (octet === LINE_FEED && at === end - 1 && this.mayEnd(set)) return true
      let next = table[(set << 8) | octet] as number
      if (next === UNKNOWN) next = this.follow(set, octet)
      if (next === FOUND) return true
      set = next
      if (set !== HOME) continue
      while (at + 1 < end && table[HOME_ROW | (octets[at + 1] as number)] === HOME) at++
    }
    return this.mayEnd(set)
  }

  /** Is the pattern found if the frame ends here? */
  private mayEnd(set: number): boolean {
    return !this.onlyOctets(this.sets[set] ?? [])
  }

  private onlyOctets(set: readonly number[]): boolean {
    return set.every((number) => this.states[number]?.kind === 'characters')
  }

  private follow(set: number, octet: number): number {
    const followers: number[] = []
    for (const number of this.sets[set] ?? []) {
      const state = this.states[number]
      if (state?.kind === 'characters' && state.characters.low[octet] === 1) {
        followers.push(number + 1)
      }
    }
    const closed = this.closed(followers, false)
    const { times } = this
    const next = closed === null ? FOUND : this.numberOf([...closed, ...this.anywhere])
    // Where all was forgotten, the number of the set before is none any more
    if (this.times === times) this.table[(set << 8) | octet] = next
    return next
  }

  private numberOf(states: readonly number[]): number {
    const set = [...new Set(states)]
    const key = keyOf(set)
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    if (this.sets.length >= MAX_PATTERN_SETS) this.forget()
    this.sets.push(set)
    this.numbers.set(key, this.sets.length - 1)
    return this.sets.length - 1
  }

  private forget(): void {
    this.times++
    this.table.fill(UNKNOWN)
    this.sets = [[], [...this.atBegin], [...this.anywhere]]
    this.numbers = new Map([[keyOf(this.anywhere), HOME]])
  }

  /** With all states that are reached without an octet; null: the pattern is found. */
  private closed(first: readonly number[], atBegin: boolean): number[] | null {
    const reached = new Set<number>()
    const open = [...first]
    for (let number = open.pop(); number !== undefined; number = open.pop()) {
      const state = this.states[number]
      if (state === undefined || reached.has(number)) continue
      reached.add(number)
      if (state.kind === 'found') return null
      if (state.kind === 'fork') open.push(...state.to)
      if (state.kind === 'assertion' && passes(state.assertion, atBegin)) open.push(number + 1)
    }
    return [...reached].filter((number) => waits(this.states[number]))
  }
}

const keyOf = (set: readonly number[]) => [...set].sort((a, b) => a - b).join(' ')

function passes(assertion: Assertion, atBegin: boolean): boolean {
  return assertion === 'start' ? atBegin : !isEnd(assertion)
}

/** For an octet, or for the end of the frame. */
function waits(state: State | undefined): boolean {
  return state?.kind === 'characters' || (state?.kind === 'assertion' && isEnd(state.assertion))
}

const isEnd = (assertion: Assertion) => assertion === 'end' || assertion === 'very end'

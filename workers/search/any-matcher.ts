/** Finds whatever several matchers find; what begins first counts, and hides what lies over it. */
import type { Encoding } from '../model/match-row'
import type { Matcher } from './matcher'

export class AnyMatcher implements Matcher {
  at = 0
  length = 0
  encoding: Encoding = 'octets'
  private readonly matchers: readonly Matcher[]
  /** Of each: 1, it stands on a match that was not told yet. */
  private readonly waiting: Uint8Array

  constructor(matchers: readonly Matcher[]) {
    this.matchers = matchers
    this.waiting = new Uint8Array(matchers.length)
  }

  begin(octets: Uint8Array, from: number, end: number): void {
    this.at = from
    this.length = 0
    for (let i = 0; i < this.matchers.length; i++) {
      const matcher = this.matchers[i] as Matcher
      matcher.begin(octets, from, end)
      this.waiting[i] = matcher.next() ? 1 : 0
    }
  }

  next(): boolean {
    const behind = this.at + this.length
    let first: Matcher | null = null
    for (let i = 0; i < this.matchers.length; i++) {
      const matcher = this.matchers[i] as Matcher
      while (this.waiting[i] === 1 && matcher.at < behind) this.waiting[i] = matcher.next() ? 1 : 0
      if (this.waiting[i] === 1 && (first === null || isBefore(matcher, first))) first = matcher
    }
    if (first === null) return false
    this.at = first.at
    this.length = first.length
    this.encoding = first.encoding
    return true
  }
}

/** Text of UTF-16 looks like the other order one octet on: the order of Windows is the likely one. */
function isBefore(one: Matcher, first: Matcher): boolean {
  if (one.at < first.at) return true
  const shifted = one.encoding === 'utf-16le' && first.encoding === 'utf-16be'
  return shifted && one.at === first.at + 1
}

/** The text of a regular expression, character by character. */
import { MAX_PATTERN_REPEATS } from '../../limits/workspace-limits'
import { Refusal } from '../refusal'
import { Characters, type Fold } from './characters'

export class PatternText {
  private readonly source: string
  private readonly start: number
  private readonly fold: Fold
  private at = 0

  constructor(source: string, start: number, fold: Fold = 'all') {
    this.source = source
    this.start = start
    this.fold = fold
  }

  /** An empty set, which takes letters as this pattern does. */
  noCharacters(): Characters {
    return new Characters(this.fold)
  }

  get ended(): boolean {
    return this.at >= this.source.length
  }

  /** Empty at the end. */
  get next(): string {
    return this.source.charAt(this.at)
  }

  ahead(by: number): string {
    return this.source.charAt(this.at + by)
  }

  take(): void {
    this.at++
  }

  takeIf(sign: string): boolean {
    const found = this.next === sign
    if (found) this.at++
    return found
  }

  /** What a sticky pattern matches here; empty: nothing. */
  takeMatch(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.source)?.[0] ?? ''
    this.at += found.length
    return found
  }

  /** [1, 1]: there is none. */
  quantifier(): [least: number, most: number] {
    if (this.takeIf('*')) return [0, Infinity]
    if (this.takeIf('+')) return [1, Infinity]
    if (this.takeIf('?')) return [0, 1]
    const counted = this.takeMatch(/\{\d{1,6}(?:,\d{0,6})?\}/uy)
    if (counted === '') return [1, 1]
    const [low = '', high] = counted.slice(1, -1).split(',')
    const least = Number(low)
    const most = high === undefined ? least : high === '' ? Infinity : Number(high)
    const largest = most === Infinity ? least : most
    if (most < least || largest > MAX_PATTERN_REPEATS) {
      const message = `Repetitions go from few to many, at most ${String(MAX_PATTERN_REPEATS)}.`
      throw this.refusal(message, counted.length, -counted.length)
    }
    return [least, most]
  }

  /** About `length` characters, `from` before or behind the next one. */
  refusal(message: string, length: number, from = 0): Refusal {
    return new Refusal(message, this.start + this.at + from, length)
  }
}

const CONTROLS: Readonly<Record<string, number>> = {
  a: 7,
  e: 27,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  0: 0,
}

/** Behind a backslash: the character it stands for. @throws Refusal */
export function escapedCode(text: PatternText): number {
  const hex = text.takeMatch(/x(?:[\da-f]{2}|\{[\da-f]{1,4}\})/iuy)
  if (hex !== '') return parseInt(hex.replace(/[x{}]/giu, ''), 16)
  const sign = text.next
  const control = CONTROLS[sign]
  if (control === undefined && /[A-Za-z]/u.test(sign)) {
    throw text.refusal(`"\\${sign}" cannot be used here.`, 2, -1)
  }
  text.take()
  return control ?? sign.charCodeAt(0)
}

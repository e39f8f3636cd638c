/** Of which letters upper and lower case are alike: of octets, those of ASCII. */
export type Fold = 'all' | 'ascii' | 'none'

/** A set of characters. */
export class Characters {
  /** Of codes below 256: 1 is in it. */
  readonly low = new Uint8Array(256)
  /** Codes above, one by one, and ranges of them. */
  private readonly ranges: [from: number, to: number][] = []
  private negated = false
  private readonly fold: Fold

  constructor(fold: Fold = 'all') {
    this.fold = fold
  }

  has(code: number): boolean {
    if (code < 256) return this.low[code] === 1
    return this.ranges.some(([from, to]) => code >= from && code <= to) !== this.negated
  }

  add(code: number): this {
    for (const one of this.casesOf(code)) this.addRange(one, one)
    return this
  }

  addAll(other: Characters): void {
    other.low.forEach((is, code) => {
      if (is === 1) this.low[code] = 1
    })
    if (other.negated) this.ranges.push([256, 0xffff])
    else this.ranges.push(...other.ranges)
  }

  /** Both ends are in it. */
  addRange(from: number, to: number): this {
    for (let code = from; code <= Math.min(to, 255); code++) {
      for (const one of this.casesOf(code)) {
        if (one < 256) this.low[one] = 1
        else this.ranges.push([one, one])
      }
    }
    if (to >= 256) this.ranges.push([Math.max(from, 256), to])
    return this
  }

  negate(): this {
    this.low.forEach((is, code) => (this.low[code] = 1 - is))
    this.negated = !this.negated
    return this
  }

  private casesOf(code: number): Iterable<number> {
    const alike = this.fold === 'all' || (this.fold === 'ascii' && code < 128)
    return alike ? casesOf(code) : [code]
  }
}

function casesOf(code: number): Set<number> {
  const character = String.fromCharCode(code)
  const cases = [character, character.toLowerCase(), character.toUpperCase()]
  return new Set(cases.filter(({ length }) => length === 1).map((one) => one.charCodeAt(0)))
}

const DIGITS = new Characters().addRange(0x30, 0x39)
const WORD = new Characters().addRange(0x30, 0x39).addRange(0x41, 0x5a).add(0x5f)
const SPACE = new Characters().addRange(9, 13).add(0x20)

/** `\d`, `\w`, `\s`, and what they leave out; undefined: the letter names no class. */
export function classNamed(letter: string): Characters | undefined {
  const base = { d: DIGITS, w: WORD, s: SPACE }[letter.toLowerCase()]
  if (base === undefined) return undefined
  const found = new Characters()
  found.addAll(base)
  return letter === letter.toLowerCase() ? found : found.negate()
}

export function isWordCode(code: number): boolean {
  return WORD.has(code)
}

/** All but the line feed. */
export function anyCharacter(): Characters {
  return new Characters().add(0x0a).negate()
}

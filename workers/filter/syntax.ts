/** A display filter as it is written: tests and what they compare, with their places in the text. */
import type { ArithmeticOp, Comparison } from './operators'
import type { TokenKind } from './tokens'

/** Octets or layers: from `from` on; negative: counted from the end. */
export interface Range {
  readonly from: number
  /** Last one, inclusive, which may be negative, too; or how many; or all that follow. */
  readonly to: { readonly last: number } | { readonly count: number } | 'end'
}

interface Placed {
  readonly at: number
  readonly length: number
}

/** A name, number, address or text whose meaning depends on what it is compared with. */
export interface Word extends Placed {
  readonly kind: 'word'
  readonly token: TokenKind
  readonly text: string
  /** `ip.src#1`; null: all layers. */
  readonly layers: readonly Range[] | null
}

export interface Sliced extends Placed {
  readonly kind: 'sliced'
  readonly of: Term
  readonly ranges: readonly Range[]
}

export interface Called extends Placed {
  readonly kind: 'called'
  readonly name: string
  readonly given: readonly Term[]
}

export interface Arithmetic extends Placed {
  readonly kind: 'arithmetic'
  readonly op: ArithmeticOp
  readonly left: Term
  readonly right: Term
}

export interface Negated extends Placed {
  readonly kind: 'negated'
  readonly of: Term
}

/** What gives values. */
export type Term = Word | Sliced | Called | Arithmetic | Negated

/** Element of a set; `to`: it is a range, inclusive. */
export interface SetElement {
  readonly from: Term
  readonly to: Term | null
}

export type Quantifier = 'any' | 'all' | null

interface Search {
  readonly quantifier: Quantifier
  readonly left: Term
  readonly right: Term
}

export type Clause = Placed &
  (
    | { readonly kind: 'and' | 'or'; readonly parts: readonly Clause[] }
    | { readonly kind: 'not'; readonly part: Clause }
    | { readonly kind: 'bare'; readonly term: Term }
    | {
        readonly kind: 'compare'
        readonly quantifier: Quantifier
        readonly comparison: Comparison
        /** The operator as written. */
        readonly sign: string
        readonly left: Term
        readonly right: Term
      }
    | ({ readonly kind: 'contains' } & Search)
    | ({ readonly kind: 'matches' } & Search)
    | {
        readonly kind: 'in'
        readonly quantifier: Quantifier
        readonly left: Term
        readonly elements: readonly SetElement[]
      }
  )

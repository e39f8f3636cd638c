/** Why a filter is not understood: a sentence, and the words [at, at + length) it is about. */
export class Refusal extends Error {
  readonly at: number
  readonly length: number

  constructor(message: string, at: number, length: number) {
    super(message)
    this.at = at
    this.length = length
  }
}

/**
 * Huffman code of HPACK: RFC 7541 Appendix B. The code is canonical: codes of one length follow each
 * other in the order of their symbols, so the lengths say it all.
 */
import { Fault } from '../../wire/fault'

/** Bits of each symbol, 0 to 255 and EOS, in base 36: `5` is 5, `u` is 30. */
const LENGTHS =
  'dnsssssssoussussssssssusssssssss6aacd68baa8b8666555666666678f6ca' +
  'd67777777777777777777777878djde6f56565666577666567655677777fbeds' +
  'kmkkmmmnmnnnnnonoomnonnnnlmnmnnomlkmmnnlnmmolmnnllmlnmnnkmmmnmmn' +
  'qqkjmnmpqqqrrqopjlqrrqrollqqsrrrkoklmllnmmppooqnqrqqrrrrrsrrrrrq' +
  'u'

const EOS = 256
const MOST_BITS = 30
const MALFORMED = new Fault('malformed', 'http2.header.value')

/** A decoder of strings. */
export class Huffman {
  /** By length: first code, how many there are, and where their symbols begin in `symbols`. */
  private readonly first = new Uint32Array(MOST_BITS + 1)
  private readonly count = new Uint16Array(MOST_BITS + 1)
  private readonly start = new Uint16Array(MOST_BITS + 1)
  private readonly symbols: Uint16Array

  constructor() {
    const lengths = Array.from(LENGTHS, (digit) => parseInt(digit, 36))
    const sorted = [...lengths.keys()].sort((a, b) => bits(lengths, a) - bits(lengths, b) || a - b)
    this.symbols = Uint16Array.from(sorted)
    for (const length of lengths) this.count[length] = (this.count[length] as number) + 1
    let code = 0
    let at = 0
    for (let length = 1; length <= MOST_BITS; length++) {
      this.first[length] = code
      this.start[length] = at
      const count = this.count[length] as number
      at += count
      code = (code + count) * 2
    }
  }

  /**
   * Latin-1 text of `length` octets from `at` on, at most `most` characters of it.
   * @throws Fault `malformed`: EOS, or padding that is not its beginning.
   */
  decode(view: DataView, at: number, length: number, most: number): string {
    let text = ''
    let code = 0
    let size = 0
    for (let bit = 0; bit < length * 8; bit++) {
      code = code * 2 + ((view.getUint8(at + (bit >> 3)) >> (7 - (bit & 7))) & 1)
      size++
      const offset = code - (this.first[size] as number)
      if (offset < (this.count[size] as number)) {
        const symbol = this.symbols[(this.start[size] as number) + offset] as number
        if (symbol === EOS) throw MALFORMED
        if (text.length < most) text += String.fromCharCode(symbol)
        code = 0
        size = 0
      } else if (size === MOST_BITS) throw MALFORMED
    }
    // Fewer than eight bits, all ones.
    if (size > 7 || code !== 2 ** size - 1) throw MALFORMED
    return text
  }
}

function bits(lengths: readonly number[], symbol: number): number {
  return lengths[symbol] ?? 0
}

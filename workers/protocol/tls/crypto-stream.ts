/**
 * Puts the handshake octets of one direction and encryption level in order. RFC 9000 §19.6. As in
 * Wireshark, nothing is handed on while an octet is missing before the last one that came.
 */
import { MAX_CRYPTO_OCTETS, MAX_CRYPTO_PIECES } from '../../limits/limits'
import type { HeldOctets } from '../stream/held-octets'

/** What a piece costs besides its octets: thousands of one octet each must not be cheap. */
const PIECE_COST = 128

interface Piece {
  from: number
  octets: Uint8Array
}

export class CryptoStream {
  /** Octets that were handed on. */
  private done = 0
  /** What waits, by offset; pieces may overlap. */
  private pieces: Piece[] = []
  private waiting = 0
  private readonly held: HeldOctets

  /** `held`: the bound of all such streams together. */
  constructor(held: HeldOctets) {
    this.held = held
  }

  /** What can be handed on now; null: nothing. False: a bound was reached, the piece is dropped. */
  add(offset: number, octets: Uint8Array): Uint8Array | null | false {
    const end = offset + octets.length
    if (end <= this.done) return null
    if (offset <= this.done && this.pieces.length === 0) {
      const fresh = octets.slice(this.done - offset)
      this.done = end
      return fresh
    }
    if (this.pieces.length >= MAX_CRYPTO_PIECES) return false
    if (this.waiting + octets.length > MAX_CRYPTO_OCTETS) return false
    if (!this.held.take(octets.length + PIECE_COST)) return false
    this.pieces.push({ from: offset, octets: octets.slice() })
    this.waiting += octets.length
    return this.whole()
  }

  /** Forgets what waits. */
  clear(): void {
    this.held.release(this.waiting + PIECE_COST * this.pieces.length)
    this.pieces = []
    this.waiting = 0
  }

  private whole(): Uint8Array | null {
    this.pieces.sort((a, b) => a.from - b.from)
    let end = this.done
    for (const { from, octets } of this.pieces) {
      if (from > end) return null
      end = Math.max(end, from + octets.length)
    }
    const out = new Uint8Array(end - this.done)
    for (const { from, octets } of this.pieces) {
      const at = from - this.done
      if (at >= 0) out.set(octets, at)
      else if (at + octets.length > 0) out.set(octets.subarray(-at))
    }
    this.done = end
    this.clear()
    return out
  }
}

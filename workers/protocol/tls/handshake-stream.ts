/** Cuts one direction's handshake octets into messages. RFC 8446 §5.1: they may span records. */
import { MAX_HANDSHAKE_OCTETS } from '../../limits/limits'
import { isHandshakeType } from './names'
import { joined } from './vector'

const HEADER = 4 // octets: type, length of three octets

export class HandshakeStream {
  private pending = new Uint8Array(0)

  /**
   * Gives every message that `octets` completes, its body without header. False: this is
   * ciphertext, or nothing that could be a handshake.
   */
  add(octets: Uint8Array, message: (type: number, body: Uint8Array) => void): boolean {
    const all = this.pending.length === 0 ? octets : joined(this.pending, octets)
    this.pending = NONE
    if (isCiphertext(all)) return false
    let at = 0
    while (all.length - at >= HEADER) {
      const length = lengthAt(all, at + 1)
      if (length > MAX_HANDSHAKE_OCTETS) return at > 0
      if (length > all.length - at - HEADER) break
      const from = at + HEADER
      at = from + length
      message(all[from - HEADER] ?? 0, all.subarray(from, at))
    }
    this.pending = all.slice(at)
    return true
  }

  /** Forgets a message that was begun. */
  reset(): void {
    this.pending = NONE
  }
}

/** GCM's counter begins with zeros: no HelloRequest, which would stand alone. */
function isCiphertext(octets: Uint8Array): boolean {
  const type = octets[0] ?? 0
  return !isHandshakeType(type) || (type === HELLO_REQUEST && octets.length > HEADER)
}

const HELLO_REQUEST = 0
const NONE = new Uint8Array(0)

function lengthAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 65536 + (bytes[at + 1] ?? 0) * 256 + (bytes[at + 2] ?? 0)
}

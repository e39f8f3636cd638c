/** Cuts one direction's handshake octets into messages. RFC 8446 §5.1: they may span records. */
import { MAX_HANDSHAKE_OCTETS } from '../../limits/limits'
import { GrowingOctets } from './growing-octets'
import { isHandshakeType } from './names'

const HEADER = 4 // octets: type, length of three octets
const HELLO_REQUEST = 0

export class HandshakeStream {
  /** The beginning of a message. */
  private readonly pending = new GrowingOctets()

  /** Gives every message that `octets` completes, its body without header. */
  add(octets: Uint8Array, message: (type: number, body: Uint8Array) => void): void {
    const { pending } = this
    if (pending.length > 0) {
      pending.append(octets)
      const done = cut(pending.view(), message)
      pending.drop(done)
    } else if (!isCiphertext(octets)) {
      const done = cut(octets, message)
      if (done < octets.length) pending.append(octets.subarray(done))
    }
  }

  /** Forgets a message that was begun. */
  reset(): void {
    this.pending.drop(this.pending.length)
  }
}

/** Octets that are done with; all of them when they hold a message that is too long. */
function cut(all: Uint8Array, message: (type: number, body: Uint8Array) => void): number {
  let at = 0
  while (all.length - at >= HEADER) {
    const length = lengthAt(all, at + 1)
    if (length > MAX_HANDSHAKE_OCTETS) return all.length
    const end = at + HEADER + length
    if (end > all.length) return at
    message(all[at] ?? 0, all.subarray(at + HEADER, end))
    at = end
  }
  return at
}

/** GCM's counter begins with zeros: no HelloRequest, which would stand alone. */
function isCiphertext(octets: Uint8Array): boolean {
  const type = octets[0] ?? 0
  return !isHandshakeType(type) || (type === HELLO_REQUEST && octets.length > HEADER)
}

function lengthAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 65536 + (bytes[at + 1] ?? 0) * 256 + (bytes[at + 2] ?? 0)
}

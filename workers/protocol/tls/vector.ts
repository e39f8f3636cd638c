/**
 * Reads the vectors of TLS one behind the other: numbers, and runs of octets whose length stands
 * before them. RFC 8446 §3.4. Also the variable-length integers of QUIC, RFC 9000 §16.
 */
import { Fault } from '../../wire/fault'

export class Vector {
  readonly bytes: Uint8Array
  at = 0
  /** Behind its last octet. */
  end: number
  private readonly what: string
  private readonly cut: boolean

  /**
   * `what` names the field in faults, e.g. `tls.handshake`. `cut`: the capture ends here, the
   * packet went on.
   */
  constructor(bytes: Uint8Array, what: string, cut = false) {
    this.bytes = bytes
    this.what = what
    this.cut = cut
    this.end = bytes.length
  }

  get left(): number {
    return this.end - this.at
  }

  u8(): number {
    return this.number(1)
  }

  u16(): number {
    return this.number(2)
  }

  u24(): number {
    return this.number(3)
  }

  u32(): number {
    return this.number(4)
  }

  /** RFC 9000 §16; at most 2^53 is exact, and nothing that is longer than a datagram matters. */
  varint(): number {
    const first = this.peek()
    const length = 1 << (first >> 6)
    const value = this.number(length)
    return value - (first & 0xc0) * 2 ** (8 * (length - 1))
  }

  /** @throws Fault when fewer octets are left. */
  octets(length: number): Uint8Array {
    const from = this.pass(length)
    return this.bytes.subarray(from, this.at)
  }

  /** The vector of the next `length` octets. */
  take(length: number): Vector {
    const from = this.pass(length)
    return this.window(from, this.at, false)
  }

  /** Another that stands where this one does. */
  copy(): Vector {
    return this.window(this.at, this.end, this.cut)
  }

  vector8(): Vector {
    return this.take(this.u8())
  }

  vector16(): Vector {
    return this.take(this.u16())
  }

  vector24(): Vector {
    return this.take(this.u24())
  }

  /** Everything that is left as numbers of two octets. */
  numbers16(): number[] {
    const out: number[] = []
    while (this.left >= 2) out.push(this.u16())
    return out
  }

  octetsLeft(): Uint8Array {
    return this.octets(this.left)
  }

  /** Everything that is left, one character an octet. */
  text(): string {
    return latin1(this.octetsLeft())
  }

  private peek(): number {
    if (this.at >= this.end) throw this.short()
    return this.bytes[this.at] as number
  }

  /** Goes on by `length` octets; where they begin. */
  private pass(length: number): number {
    if (length > this.left) throw this.short()
    const from = this.at
    this.at += length
    return from
  }

  private window(at: number, end: number, cut: boolean): Vector {
    const vector = new Vector(this.bytes, this.what, cut)
    vector.at = at
    vector.end = end
    return vector
  }

  private short(): Fault {
    return new Fault(this.cut ? 'truncated' : 'malformed', this.what)
  }

  private number(length: number): number {
    let value = 0
    for (let at = this.pass(length); at < this.at; at++) {
      value = value * 256 + (this.bytes[at] as number)
    }
    return value
  }
}

/** One character an octet. */
export function latin1(bytes: Uint8Array): string {
  let text = ''
  for (const octet of bytes) text += String.fromCharCode(octet)
  return text
}

const DIGITS = '0123456789abcdef'

/** Lower-case hexadecimal digits, two an octet. */
export function hex(bytes: Uint8Array): string {
  let text = ''
  for (const octet of bytes) text += DIGITS.charAt(octet >> 4) + DIGITS.charAt(octet & 15)
  return text
}

/** Both, one behind the other. */
export function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const out = new Uint8Array(a.length + b.length)
  out.set(a)
  out.set(b, a.length)
  return out
}

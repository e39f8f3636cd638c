/**
 * What hellos of the same software have in common, as octets: everything that `ClientHello` and
 * `ServerHello` keep of it except the random and the name of the server. Session and keys are left
 * out, and GREASE (RFC 8701) is written as one value. Equal keys: equal fingerprints.
 */
import { ALPN, POINT_FORMATS, SERVER_NAME, SIGNATURE_ALGORITHMS } from './extension-types'
import { SUPPORTED_GROUPS, SUPPORTED_VERSIONS } from './extension-types'
import { isGrease } from './names'

/** Octets of the longest key. */
const MAX_KEY = 1024
/** Octets of the longest name. RFC 1035 §2.3.4. */
const MAX_NAME = 255
const GREASE = 0x0a0a
const RANDOM = 34 // octets: version and random

export class HelloKey {
  /** The key itself, of `length` octets. */
  readonly view = new DataView(new ArrayBuffer(MAX_KEY))
  length = 0
  /** The name of the server, of `nameLength` octets; 0: none. */
  readonly name = new DataView(new ArrayBuffer(MAX_NAME))
  nameLength = 0
  private bytes: Uint8Array = NONE
  private at = 0
  private end = 0

  /**
   * Reads the message at `at` of `bytes`. False: it is too long, or not as it should be, and to be
   * read by whoever tells what is wrong with it.
   */
  ofClient(bytes: Uint8Array, at: number, end: number): boolean {
    if (!this.begin(bytes, at, end)) return false
    const ciphers = this.vector(2)
    if (ciphers < 0 || ciphers % 2 !== 0 || !this.room(ciphers + 2)) return false
    this.put16(ciphers)
    this.numbers(this.at, ciphers)
    this.at += ciphers
    const compression = this.vector(1)
    if (compression < 0) return false
    this.at += compression
    return this.extensions(true)
  }

  /** As `ofClient`. */
  ofServer(bytes: Uint8Array, at: number, end: number): boolean {
    if (!this.begin(bytes, at, end) || this.end - this.at < 3) return false
    this.put16(this.u16(this.at))
    this.at += 3 // and the compression method
    return this.extensions(false)
  }

  private begin(bytes: Uint8Array, at: number, end: number): boolean {
    this.bytes = bytes
    this.at = at
    this.end = end
    this.length = this.nameLength = 0
    if (end - at < RANDOM) return false
    this.put16(this.u16(at))
    this.at += RANDOM
    const session = this.vector(1)
    this.at += session
    return session >= 0
  }

  private extensions(ofClient: boolean): boolean {
    if (this.at === this.end) return true
    const length = this.vector(2)
    if (length < 0) return false
    this.end = this.at + length
    while (this.at < this.end) {
      if (this.end - this.at < 4 || !this.room(4)) return false
      const type = this.u16(this.at)
      this.put16(isGrease(type) ? GREASE : type)
      this.at += 2
      const size = this.vector(2)
      if (size < 0 || !this.extension(type, size, ofClient)) return false
      this.at += size
    }
    return true
  }

  private extension(type: number, size: number, ofClient: boolean): boolean {
    if (type === SERVER_NAME && ofClient) return this.serverName(size)
    const lists = ofClient && (type === SUPPORTED_GROUPS || type === SIGNATURE_ALGORITHMS)
    const raw = type === ALPN || (ofClient && type === POINT_FORMATS)
    if (!lists && !raw && type !== SUPPORTED_VERSIONS) return true
    if (!this.room(size + 2)) return false
    this.put16(size)
    // Numbers stand behind the length of their list.
    const head = raw ? size : Math.min(size, lists ? 2 : 1)
    for (let i = 0; i < head; i++) this.put8(this.bytes[this.at + i] as number)
    this.numbers(this.at + head, size - head)
    return true
  }

  /** One host name, as everybody sends it, or none. RFC 6066 §3. */
  private serverName(size: number): boolean {
    this.nameLength = 0
    if (size === 0) return true
    const { at } = this
    const length = size - 5
    if (length < 0 || length > MAX_NAME || this.u16(at) !== size - 2 || this.bytes[at + 2] !== 0)
      return false
    if (this.u16(at + 3) !== length) return false
    for (let i = 0; i < length; i++) this.name.setUint8(i, this.bytes[at + 5 + i] as number)
    this.nameLength = length
    return true
  }

  /** Passes a length of `octets` octets; −1: fewer are left than it says. */
  private vector(octets: 1 | 2): number {
    if (this.end - this.at < octets) return -1
    const length = octets === 1 ? (this.bytes[this.at] as number) : this.u16(this.at)
    this.at += octets
    return length > this.end - this.at ? -1 : length
  }

  private numbers(from: number, length: number): void {
    let at = from
    for (; at + 2 <= from + length; at += 2) {
      const number = this.u16(at)
      this.put16(isGrease(number) ? GREASE : number)
    }
    if (at < from + length) this.put8(this.bytes[at] as number)
  }

  private u16(at: number): number {
    return (this.bytes[at] as number) * 256 + (this.bytes[at + 1] as number)
  }

  private room(octets: number): boolean {
    return this.length + octets <= MAX_KEY
  }

  private put8(octet: number): void {
    this.view.setUint8(this.length++, octet)
  }

  private put16(number: number): void {
    this.view.setUint16(this.length, number)
    this.length += 2
  }
}

const NONE = new Uint8Array(0)

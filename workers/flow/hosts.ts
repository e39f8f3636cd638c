/** Addresses of a capture, interned: tables are keyed by numbers instead of sixteen octets each. */
import { MAX_HOSTS } from '../limits/limits'
import { formatAddress } from '../model/address'
import type { IpHeader } from '../wire/ip-header'
import { HashIndex } from './hash-index'

/** Addresses seen last, by their lowest bits: four words and the host's number + 1. */
const RECENT = 1024
const ENTRY = 5

export class Hosts {
  private readonly index = new HashIndex(4)
  private readonly recent = new Uint32Array(RECENT * ENTRY)
  /** Texts asked for so far: detectors key their maps by them, and one string hashes only once. */
  private readonly texts: (string | undefined)[] = []
  /** Look-ups of addresses beyond the bound. */
  dropped = 0

  /** Looks up both addresses of a header; the numbers are kept with it, −1: too many. */
  of(ip: IpHeader): void {
    if (ip.srcHost >= 0) return
    ip.srcHost = this.number(ip.s0, ip.s1, ip.s2, ip.s3)
    ip.dstHost = this.number(ip.d0, ip.d1, ip.d2, ip.d3)
  }

  /** Number of the address in these four words; −1: there are too many. */
  number(w0: number, w1: number, w2: number, w3: number): number {
    const { recent } = this
    const at = ((w3 ^ (w3 >>> 10)) & (RECENT - 1)) * ENTRY
    if (recent[at + 3] === w3 && recent[at + 2] === w2) {
      const number = recent[at + 4] as number
      if (number !== 0 && recent[at + 1] === w1 && recent[at] === w0) return number - 1
    }
    const { key } = this.index
    key[0] = w0
    key[1] = w1
    key[2] = w2
    key[3] = w3
    if (this.index.size >= MAX_HOSTS && this.index.find() < 0) {
      this.dropped++
      return -1
    }
    const host = this.index.insert()
    recent[at] = w0
    recent[at + 1] = w1
    recent[at + 2] = w2
    recent[at + 3] = w3
    recent[at + 4] = host + 1
    return host
  }

  /** Number of the address whose four words begin at `at`; −1: there are too many. */
  at(words: Uint32Array, at: number): number {
    return this.number(
      words[at] as number,
      words[at + 1] as number,
      words[at + 2] as number,
      words[at + 3] as number,
    )
  }

  /** Address in these four words, RFC 5952. */
  textOf(w0: number, w1: number, w2: number, w3: number): string {
    const host = this.number(w0, w1, w2, w3)
    return host < 0 ? formatAddress(w0, w1, w2, w3) : this.text(host)
  }

  /** Address of host number `host`, RFC 5952. */
  text(host: number): string {
    const known = this.texts[host]
    if (known !== undefined) return known
    const { index } = this
    const text = formatAddress(
      index.word(host, 0),
      index.word(host, 1),
      index.word(host, 2),
      index.word(host, 3),
    )
    this.texts[host] = text
    return text
  }
}

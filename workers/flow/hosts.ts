/** Addresses of a capture, interned: tables are keyed by numbers instead of sixteen octets each. */
import { formatAddress } from '../model/address'
import type { IpHeader } from '../wire/ip-header'
import { HashIndex } from './hash-index'

export class Hosts {
  private readonly index = new HashIndex(4)
  /** Texts asked for so far: detectors key their maps by them, and one string hashes only once. */
  private readonly texts: (string | undefined)[] = []

  /** Looks up both addresses of a header; the numbers are kept with it. */
  of(ip: IpHeader): void {
    if (ip.srcHost >= 0) return
    const { key } = this.index
    key[0] = ip.s0
    key[1] = ip.s1
    key[2] = ip.s2
    key[3] = ip.s3
    ip.srcHost = this.index.insert()
    key[0] = ip.d0
    key[1] = ip.d1
    key[2] = ip.d2
    key[3] = ip.d3
    ip.dstHost = this.index.insert()
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

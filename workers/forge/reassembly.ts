/**
 * A receiving machine that puts the fragments of one datagram together. RFC 791 §3.2; after
 * 30 s (Linux `ipfrag_time`) it answers with ICMP time exceeded 11/1 when it holds the first one
 * (RFC 792).
 */
import { isLaterFragment, payloadOffset } from './ip'
import { type Node } from './node'

const payloadOctets = (packet: Uint8Array) => packet.length - payloadOffset(packet)

export class Reassembly {
  readonly #node: Node
  #missing: number
  #arrived = 0
  #head: Uint8Array | undefined

  /** @param whole The datagram before it was fragmented. */
  constructor(node: Node, whole: Uint8Array) {
    this.#node = node
    this.#missing = payloadOctets(whole)
  }

  /** True when the packet is whole now. */
  take(packet: Uint8Array): boolean {
    const isPart = payloadOctets(packet) < this.#missing || this.#arrived > 0
    if (!isPart) return true
    const { tally, reassembly } = this.#node
    const later = isLaterFragment(packet)
    if (this.#arrived++ === 0) {
      tally.datagrams++
      if (later) tally.tailFirst++
    }
    // Without the first fragment, the datapath finds no ports and no tunnel in a later one.
    if (later && !this.#head && reassembly === 'head-first') return false
    if (!later) this.#head = packet
    this.#missing -= payloadOctets(packet)
    if (this.#missing > 0) return false
    tally.reassembled++
    return true
  }

  /** The first fragment of a datagram that is still incomplete. */
  get expired(): Uint8Array | undefined {
    return this.#missing > 0 ? this.#head : undefined
  }
}

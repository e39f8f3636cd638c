/** Who is where on a link: ARP (RFC 826), IPv6 neighbour discovery (RFC 4861 §7.2). */
import { arp, BROADCAST, ethernet, ETHERTYPE, padded } from './ethernet'
import { isIpv6 } from './fields'
import { neighbour, solicitedNode } from './icmp'
import { PROTO } from './ipv4'
import { ipv6 } from './ipv6'
import { type Node, type Station } from './node'

const LIFETIME = 35e9 // ns, about Linux `base_reachable_time`
const STACK = 20_000 // ns to answer

/** One look-up: `asker` on `from` wants the link address of `target`, which is perhaps on `to`. */
export interface LookUp {
  asker: Station
  target: Station
  from: Node
  to: Node
}

/** The tables of all machines, and the frames that fill them. */
export class Neighbours {
  readonly #latency: number
  readonly #expiry = new Map<Node, Map<string, number>>()

  /** @param latency From machine to machine, in nanoseconds. */
  constructor(latency: number) {
    this.#latency = latency
  }

  /** Looks up, when need be; returns when the answer is known. */
  resolve({ asker, target, from, to }: LookUp, now: number): number {
    const table = this.#table(from)
    const expires = table.get(target.address)
    if (expires !== undefined && now < expires) return now
    table.set(target.address, now + LIFETIME)
    const { question, answer } = frames(asker, target, expires !== undefined)
    const there = now + this.#latency
    const back = there + STACK + this.#latency
    const point = 'eth0'
    from.see({ time: now, frame: () => question, point, outgoing: true })
    if (target.mac === to.mac) {
      to.see({ time: there, frame: () => padded(question), point, outgoing: false })
      to.see({ time: there + STACK, frame: () => answer, point, outgoing: true })
      this.#table(to).set(asker.address, there + LIFETIME) // the question tells who asks
    }
    from.see({ time: back, frame: () => padded(answer), point, outgoing: false })
    return expires === undefined ? back : now
  }

  #table(node: Node): Map<string, number> {
    const table = this.#expiry.get(node) ?? new Map<string, number>()
    this.#expiry.set(node, table)
    return table
  }
}

/** `known`: the entry is only confirmed, so the question goes to the station itself. */
function frames(asker: Station, target: Station, known: boolean) {
  return isIpv6(asker.address) ? overIcmpv6(asker, target, known) : overArp(asker, target, known)
}

function overArp(asker: Station, target: Station, known: boolean) {
  const asks = { senderMac: asker.mac, sender: asker.address, target: target.address }
  const tells = { senderMac: target.mac, sender: target.address, target: asker.address }
  const question = arp({ op: 'request', ...asks })
  const answer = arp({ op: 'reply', ...tells, targetMac: asker.mac })
  const type = ETHERTYPE.arp
  return {
    question: ethernet({ src: asker.mac, dst: known ? target.mac : BROADCAST, type }, question),
    answer: ethernet({ src: target.mac, dst: asker.mac, type }, answer),
  }
}

function overIcmpv6(asker: Station, target: Station, known: boolean) {
  const all = solicitedNode(target.address)
  const message = (from: Station, dst: string, dstMac: string, kind: 'ask' | 'answer') => {
    const ends = { src: from.address, dst }
    const told = { kind, target: target.address, linkAddress: from.mac }
    const packet = { ...ends, proto: PROTO.icmpv6, hopLimit: 255 }
    return ethernet({ src: from.mac, dst: dstMac }, ipv6(packet, neighbour({ ...ends, ...told })))
  }
  return {
    question: known
      ? message(asker, target.address, target.mac, 'ask')
      : message(asker, all.group, all.mac, 'ask'),
    answer: message(target, asker.address, asker.mac, 'answer'),
  }
}

/**
 * Echo requests and their replies, RFC 792 and RFC 4443 §4: paired at one interface and at one
 * depth of tunnels, so that a ping which is seen twice is measured twice, and never across.
 */
import { MAX_LISTED_CONNS, MAX_OPEN_QUESTIONS } from '../limits/limits'
import { formatAddress } from '../model/address'
import { AgedMap } from '../model/aged-map'
import type { EchoTime } from '../model/census'
import { innermost, type Packet } from '../wire/packet'

const REQUESTS = { icmp: 8, icmpv6: 128 } as const
const REPLIES = { icmp: 0, icmpv6: 129 } as const

export class Echoes {
  readonly list: EchoTime[] = []
  total = 0
  private unanswered = 0
  private readonly open = new AgedMap<string, { frame: number; time: number }>()

  /** Of those still waiting, too. */
  get lost(): number {
    return this.unanswered + this.open.size
  }

  packet(packet: Packet): void {
    const { transport, icmp } = packet
    if (transport !== 'icmp' && transport !== 'icmpv6') return
    if (packet.fault !== null || packet.depth === 0) return
    if (icmp.type === REQUESTS[transport]) this.request(packet)
    else if (icmp.type === REPLIES[transport]) this.reply(packet)
  }

  private request(packet: Packet): void {
    const { s0, s1, s2, s3, d0, d1, d2, d3 } = innermost(packet)
    const src = formatAddress(s0, s1, s2, s3)
    const dst = formatAddress(d0, d1, d2, d3)
    const key = keyOf(packet, src, dst)
    if (this.open.has(key)) return // a copy: the first one is what the reply answers
    if (this.open.size >= MAX_OPEN_QUESTIONS) {
      this.open.takeOldest()
      this.unanswered++
    }
    this.open.set(key, { frame: packet.frame, time: packet.time })
  }

  private reply(packet: Packet): void {
    const { s0, s1, s2, s3, d0, d1, d2, d3 } = innermost(packet)
    const src = formatAddress(d0, d1, d2, d3)
    const dst = formatAddress(s0, s1, s2, s3)
    const key = keyOf(packet, src, dst)
    const asked = this.open.get(key)
    if (asked === undefined) return
    this.open.delete(key)
    const latency = packet.time - asked.time
    if (latency < 0) return // the clock stepped back
    this.total++
    if (this.list.length === MAX_LISTED_CONNS) return
    this.list.push({ ...asked, replyFrame: packet.frame, latency, src, dst })
  }
}

function keyOf({ icmp, iface, ifindex, depth }: Packet, src: string, dst: string): string {
  return `${src} ${dst} ${icmp.ident} ${icmp.seq} ${iface} ${ifindex} ${depth}`
}

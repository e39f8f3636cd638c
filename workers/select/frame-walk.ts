/** The headers of one frame, with what a quotation in it holds, and their places among tunnels. */
import { Dissector } from '../wire/dissect'
import type { Entered } from '../wire/layers'
import type { Octets } from '../wire/octets'
import { newPacket, type Packet } from '../wire/packet'
import { PROTOCOL_NAMES } from '../wire/protocols'
import { entryWords, HeaderWords } from './header-words'

export interface WalkedHeader extends Entered {
  /** `OUTER`, `INNER`, `QUOTED` of `header-words.ts`. */
  readonly marks: number
  /** Which one of its protocol, from 1. */
  readonly layer: number
}

export class FrameWalk {
  readonly packet = newPacket()
  /** What an ICMP error quotes; meaningful when `quotes` is true. */
  readonly quote = newPacket()
  readonly headers = new HeaderWords()
  quotes = false
  private readonly dissector = new Dissector()
  private entered: Entered[] = []

  /** `listing`: `walked` will be asked for. */
  constructor(listing: boolean) {
    const { headers } = this
    const onLayer = listing
      ? (protocol: number, octets: Octets) => this.enter(protocol, octets)
      : (protocol: number, octets: Octets) => headers.enter(protocol, octets)
    this.packet.onLayer = onLayer
    this.quote.onLayer = onLayer
  }

  /** Follows the frame at offset `at`. Valid until the next one. */
  follow(view: DataView, at: number, capLen: number, origLen: number, linktype: number): Packet {
    const { packet, headers } = this
    this.entered = []
    headers.start()
    packet.capLen = capLen
    packet.origLen = origLen
    this.dissector.frame(view, at, linktype, packet)
    const icmp = packet.transport === 'icmp' || packet.transport === 'icmpv6'
    this.quotes = icmp && packet.icmp.quotes && packet.fault === null
    if (this.quotes) {
      headers.quote()
      this.dissector.quotedBy(packet, this.quote)
    }
    headers.finish(packet)
    return packet
  }

  /** Of the frame followed last, outermost first. */
  walked(): WalkedHeader[] {
    const { words } = this.headers
    const layers = new Map<string, number>()
    let at = 0
    return this.entered.map((entered) => {
      const tag = words[at] as number
      at += entryWords(tag)
      const layer = (layers.get(entered.protocol) ?? 0) + 1
      layers.set(entered.protocol, layer)
      return { ...entered, marks: tag, layer }
    })
  }

  private enter(index: number, octets: Octets): void {
    this.headers.enter(index, octets)
    const protocol = PROTOCOL_NAMES[index]
    const { base: at, captured, reported } = octets
    if (protocol !== undefined) this.entered.push({ protocol, at, captured, reported })
  }
}

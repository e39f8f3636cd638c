/**
 * Conversations that a protocol announces in its own words: the media of a call (SDP, RFC 8866),
 * the data connection of FTP (RFC 959 §4.1.2). Who announces says what will be spoken where.
 */
import { MAX_ANNOUNCEMENTS } from '../limits/limits'
import { AgedMap } from '../model/aged-map'
import type { Port } from '../model/units'

export interface Announced {
  /** Wireshark's name of what is spoken there. */
  protocol: string
  /** What the announcer knows about it, e.g. the name of a file. */
  about: string
}

export class Announcements {
  private readonly endpoints = new AgedMap<string, Announced>()
  /** Rises with every announcement, so that who found nothing knows when to look again. */
  generation = 0
  /** Announcements that were forgotten because later ones took their place. */
  forgotten = 0

  /** `address` as text (RFC 5952); port 0 announces nothing. */
  announce(transport: 'tcp' | 'udp', address: string, port: Port, what: Announced): void {
    if (port === 0) return
    const key = keyOf(transport, address, port)
    this.endpoints.set(key, what)
    if (this.endpoints.size > MAX_ANNOUNCEMENTS) {
      this.endpoints.takeOldest()
      this.forgotten++
    }
    this.generation++
  }

  at(transport: 'tcp' | 'udp', address: string, port: Port): Announced | undefined {
    if (this.endpoints.size === 0) return undefined
    return this.endpoints.get(keyOf(transport, address, port))
  }
}

function keyOf(transport: string, address: string, port: Port): string {
  return `${transport} ${address} ${String(port)}`
}

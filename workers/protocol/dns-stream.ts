/** DNS over TCP: every message behind its length in two octets. RFC 7766 §8. */
import { Octets } from '../wire/octets'
import type { Context, Sink, StreamSession } from './analyzer'
import { byPort } from './by-port'
import { takeDnsMessage } from './dns'
import { DnsPairs } from './dns-pairs'

const PORTS = [53, 5353]

class DnsSession implements StreamSession {
  private readonly pairs = new DnsPairs('dns', 'tcp')
  private readonly message = new Octets()

  data(octets: Octets, context: Context, sink: Sink): number {
    const cut = octets.captured < octets.reported
    if (octets.captured < 2) {
      if (cut) sink.protocol('dns')
      return cut ? octets.captured : 0
    }
    const end = 2 + octets.u16(0)
    if (end > octets.captured && !cut) return 0
    const { message } = this
    const captured = Math.min(end, octets.captured)
    message.aim(octets.view, octets.base + 2, captured - 2, end - 2)
    takeDnsMessage(message, context, sink, this.pairs)
    return captured
  }

  gap(): void {
    // the next octets are taken for the beginning of a message, as Wireshark does
  }

  end(): void {
    // questions without answer are records already
  }
}

export const dnsStream = byPort('dns', PORTS, () => new DnsSession())

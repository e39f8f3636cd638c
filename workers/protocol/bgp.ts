/**
 * Border Gateway Protocol 4. RFC 4271 §4.1 (header), §4.2 (OPEN), §4.5 (NOTIFICATION).
 *
 *   at 0  bgp.marker  16 octets of ones    at 16  bgp.length  u16    at 18  bgp.type  u8
 */
import { formatIpv4 } from '../model/address'
import { Octets } from '../wire/octets'
import type { Claim, Context, Sink, StreamAnalyzer, StreamSession } from './analyzer'
import { badMessage } from './bgp-lengths'
import { session } from './session'

const PORT = 179
const MARKER = 16
const HEADER = 19
const OPEN = 1
const NOTIFICATION = 3

class BgpSession implements StreamSession {
  private readonly message = new Octets()

  data(octets: Octets, context: Context, sink: Sink): number {
    const marker = markerIn(octets)
    const cut = octets.captured < octets.reported
    if (marker > 0 || (cut && octets.captured < HEADER)) {
      sink.protocol('bgp')
      return marker > 0 ? marker : octets.captured
    }
    if (octets.captured < HEADER && !cut) return 0
    const length = Math.max(HEADER, octets.u16(MARKER))
    if (octets.captured < length && !cut) return 0
    sink.protocol('bgp')
    const captured = Math.min(length, octets.captured)
    this.message.aim(octets.view, octets.base, captured, length)
    const type = this.message.u8(18)
    const bad = badMessage(this.message, type)
    if (bad !== '') sink.malformed(`bgp: ${bad}`)
    if (type === OPEN) tellOpen(this.message, context, sink)
    else if (type === NOTIFICATION) {
      const code = `${String(this.message.u8(19))}/${String(this.message.u8(20))}`
      sink.record('session', session(context, 'tcp', 'bgp', 'notification', `error ${code}`))
    }
    return captured
  }

  gap(): void {
    // the next marker is looked for
  }

  end(): void {
    // nothing waits for it
  }
}

function tellOpen(message: Octets, context: Context, sink: Sink): void {
  const [as, hold] = [message.u16(20), message.u16(22)]
  const text = `AS ${String(as)}, hold time ${String(hold)} s, router ${formatIpv4(message.u32(24))}`
  sink.record('session', session(context, 'tcp', 'bgp', 'open', text))
}

/** Where a marker, or what may become one, begins; the end when there is none. */
function markerIn(octets: Octets): number {
  let ones = 0
  for (let at = 0; at < octets.captured; at++) {
    ones = octets.u8(at) === 0xff ? ones + 1 : 0
    if (ones === MARKER) return at + 1 - MARKER
  }
  return octets.captured - ones
}

export const bgp: StreamAnalyzer = {
  name: 'bgp',
  ports: [PORT],
  mayBegin: (octet) => octet === 0xff,
  claims(head: Octets, { srcPort, dstPort }: Context): Claim {
    if (srcPort === PORT || dstPort === PORT) return 'yes'
    for (let at = 0; at < Math.min(MARKER, head.captured); at++) {
      if (head.u8(at) !== 0xff) return 'no'
    }
    if (head.captured < HEADER) return 'more'
    const [length, type] = [head.u16(MARKER), head.u8(18)]
    return length >= HEADER && length <= 4096 && type >= 1 && type <= 5 ? 'yes' : 'no'
  },
  start: () => new BgpSession(),
}

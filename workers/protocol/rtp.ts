/**
 * Real-time Transport Protocol. RFC 3550 §5.1. Any two octets could begin it, so only what was
 * announced is taken for it.
 *
 *   at 0  rtp.version 2 bits, padding, extension, `rtp.cc` 4 bits    at 2  rtp.seq   u16
 *   at 1  rtp.marker, `rtp.p_type` 7 bits                            at 8  rtp.ssrc  u32
 */
import type { Octets } from '../wire/octets'
import type { Context, DatagramAnalyzer, DatagramSource, Sink } from './analyzer'
import { Fault } from '../wire/fault'
import { Firsts, session } from './session'

const HEADER = 12
const PADDING = 0x20
const EXTENSION = 0x10

export const rtp: DatagramSource = () => new RtpAnalyzer()

class RtpAnalyzer implements DatagramAnalyzer {
  readonly name = 'rtp'
  readonly anyPort = false
  private readonly firsts = new Firsts()

  /** By announcement alone; other versions are other protocols. */
  claims(octets: Octets): boolean {
    return octets.u8(0) >> 6 === 2
  }

  datagram(octets: Octets, context: Context, sink: Sink): void {
    sink.protocol('rtp')
    octets.need(HEADER)
    const flags = octets.u8(0)
    let header = HEADER + 4 * (flags & 15)
    if ((flags & EXTENSION) !== 0) header += 4 + 4 * octets.u16(header + 2)
    octets.need(header)
    if ((flags & PADDING) !== 0 && octets.captured === octets.reported) {
      if (octets.u8(octets.reported - 1) > octets.reported - header) throw PAD
    }
    const type = octets.u8(1) & 0x7f
    if (context.quoted) return
    const key = `${String(context.stream)} ${String(context.direction)}`
    if (!this.firsts.first(key)) return
    const source = octets.u32(8).toString(16).padStart(8, '0')
    const text = `payload type ${String(type)}, SSRC 0x${source}`
    sink.record('session', session(context, 'udp', 'rtp', 'media', text))
  }
}

const PAD = new Fault('malformed', 'rtp.padding.count')

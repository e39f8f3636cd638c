/**
 * Google's QUIC before the standard, versions Q024 to Q046: named, not followed. Of the older ones
 * the public header says flags, connection ID and version ("QUIC Wire Layout Specification",
 * 2016); Q044 to Q046 begin as RFC 8999 §5.1 with both connection ID lengths in one octet.
 */
import { MAX_QUIC_CONNECTIONS } from '../../limits/limits'
import type { Octets } from '../../wire/octets'
import type { Context, DatagramAnalyzer, Sink } from '../analyzer'

const HAS_VERSION = 0x01
const HAS_CID = 0x08

/** One for each capture. */
export const gquic = (): DatagramAnalyzer => new Gquic()

export class Gquic implements DatagramAnalyzer {
  readonly name = 'gquic'
  /** Numbers of UDP conversations. */
  private readonly streams = new Set<number>()

  claims(octets: Octets, context: Context): boolean {
    return this.streams.has(context.stream) || versionOf(octets) !== ''
  }

  datagram(octets: Octets, context: Context, sink: Sink): void {
    sink.protocol('gquic')
    const { frame, time, stream, srcPort, dstPort } = context
    if (this.streams.has(stream)) return
    if (this.streams.size < MAX_QUIC_CONNECTIONS) this.streams.add(stream)
    else sink.weird('QUIC connections beyond those that are followed')
    sink.record('session', {
      ...{ frame, time, stream, srcPort, dstPort, transport: 'udp' },
      src: context.src(),
      dst: context.dst(),
      protocol: 'gquic',
      what: 'version',
      text: versionOf(octets),
    })
  }
}

/** E.g. `Q046`; empty: none. */
function versionOf(octets: Octets): string {
  if (octets.captured < 13) return ''
  const flags = octets.u8(0)
  if (flags >= 0xc0) return versionAt(octets, 1)
  const isPublic = flags < 0x40 && (flags & HAS_VERSION) !== 0 && (flags & HAS_CID) !== 0
  return isPublic ? versionAt(octets, 9) : ''
}

function versionAt(octets: Octets, at: number): string {
  const letters = [0, 1, 2, 3].map((i) => String.fromCharCode(octets.u8(at + i))).join('')
  return /^Q0(2[4-9]|3\d|4[0-6])$/.test(letters) ? letters : ''
}

/**
 * NetBIOS Datagram Service. RFC 1002 §4.4.
 *
 *   at 0  nbdgm.type  u8      at 10  dgram_length  u16    } of what carries
 *   at 4  source ip   u32     at 12  packet_offset u16    } a message
 *   at 8  source port u16     at 14  source name, destination name, message
 */
import { Octets } from '../wire/octets'
import type { Context, DatagramAnalyzer, DatagramSource, Sink } from './analyzer'
import { readNetbiosName } from './netbios-name'
import { Firsts, session } from './session'
import { isSmb, takeSmb } from './smb'

const HEADER = 10
const MESSAGE_HEADER = 14
const ERROR = 0x13
const QUERY = 0x14
const LAST = 0x16

export const nbdgm: DatagramSource = () => new NbdgmAnalyzer()

class NbdgmAnalyzer implements DatagramAnalyzer {
  readonly name = 'nbdgm'
  readonly ports = [138]
  private readonly firsts = new Firsts()

  claims(): boolean {
    return true
  }

  datagram(octets: Octets, context: Context, sink: Sink): void {
    sink.protocol('nbdgm')
    octets.need(HEADER)
    const type = octets.u8(0)
    if (type === ERROR) octets.need(HEADER + 1)
    else if (type >= QUERY && type <= LAST) readNetbiosName(octets, HEADER)
    else if (type >= 0x10 && type < ERROR) this.message(octets, context, sink)
  }

  private message(octets: Octets, context: Context, sink: Sink): void {
    octets.need(MESSAGE_HEADER)
    const from = readNetbiosName(octets, MESSAGE_HEADER)
    const to = readNetbiosName(octets, from.end)
    const text = `${from.text} to ${to.text}`
    if (!context.quoted && this.firsts.first(`${String(context.stream)} ${text}`)) {
      sink.record('session', session(context, 'udp', 'nbdgm', 'datagram', text))
    }
    if (octets.captured < to.end + 4 || !isSmb(octets.u32(to.end))) return
    const inner = new Octets(octets.view)
    const { base, captured, reported } = octets
    inner.aim(octets.view, base + to.end, captured - to.end, reported - to.end)
    takeSmb(inner, 'udp', context, sink, this.firsts)
  }
}

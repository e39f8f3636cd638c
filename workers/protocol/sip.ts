/** Session Initiation Protocol over UDP. RFC 3261; the media it announces are followed as RTP. */
import { Fault } from '../wire/fault'
import type { Octets } from '../wire/octets'
import type { Context, DatagramAnalyzer, DatagramSource, Sink } from './analyzer'
import type { Announcements } from './announcements'
import { announceMedia } from './sdp'
import { session } from './session'
import { beginsSip, headersEnd, readSipMessage, type SipMessage } from './sip-message'

export const sip: DatagramSource = (announcements) => new SipAnalyzer(announcements)

class SipAnalyzer implements DatagramAnalyzer {
  readonly name = 'sip'
  readonly ports = [5060]
  readonly anyPort = true
  private readonly announcements: Announcements

  constructor(announcements: Announcements) {
    this.announcements = announcements
  }

  claims(octets: Octets): boolean {
    return beginsSip(octets)
  }

  datagram(octets: Octets, context: Context, sink: Sink): void {
    sink.protocol('sip')
    const end = headersEnd(octets)
    const message = readSipMessage(octets, end)
    if (context.quoted) return
    tellSip(message, 'udp', context, sink)
    if (end < 0) {
      if (message.callId !== '' || message.from !== '')
        throw octets.captured < octets.reported ? CUT : OPEN
      return
    }
    const body = octets.captured - message.bodyAt
    announceMedia(octets, message.bodyAt, body, message.contentType, this.announcements)
  }
}

/** One line for the message. */
export function tellSip(
  message: SipMessage,
  transport: 'tcp' | 'udp',
  context: Context,
  sink: Sink,
): void {
  const what = message.status === 0 ? message.method.toLowerCase() : 'response'
  const parts = [message.start, `from ${message.from}`, `to ${message.to}`, message.callId]
  sink.record('session', session(context, transport, 'sip', what, parts.join(' | ')))
}

const OPEN = new Fault('malformed', 'sip.msg_hdr')
const CUT = new Fault('truncated', 'sip.msg_hdr')

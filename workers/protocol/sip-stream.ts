/** Session Initiation Protocol over TCP: bodies have the length their header tells. RFC 3261 §18.3. */
import { Octets } from '../wire/octets'
import type { Context, Sink, StreamSession, StreamSource } from './analyzer'
import type { Announcements } from './announcements'
import { announceMedia } from './sdp'
import { tellSip } from './sip'
import { beginsSip, headersEnd, readSipMessage } from './sip-message'

const PORT = 5060
const LF = 0x0a
/** A line longer than this is no start line. */
const MAX_START = 512
/** Headers longer than this are not waited for. */
const MAX_MESSAGE = 65_536

class SipSession implements StreamSession {
  private readonly announcements: Announcements
  private readonly message = new Octets()

  constructor(announcements: Announcements) {
    this.announcements = announcements
  }

  data(octets: Octets, context: Context, sink: Sink): number {
    if (!beginsSip(octets)) return passed(octets)
    const cut = octets.captured < octets.reported || octets.captured > MAX_MESSAGE
    const end = headersEnd(octets)
    if (end < 0 && !cut) return 0
    const { message } = this
    message.aim(octets.view, octets.base, octets.captured, octets.reported)
    const sip = readSipMessage(message, end)
    const length = Math.max(0, sip.contentLength)
    const whole = sip.bodyAt + length
    if (whole > octets.captured && !cut) return 0
    sink.protocol('sip')
    tellSip(sip, 'tcp', context, sink)
    const body = Math.min(length, octets.captured - sip.bodyAt)
    announceMedia(message, sip.bodyAt, body, sip.contentType, this.announcements)
    return Math.min(whole, octets.captured)
  }

  gap(): void {
    // the next start line is looked for
  }

  end(): void {
    // nothing waits for it
  }
}

/** Octets before the next line: an empty line keeps the connection alive (RFC 5626 §3.5.1). */
function passed(octets: Octets): number {
  for (let at = 0; at < octets.captured; at++) if (octets.u8(at) === LF) return at + 1
  return octets.captured > MAX_START ? octets.captured : 0
}

export const sipStream: StreamSource = (announcements) => ({
  name: 'sip',
  ports: [PORT],
  claims(head, { srcPort, dstPort }) {
    if (beginsSip(head)) return 'yes'
    const here = srcPort === PORT || dstPort === PORT
    return here && head.captured < MAX_START && passed(head) === 0 ? 'more' : 'no'
  },
  start: () => new SipSession(announcements),
})

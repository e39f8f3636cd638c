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

interface Waiting {
  seen: number
  needed: number
}

const NOTHING: Waiting = { seen: 0, needed: 0 }

class SipSession implements StreamSession {
  private readonly announcements: Announcements
  /** Octets without end of the headers, and those of the whole message once it is known. */
  private readonly waits: [Waiting, Waiting] = [NOTHING, NOTHING]
  private readonly message = new Octets()

  constructor(announcements: Announcements) {
    this.announcements = announcements
  }

  data(octets: Octets, context: Context, sink: Sink): number {
    const { direction } = context
    const cut = octets.captured < octets.reported || octets.captured > MAX_MESSAGE
    const { seen, needed } = this.waits[direction]
    if (octets.captured < needed && !cut) return 0
    if (seen === 0 && !beginsSip(octets)) return passed(octets)
    const end = headersEnd(octets, Math.max(0, seen - 2))
    if (end < 0 && !cut) return this.wait(direction, octets.captured, 0)
    const { message } = this
    message.aim(octets.view, octets.base, octets.captured, octets.reported)
    const sip = readSipMessage(message, end)
    const length = Math.max(0, sip.contentLength)
    const whole = sip.bodyAt + length
    if (whole > octets.captured && !cut) return this.wait(direction, end - 2, whole)
    this.wait(direction, 0, 0)
    sink.protocol('sip')
    tellSip(sip, 'tcp', context, sink)
    const body = Math.min(length, octets.captured - sip.bodyAt)
    announceMedia(message, sip.bodyAt, body, sip.contentType, this.announcements)
    return Math.min(whole, octets.captured)
  }

  gap(direction: 0 | 1): void {
    this.wait(direction, 0, 0) // the next start line is looked for
  }

  /** Remembers what is known of a message whose end is still to come. */
  private wait(direction: 0 | 1, seen: number, needed: number): number {
    this.waits[direction] = { seen, needed }
    return 0
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

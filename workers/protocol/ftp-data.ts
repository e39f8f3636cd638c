/** Data connections of FTP, RFC 959 §3.2: where one was announced, and at port 20. */
import type { Octets } from '../wire/octets'
import type { Context, Sink, StreamSession, StreamSource } from './analyzer'
import type { Announced, Announcements } from './announcements'
import { session } from './session'

const PORT = 20

export const ftpData: StreamSource = (announcements) => {
  let found: Announced | undefined
  return {
    name: 'ftp-data',
    ports: [PORT],
    claims(_, context) {
      found = announcedFor(context, announcements)
      const known = found !== undefined || context.srcPort === PORT || context.dstPort === PORT
      return known ? 'yes' : 'no'
    },
    start: () => new DataSession(found),
  }
}

function announcedFor(context: Context, announcements: Announcements): Announced | undefined {
  if (announcements.generation === 0) return undefined
  const { srcPort, dstPort } = context
  const there = announcements.at('tcp', context.dst(), dstPort)
  const found = there ?? announcements.at('tcp', context.src(), srcPort)
  return found?.protocol === 'ftp-data' ? found : undefined
}

class DataSession implements StreamSession {
  private readonly announced: Announced | undefined
  private told = false

  constructor(announced: Announced | undefined) {
    this.announced = announced
  }

  data(octets: Octets, context: Context, sink: Sink): number {
    sink.protocol('ftp-data')
    if (!this.told) {
      this.told = true
      const about = this.announced?.about ?? ''
      sink.record('session', session(context, 'tcp', 'ftp-data', 'transfer', about))
    }
    return octets.captured
  }

  gap(): void {
    // what is missing is missing from the file, not from the talk
  }

  end(): void {
    // nothing waits for it
  }
}

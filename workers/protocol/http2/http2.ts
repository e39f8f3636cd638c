/** HTTP/2, with prior knowledge or behind an upgrade: RFC 9113 §3. */
import type { Octets } from '../../wire/octets'
import type { Claim, Context, StreamAnalyzer } from '../analyzer'
import { HTTP_PORTS } from '../http/ports'
import { HEADER, PREFACE, readFrame, SETTINGS } from './frame'
import { Http2Session } from './session'

const SETTING = 6 // octets
const MOST_SETTINGS = 32

export const http2: StreamAnalyzer = {
  name: 'http2',
  // P of the preface, or the length of a short SETTINGS frame
  mayBegin: (octet) => octet === PREFACE.charCodeAt(0) || octet === 0,
  claims(head): Claim {
    const size = Math.min(head.captured, PREFACE.length)
    for (let at = 0; at < size; at++) {
      if (head.u8(at) !== PREFACE.charCodeAt(at)) return isSettings(head) ? 'more' : 'no'
    }
    return size === PREFACE.length ? 'yes' : 'more'
  },
  start: (context) => new Http2Session(shownIn(context)),
}

/** Wireshark recognises HTTP/2 inside other streams, and on ports of HTTP. */
function shownIn({ depth, srcPort, dstPort }: Context): readonly string[] {
  if (depth > 0) return ['http2']
  return HTTP_PORTS.has(Math.min(srcPort, dstPort)) ? ['http', 'http2'] : []
}

/** Perhaps the first frame of a server; the client's preface must confirm it. */
function isSettings(head: Octets): boolean {
  if (head.captured < HEADER) return false
  const { length, type, flags, stream } = readFrame(head, 0)
  const whole = length % SETTING === 0 && length <= SETTING * MOST_SETTINGS
  return type === SETTINGS && flags === 0 && stream === 0 && head.u32(5) === 0 && whole
}

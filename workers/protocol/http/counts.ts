/** What Wireshark shows of HTTP messages, as numbers of the analysis document. */
import { Octets } from '../../wire/octets'
import type { Sink } from '../analyzer'
import type { Latin1Memory } from '../octet-memory'
import { type Fields, readFields } from './fields'
import { endOfText, findEmptyLine, findLineFeed } from './lines'
import { requestBody, responseBody } from './message'
import { methodKey, readStartLine, type RequestLine, type StatusLine } from './start-line'

/** To be called in the frame that completes the message. */
export function countMessage(line: RequestLine | StatusLine, { hosts }: Fields, sink: Sink): void {
  sink.protocol('http')
  for (const host of hosts) if (host !== '') sink.collect('http', 'hosts', host)
  if (line.kind === 'request') {
    sink.count('http', 'requests')
    sink.count('http', methodKey(line.method))
  } else sink.count('http', `response_codes.${String(line.code)}`)
}

/**
 * Counts the messages that stand in a segment which is read on its own: `whole` ones, or, in an ICMP
 * error, whatever there is.
 */
export function countAgain(
  octets: Octets,
  whole: boolean,
  requestSeen: boolean,
  texts: Latin1Memory,
  sink: Sink,
): void {
  const rest = new Octets(octets.view)
  rest.aim(octets.view, octets.base, octets.captured, octets.captured)
  while (rest.captured > 0) {
    const feed = findLineFeed(rest, 0)
    const end = feed < 0 ? rest.captured : endOfText(rest, 0, feed)
    const line = readStartLine(rest, end, texts)
    const known = line !== null && (line.kind === 'status' || line.known)
    if (!known) {
      if (!whole && requestSeen) sink.protocol('http')
      return
    }
    const headEnd = findEmptyLine(rest, feed + 1)
    if (headEnd < 0 && whole) return
    const fields = readFields(rest, feed + 1, headEnd < 0 ? rest.captured : headEnd, texts)
    if (headEnd >= 0) rest.skip(headEnd)
    if (whole && !skipBody(line, fields, rest)) return
    countMessage(line, fields, sink)
    if (!whole) return
  }
}

/** False: the body goes on behind the segment. */
function skipBody(line: RequestLine | StatusLine, fields: Fields, rest: Octets): boolean {
  const body = line.kind === 'request' ? requestBody(fields) : responseBody(line.code, '', fields)
  if (body === null) return true
  while (!body.done) {
    const taken = body.take(rest)
    if (taken <= 0) return false
    rest.skip(taken)
  }
  return true
}

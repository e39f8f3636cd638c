/** HTTP/1 over TCP, and SSDP, which is HTTP in datagrams (UPnP Device Architecture 2.0 §1). */
import { MAX_HTTP_LINE, MAX_KNOWN_TEXTS } from '../../limits/limits'
import type { Octets } from '../../wire/octets'
import type { Claim, DatagramAnalyzer, StreamAnalyzer } from '../analyzer'
import { Latin1Memory } from '../octet-memory'
import { readFields } from './fields'
import { endOfText, findLineFeed, textOf } from './lines'
import { HttpSession } from './session'
import { mayStart, methodKey, parseCutLine, readStartLine } from './start-line'

/** Octets that tell whether an incomplete line may be a start line. */
const ENOUGH = 24
const SSDP_TEXTS = 256

export const http = (): StreamAnalyzer => {
  const texts = new Latin1Memory(MAX_KNOWN_TEXTS)
  return {
    name: 'http',
    mayBegin: (octet) => octet >= 0x41 && octet <= 0x5a, // A to Z
    claims(head): Claim {
      const feed = findLineFeed(head, 0)
      if (feed < 0)
        return mayStart(textOf(head, 0, head.captured, ENOUGH, texts))
          ? unfinished(head, texts)
          : 'no'
      return readStartLine(head, endOfText(head, 0, feed), texts) === null ? 'no' : 'yes'
    },
    start: () => new HttpSession(texts),
  }
}

/** SSDP messages begin with one of these lines, or with a status line. */
const REQUESTS = new Set(['M-SEARCH', 'NOTIFY'])

export const ssdp = (): DatagramAnalyzer => {
  const texts = new Latin1Memory(SSDP_TEXTS)
  return {
    name: 'ssdp',
    claims: (octets) => ssdpLine(octets, texts) !== null,
    datagram(octets, _, sink) {
      const line = ssdpLine(octets, texts)
      if (line === null) return
      sink.protocol('ssdp')
      const feed = findLineFeed(octets, 0)
      for (const host of readFields(octets, feed + 1, octets.captured, texts).hosts) {
        if (host !== '') sink.collect('http', 'hosts', host)
      }
      if (line.kind === 'request') {
        sink.count('http', 'requests')
        sink.count('http', methodKey(line.method))
      } else sink.count('http', `response_codes.${String(line.code)}`)
    },
  }
}

function ssdpLine(octets: Octets, texts: Latin1Memory) {
  const feed = octets.captured > 0 ? findLineFeed(octets, 0) : -1
  if (feed < 0) return null
  const line = readStartLine(octets, endOfText(octets, 0, feed), texts)
  return line?.kind === 'request' && !REQUESTS.has(line.method) ? null : line
}

/** A line that the snaplen cut will not be completed. */
function unfinished(head: Octets, texts: Latin1Memory): Claim {
  if (head.reported === head.captured) return 'more'
  return parseCutLine(textOf(head, 0, head.captured, MAX_HTTP_LINE, texts)) === null ? 'no' : 'yes'
}

/** HTTP/1 over TCP, and SSDP, which is HTTP in datagrams (UPnP Device Architecture 2.0 §1). */
import { MAX_HTTP_LINE } from '../../limits/limits'
import type { Octets } from '../../wire/octets'
import type { Claim, DatagramAnalyzer, StreamAnalyzer } from '../analyzer'
import { readFields } from './fields'
import { endOfText, findLineFeed, textOf } from './lines'
import { HttpSession } from './session'
import { mayStart, parseCutLine, parseStartLine } from './start-line'

/** Octets that tell whether an incomplete line may be a start line. */
const ENOUGH = 24

export const http: StreamAnalyzer = {
  name: 'http',
  mayBegin: (octet) => octet >= 0x41 && octet <= 0x5a, // A to Z
  claims(head): Claim {
    const feed = findLineFeed(head, 0)
    if (feed < 0) return mayStart(textOf(head, 0, head.captured, ENOUGH)) ? unfinished(head) : 'no'
    return parseStartLine(firstLine(head, feed)) === null ? 'no' : 'yes'
  },
  start: () => new HttpSession(),
}

/** SSDP messages begin with one of these lines, or with a status line. */
const REQUESTS = new Set(['M-SEARCH', 'NOTIFY'])

export const ssdp: DatagramAnalyzer = {
  name: 'ssdp',
  claims: (octets) => ssdpLine(octets) !== null,
  datagram(octets, _, sink) {
    const line = ssdpLine(octets)
    if (line === null) return
    sink.protocol('ssdp')
    const feed = findLineFeed(octets, 0)
    for (const host of readFields(octets, feed + 1, octets.captured).hosts) {
      if (host !== '') sink.collect('http', 'hosts', host)
    }
    if (line.kind === 'request') {
      sink.count('http', 'requests')
      sink.count('http', `methods.${line.method}`)
    } else sink.count('http', `response_codes.${String(line.code)}`)
  },
}

function ssdpLine(octets: Octets) {
  const feed = octets.captured > 0 ? findLineFeed(octets, 0) : -1
  if (feed < 0) return null
  const line = parseStartLine(firstLine(octets, feed))
  return line?.kind === 'request' && !REQUESTS.has(line.method) ? null : line
}

function firstLine(octets: Octets, feed: number): string {
  return textOf(octets, 0, endOfText(octets, 0, feed), MAX_HTTP_LINE)
}

/** A line that the snaplen cut will not be completed. */
function unfinished(head: Octets): Claim {
  if (head.reported === head.captured) return 'more'
  return parseCutLine(textOf(head, 0, head.captured, MAX_HTTP_LINE)) === null ? 'no' : 'yes'
}

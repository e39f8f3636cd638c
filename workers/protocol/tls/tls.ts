/**
 * TLS over TCP, on any port; on ports that are TLS's by registration also from the middle of a
 * record on. RFC 5246, RFC 8446. A protocol that changes to TLS in mid-stream (STARTTLS) starts a
 * `TlsSession` of its own and gives it the rest of both directions.
 */
import type { Claim, StreamAnalyzer } from '../analyzer'
import { claimsRecord, HEADER, isText, ssl2Hello } from './record'
import { TlsSession } from './session'

/** By content alone. */
export const tls: StreamAnalyzer = {
  name: 'tls',
  claims: (head): Claim => (ssl2Hello(head) > 0 ? 'yes' : claimsRecord(head)),
  start: () => new TlsSession(),
}

/** Ports at which everything but text is taken for TLS. IANA Service Names: https, ldaps, … */
const PORTS = new Set([
  324, 443, 465, 636, 802, 853, 993, 995, 1300, 2221, 2443, 3496, 5061, 5671, 5684, 5868, 8883,
  11207, 19999,
])

/** By port, for captures that begin in mid-stream. To be asked after all that go by content. */
export const tlsByPort: StreamAnalyzer = {
  name: 'tls',
  claims(head, { srcPort, dstPort }): Claim {
    if (!PORTS.has(srcPort) && !PORTS.has(dstPort)) return 'no'
    if (head.captured < HEADER) return 'more'
    return isText(head, 0) ? 'no' : 'yes'
  },
  start: () => new TlsSession(),
}

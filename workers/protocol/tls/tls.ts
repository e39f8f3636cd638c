/**
 * TLS over TCP, on any port; on ports that are TLS's by registration also from the middle of a
 * record on. RFC 5246, RFC 8446. A protocol that changes to TLS in mid-stream (STARTTLS) opens
 * `context.inner()` and gives it the rest of both directions.
 */
import type { Octets } from '../../wire/octets'
import type { Context, StreamAnalyzer } from '../analyzer'
import { claimsRecord, HEADER, isContentType, isText, ssl2Hello } from './record'
import { HelloMemory } from './hello-memory'
import { TlsSession } from './session'

/** IANA Service Names: https, imaps, ldaps, … At these, everything but text is taken for TLS. */
const PORTS = [
  324, 443, 465, 636, 802, 853, 993, 995, 1300, 2221, 2443, 3496, 5061, 5671, 5684, 5868, 8883,
  11207, 19999,
]

export const tls = (): StreamAnalyzer => {
  const memory = new HelloMemory()
  return {
    name: 'tls',
    ports: PORTS,
    mayBegin: (octet) => octet >= 0x80 || isContentType(octet),
    claims(head, context) {
      const claim = ssl2Hello(head) > 0 ? 'yes' : claimsRecord(head)
      if (claim !== 'no' || !isTlsPort(context)) return claim
      if (head.captured < HEADER) return mayBeText(head) ? 'more' : 'yes'
      return isText(head, 0) ? 'no' : 'yes'
    },
    start: () => new TlsSession(memory),
  }
}

function isTlsPort({ srcPort, dstPort }: Context): boolean {
  return PORTS.includes(srcPort) || PORTS.includes(dstPort)
}

/** What other protocols than TLS begin with at its ports. */
const TEXTS = ['GET ', 'POST', 'HEAD', 'PUT ', 'DELE', 'OPTI', 'CONN', 'PRI ', 'HTTP', 'SSH-']

function mayBeText(head: Octets): boolean {
  let start = ''
  for (let i = 0; i < head.captured; i++) start += String.fromCharCode(head.u8(i))
  return TEXTS.some((text) => text.startsWith(start))
}

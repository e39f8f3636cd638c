/**
 * Domain Name System over UDP: unicast (RFC 1035), multicast (RFC 6762), link-local (RFC 4795).
 * Port 53 carries nothing else; elsewhere a message must look like a question or its answer. What
 * looks like one counts as Wireshark counts it; a record is made of it if it is one to its last octet.
 */
import { MAX_KNOWN_TEXTS } from '../limits/limits'
import type { DnsRecord } from '../model/app-records'
import { Fault } from '../wire/fault'
import type { Octets } from '../wire/octets'
import type { Context, DatagramAnalyzer, DatagramSource, Sink } from './analyzer'
import { readDnsFlags, readDnsMessage } from './dns-message'
import { DnsPairs } from './dns-pairs'
import { OctetMemory } from './octet-memory'

const HEADER = 12
/** Reserved: nobody asks for it (RFC 6895 §3.1). */
const NO_TYPE = 0
/** Keys of counts. */
const QUERIES = { dns: 'dns_queries', mdns: 'mdns_queries', llmnr: 'llmnr_queries' } as const
const RESPONSES = {
  dns: 'dns_responses',
  mdns: 'mdns_responses',
  llmnr: 'llmnr_responses',
} as const
const RCODES = Array.from({ length: 16 }, (_, rcode) => String(rcode))
const PORT = { dns: 53, mdns: 5353, llmnr: 5355 } as const

export const dns: DatagramSource = () => new DnsAnalyzer('dns')
export const mdns: DatagramSource = () => new DnsAnalyzer('mdns')
export const llmnr: DatagramSource = () => new DnsAnalyzer('llmnr')

class DnsAnalyzer implements DatagramAnalyzer {
  readonly name: DnsRecord['protocol']
  readonly ports: readonly number[]
  readonly anyPort: boolean
  private readonly pairs: DnsPairs
  private readonly port: number

  constructor(name: DnsRecord['protocol']) {
    this.name = name
    this.port = PORT[name]
    this.ports = [this.port]
    this.anyPort = name === 'dns'
    this.pairs = new DnsPairs(name, 'udp', new OctetMemory(MAX_KNOWN_TEXTS))
  }

  claims(octets: Octets, context: Context): boolean {
    return this.speaks(octets, context) || looksLikeDns(octets)
  }

  speaks(_: Octets, { srcPort, dstPort }: Context): boolean {
    return srcPort === this.port || dstPort === this.port
  }

  datagram(octets: Octets, context: Context, sink: Sink): void {
    const guessed = !this.speaks(octets, context)
    takeDnsMessage(octets, context, sink, this.pairs, guessed)
  }
}

/**
 * One message, of any transport. `guessed`: its octets alone speak for it.
 * @throws Fault where it is broken; what it said before counts.
 */
export function takeDnsMessage(
  octets: Octets,
  context: Context,
  sink: Sink,
  pairs: DnsPairs,
  guessed = false,
): void {
  const { protocol, message, names } = pairs
  sink.protocol(protocol)
  readDnsFlags(octets, message)
  sink.count('dns', (message.response ? RESPONSES : QUERIES)[protocol])
  if (message.response) sink.count('dns_rcodes', RCODES[message.rcode] as string)
  let fits = false
  try {
    fits = readDnsMessage(octets, message, names) === octets.reported
  } catch (error) {
    fits = error instanceof Fault && error.kind === 'truncated' // by the capture
    throw error
  } finally {
    const isOne = !guessed || (fits && message.questions.every(({ type }) => type !== NO_TYPE))
    if (isOne && !context.quoted && !context.copy) {
      if (message.response) pairs.response(message, context, sink)
      else pairs.query(message, context, sink)
    }
  }
}

/** Counts that a question or an answer has, RFC 1035 §4.1.1. */
function looksLikeDns(octets: Octets): boolean {
  if (octets.reported <= HEADER) return false
  const flags = octets.u16(2)
  if ((flags & 0x7800) !== 0) return false // only standard queries
  const [questions, answers] = [octets.u16(4), octets.u16(6)]
  const [authorities, additional] = [octets.u16(8), octets.u16(10)]
  if (additional > 10) return false
  if ((flags & 0x8000) === 0) return questions === 1 && answers === 0 && authorities === 0
  if (questions > 1 || answers > 100 || authorities > 10) return false
  return questions + answers + authorities + additional > 0
}

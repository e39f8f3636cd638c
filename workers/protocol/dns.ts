/**
 * Domain Name System over UDP: unicast (RFC 1035), multicast (RFC 6762), link-local (RFC 4795).
 * Port 53 carries nothing else; elsewhere a message must look like a question or its answer.
 */
import { MAX_KNOWN_TEXTS } from '../limits/limits'
import type { DnsRecord } from '../model/app-records'
import type { Octets } from '../wire/octets'
import type { Context, DatagramAnalyzer, DatagramSource, Sink } from './analyzer'
import { readDnsFlags, readDnsMessage } from './dns-message'
import type { NameMemory } from './dns-name'
import { DnsPairs } from './dns-pairs'
import { OctetMemory } from './octet-memory'

const HEADER = 12
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
  private readonly names: NameMemory = new OctetMemory(MAX_KNOWN_TEXTS)

  constructor(name: DnsRecord['protocol']) {
    this.name = name
    this.port = PORT[name]
    this.ports = [this.port]
    this.anyPort = name === 'dns'
    this.pairs = new DnsPairs(name, 'udp')
  }

  claims(octets: Octets, context: Context): boolean {
    return this.speaks(octets, context) || looksLikeDns(octets)
  }

  speaks(_: Octets, { srcPort, dstPort }: Context): boolean {
    return srcPort === this.port || dstPort === this.port
  }

  datagram(octets: Octets, context: Context, sink: Sink): void {
    takeDnsMessage(this.name, octets, context, sink, this.pairs, this.names)
  }
}

/**
 * One message, of any transport. `names`: those that came before.
 * @throws Fault where it is broken; what it said before counts.
 */
export function takeDnsMessage(
  name: DnsRecord['protocol'],
  octets: Octets,
  context: Context,
  sink: Sink,
  pairs: DnsPairs,
  names: NameMemory | null = null,
): void {
  sink.protocol(name)
  const { message } = pairs
  readDnsFlags(octets, message)
  sink.count('dns', (message.response ? RESPONSES : QUERIES)[name])
  if (message.response) sink.count('dns_rcodes', RCODES[message.rcode] as string)
  try {
    readDnsMessage(octets, message, names)
  } finally {
    if (!context.quoted && !context.copy) {
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

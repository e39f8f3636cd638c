/** Fields of one DNS message. RFC 1035 §4.1, in the order of Wireshark's tree. */
import { readName } from '../../protocol/dns-name'
import { Fault } from '../../wire/fault'
import type { Octets } from '../../wire/octets'
import type { Tell } from './found'

const HEADER = 12
const FLAGS = [
  ['dns.flags.response', 15, 1],
  ['dns.flags.opcode', 11, 15],
  ['dns.flags.authoritative', 10, 1],
  ['dns.flags.truncated', 9, 1],
  ['dns.flags.recdesired', 8, 1],
  ['dns.flags.recavail', 7, 1],
  ['dns.flags.authenticated', 5, 1],
  ['dns.flags.checkdisable', 4, 1],
  ['dns.flags.rcode', 0, 15],
] as const
/** Flags that Wireshark shows of answers alone. */
const OF_ANSWERS: readonly string[] = [
  'dns.flags.authoritative',
  'dns.flags.recavail',
  'dns.flags.authenticated',
  'dns.flags.rcode',
]
const COUNTS = ['queries', 'answers', 'auth_rr', 'add_rr']
const OPT = 41

/** Records looked at in one message. */
const MOST = 256

/** Of a class in multicast DNS; the highest bit is a wish: RFC 6762 §18.12, §18.13. */
const MDNS_CLASS = 0x7fff
const CLASS = 0xffff

/** What was told before the message ends too early stands. */
export function tellDns(octets: Octets, tell: Tell, multicast = false): void {
  try {
    readMessage(octets, multicast ? MDNS_CLASS : CLASS, tell)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
  }
}

function readMessage(octets: Octets, classMask: number, tell: Tell): void {
  tell('dns.id', octets.u16(0))
  const flags = octets.u16(2)
  tell('dns.flags', flags)
  const response = flags >>> 15 === 1
  for (const [name, shift, mask] of FLAGS) {
    if (response || !OF_ANSWERS.includes(name)) tell(name, (flags >>> shift) & mask)
  }
  const counts = COUNTS.map((_, index) => octets.u16(4 + 2 * index))
  COUNTS.forEach((name, index) => tell(`dns.count.${name}`, counts[index] as number))
  const [questions = 0, ...records] = counts
  let at = HEADER
  for (let i = 0; i < Math.min(questions, MOST); i++) {
    const { text, end } = readName(octets, at)
    tell('dns.qry.name', shown(text))
    tell('dns.qry.name.len', shown(text).length)
    tell('dns.qry.type', octets.u16(end))
    tell('dns.qry.class', octets.u16(end + 2) & classMask)
    at = end + 4
  }
  const all = records.reduce((sum, count) => sum + count, 0)
  for (let i = 0; i < Math.min(all, MOST); i++) {
    at = readRecord(octets, at, classMask, tell)
  }
}

function readRecord(octets: Octets, from: number, classMask: number, tell: Tell): number {
  const { text, end } = readName(octets, from)
  const type = octets.u16(end)
  const length = octets.u16(end + 8)
  const data = end + 10
  tell('dns.resp.name', shown(text))
  tell('dns.resp.type', type)
  if (type !== OPT) {
    tell('dns.resp.class', octets.u16(end + 2) & classMask)
    tell('dns.resp.ttl', octets.u32(end + 4))
  }
  tell('dns.resp.len', length)
  octets.need(data + length)
  switch (type) {
    case 1:
      if (length === 4) tell('dns.a', octets.u32(data))
      break
    case 2:
      tell('dns.ns', shown(readName(octets, data).text))
      break
    case 5:
      tell('dns.cname', shown(readName(octets, data).text))
      break
    case 12:
      tell('dns.ptr.domain_name', shown(readName(octets, data).text))
      break
    case 28:
      if (length === 16) tell('dns.aaaa', copy(octets, data, length))
      break
    default:
  }
  return data + length
}

/** Wireshark names the root so. */
const shown = (name: string) => (name === '.' ? '<Root>' : name)

function copy({ view, base }: Octets, at: number, length: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + base + at, length).slice()
}

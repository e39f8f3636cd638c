/**
 * Messages of the Domain Name System. RFC 1035 §4.1; EDNS(0) RFC 6891 §6.1.
 *
 *   at 0  dns.id     u16      at 6   dns.count.answers  u16
 *   at 2  dns.flags  u16      at 8   dns.count.auth_rr  u16
 *   at 4  dns.count.queries   at 10  dns.count.add_rr   u16
 */
import { MAX_DNS_ANSWERS, MAX_DNS_QUESTIONS } from '../limits/limits'
import { Fault } from '../wire/fault'
import type { Octets } from '../wire/octets'
import { cutName, type NameMemory, readName } from './dns-name'
import { checkData, dataText } from './dns-rdata'

const HEADER = 12
const OPT = 41

export interface Question {
  name: string
  type: number
}

export interface DnsAnswer extends Question {
  text: string
}

export interface DnsMessage {
  id: number
  response: boolean
  rcode: number
  opcode: number
  authoritative: boolean
  truncated: boolean
  recursionDesired: boolean
  questions: Question[]
  answers: DnsAnswer[]
  /** Payload that the sender takes by EDNS; 0: it does not speak it. */
  ednsPayload: number
}

/** A message that says nothing; it may be filled again and again. */
export function newDnsMessage(): DnsMessage {
  return {
    id: 0,
    response: false,
    rcode: 0,
    opcode: 0,
    authoritative: false,
    truncated: false,
    recursionDesired: false,
    questions: [],
    answers: [],
    ednsPayload: 0,
  }
}

/** Begins with a message: `dns.flags`, which are told even when it ends there. */
export function readDnsFlags(octets: Octets, into: DnsMessage): void {
  into.questions = []
  into.answers = []
  into.ednsPayload = 0
  into.id = octets.u16(0)
  const flags = octets.u16(2)
  into.response = (flags & 0x8000) !== 0
  into.opcode = (flags >> 11) & 15
  into.authoritative = (flags & 0x0400) !== 0
  into.truncated = (flags & 0x0200) !== 0
  into.recursionDesired = (flags & 0x0100) !== 0
  into.rcode = flags & 15
}

/**
 * Reads the whole message, which fills `octets`; what was read before a fault stays in `into`.
 * Questions and answers beyond the bound are passed, not kept. `names`: those that came before.
 * Returns where it ends.
 * @throws Fault where the message ends before what its counts announce.
 */
export function readDnsMessage(
  octets: Octets,
  into: DnsMessage,
  names: NameMemory | null = null,
): number {
  readDnsFlags(octets, into)
  octets.need(HEADER)
  let at = HEADER
  const questions = octets.u16(4)
  for (let i = 0; i < questions; i++) {
    const { name, type, end } = readQuestion(octets, at, into, names)
    if (i < MAX_DNS_QUESTIONS) into.questions = added(into.questions, { name, type })
    at = end
  }
  for (let section = 0; section < 3; section++) {
    for (let left = octets.u16(6 + 2 * section); left > 0; left--) {
      at = readRecord(octets, at, section === 0, into, names)
    }
  }
  return at
}

/** One that the capture cuts still tells who asked and who is answered: it is kept as far as it goes. */
function readQuestion(octets: Octets, at: number, into: DnsMessage, names: NameMemory | null) {
  try {
    const { text: name, end } = readName(octets, at, names)
    const type = octets.u16(end)
    octets.need(end + 4)
    return { name, type, end: end + 4 }
  } catch (error) {
    const cut = error instanceof Fault && error.kind === 'truncated'
    if (cut && at === HEADER) into.questions = [{ name: cutName(octets, at), type: 0 }]
    throw error
  }
}

/** A record of at least eleven octets, or a fault: counts cannot make this loop long. */
function readRecord(
  octets: Octets,
  at: number,
  answers: boolean,
  into: DnsMessage,
  names: NameMemory | null,
): number {
  const { text: name, end } = readName(octets, at, names)
  const type = octets.u16(end)
  const length = octets.u16(end + 8)
  const data = end + 10
  if (type === OPT) into.ednsPayload = octets.u16(end + 2)
  checkData(octets, type, data, length)
  if (answers && into.answers.length < MAX_DNS_ANSWERS) {
    const text = dataText(octets, type, data, length, names)
    into.answers = added(into.answers, { name, type, text })
  }
  return data + length
}

/** A list of one has room for one; `push` makes room for 17 in an empty list. */
function added<T>(list: T[], one: T): T[] {
  if (list.length === 0) return [one]
  list.push(one)
  return list
}

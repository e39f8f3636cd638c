/** Fields of one SIP message. RFC 3261 §7, §20. */
import { beginsSip } from '../../protocol/sip-message'
import type { Octets } from '../../wire/octets'
import { octetsAt, type Tell } from './found'

/** Octets of a head that are looked at, and its lines. */
const MOST = 65_536
const MOST_LINES = 256

const HEADERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'call-id': 'sip.Call-ID',
    from: 'sip.From',
    to: 'sip.To',
    cseq: 'sip.CSeq',
    via: 'sip.Via',
    contact: 'sip.Contact',
    'user-agent': 'sip.User-Agent',
    server: 'sip.Server',
    'content-type': 'sip.Content-Type',
    'content-length': 'sip.Content-Length',
    'max-forwards': 'sip.Max-Forwards',
  }),
)

/** RFC 3261 §7.3.3. */
const COMPACT: Readonly<Record<string, string>> = {
  i: 'call-id',
  f: 'from',
  t: 'to',
  v: 'via',
  m: 'contact',
  c: 'content-type',
  l: 'content-length',
}

const NUMBERS: readonly string[] = ['sip.Content-Length', 'sip.Max-Forwards']

/** False: it is none. */
export function tellSip(octets: Octets, tell: Tell): boolean {
  if (!beginsSip(octets)) return false
  const text = new TextDecoder('latin1').decode(octetsAt(octets, 0, MOST))
  const [start = '', ...lines] = text.split(/\r?\n/u, MOST_LINES)
  tellStart(start, tell)
  for (const line of lines) {
    if (line === '') return true
    const colon = line.indexOf(':')
    if (colon > 0) tellHeader(line.slice(0, colon), line.slice(colon + 1).trim(), tell)
  }
  return true
}

function tellStart(start: string, tell: Tell): void {
  const [first = '', second = ''] = start.split(' ', 2)
  if (first === 'SIP/2.0') {
    tell('sip.Status-Line', start)
    tell('sip.Status-Code', Number(second))
    return
  }
  tell('sip.Request-Line', start)
  tell('sip.Method', first)
  tell('sip.r-uri', second)
}

function tellHeader(written: string, value: string, tell: Tell): void {
  const name = written.trim().toLowerCase()
  const field = HEADERS.get(COMPACT[name] ?? name)
  if (field === undefined) return
  if (NUMBERS.includes(field)) {
    if (/^\d{1,9}$/u.test(value)) tell(field, Number(value))
    return
  }
  tell(field, value)
  if (field === 'sip.From') tellParty('sip.from', value, tell)
  else if (field === 'sip.To') tellParty('sip.to', value, tell)
  else if (field === 'sip.CSeq') {
    const [, seq = '', method = ''] = /^(\d+)\s+(\S+)/u.exec(value) ?? []
    if (seq !== '') tell('sip.CSeq.seq', Number(seq))
    if (method !== '') tell('sip.CSeq.method', method)
  }
}

/** Between angle brackets, or up to the parameters: RFC 3261 §20.20, §20.39. */
function tellParty(name: string, value: string, tell: Tell): void {
  const address = /<([^>]*)>/u.exec(value)?.[1] ?? value.split(';', 1)[0] ?? ''
  const [, user, host] = /^[a-z]+:(?:([^@;?]*)@)?([^;?>:]*)/iu.exec(address) ?? []
  if (host === undefined) return
  tell(`${name}.addr`, address)
  if (user !== undefined) tell(`${name}.user`, user)
  tell(`${name}.host`, host)
}

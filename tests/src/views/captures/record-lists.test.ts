/** What the captures view lists of each kind of record. */
import { describe, expect, it } from 'vitest'
import { absentKinds, recordLists } from '../../../../src/views/captures/record-lists'
import {
  noApplications,
  type Applications,
  type DnsRecord,
  type HttpRecord,
  type SessionRecord,
  type TlsRecord,
} from '../../../../workers/model/app-records'
import { newCourse } from '../../../../workers/protocol/tls/course'

const PLACE = {
  ...{ frame: 5, time: 1_500_000, stream: 0, src: '10.0.0.1', srcPort: 40_000 },
  ...{ dst: '2001:db8::1', dstPort: 443 },
}
const BEGINNING = [5, '0.001500', '10.0.0.1:40000 → [2001:db8::1]:443']

const dns: DnsRecord = {
  ...PLACE,
  ...{ transport: 'udp', protocol: 'dns', id: 1, query: 'a.example', type: 28, rcode: 0 },
  ...{ answerFrame: 7, latency: 520_000, repeats: [], answers: ['2001:db8::2', '2001:db8::3'] },
  ...{ asked: 1, lastAsked: 1_500_000, recursionDesired: true, authoritative: false },
  ...{ truncated: false, tap: 0, tunnel: null, elsewhere: [], repeatTimes: [] },
}
const http: HttpRecord = {
  ...PLACE,
  ...{ transport: 'tcp', version: '1.1', method: 'GET', host: 'a.example', target: '/b?c' },
  ...{
    userAgent: '',
    status: 204,
    contentType: '',
    server: '',
    via: '',
    requestOctets: 0,
    responseOctets: 0,
  },
  ...{ responseFrame: 9, latency: 20e6 },
}
const tls: TlsRecord = {
  ...PLACE,
  ...{ transport: 'tcp', transportedBy: 'tls', version: 'TLS 1.3', sni: 'a.example' },
  ...{ alpn: ['h2', 'http/1.1'], chosenAlpn: 'h2', cipher: '', ja3: '', ja3s: '', ja4: 't13d' },
  ...{ certificates: [], latency: 3e6, alerts: [], decrypted: false, course: newCourse() },
}
const session: SessionRecord = {
  ...PLACE,
  ...{ transport: 'tcp', protocol: 'ftp', what: 'command', text: 'RETR a\r\n' },
}

const totals = { dns: 0, http: 0, tls: 0, session: 0 }
const some = (parts: Partial<Applications>): Applications => ({ ...noApplications(), ...parts })

const rowOf = (parts: Partial<Applications>) => {
  const kind = Object.keys(parts)[0] ?? ''
  const [list] = recordLists(some({ ...parts, totals: { ...totals, [kind]: 1 } }))
  return list?.rows[0]?.slice(BEGINNING.length)
}

describe('lists', () => {
  it('are there for kinds that there are any of', () => {
    const applications = some({ http: [http], totals: { ...totals, http: 1 } })
    expect(recordLists(applications).map(({ kind, title }) => [kind, title])).toEqual([
      ['http', '1 HTTP request'],
    ])
    expect(absentKinds(applications)).toBe(
      '0 DNS questions · 0 TLS handshakes · 0 events of other sessions',
    )
  })

  it('begin with frame, time and who speaks to whom, and have a head for each column', () => {
    const all = { dns: 1, http: 1, tls: 1, session: 1 }
    const applications = some({ dns: [dns], http: [http], tls: [tls], session: [session] })
    const lists = recordLists({ ...applications, totals: all })
    expect(lists).toHaveLength(4)
    for (const { columns, rows, more } of lists) {
      expect(rows[0]?.slice(0, 3)).toEqual(BEGINNING)
      expect(rows[0]).toHaveLength(columns.length)
      expect(more).toBe('')
    }
  })

  it.each([
    { records: 50, total: 50, shown: 50, more: '' },
    { records: 51, total: 51, shown: 50, more: 'and 1 more; the JSON export lists 51' },
    { records: 60, total: 9000, shown: 50, more: 'and 8950 more; the JSON export lists 60' },
  ])('show 50 of $total', ({ records, total, shown, more }) => {
    const many = Array.from({ length: records }, () => session)
    const listed = { ...totals, session: records }
    const applications = some({ session: many, totals: { ...totals, session: total }, listed })
    const [list] = recordLists(applications)
    expect([list?.rows.length, list?.more]).toEqual([shown, more])
  })
})

describe('cells', () => {
  it.each<[string, Partial<DnsRecord>, (string | number)[]]>([
    ['answers', {}, ['a.example AAAA', '2001:db8::2, 2001:db8::3', '520 µs', 7]],
    ['failure', { rcode: 3, answers: [] }, ['a.example AAAA', 'NXDOMAIN', '520 µs', 7]],
    ['silence', { rcode: -1, latency: -1 }, ['a.example AAAA', 'no answer', '–', 0]],
    ['nothing', { answers: [] }, ['a.example AAAA', 'no records', '520 µs', 7]],
    [
      'types without a name, the root, and multicast',
      { type: 65_280, query: '', protocol: 'mdns' },
      ['. TYPE65280 (mdns)', '2001:db8::2, 2001:db8::3', '520 µs', 7],
    ],
  ])('of DNS tell %s', (_, parts, cells) => {
    expect(rowOf({ dns: [{ ...dns, ...parts }] })).toEqual(cells)
  })

  it.each<[string, Partial<HttpRecord>, (string | number)[]]>([
    ['response', {}, ['GET a.example/b?c', '204', '–', '20 ms', 9]],
    ['silence', { status: 0, latency: -1 }, ['GET a.example/b?c', 'no response', '–', '–', 0]],
    [
      'response to a request that was not captured',
      { method: '', host: '', target: '', responseFrame: 5, latency: -1 },
      ['request not captured', '204', '–', '–', 5],
    ],
    [
      'absolute targets',
      { target: 'http://b.example/' },
      ['GET http://b.example/', '204', '–', '20 ms', 9],
    ],
  ])('of HTTP tell the %s', (_, parts, cells) => {
    expect(rowOf({ http: [{ ...http, ...parts }] })).toEqual(cells)
  })

  it.each<[string, Partial<TlsRecord>, string[]]>([
    ['what was agreed', {}, ['a.example', 'TLS 1.3', 'h2', 't13d', '–', '3 ms']],
    [
      'what was offered to a silent server',
      { version: '', chosenAlpn: '', latency: -1 },
      ['a.example', '–', 'h2, http/1.1 (offered)', 't13d', '–', '–'],
    ],
    [
      'what was decrypted, and alerts',
      { transportedBy: 'quic', decrypted: true, alerts: ['fatal bad_certificate'] },
      ['a.example', 'TLS 1.3, QUIC (decrypted)', 'h2', 't13d', 'fatal bad_certificate', '3 ms'],
    ],
  ])('of TLS tell %s', (_, parts, cells) => {
    expect(rowOf({ tls: [{ ...tls, ...parts }] })).toEqual(cells)
  })

  it('write controls out, and turn no text around', () => {
    expect(rowOf({ session: [session] })).toEqual(['ftp', 'command', 'RETR a<U+000D><U+000A>'])
    const hostile = { ...http, target: '/\u202etxt.exe\u0007' }
    expect(rowOf({ http: [hostile] })?.[0]).toBe('GET a.example/<U+202E>txt.exe<U+0007>')
  })
})

import { describe, expect, it } from 'vitest'
import { checkFilter, tokensOf } from '../../../workers/filter/check'

describe('filters that are understood', () => {
  it.each([
    '',
    '  ',
    'tcp',
    'tcp.port eq 80',
    'tcp.port in {80, 0x1bb, 0b1010, 017}',
    'ip.src==10.0.0.1&&tcp',
    'ipv6.addr == fe80::/10',
    'ipv6.src == ::ffff:10.0.0.1',
    'outer.ip.src == 10.0.0.1 and inner.tcp.dstport == 80',
    'tunnel.kind == "vxlan" && tunnel.vni == 5',
    'copy == "same-tap" || tap == "eth0" || flow == 3',
    'frame.time == 2024-05-01T12:30:00Z',
    'http.request.method in {"GET", POST}',
    'ip.proto == UDP',
    'dns.qry.type in {A, "AAAA (IPv6 Address)"}',
    '.tcp.port == :80',
    'dns.qry.name contains "\\x41\\102\\u00e9"',
    'tcp.flags.syn == True',
    'frame.number == ${frame.number}',
  ])('%s', (filter) => {
    expect(checkFilter(filter)).toEqual({ ok: true })
  })
})

describe('filters that are refused, at the words that are wrong', () => {
  it.each([
    ['ip.srcc == 3', 'ip.srcc', 'Did you mean ip.src?'],
    ['Tcp.port == 3', 'Tcp.port', 'Did you mean tcp.port?'],
    ['tcp && ip.src == 300', '300', 'not an IPv4 address'],
    ['ip.addr == fe80::1', 'fe80::1', 'not an IPv4 address'],
    ['4 == frame.number', '4', 'Left of "=="'],
    ['tcp.port = 80', '=', '"=="'],
    ['tcp AND ip', 'AND', 'written small: "and"'],
    ['tcp | ip', '|', '"||"'],
    ['ip.proto == constructor', 'constructor', 'or one of'],
    ['udp.port == 70000', '70000', 'at most 65535'],
    ['eth.src == 52:54', '52:54', 'not a MAC address'],
    ['frame.len-14 == 2', 'frame.len-14', 'white space'],
    ['tcp.port[0:1] == 50', 'tcp.port', 'no octets'],
    ['len(eth)', 'len(eth)', 'must be compared'],
    ['foo(eth) == 1', 'foo', 'There is no function foo'],
    ['upper(ip.src) == "x"', 'ip.src', 'takes a text'],
    ['tcp.analysis.retransmission == 1', 'tcp.analysis.retransmission', 'no value'],
    ['ip.src == tcp.port', 'tcp.port', 'cannot be compared'],
    ['tcp.port contains "8"', 'tcp.port', 'searches a text or octets'],
    ['http.host matches abc', 'abc', 'in double quotes'],
    ['http.host matches "a("', '(', 'not closed'],
    ['http.host matches r"a(?=b)"', '(', 'look around'],
    ['http.host matches r"(a)\\1"', '\\1', 'References'],
    ['http.host matches r"[b-a]"', 'a', 'backwards'],
    ['http.host contains "\\q"', '\\q', 'raw string'],
    ['frame contains "GET', '"GET', 'no closing quotation mark'],
    ["frame contains 'GET'", "'GET'", 'one character'],
    ['tcp.port in 80', '80', 'A set in braces'],
    ['(tcp && ip', '(', 'not closed'],
    ['ip.src#0', '0', 'from 1'],
    ['eth[1:0] == 00', '0', 'at least 1'],
    ['frame.number == ${nothing}', '${nothing}', 'There is no field nothing'],
    ['frame contains “x”', '“', 'straight double quotes'],
  ])('%s', (filter, words, why) => {
    const check = checkFilter(filter)
    if (check.ok) throw new Error('it is understood')
    expect(filter.slice(check.at, check.at + check.length)).toBe(words)
    expect(check.message).toContain(why)
  })

  it('say where something is missing', () => {
    for (const filter of ['ip.src ==', 'tcp &&', 'not', 'tcp.port in {80,']) {
      expect(checkFilter(filter)).toMatchObject({ ok: false, at: filter.length, length: 0 })
    }
  })
})

describe('hostile filters are refused, and quickly', () => {
  it.each([
    ['nested', `${'('.repeat(10_000)}tcp${')'.repeat(10_000)}`],
    ['negated', `${'not '.repeat(10_000)}tcp`],
    ['minus', `frame.len == ${'-'.repeat(10_000)}1`],
    ['braces', `frame.len == ${'{'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['sums', `frame.len == 1${'+1'.repeat(10_000)}`],
    ['calls', `${'abs('.repeat(10_000)}frame.len${')'.repeat(10_000)} == 1`],
    ['a megabyte', 'tcp || '.repeat(150_000)],
    ['a huge pattern', `frame matches "(a{1000}){1000}"`],
    ['deep groups', `frame matches "${'('.repeat(5000)}a${')'.repeat(5000)}"`],
  ])('%s', (_, filter) => {
    expect(checkFilter(filter).ok).toBe(false)
  })

  it('takes long but flat ones', () => {
    const ports = Array.from({ length: 5000 }, (_, port) => String(port)).join(', ')
    expect(checkFilter(`tcp.port in {${ports}}`).ok).toBe(true)
  })
})

describe('words of a filter', () => {
  it('are told apart', () => {
    const filter = 'ip.addr == 10.0.0.1 && len(udp) > 80 or dns.qry.name contains "x"'
    const words = tokensOf(filter).map(({ at, length, kind }) => [
      filter.slice(at, at + length),
      kind,
    ])
    expect(words).toEqual([
      ['ip.addr', 'field'],
      ['==', 'operator'],
      ['10.0.0.1', 'address'],
      ['&&', 'operator'],
      ['len', 'function'],
      ['(', 'bracket'],
      ['udp', 'field'],
      [')', 'bracket'],
      ['>', 'operator'],
      ['80', 'number'],
      ['or', 'operator'],
      ['dns.qry.name', 'field'],
      ['contains', 'operator'],
      ['"x"', 'string'],
    ])
  })

  it('are told up to what is no word', () => {
    expect(tokensOf('tcp && “x').at(-1)).toEqual({ at: 7, length: 2, kind: 'unknown' })
  })
})

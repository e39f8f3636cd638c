import { describe, expect, it } from 'vitest'
import { ip, isPassed, type Values } from './frame-of'

/** A VXLAN packet: two of most. */
const OVERLAY: Values = {
  'ip.src': [ip('172.16.0.1'), ip('10.0.0.1')],
  'ip.dst': [ip('172.16.0.2'), ip('10.0.0.2')],
  'ip.addr': ['172.16.0.1', '172.16.0.2', '10.0.0.1', '10.0.0.2'].map(ip),
  'ip.ttl': [64, 63],
  'udp.port': [50_000, 8472],
  'tcp.port': [40_000, 80],
  'tcp.flags': [0x18],
  'tcp.flags.syn': [0],
  'frame.number': [7],
  'frame.len': [148],
}

const passed = (filter: string) => isPassed(filter, OVERLAY)

describe('comparisons of fields with several values', () => {
  it.each([
    ['ip.ttl == 63', true],
    ['ip.ttl == 62', false],
    ['ip.ttl != 63', false],
    ['ip.ttl != 62', true],
    ['ip.ttl !== 63', true],
    ['ip.ttl === 63', false],
    ['all ip.ttl >= 63', true],
    ['all ip.ttl > 63', false],
    ['any ip.ttl != 63', true],
    ['ip.ttl > 63', true],
    ['ip.ttl in {1, 60..63}', true],
    ['ip.ttl in {1, 65..70}', false],
    ['all ip.ttl in {63..64}', true],
    ['ip.ttl not in {63}', false],
    ['ip.addr == 10.0.0.0/24', true],
    ['ip.addr === 10.0.0.0/24', false],
    ['ip.addr in {192.168.0.0/16, 172.16.0.2}', true],
    ['ip.src == ip.dst', false],
    ['ip.src < ip.dst', true],
  ])('%s', (filter, expected) => {
    expect(passed(filter)).toBe(expected)
  })
})

describe('what is absent', () => {
  it.each([
    ['dns', false],
    ['!dns', true],
    ['dns.qry.name != "x"', false],
    ['!(dns.qry.name == "x")', true],
    ['dns.qry.type not in {1}', true],
    ['tcp.flags.syn', true],
    ['ip.src == arp.src.proto_ipv4', false],
    ['len(dns.qry.name) >= 0', false],
    ['count(dns.qry.name) == 0', false],
  ])('%s', (filter, expected) => {
    expect(passed(filter)).toBe(expected)
  })
})

describe('layers', () => {
  it.each([
    ['ip.src#1 == 172.16.0.1', true],
    ['ip.src#2 == 172.16.0.1', false],
    ['ip.src#2 == 10.0.0.1', true],
    ['ip.src#[-1] == 10.0.0.1', true],
    ['ip.src#[-2] == 172.16.0.1', true],
    ['ip.src#[1-2] == 10.0.0.1', true],
    ['ip.src#[2:1] == 172.16.0.1', false],
    ['ip.src#3', false],
    ['ip.src#[2-4]', true],
  ])('%s', (filter, expected) => {
    expect(passed(filter)).toBe(expected)
  })
})

describe('logic and arithmetic', () => {
  it.each([
    ['frame.number == 7 or frame.number == 1 and frame.number == 2', true],
    ['(frame.number == 7 or frame.number == 1) and frame.number == 2', false],
    ['not frame.number == 7 or frame.len == 148', true],
    ['tcp.flags & 0x10', true],
    ['tcp.flags & 0x02', false],
    ['tcp.flags & 0x18 == 0x18', true],
    ['tcp.flags & 0x1a == 0x1a', false],
    ['frame.len == 100 + 6 * 8', true],
    ['frame.len == {100 + 6} * 8', false],
    ['frame.len - 48 == 100', true],
    ['frame.len % 10 == 8', true],
    ['frame.len / 10 == 14', true],
    ['frame.len / 0 == 0', false],
    ['-frame.number == -7', true],
    ['abs(-frame.number) == 7', true],
    ['max(ip.ttl) == 64', true],
    ['min(ip.ttl, frame.number) == 7', true],
    ['count(ip.addr) == 4', true],
    ['string(frame.number) == "7"', true],
    ['string(ip.src) contains "10.0"', true],
    ['5 <= frame.number', null],
    ['frame.number >= 5 && frame.number < 10', true],
  ])('%s', (filter, expected) => {
    if (expected === null) expect(() => passed(filter)).toThrow()
    else expect(passed(filter)).toBe(expected)
  })
})

describe('texts and octets', () => {
  const frame: Values = {
    'http.host': ['www.Example.com'],
    'eth.src': [Uint8Array.of(0x52, 0x54, 0, 0xa1, 0x10, 1)],
    udp: [{ octets: Uint8Array.of(0xc6, 0x4c, 0x21, 0x18, 0, 12, 0, 0, 0x41, 0x42), length: 8 }],
    'ip.src': [ip('10.1.2.3')],
    'frame.time_delta': [250_000],
    'frame.time': [1_714_566_600_000_000_000n],
  }
  it.each([
    ['http.host == "www.example.com"', false],
    ['lower(http.host) == "www.example.com"', true],
    ['upper(http.host) contains "EXAMPLE"', true],
    ['http.host contains "ample"', true],
    ['http.host matches "EXAMPLE"', true],
    ['http.host matches r"^www\\.\\w+\\.com$"', true],
    ['http.host == www.Example.com', true],
    ['len(http.host) == 15', true],
    ['eth.src[0:3] == 52:54:00', true],
    ['eth.src[3-5] == a1:10:01', true],
    ['eth.src[-1] == 01', true],
    ['eth.src[:2] == 52-54', true],
    ['eth.src[4:] == 1001', true],
    ['eth.src[0,-1] == 52:01', true],
    ['eth.src[9:1] == 00', false],
    ['eth.src[0] & 2', true],
    ['eth.src == 5254.00a1.1001', true],
    ['eth.src contains 00:a1', true],
    ['udp[0:2] == c6:4c', true],
    ['udp[8:1] == 41', false],
    ['udp contains "AB"', true],
    ['udp contains 41:42', true],
    ["udp contains 'B'", true],
    ['len(udp) == 8', true],
    ['ip.src[0:2] == 0a:01', true],
    ['frame.time_delta < 0.001', true],
    ['frame.time_delta == 0.00025', true],
    ['frame.time >= "2024-05-01 12:30:00"', true],
    ['frame.time < "2024-05-01 14:30:00+02:00"', false],
    ['frame.time == "May  1, 2024 12:30:00"', true],
  ])('%s', (filter, expected) => {
    expect(isPassed(filter, frame)).toBe(expected)
  })

  it('refer to the selected packet', () => {
    const filter = 'ip.src == ${ip.src}'
    expect(isPassed(filter, frame, { 'ip.src': [ip('10.1.2.3')] })).toBe(true)
    expect(isPassed(filter, frame, { 'ip.src': [ip('10.1.2.4')] })).toBe(false)
    expect(isPassed(filter, frame)).toBe(false)
  })
})

it.each([
  ['dns.qry.type == AAAA', true],
  ['dns.qry.type == "AAAA (IPv6 Address)"', true],
  ['dns.qry.type == "A (Host Address)"', false],
])('a value by its name, as in a zone file or as Wireshark writes it: %s', (filter, expected) => {
  expect(isPassed(filter, { 'dns.qry.type': [28] })).toBe(expected)
})

/** Ten thousand headers in one frame, of every kind that may hold another: followed so far, and told. */
import { describe, expect, it } from 'vitest'
import { gre, ipip, ipv4, join, ethernet, PROTO, u16, u8 } from '../../../workers/forge/packet'
import { fileOf, only, analyse, captureOf } from '../../support/analyse'
import { MAX_IP_DEPTH } from '../../../workers/limits/limits'
import { host, SERVER } from './flood'

const DEEP = 10_000
const DEEPER = `tunnels nested deeper than ${MAX_IP_DEPTH} IP headers`
const ends = { src: host(1), dst: SERVER }
const MACS = new Uint8Array(12)

function repeated(octets: Uint8Array, times = DEEP): Uint8Array {
  const all = new Uint8Array(octets.length * times)
  for (let n = 0; n < times; n++) all.set(octets, n * octets.length)
  return all
}

/** As deep as the 16 bits of a length allow. */
function nestedIp(wrap: (inner: Uint8Array) => Uint8Array): Uint8Array {
  let packet: Uint8Array = new Uint8Array(8)
  for (let depth = 0; depth < 1000; depth++) packet = wrap(packet)
  return packet
}

const V6 = join(
  u8(0x60, 0, 0, 0),
  u16(60_000),
  u8(0, 64),
  new Uint8Array(15),
  u8(1),
  new Uint8Array(15),
  u8(2),
)

const frames: [string, Uint8Array, string][] = [
  ['802.1Q', join(MACS, repeated(u8(0x81, 0, 0, 1))), 'ethertype 0x8100 (802.1Q VLAN)'],
  ['802.1ad', join(MACS, repeated(u8(0x88, 0xa8, 0, 1))), 'ethertype 0x88a8 (802.1ad VLAN)'],
  ['MPLS', join(MACS, u8(0x88, 0x47), repeated(u8(0, 1, 0, 64))), 'ethertype 0x8847 (MPLS)'],
  [
    'IP in IP',
    ethernet(
      {},
      nestedIp((inner) => ipip(ends, inner)),
    ),
    DEEPER,
  ],
  [
    'GRE',
    ethernet(
      {},
      nestedIp((inner) => ipv4({ ...ends, proto: PROTO.gre }, gre({ protocol: 0x0800 }, inner))),
    ),
    DEEPER,
  ],
  [
    'hop-by-hop options',
    ethernet({}, join(V6, repeated(u8(0, 0, 1, 4, 0, 0, 0, 0), 7000))),
    'malformed: ipv6.nxt',
  ],
  [
    'destination options',
    ethernet({}, join(V6, repeated(u8(60, 0, 1, 4, 0, 0, 0, 0), 7000))),
    'malformed: ipv6.nxt',
  ],
  [
    'authentication headers',
    ethernet({}, join(V6, repeated(u8(51, 1, 0, 0), 7000))),
    'malformed: frame.protocols',
  ],
  [
    'IPv6 fragments',
    ethernet({}, join(V6, repeated(u8(44, 0, 0, 0, 0, 0, 0, 1), 7000))),
    'malformed: ipv6.nxt',
  ],
]

describe.each(frames)('ten thousand headers: %s', (_, frame, reason) => {
  it('end, as one frame that was not followed to its end', async () => {
    const many = Array.from({ length: 200 }, (_, n) => ({ time: n, octets: frame }))
    const { facts } = only((await analyse(fileOf(captureOf(many)))).captures)
    expect(facts.packets).toBe(200)
    const told = [...facts.undecoded.map((each) => each.reason), ...facts.weirds.map((w) => w.name)]
    expect(told).toContain(reason)
  })
})

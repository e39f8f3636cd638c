/** ICMP and ICMPv6 errors with what they quote: RFC 792, RFC 1191 §4, RFC 4443 §3. */
import { describe, expect, it } from 'vitest'
import { LINKTYPE } from '../../../workers/forge/capture-writer'
import { asSll2 } from '../../../workers/forge/link-header'
import {
  type Bytes,
  ethernet,
  icmp,
  icmpEcho,
  icmpError,
  icmpv6Error,
  ipv4,
  ipv6,
  PROTO,
  tcp,
  udp,
} from '../../../workers/forge/packet'
import { captureOf, only, recordsOf } from '../../support/analyse'

const ENDS = { src: '10.0.0.1', dst: '10.0.0.2' }
const SIX = { src: 'fd00::1', dst: 'fd00::2' }
const PORTS = { srcPort: 40_000, dstPort: 443 }
const SEGMENT = { ...PORTS, seq: 3_000_000_000, flags: 'PA' }
const ROUTER = '10.0.0.254'

const tcpPacket = ipv4(
  { ...ENDS, proto: PROTO.tcp, id: 4711, df: true },
  tcp({ ...ENDS, ...SEGMENT }, new Uint8Array(1400)),
)

async function errorIn(error: Bytes, from = ROUTER, to = ENDS.src) {
  const packet = from.includes(':')
    ? ipv6({ src: from, dst: to, proto: PROTO.icmpv6 }, error)
    : ipv4({ src: from, dst: to, proto: PROTO.icmp, id: 1 }, error)
  const frames = [{ time: 0, octets: ethernet({}, packet) }]
  return (await recordsOf(captureOf(frames))).errors
}

describe('an ICMP error', () => {
  it('tells the MTU of the next hop, and the segment that did not fit', async () => {
    const errors = await errorIn(icmpError({ type: 3, code: 4, mtu: 1400 }, tcpPacket))
    expect(errors).toEqual([
      {
        capture: 0,
        tap: 0,
        frame: 1,
        time: 0,
        ipVersion: 4,
        type: 3,
        code: 4,
        mtu: 1400,
        from: ROUTER,
        to: ENDS.src,
        copyOf: 0,
        quotedOctets: 548,
        quoted: {
          ...ENDS,
          ...PORTS,
          proto: 6,
          ipLength: 1440,
          id: 4711,
          seq: 3_000_000_000,
        },
      },
    ])
  })

  it('needs no more than the eight octets that RFC 792 promises', async () => {
    const cut = icmp({ type: 3, code: 4, rest: 1400 }, tcpPacket.subarray(0, 28))
    const error = only(await errorIn(cut))
    expect(error.quoted).toMatchObject({ ...PORTS, seq: 3_000_000_000 })
    expect(error.quotedOctets).toBe(28)
  })

  it('tells addresses when ports are cut off, and nothing when those are', async () => {
    const seven = icmp({ type: 3, code: 1 }, tcpPacket.subarray(0, 27))
    expect(only(await errorIn(seven)).quoted).toMatchObject({
      ...ENDS,
      srcPort: 0,
      dstPort: 0,
      seq: -1,
    })
    const header = icmp({ type: 3, code: 1 }, tcpPacket.subarray(0, 19))
    expect(only(await errorIn(header)).quoted).toBeNull()
  })

  it('tells no ports of a later fragment', async () => {
    const later = ipv4({ ...ENDS, proto: PROTO.udp, id: 7, offset: 1400 }, new Uint8Array(100))
    expect(only(await errorIn(icmpError({ type: 11, code: 1 }, later))).quoted).toMatchObject({
      proto: 17,
      srcPort: 0,
      dstPort: 0,
      id: 7,
    })
  })

  it('tells ports of UDP, whose sequence number is none', async () => {
    const packet = ipv4(
      { ...ENDS, proto: PROTO.udp },
      udp({ ...ENDS, ...PORTS }, new Uint8Array(9)),
    )
    const error = only(await errorIn(icmpError({ type: 3, code: 3 }, packet)))
    expect(error.quoted).toMatchObject({ ...PORTS, proto: 17, seq: -1 })
    expect(error.mtu).toBe(0)
  })

  it('tells the MTU of ICMPv6 in 32 bits', async () => {
    const packet = ipv6(
      { ...SIX, proto: PROTO.tcp },
      tcp({ ...SIX, ...SEGMENT }, new Uint8Array(9)),
    )
    const ends = { src: SIX.dst, dst: SIX.src }
    const error = icmpv6Error({ ...ends, type: 2, code: 0, mtu: 100_000 }, packet)
    expect(only(await errorIn(error, ends.src, ends.dst))).toMatchObject({
      ipVersion: 6,
      type: 2,
      mtu: 100_000,
      quoted: { ...SIX, ...PORTS, seq: 3_000_000_000 },
    })
  })

  it('knows the frame at another tap that it is a copy of', async () => {
    const error = icmpError({ type: 3, code: 4, mtu: 1400 }, tcpPacket)
    const packet = ipv4({ src: ROUTER, dst: ENDS.src, proto: PROTO.icmp, id: 1 }, error)
    const capture = captureOf(
      [2, 3].map((ifindex, i) => ({
        time: i * 1000,
        octets: asSll2(ethernet({}, packet), { ifindex }),
      })),
      LINKTYPE.sll2,
    )
    const { errors } = await recordsOf(capture)
    expect(errors.map(({ tap, copyOf }) => [tap, copyOf])).toEqual([
      [0, 0],
      [1, 1],
    ])
  })

  it('is not what an echo is', async () => {
    expect(await errorIn(icmpEcho({ id: 1, seq: 1 }, tcpPacket))).toEqual([])
  })

  it('opens no connection for what it quotes', async () => {
    const error = icmpError({ type: 3, code: 1 }, tcpPacket)
    const packet = ipv4({ src: ROUTER, dst: ENDS.src, proto: PROTO.icmp }, error)
    const { conns } = await recordsOf(captureOf([{ time: 0, octets: ethernet({}, packet) }]))
    expect(conns).toEqual([])
  })
})

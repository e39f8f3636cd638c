import { describe, expect, it } from 'vitest'
import { pseudoHeader } from '../../../workers/forge/checksum'
import {
  arp,
  checksum,
  EMPTY,
  ethernet,
  geneve,
  gre,
  hex,
  icmpEcho,
  icmpError,
  icmpv6Error,
  ipv4,
  ipip,
  ipv6,
  ipv6Options,
  join,
  padded,
  PROTO,
  tcp,
  udp,
  vxlan,
} from '../../../workers/forge/packet'

const ends = { src: '10.0.0.1', dst: '10.0.0.2' }

describe('ethernet and arp', () => {
  it('writes destination, source, tags and type', () => {
    const macs = { dst: '01:02:03:04:05:06', src: '0a:0b:0c:0d:0e:0f' }
    const vlans = [
      { id: 5, tpid: 0x88a8 },
      { id: 0x123, priority: 3 },
    ]
    expect(ethernet({ ...macs, vlans, type: 0x0800 }, hex('45'))).toEqual(
      hex('010203040506 0a0b0c0d0e0f 88a80005 81006123 0800 45'),
    )
  })

  it('finds the type of an IPv6 payload', () => {
    expect(ethernet({}, hex('60')).slice(12, 14)).toEqual(hex('86dd'))
  })

  it('fills arriving frames to 60 octets', () => {
    expect(padded(new Uint8Array(42))).toHaveLength(60)
    expect(padded(new Uint8Array(61))).toHaveLength(61)
  })

  it('writes an ARP request (RFC 826)', () => {
    const request = arp({
      op: 'request',
      senderMac: '52:54:00:00:00:01',
      sender: '10.0.0.1',
      target: '10.0.0.2',
    })
    expect(request).toEqual(hex('0001 0800 06 04 0001 525400000001 0a000001 000000000000 0a000002'))
  })
})

describe('ip', () => {
  it('reproduces a well-known IPv4 header with its checksum b861', () => {
    const spec = { src: '192.168.0.1', dst: '192.168.0.199', proto: PROTO.udp, df: true }
    expect(ipv4({ ...spec, length: 0x73 }, EMPTY)).toEqual(
      hex('4500 0073 0000 4000 4011 b861 c0a8 0001 c0a8 00c7'),
    )
  })

  it('lengthens the IPv4 header for options', () => {
    const packet = ipv4({ ...ends, proto: 1, options: hex('940400 00 01') }, hex('aa'))
    expect(packet.slice(0, 4)).toEqual(hex('47 00 001d'))
    expect(packet.slice(20)).toEqual(hex('94040000 01000000 aa'))
    expect(checksum(packet.subarray(0, 28))).toBe(0)
  })

  it('writes an IPv6 header (RFC 8200 §3)', () => {
    const spec = {
      src: 'fd00::1',
      dst: '2001:db8:0:1::',
      proto: 17,
      hopLimit: 63,
      flowLabel: 0xabcde,
    }
    expect(ipv6(spec, hex('0102'))).toEqual(
      hex(`600abcde 0002 11 3f fd000000000000000000000000000001
           20010db8000000010000000000000000 0102`),
    )
  })
})

describe('ipv6Options', () => {
  it('fills up to 8 octets with Pad1 or PadN (RFC 8200 §4.2)', () => {
    const router = hex('05020000') // router alert, RFC 2711
    expect(ipv6Options(17, router, hex('aa'))).toEqual(hex('1100 05020000 0100 aa'))
    expect(ipv6Options(17, hex('1e03010203'), hex('aa'))).toEqual(hex('1100 1e03010203 00 aa'))
    expect(ipv6Options(6, hex('1e0401020304'), hex('aa'))).toEqual(hex('0600 1e0401020304 aa'))
  })
})

describe('transport', () => {
  it('checks UDP with its pseudo-header', () => {
    const datagram = udp({ ...ends, srcPort: 1000, dstPort: 53 }, hex('010203'))
    expect(datagram.slice(0, 6)).toEqual(hex('03e8 0035 000b'))
    expect(checksum(pseudoHeader(ends.src, ends.dst, 17, 11), datagram)).toBe(0)
  })

  it('sends a computed UDP checksum of zero as ones (RFC 768)', () => {
    const bare = udp({ ...ends, srcPort: 0, dstPort: 0, checksum: 0 }, hex('0000'))
    const rest = checksum(pseudoHeader(ends.src, ends.dst, 17, 10), bare)
    const payload = hex(rest.toString(16).padStart(4, '0'))
    const datagram = udp({ ...ends, srcPort: 0, dstPort: 0 }, payload)
    expect(datagram.slice(6, 8)).toEqual(hex('ffff'))
  })

  it('lays out the options of a SYN as Linux does', () => {
    const options = {
      mss: 1460,
      sackPermitted: true,
      timestamps: { value: 0x01020304, echo: 0 },
      windowScale: 7,
    }
    const spec = { ...ends, srcPort: 40_000, dstPort: 80, seq: 0xfffffffe }
    const segment = tcp({ ...spec, flags: 'S', window: 64_240, options })
    expect(segment.slice(0, 16)).toEqual(hex('9c40 0050 fffffffe 00000000 a002 faf0'))
    expect(segment.slice(20)).toEqual(hex('020405b4 0402 080a 01020304 00000000 01 030307'))
    expect(checksum(pseudoHeader(ends.src, ends.dst, 6, 40), segment)).toBe(0)
  })

  it('writes SACK blocks behind timestamps', () => {
    const options = {
      timestamps: { value: 1, echo: 2 },
      sack: [
        [16, 32],
        [48, 64],
      ] as const,
    }
    const segment = tcp({ ...ends, srcPort: 1, dstPort: 2, seq: 3, ack: 4, flags: 'A', options })
    expect(segment.slice(12, 14)).toEqual(hex('d010'))
    expect(segment.slice(20)).toEqual(
      hex('0101080a 00000001 00000002 01010512 00000010 00000020 00000030 00000040'),
    )
  })
})

describe('icmp', () => {
  it('writes an echo request', () => {
    const echo = icmpEcho({ id: 0x1234, seq: 7 }, hex('aabb'))
    expect(echo.slice(0, 2)).toEqual(hex('0800'))
    expect(echo.slice(4)).toEqual(hex('1234 0007 aabb'))
    expect(checksum(echo)).toBe(0)
  })

  it('quotes so much that the error fits 576 octets (RFC 1812 §4.3.2.3), 1280 in IPv6', () => {
    const long = new Uint8Array(1500)
    const error = ipv4({ ...ends, proto: 1 }, icmpError({ type: 3, code: 4, mtu: 1400 }, long))
    expect(error).toHaveLength(576)
    expect(error.slice(24, 28)).toEqual(hex('0000 0578'))
    const ends6 = { src: 'fd00::1', dst: 'fd00::2' }
    const tooBig = icmpv6Error({ ...ends6, type: 2, code: 0, mtu: 1400 }, long)
    expect(ipv6({ ...ends6, proto: 58 }, tooBig)).toHaveLength(1280)
  })
})

describe('tunnels', () => {
  it('writes a VXLAN header (RFC 7348 §5)', () => {
    expect(vxlan({ vni: 0x123456 }, hex('ff'))).toEqual(hex('08000000 12345600 ff'))
  })

  it('writes Geneve options and marks critical ones (RFC 8926 §3.4, §3.5)', () => {
    const option = { class: 0x014b, type: 0x81, data: hex('0a000001 1f90') }
    expect(geneve({ vni: 7, options: [option] }, hex('ff'))).toEqual(
      hex('03 40 6558 000007 00 014b 81 02 0a000001 1f900000 ff'),
    )
  })

  it('puts an IPv4 packet into another one as protocol 4 (RFC 2003 §3.1)', () => {
    const inner = ipv4({ ...ends, proto: 1 }, hex('0800'))
    const outer = ipip({ src: '172.16.0.1', dst: '172.16.0.2', ttl: 63 }, inner)
    expect(outer.slice(8, 10)).toEqual(hex('3f04'))
    expect(outer.slice(20)).toEqual(inner)
  })

  it('writes GRE with key, sequence and checksum (RFC 2784, 2890)', () => {
    expect(gre({ protocol: 0x0800, key: 5, sequence: 9 }, hex('45'))).toEqual(
      hex('3000 0800 00000005 00000009 45'),
    )
    const checked = gre({ protocol: 0x0800, checksum: true }, hex('4500'))
    expect(checked.slice(0, 2)).toEqual(hex('8000'))
    expect(checksum(checked)).toBe(0)
  })
})

describe('join', () => {
  it('owns its memory', () => {
    const part = hex('01')
    const whole = join(part)
    part[0] = 2
    expect(whole).toEqual(hex('01'))
  })
})

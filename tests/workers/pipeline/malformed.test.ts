/** Lengths and counts that contradict each other: frames that count as malformed, and their likes. */
import { ethernet } from '../../../workers/forge/ethernet'
import { type Bytes, hex, join, u16, u32, u8 } from '../../../workers/forge/fields'
import { ipv4 } from '../../../workers/forge/ipv4'
import { udp } from '../../../workers/forge/transport'
import { describeMalformed, type Suspect } from '../../support/malformed'

const ENDS = { src: '10.0.0.1', dst: '10.0.0.2' }
const EXPERIMENT = 253 // RFC 3692: nothing is read inside

const overIp = (proto: number, payload: Uint8Array): Bytes =>
  ethernet({}, ipv4({ ...ENDS, proto }, payload))
/** Every datagram is a conversation of its own. */
let srcPort = 40_000
const overUdp = (dstPort: number, payload: Uint8Array): Bytes =>
  overIp(17, udp({ ...ENDS, srcPort: srcPort++, dstPort }, payload))

const sctp = (...chunks: readonly string[]): Bytes =>
  overIp(132, join(hex('00070007 00000001 00000000'), hex(chunks.join(' '))))
const init = (length: string, parameters: string): Bytes =>
  sctp(`0100 ${length} 43232544 0000ffff 0011 0011 5cfe379f ${parameters}`)

describeMalformed('SCTP, RFC 9260 §3.2', [
  ['an INIT', init('0014', ''), false],
  [
    'whose last parameter is padded behind the chunk',
    init('001e', 'c0000004 000c0006 00050000'),
    false,
  ],
  ['whose last parameter is padded inside', init('0020', 'c0000004 000c0006 00050000'), true],
  ['with a padded parameter before the last', init('0020', '000c0006 00050000 c0000004'), false],
  ['with a parameter beyond the chunk', init('0018', 'c0000008'), true],
  ['with a parameter shorter than its header', init('0018', 'c0000003'), true],
  ['that goes beyond the packet', init('0028', 'c0000004'), true],
  ['a HEARTBEAT', sctp('0400 000a 00010006 abcd 0000'), false],
  ['that is padded inside', sctp('0400 000c 00010006 abcd 0000'), true],
  ['that is cut in its parameter', sctp('0400 0006 0001 0004'), true],
  ['its answer, padded inside', sctp('0500 000c 00010006 abcd 0000'), true],
  ['a SACK', sctp('0300 0014 00000001 0001 0000 0001 0000 0001 0001'), false],
  [
    'that announces blocks it has no room for',
    sctp('0300 0010 00000001 0001 0000 0001 0001'),
    true,
  ],
  ['the rest of a header', sctp('0400 0004 0400'), true],
  ['a cause of an ERROR that is padded', sctp('0900 000c 00010006 abcd 0000'), false],
])

const COOKIE = hex('2112a442')
const stun = (type: number, length: number, attributes: string): Bytes =>
  overUdp(40_001, join(u16(type), u16(length), COOKIE, new Uint8Array(12), hex(attributes)))

describeMalformed('STUN, RFC 8489 §14', [
  ['a request', stun(1, 0, ''), false],
  ['with an attribute', stun(1, 8, '00060004 61626364'), false],
  ['with one that is not padded', stun(1, 10, '00060006 616263646566'), true],
  ['with one octet', stun(3, 1, '00'), true],
  ['whose length does not fill the datagram is no STUN', stun(1, 10, '00060004 61626364'), false],
  ['of a method that nobody registered is no STUN', stun(0x800, 6, '00060002 6162'), false],
])

const coap = (octets: string): Bytes => overUdp(5683, hex(octets))

describeMalformed('CoAP, RFC 7252 §3', [
  ['a request', coap('40010001'), false],
  ['with a path', coap('40010001 b161'), false],
  ['with a token', coap('44010001 01020304'), false],
  ['with half a token', coap('44010001 0102'), true],
  ['with an option beyond the datagram', coap('40010001 b561'), true],
  ['with a payload', coap('40450001 c0 ff 61'), false],
  ['with an option before the RFC', coap('40010001 2161'), true],
  ['with a port of two octets', coap('40010001 721633'), false],
  ['with a port of three', coap('40010001 73161616'), true],
  ['with an empty host', coap('40010001 30'), true],
  ['with an entity tag of nine octets', coap(`40010001 49${'61'.repeat(9)}`), true],
  ['with a long delta', coap('40010001 d10a61'), false],
  ['with half a long delta', coap('40010001 d1'), true],
  ['with a delta of two octets, to a vendor', coap('40010001 e0 0700'), false],
  ['with half a marker', coap('40010001 f161'), true],
  ['with a marker in the length', coap('40010001 1f61'), true],
  ['cut in its header', coap('400100'), true],
])

const ripng = (octets: number): Bytes =>
  overUdp(521, join(hex('0201 0000').slice(0, octets), new Uint8Array(Math.max(0, octets - 4))))

describeMalformed('RIPng, RFC 2080 §2.1', [
  ['no route', ripng(4), false],
  ['one route', ripng(24), false],
  ['two routes', ripng(44), false],
  ['a route and an octet', ripng(25), true],
  ['half a route', ripng(14), true],
  ['half a header', ripng(3), true],
])

const initial = (length: number): Bytes =>
  overUdp(
    443,
    join(
      hex('c0 00000001 08 0102030405060708 00 00'),
      u16(0x4000 | length),
      new Uint8Array(length),
    ),
  )

describeMalformed('QUIC, RFC 9001 §5.4.2', [
  ['an Initial packet without payload', initial(0), true],
  ['too short for a sample', initial(19), true],
  ['just long enough', initial(20), false],
])

const pppoe = (length: number, extra: number): Bytes =>
  ethernet(
    { type: 0x8864 },
    join(
      hex('1100 000f'),
      u16(length),
      hex('0021'),
      ipv4({ ...ENDS, proto: EXPERIMENT }, new Uint8Array(length - 22)),
      new Uint8Array(extra),
    ),
  )

describeMalformed('PPPoE, RFC 2516 §4', [
  ['a frame that is filled up to the shortest of Ethernet', pppoe(30, 10), false],
  ['one octet beyond it', pppoe(30, 11), true],
  ['that fits', pppoe(82, 0), false],
  ['with a frame check sequence', pppoe(82, 4), false],
  ['with something else behind it', pppoe(82, 3), true],
])

const arp = (sizes: string, octets: number): Bytes =>
  ethernet({ type: 0x0806 }, join(hex(`0001 0800 ${sizes} 0001`), new Uint8Array(octets)))

describeMalformed('ARP, RFC 826', [
  ['a request', arp('06 04', 20), false],
  ['with padding', arp('06 04', 38), false],
  ['without its last octet', arp('06 04', 19), true],
  ['with addresses beyond the frame', arp('ff 04', 38), true],
])

const mpls = (octets: string, payload: Uint8Array): Bytes =>
  ethernet({ type: 0x8847 }, join(hex(octets), payload))
/** An IPv4 header of 28 octets that leaves its length to the sender's offload. */
const OPTIONS = join(hex('47000000 00010000 40fd0000 0a000001 0a000002'), new Uint8Array(8))

describeMalformed('MPLS', [
  ['an alert, RFC 3429, without room for its message', mpls('0000e140', new Uint8Array(43)), true],
  ['an IPv4 header without a length', mpls('00010140', OPTIONS), false],
  ['that ends in its options', mpls('00010140', OPTIONS.slice(0, 27)), true],
  [
    'below more labels than a tag stack has',
    mpls('00010040'.repeat(20) + '00010140', OPTIONS.slice(0, 27)),
    true,
  ],
  ['nothing', mpls('00010140', new Uint8Array(0)), true],
])

const can = (id: number, length: number, data: number): Bytes =>
  join(u32(id), u8(length, 0, 0, 0), new Uint8Array(data))
const SOCKETCAN = 227

describeMalformed(
  'CAN',
  [
    ['a frame', can(0x123, 3, 3), false],
    ['an error message', can(0x20000123, 8, 8), false],
    ['with another length', can(0x20000123, 7, 8), true],
    ['that is not all there', can(0x20000123, 8, 7), true],
  ] satisfies Suspect[],
  SOCKETCAN,
)

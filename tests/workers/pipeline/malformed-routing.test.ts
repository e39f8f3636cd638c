/** Lengths that contradict each other in BGP, RIP, DHCP and RADIUS, and keepalives of a line. */
import { ethernet } from '../../../workers/forge/ethernet'
import { type Bytes, hex, join, u16, u8 } from '../../../workers/forge/fields'
import { ipv4 } from '../../../workers/forge/ipv4'
import { tcp, udp } from '../../../workers/forge/transport'
import { describeMalformed, type Suspect } from '../../support/malformed'

const ENDS = { src: '10.0.0.1', dst: '10.0.0.2' }
/** Every message is a conversation of its own. */
let srcPort = 40_000

function bgp(type: number, body: string): Bytes {
  const content = hex(body)
  const message = join(new Uint8Array(16).fill(255), u16(19 + content.length), u8(type), content)
  const head = { ...ENDS, srcPort: srcPort++, dstPort: 179, seq: 1, ack: 1, flags: 'AP' }
  return ethernet({}, ipv4({ ...ENDS, proto: 6 }, tcp(head, message)))
}

const open = (parameters: string) => bgp(1, `04 fde9 00b4 0a000001 ${parameters}`)

describeMalformed('OPEN of BGP, RFC 4271 §4.2', [
  ['without parameters', open('00'), false],
  ['with families', open('08 0206 0104 00010001'), false],
  ['with parameters beyond the message', open('20 0206 0104 00010001'), true],
  ['with a parameter beyond the others', open('08 0216 0104 00010001'), true],
  ['with a capability beyond its parameter', open('08 0206 0109 00010001'), true],
  ['with half a family', open('07 0205 0103 000100'), true],
  ['with a restart time', open('06 0204 4002 0078'), false],
  ['with half a restart time', open('05 0203 4001 00'), true],
  ['with paths of families', open('08 0206 4504 00010103'), false],
  ['with paths of half a family', open('07 0205 4503 000101'), true],
  ['cut before its parameters', bgp(1, '04 fde9 00b4 0a000001'), true],
])

const ORIGIN = '400101 00'
const PATH = '400206 0201 0000fde9'
const NEXT_HOP = '400304 0a000001'
const COMMON = `${ORIGIN} ${PATH} ${NEXT_HOP}`

/** An update without withdrawn routes. */
const update = (attributes: string, prefixes = '') =>
  bgp(
    2,
    `0000 ${Buffer.from(u16(hex(attributes).length)).toString('hex')} ${attributes} ${prefixes}`,
  )
/** One whose prefixes are of IPv6. */
const reachable = (body: string) =>
  update(`${ORIGIN} ${PATH} 800e${hex(body).length.toString(16).padStart(2, '0')} ${body}`)

const updates: readonly Suspect[] = [
  ['end of the table', bgp(2, '0000 0000'), false],
  ['a route', update(COMMON, '18 0a0102'), false],
  ['a default route', update(COMMON, '00'), false],
  ['half a prefix', update(COMMON, '18 0a01'), true],
  ['a prefix of 33 bits', update(COMMON, '21 0a01022004'), true],
  ['routes with path identifiers', update(COMMON, '00000001 18 0a0102 00000002 18 0a0102'), false],
  ['withdrawn', bgp(2, '0004 18 0a0102 0000'), false],
  ['half a withdrawn prefix', bgp(2, '0003 18 0a01 0000'), true],
  ['withdrawn routes beyond the message', bgp(2, '0040 18 0a0102 0000'), true],
  ['attributes beyond the message', bgp(2, `0000 0040 ${ORIGIN}`), true],
  ['an attribute beyond the others', bgp(2, '0000 0004 400109 00'), true],
  ['half an attribute', bgp(2, '0000 0002 4001'), true],
  ['an origin of two octets', update('400102 0000'), true],
  ['a next hop of three', update(`${ORIGIN} 400303 0a0000`), true],
  ['half a community', update(`${COMMON} c00803 fde900`, '18 0a0102'), true],
  ['a path of more numbers than there are', update(`${ORIGIN} 400206 0205 0000fde9`), true],
  ['an attribute with a long length', update(`50010001 00 ${PATH} ${NEXT_HOP}`), false],
  ['an unknown one', update(`${COMMON} c0c803 010203`), false],
  ['IPv6', reachable(`0002 01 10 ${'fd'.repeat(16)} 00 40 ${'fd'.repeat(8)}`), false],
  ['IPv6 of 129 bits', reachable(`0002 01 10 ${'fd'.repeat(16)} 00 81 ${'fd'.repeat(17)}`), true],
  ['a next hop beyond its attribute', reachable(`0002 01 30 ${'fd'.repeat(16)} 00`), true],
]
describeMalformed('UPDATE of BGP, RFC 4271 §4.3', updates)

describeMalformed('other messages of BGP', [
  ['a keepalive', bgp(4, ''), false],
  ['a notification', bgp(3, '0602'), false],
  ['half a notification', bgp(3, '06'), true],
  ['a route refresh', bgp(5, '00010001'), false],
  ['half a route refresh', bgp(5, '000100'), true],
])

const overUdp = (dstPort: number, payload: Uint8Array): Bytes =>
  ethernet({}, ipv4({ ...ENDS, proto: 17 }, udp({ ...ENDS, srcPort: srcPort++, dstPort }, payload)))

const rip = (octets: string): Bytes => overUdp(520, hex(octets))
const ROUTE = '0002 0000 0a000000 ff000000 00000000 00000001'

describeMalformed('RIP, RFC 2453 §4', [
  ['a response', rip(`0202 0000 ${ROUTE} ${ROUTE}`), false],
  ['half a route', rip(`0202 0000 ${ROUTE} 0002 0000 0a00`), true],
  ['one octet', rip('02'), true],
  [
    'signed',
    rip(
      `0202 0000 ffff 0003 002c 01 14 00000001 ${'00'.repeat(8)} ${ROUTE} ffff0001 ${'ab'.repeat(16)}`,
    ),
    false,
  ],
  ['of version 1', rip(`0201 0000 ${ROUTE}`), false],
])

const keepalive = (reliability: string): Bytes =>
  hex(`8f00 8035 00000002 00000001 00000001 ${reliability} 00000000`)

describeMalformed(
  'keepalives of Cisco HDLC',
  [
    ['with a line of ones', keepalive('ffff'), false],
    ['with another', keepalive('04ff'), true],
  ],
  104,
)

const dhcp = (options: string): Bytes =>
  overUdp(67, join(hex('01010600'), new Uint8Array(232), hex(`63825363 ${options}`)))

describeMalformed('DHCP, RFC 2132 §2', [
  ['a discovery', dhcp('350101 ff'), false],
  ['without its kind', dhcp('3500 ff'), true],
  ['with an option beyond the message', dhcp('350101 0c09 616263'), true],
])

function radius(attributes: string, length = 20 + hex(attributes).length): Bytes {
  const message = join(hex('0101'), u16(length), new Uint8Array(16), hex(attributes))
  return overUdp(1812, message)
}

describeMalformed('RADIUS, RFC 2865 §5', [
  ['a request', radius('0105 626f62'), false],
  ['with an attribute of length 0', radius('0100 626f62'), true],
  ['with one beyond the message', radius('0109 626f62'), true],
  ['with half a header', radius('0105 626f62 02'), true],
  ['with padding behind it', radius('0105 626f62 0000', 25), false],
  ['longer than its datagram', radius('0105 626f62', 30), true],
  ['of a vendor', radius('1a0b 00000009 0105 616263'), false],
  ['of half a vendor', radius('1a05 000000'), true],
])

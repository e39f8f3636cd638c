import { expect, it } from 'vitest'
import { ethernet } from '../../../workers/forge/ethernet'
import { hex, join, text } from '../../../workers/forge/fields'
import { ipv4, PROTO } from '../../../workers/forge/ipv4'
import { udp } from '../../../workers/forge/transport'
import { newHeadReader } from '../../../workers/row/head'

const [src, dst] = ['192.0.2.1', '192.0.2.25']

function rowOf(proto: number, payload: Uint8Array): string[] {
  const frame = ethernet({}, ipv4({ src, dst, proto }, payload))
  const { head } = newHeadReader().read(frame, 1, frame.length, frame.length, null)
  return [head.protocol, head.info.replace(/(?: · |^)\d+ → \d+ Len \d+$/u, '')]
}

const datagram = (srcPort: number, dstPort: number, payload: Uint8Array) =>
  rowOf(PROTO.udp, udp({ src, dst, srcPort, dstPort }, payload))

const DHCP = join(hex('01010600 3d1d0000'), new Uint8Array(228), hex('63825363 350103 ff'))
/** RFC 1001 §14.1: two letters for each octet of `WORKGROUP      \x1d`. */
const ENCODED = Array.from('WORKGROUP'.padEnd(15) + '\u001d')
  .flatMap((letter) => [letter.charCodeAt(0) >> 4, letter.charCodeAt(0) & 15])
  .map((half) => String.fromCharCode(0x41 + half))
const NBNS = join(
  hex('1234 0110 0001 0000 0000 0000 20'),
  text(ENCODED.join('')),
  hex('00 0020 0001'),
)
/** RFC 9000 §17.2: long header of version 1, connection IDs of 4 and no octets, no token. */
const initial = (first: string) => hex(`${first} 00000001 04 0a0b0c0d 00 00 14 ${'00'.repeat(20)}`)
const handshake = hex(`e0 00000001 04 0a0b0c0d 00 14 ${'00'.repeat(20)}`)

it.each([
  [68, 67, DHCP, 'DHCP', 'DHCP Request - Transaction ID 0x3d1d0000'],
  [123, 123, join(hex('23'), new Uint8Array(47)), 'NTP', 'NTP Version 4, client'],
  [50_000, 1900, text('M-SEARCH * HTTP/1.1\r\nHOST:x\r\n'), 'SSDP', 'M-SEARCH * HTTP/1.1'],
  [50_000, 161, hex('300e020101 0406 7075626c6963 a0 01 00'), 'SNMP', 'get-request'],
  [5060, 5060, text('OPTIONS sip:a@b SIP/2.0\r\n\r\n'), 'SIP', 'Request: OPTIONS sip:a@b'],
  [5060, 5060, text('SIP/2.0 200 OK\r\n\r\n'), 'SIP', 'Status: 200 OK'],
  [4443, 5000, join(initial('c0'), handshake), 'QUIC', 'Initial, Handshake'],
  [4443, 5000, join(initial('80'), hex('41 0102030405')), 'QUIC', 'Initial, Protected Payload'],
])('names what is said from port %i to %i', (from, to, payload, protocol, info) => {
  expect(datagram(from, to, payload)).toEqual([protocol, info])
})

it('reads the name that is asked for', () => {
  expect(datagram(137, 137, NBNS)).toEqual(['NBNS', 'Name query WORKGROUP<1d>'])
})

it.each([
  ['DHCP without its cookie', 67, new Uint8Array(300)],
  ['a datagram of one octet', 67, hex('01')],
  ['SNMP that is no sequence', 161, hex('0102030405')],
  ['anything else at the port of SSDP', 1900, text('hello\r\n')],
  ['NTP of no version', 123, new Uint8Array(48)],
  ['QUIC of no known version', 4433, hex(`c0 12345678 04 0a0b0c0d 00 00 14 ${'00'.repeat(20)}`)],
])('leaves %s to UDP', (_, port, payload) => {
  expect(datagram(50_000, port, payload)).toEqual(['UDP', ''])
})

it('names the chunks of SCTP', () => {
  const packet = hex(
    '250f 960c 00000001 00000000 03000010 00000000 00000000 00000000 0000000400000000',
  )
  const [protocol, info] = rowOf(132, packet.subarray(0, 32))
  expect([protocol, info]).toEqual(['SCTP', '9487 → 38412 SACK, DATA'])
})

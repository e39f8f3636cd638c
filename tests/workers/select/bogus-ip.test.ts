/**
 * Headers that are no IP headers of their version, or whose lengths contradict RFC 791 §3.1. Expected
 * are the frames that `tshark -Y` finds of the same octets.
 */
import { expect, it } from 'vitest'
import { ethernet } from '../../../workers/forge/ethernet'
import { text } from '../../../workers/forge/fields'
import { ipv4 } from '../../../workers/forge/ipv4'
import { ipv6 } from '../../../workers/forge/ipv6'
import { udp } from '../../../workers/forge/transport'
import { askedOf } from './capture-of'

const ends = { src: '10.0.0.1', dst: '10.0.0.2' }
const ends6 = { src: '2001:db8::1', dst: '2001:db8::2' }
const ports = { srcPort: 1000, dstPort: 2000 }
const macs = { src: '02:00:00:00:00:01', dst: '02:00:00:00:00:02' }

function withFirst(first: number, packet: Uint8Array): Uint8Array {
  packet[0] = first
  return packet
}

const four = (first: number, length?: number) => {
  const payload = udp({ ...ends, ...ports }, text('abcd'))
  const packet = ipv4({ ...ends, proto: 17, ...(length === undefined ? {} : { length }) }, payload)
  return ethernet({ ...macs, type: 0x0800 }, withFirst(first, packet))
}
const six = (first: number, type = 0x86dd) => {
  const payload = udp({ ...ends6, ...ports }, text('abcd'))
  const packet = ipv6({ ...ends6, proto: 17 }, payload)
  return ethernet({ ...macs, type }, withFirst(first, packet))
}

const FRAMES = [
  four(0x45),
  four(0x55), // version 5
  four(0x05), // version 0
  four(0x44), // header of 16 octets
  four(0x45, 19), // shorter than its header
  six(0x60),
  six(0x40), // version 4
  six(0x60, 0x0800), // where IPv4 is announced
]

it.each([
  ['ip', [1, 2, 3, 4, 5, 8]],
  ['ip.version == 5', [2]],
  ['ip.version == 4', [1, 4, 5, 7]],
  ['ip.version == 6', [6, 8]],
  ['ip.version == 4 && ipv6', [7]],
  ['len(ip) == 20', [1, 2, 3, 5]],
  ['len(ip) == 16', [4]],
  ['tunnel', []],
  ['ip.hdr_len', [1, 4, 5]],
  ['ip.hdr_len == 16', [4]],
  ['ip.dsfield', [1, 5]],
  ['ip.len == 19', [5]],
  ['ip.ttl', [1]],
  ['ip.proto == 17', [1]],
  ['ip.addr == 10.0.0.0/8', [1]],
  ['ip.src', [1]],
  ['ip.src_host contains "10."', [1]],
  ['udp', [1, 6, 8]],
  ['ipv6', [6, 7, 8]],
  ['ipv6.version == 4', [7]],
  ['ipv6.nxt', [6, 8]],
  ['ipv6.addr == 2001:db8::1', [6, 8]],
])('a header of another version or length tells no more than that: %s', async (filter, found) => {
  const { frames } = await askedOf(FRAMES.map((octets, time) => ({ time, octets })))
  expect(await frames(filter)).toEqual(found)
})

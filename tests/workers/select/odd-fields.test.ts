import { expect, it } from 'vitest'
import { ethernet } from '../../../workers/forge/ethernet'
import { EMPTY, join, setU32, text, u16, u32, u8 } from '../../../workers/forge/fields'
import { ipv4 } from '../../../workers/forge/ipv4'
import { tcp, udp } from '../../../workers/forge/transport'
import { askedOf } from './capture-of'

const ends = { src: '10.0.0.1', dst: '10.0.0.2' }
const macs = { src: '02:00:00:00:00:01', dst: '02:00:00:00:00:02', type: 0x0800 }
const NAME = join(u8(1), text('a'), u8(5), text('local'), u8(0))

/** A question for unicast with an answer that replaces what is known: both classes with their highest bit. */
const message = (port: number) => {
  const question = join(NAME, u16(1, 0x8001))
  const answer = join(u16(0xc00c, 1, 0x8001), u32(120), u16(4), u8(10, 0, 0, 9))
  const dns = join(u16(0, 0x8400, 1, 1, 0, 0), question, answer)
  return ethernet(
    macs,
    ipv4({ ...ends, proto: 17 }, udp({ ...ends, srcPort: port, dstPort: port }, dns)),
  )
}

it.each(['dns.qry.class', 'dns.resp.class'])(
  'the highest bit of %s is no part of it in multicast DNS (RFC 6762 §18.12, §18.13)',
  async (field) => {
    const captured = [5353, 53].map((port, index) => ({ time: index, octets: message(port) }))
    const { frames } = await askedOf(captured)
    expect(await frames(`${field} == 1`)).toEqual([1])
    expect(await frames(`${field} == 0x8001`)).toEqual([2])
  },
)

it('a number of an acknowledgment that is none counts from nowhere', async () => {
  const ports = { srcPort: 1000, dstPort: 80 }
  const opening = tcp({ ...ends, ...ports, seq: 500, ack: 0, flags: 'S' }, EMPTY)
  setU32(opening, 8, 2000)
  const octets = ethernet(macs, ipv4({ ...ends, proto: 6 }, opening))
  const { frames } = await askedOf([{ time: 0, octets }])
  expect(await frames('tcp.ack == 2000')).toEqual([1])
})

it('a segment that an ICMP error quotes has the numbers that stand in it, and no length', async () => {
  const ports = { srcPort: 1000, dstPort: 80 }
  const sent = ipv4(
    { ...ends, proto: 6 },
    tcp({ ...ends, ...ports, seq: 5000, ack: 7000, flags: 'A' }, text('GET')),
  )
  const opening = ipv4(
    { ...ends, proto: 6 },
    tcp({ ...ends, ...ports, seq: 4999, ack: 0, flags: 'S' }, EMPTY),
  )
  const error = join(u8(3, 4), u16(0, 0, 1400), sent)
  const back = ipv4({ src: ends.dst, dst: ends.src, proto: 1 }, error)
  const captured = [opening, sent, back].map((packet, time) => ({
    time,
    octets: ethernet(macs, packet),
  }))
  const { frames } = await askedOf(captured)
  expect(await frames('tcp.seq == 1')).toEqual([2])
  expect(await frames('tcp.seq == 5000')).toEqual([3])
  expect(await frames('tcp.ack == 7000')).toEqual([3])
  expect(await frames('tcp.len == 3')).toEqual([2])
  expect(await frames('tcp.window_size')).toEqual([1, 2, 3])
})

it('requests of UPnP are requests of HTTP in datagrams, and no http', async () => {
  const search = text('M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\n\r\n')
  const octets = ethernet(
    macs,
    ipv4({ ...ends, proto: 17 }, udp({ ...ends, srcPort: 50_000, dstPort: 1900 }, search)),
  )
  const { frames } = await askedOf([{ time: 0, octets }])
  expect(await frames('http.request.method == "M-SEARCH" && http.host')).toEqual([1])
  expect(await frames('http')).toEqual([])
})

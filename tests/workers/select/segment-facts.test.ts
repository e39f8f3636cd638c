import { describe, expect, it } from 'vitest'
import { ethernet } from '../../../workers/forge/ethernet'
import { join, text, u16, u8 } from '../../../workers/forge/fields'
import { ipv4 } from '../../../workers/forge/ipv4'
import { tcp, udp } from '../../../workers/forge/transport'
import { compileFilter } from '../../../workers/filter/bind'
import { fieldNamed, type FieldInfo } from '../../../workers/filter/registry'
import { eachFrame } from '../../../workers/select/read-frames'
import { NO_REFERENCES } from '../../../workers/select/references'
import { selectFrames } from '../../../workers/select/select-frames'
import { askedOf, UNHURRIED } from './capture-of'

const CLIENT = '10.0.0.1'
const SERVER = '10.0.0.2'
const MACS = { src: '02:00:00:00:00:01', dst: '02:00:00:00:00:02', type: 0x0800 }
const MS = 1_000_000

interface Sent {
  /** Milliseconds. */
  at: number
  back?: boolean
  seq: number
  ack: number
  flags: string
  octets?: string
  sack?: [number, number][]
}

const conversation = (sent: readonly Sent[]) =>
  sent.map(({ at, back = false, seq, ack, flags, octets = '', sack = [] }) => {
    const ends = back ? { src: SERVER, dst: CLIENT } : { src: CLIENT, dst: SERVER }
    const ports = back ? { srcPort: 80, dstPort: 4000 } : { srcPort: 4000, dstPort: 80 }
    const segment = tcp({ ...ends, ...ports, seq, ack, flags, options: { sack } }, text(octets))
    return { time: at * MS, octets: ethernet(MACS, ipv4({ ...ends, proto: 6 }, segment)) }
  })

const HANDSHAKE: Sent[] = [
  { at: 0, seq: 100, ack: 0, flags: 'S' },
  { at: 10, back: true, seq: 500, ack: 101, flags: 'SA' },
  { at: 12, seq: 101, ack: 501, flags: 'A' },
]
const HUNDRED = 'x'.repeat(100)

describe('what a segment acknowledges', () => {
  it('is its frame, and how long that took', async () => {
    const { frames } = await askedOf(
      conversation([
        ...HANDSHAKE,
        { at: 20, seq: 101, ack: 501, flags: 'PA', octets: HUNDRED },
        { at: 50, back: true, seq: 501, ack: 201, flags: 'A' },
      ]),
    )
    expect(await frames('tcp.analysis.acks_frame')).toEqual([2, 3, 5])
    expect(await frames('tcp.analysis.acks_frame == 4')).toEqual([5])
    expect(await frames('tcp.analysis.ack_rtt == 0.03')).toEqual([5])
    expect(await frames('tcp.analysis.ack_rtt != 0.03')).toEqual([2, 3])
    expect(await frames('tcp.analysis.ack_rtt < 0.005')).toEqual([3])
    expect(await frames('!(tcp.analysis.ack_rtt < 0.005)')).toEqual([1, 2, 4, 5])
  })

  it('counts from the oldest of those that end there', async () => {
    const { frames } = await askedOf(
      conversation([
        ...HANDSHAKE,
        { at: 20, seq: 101, ack: 501, flags: 'PA', octets: HUNDRED },
        { at: 300, seq: 101, ack: 501, flags: 'PA', octets: HUNDRED },
        { at: 310, back: true, seq: 501, ack: 201, flags: 'A' },
      ]),
    )
    expect(await frames('tcp.analysis.acks_frame == 4 && tcp.analysis.ack_rtt == 0.29')).toEqual([
      6,
    ])
    expect(await frames('tcp.analysis.rto == 0.28 && tcp.analysis.rto_frame == 4')).toEqual([5])
    expect(await frames('tcp.analysis.rto')).toEqual([5])
  })

  it('is nothing where it ends within a segment, until the rest is acknowledged', async () => {
    const { frames } = await askedOf(
      conversation([
        ...HANDSHAKE,
        { at: 20, seq: 101, ack: 501, flags: 'PA', octets: HUNDRED },
        { at: 30, back: true, seq: 501, ack: 151, flags: 'A' },
        { at: 40, back: true, seq: 501, ack: 201, flags: 'A' },
      ]),
    )
    expect(await frames('tcp.analysis.acks_frame == 4')).toEqual([6])
  })
})

it('the first round trip is told from the handshake on, where there is something to say', async () => {
  const { frames } = await askedOf(
    conversation([
      ...HANDSHAKE,
      { at: 20, seq: 101, ack: 501, flags: 'PA', octets: HUNDRED },
      { at: 50, back: true, seq: 501, ack: 201, flags: 'A' },
      { at: 60, back: true, seq: 501, ack: 201, flags: 'PA', octets: 'a' },
    ]),
  )
  expect(await frames('tcp.analysis.initial_rtt == 0.012')).toEqual([3, 4, 5, 6])
})

describe('octets in flight', () => {
  it('are those from the first unacknowledged to the last sent', async () => {
    const { frames } = await askedOf(
      conversation([
        ...HANDSHAKE,
        { at: 20, seq: 101, ack: 501, flags: 'A', octets: HUNDRED },
        { at: 21, seq: 201, ack: 501, flags: 'PA', octets: HUNDRED },
        { at: 30, back: true, seq: 501, ack: 201, flags: 'A' },
        { at: 31, seq: 301, ack: 501, flags: 'PA', octets: HUNDRED },
      ]),
    )
    expect(await frames('tcp.analysis.bytes_in_flight == 100')).toEqual([4])
    expect(await frames('tcp.analysis.bytes_in_flight == 200')).toEqual([5, 7])
    expect(await frames('tcp.analysis.push_bytes_sent == 200')).toEqual([5])
    expect(await frames('tcp.analysis.push_bytes_sent == 100')).toEqual([4, 7])
  })

  it('are without those that the receiver has', async () => {
    const { frames } = await askedOf(
      conversation([
        ...HANDSHAKE,
        { at: 20, seq: 101, ack: 501, flags: 'A', octets: HUNDRED },
        { at: 21, seq: 201, ack: 501, flags: 'PA', octets: HUNDRED },
        { at: 30, back: true, seq: 501, ack: 101, flags: 'A', sack: [[201, 301]] },
        { at: 31, seq: 301, ack: 501, flags: 'PA', octets: HUNDRED },
      ]),
    )
    expect(await frames('tcp.analysis.bytes_in_flight == 200')).toEqual([5, 7])
  })

  it('are not known behind a gap, until the other side acknowledges', async () => {
    const { frames } = await askedOf(
      conversation([
        ...HANDSHAKE,
        { at: 20, seq: 201, ack: 501, flags: 'PA', octets: HUNDRED },
        { at: 30, back: true, seq: 501, ack: 301, flags: 'A' },
        { at: 31, seq: 301, ack: 501, flags: 'PA', octets: HUNDRED },
      ]),
    )
    expect(await frames('tcp.analysis.bytes_in_flight')).toEqual([6])
  })
})

it('a duplicate acknowledgment is numbered, and says what it repeats', async () => {
  const again = (at: number): Sent => ({ at, back: true, seq: 501, ack: 201, flags: 'A' })
  const { frames } = await askedOf(
    conversation([
      ...HANDSHAKE,
      { at: 20, seq: 101, ack: 501, flags: 'PA', octets: HUNDRED },
      again(30),
      again(40),
      again(50),
    ]),
  )
  expect(await frames('tcp.analysis.duplicate_ack_num == 1')).toEqual([6])
  expect(await frames('tcp.analysis.duplicate_ack_num == 2')).toEqual([7])
  expect(await frames('tcp.analysis.duplicate_ack_frame == 5')).toEqual([6, 7])
})

const datagram = (at: number, srcPort: number, back = false) => {
  const ends = back ? { src: SERVER, dst: CLIENT } : { src: CLIENT, dst: SERVER }
  const ports = back ? { srcPort: 9999, dstPort: srcPort } : { srcPort, dstPort: 9999 }
  const octets = ethernet(MACS, ipv4({ ...ends, proto: 17 }, udp({ ...ends, ...ports }, u16(1, 2))))
  return { time: at * MS, octets }
}

describe('when a datagram came', () => {
  const captured = [datagram(0, 1000), datagram(5, 2000), datagram(7, 1000, true)]

  it('is told within its conversation', async () => {
    const { frames } = await askedOf([...captured, datagram(17, 1000)])
    expect(await frames('udp.time_relative == 0')).toEqual([1, 2])
    expect(await frames('udp.time_relative == 0.017')).toEqual([4])
    expect(await frames('udp.time_delta == 0.01')).toEqual([4])
    expect(await frames('udp.time_delta != 0.01')).toEqual([1, 2, 3])
  })

  it('leaves out what an ICMP error quotes', async () => {
    const quoted = datagram(0, 1000).octets.subarray(14)
    const ends = { src: SERVER, dst: CLIENT }
    const error = ipv4({ ...ends, proto: 1 }, join(u8(3, 3), u16(0, 0, 0), quoted))
    const { frames } = await askedOf([
      datagram(0, 1000),
      { time: 4 * MS, octets: ethernet(MACS, error) },
      datagram(10, 1000),
    ])
    expect(await frames('udp.stream == 0')).toEqual([1, 2, 3])
    expect(await frames('udp.time_relative')).toEqual([1, 3])
    expect(await frames('udp.time_delta == 0.01')).toEqual([3])
  })
})

it('frames that are read one by one have the values, too', async () => {
  const { access, facets } = await askedOf(
    conversation([
      ...HANDSHAKE,
      { at: 20, seq: 101, ack: 501, flags: 'PA', octets: HUNDRED },
      { at: 50, back: true, seq: 501, ack: 201, flags: 'A' },
    ]),
  )
  const field = fieldNamed('tcp.analysis.ack_rtt') as FieldInfo
  const selecting = { access, facets, facetRows: Infinity, pace: UNHURRIED }
  const question = { test: compileFilter('tcp.len == 0'), from: null, to: null }
  const rows = await selectFrames({ ...question, references: NO_REFERENCES }, selecting)
  const found: unknown[] = []
  const all = { most: Infinity, wanted: () => true }
  await eachFrame(rows, selecting, [field], all, (frame) => found.push(...frame.values(field)))
  expect(found).toEqual([10 * MS, 2 * MS, 30 * MS])
})

/** More conversations than there is room for: those that are known go on, the others are counted. */
import { describe, expect, it, vi } from 'vitest'
import { writePcapng } from '../../../workers/forge/capture-writer'
import { text, type Bytes } from '../../../workers/forge/packet'
import { analyse, captureOf, columnsOf, only } from '../../support/analyse'
import { back, datagram, inTime, segment, to, type Ends } from './flood'

vi.mock('../../../workers/limits/limits', async (original) => ({
  ...(await original<typeof import('../../../workers/limits/limits')>()),
  MAX_FLOWS: 300,
  MAX_STREAMS: 500,
  MAX_CONVERSATIONS: 700,
  MAX_HOSTS: 400,
}))

const FLOOD = 2000
const talker = to(99_999, 80)

const syns = Array.from({ length: FLOOD }, (_, n) => segment(to(n, 443), { seq: 1, flags: 'S' }))

const opening = (ends: Ends): Bytes[] => [
  segment(ends, { seq: 100, flags: 'S' }),
  segment(back(ends), { seq: 500, ack: 101, flags: 'SA' }),
  segment(ends, { seq: 101, ack: 501, flags: 'A' }),
]

const talk = (ends: Ends): Bytes[] =>
  Array.from({ length: 10 }, (_, n) => [
    segment(ends, { seq: 101 + n, ack: 501 + n, flags: 'PA' }, text('a')),
    segment(back(ends), { seq: 501 + n, ack: 102 + n, flags: 'PA' }, text('b')),
  ]).flat()

describe('a flood of SYNs', () => {
  it('is counted, and a known connection is followed to its end', async () => {
    const packets = [...opening(talker), ...syns, ...talk(talker)]
    const result = await analyse(captureOf(inTime(packets)))
    const capture = only(result.captures)
    const { capped } = capture.facts
    expect(result.flowTotal).toBe(300)
    expect(capped).toContainEqual({
      what: 'packets beyond the bound on TCP conversations',
      count: FLOOD + 1 - 700,
    })
    expect(capped).toContainEqual({
      what: 'segments beyond the bound on TCP streams',
      count: 700 - 500,
    })
    expect(capped).toContainEqual({
      what: 'segments beyond the bound on flows',
      count: 500 - 300,
    })
    expect(result.flows[0]?.origSide).toMatchObject({ dataFrames: 10, dataOctets: 10 })
    expect(result.flows[0]?.respSide).toMatchObject({ dataFrames: 10, dataOctets: 10 })
    const { flow } = columnsOf(capture)
    expect(flow.slice(-20)).toEqual(new Uint32Array(20).fill(1))
    expect(flow[FLOOD]).toBe(0)
    expect(capture.counts['tcp']).toMatchObject({ streams: 500, syn: FLOOD + 1 })
  })

  it('leaves alone what is known at a second tap', async () => {
    const at = (iface: number, packets: readonly Bytes[], from: number) =>
      packets.map((octets, n) => ({ time: (from + n) * 1000, octets, iface }))
    const octets = writePcapng(
      [
        ...at(0, opening(to(88_888, 80)), 0),
        ...at(1, opening(talker), 10),
        ...at(0, syns, 20),
        ...at(1, talk(talker), 5000),
      ],
      { interfaces: [{ name: 'a' }, { name: 'b' }] },
    )
    const { flows } = await analyse(octets)
    expect(flows[1]).toMatchObject({ tap: 1 })
    expect(flows[1]?.origSide.dataFrames).toBe(10)
  })

  it('of one five-tuple, with ever new sequence numbers, is counted', async () => {
    const packets = Array.from({ length: FLOOD }, (_, n) => {
      return segment(talker, { seq: n * 1000, flags: 'S' })
    })
    const { facts, counts } = only((await analyse(captureOf(inTime(packets)))).captures)
    expect(counts['tcp']).toMatchObject({ streams: 500 })
    const told = facts.capped.map(({ what }) => what)
    expect(told).toContain('segments beyond the bound on TCP streams')
    expect(told).toContain('segments beyond the bound on flows')
  })
})

describe('a flood of datagrams', () => {
  it('is counted, and a known conversation goes on', async () => {
    const question = (id: number) => {
      const octets = text('\0\0\x01\0\0\x01\0\0\0\0\0\0\x01a\0\0\x01\0\x01')
      octets[1] = id
      return octets
    }
    const packets = Array.from({ length: FLOOD }, (_, n) => datagram(to(n, 53), question(n & 255)))
    packets.push(datagram(to(0, 53), question(7)))
    const { facts, counts } = only((await analyse(captureOf(inTime(packets)))).captures)
    expect(facts.capped).toContainEqual({
      what: 'packets beyond the bound on UDP conversations',
      count: FLOOD - 700,
    })
    expect(counts['udp']).toEqual({ streams: 700 })
    expect(counts['frames_with_protocol']).toMatchObject({ udp: FLOOD + 1, dns: 701 })
    expect(facts.packets).toBe(FLOOD + 1)
  })
})

/** Where the corrected view sees a frame otherwise than Wireshark, its flags say so; nowhere else. */
import { describe, expect, it } from 'vitest'
import { LINKTYPE } from '../../../workers/forge/capture-writer'
import { healthyCase } from '../../../workers/forge/cases/healthy'
import { mtuBlackHoleCase } from '../../../workers/forge/cases/mtu-black-hole'
import { asSll2 } from '../../../workers/forge/link-header'
import { type Bytes, ethernet, PROTO, ipv4, udp } from '../../../workers/forge/packet'
import { standingOf, type FrameStanding } from '../../../workers/model/frame-flags'
import { analyse, captureOf, columnsOf, flagNames, only } from '../../support/analyse'
import { inVxlan, TcpScript, together, type TimedFrame } from '../../support/tcp-script'

const ETHERNET = 14

async function standings(octets: Bytes): Promise<FrameStanding[]> {
  const { captures } = await analyse(octets)
  return [...columnsOf(only(captures)).flags].map(standingOf)
}

/** Seven frames, ten milliseconds apart; with `again` the request is sent again. */
function conversation(vni = 0, start = 0, again = false): TcpScript {
  const script = new TcpScript({ start, ...(vni > 0 && { wrap: inVxlan(vni) }) })
  script.client({ flags: 'S', options: { mss: 1460 } })
  script.server({ flags: 'SA', options: { mss: 1460 }, after: 10 })
  script.client({ after: 10 })
  script.client({ length: 300, after: 10 })
  if (again) script.client({ seq: 1, length: 300, after: 250 })
  script.server({ after: 10 })
  script.server({ length: 1000, after: 10 })
  script.client({ after: 10 })
  return script
}

const tap = (ifindex: number) => (packet: Bytes) => asSll2(ethernet({}, packet), { ifindex })

/** Each frame at every place, 50 µs apart. */
function seenAt(frames: readonly TimedFrame[], ...places: ((packet: Bytes) => Bytes)[]) {
  return frames.flatMap(({ time, octets }) =>
    places.map((place, i) => ({ time: time + i * 50_000, octets: place(octets.slice(ETHERNET)) })),
  )
}

const inBrief = ({ differs, copy, back }: FrameStanding) => [differs, copy, back]

describe('copies', () => {
  it('at three taps are told, each with the way back to the frame seen first', async () => {
    const wrapped = (packet: Bytes) => asSll2(inVxlan(7)(packet, 'client'), { ifindex: 4 })
    const frames = seenAt(conversation().frames, tap(2), tap(3), wrapped)
    const seen = await standings(captureOf(frames, LINKTYPE.sll2))
    const three = [
      [false, 'none', 0],
      [true, 'other-tap', 1],
      [true, 'other-tap', 2],
    ]
    expect(seen.map(inBrief)).toEqual(Array.from({ length: 7 }, () => three).flat())
    expect(flagNames(seen[1]?.analysis ?? 0)).toEqual(['retransmission'])
  })

  it('at the same tap are told', async () => {
    const link = (packet: Bytes) => ethernet({}, packet)
    const seen = await standings(captureOf(seenAt(conversation().frames, link, link)))
    const two = [
      [false, 'none', 0],
      [true, 'same-tap', 1],
    ]
    expect(seen.map(inBrief)).toEqual(Array.from({ length: 7 }, () => two).flat())
  })

  it('do not hide a segment that was sent again, which both call a retransmission', async () => {
    const frames = seenAt(conversation(0, 0, true).frames, tap(2), tap(3))
    const seen = await standings(captureOf(frames, LINKTYPE.sll2))
    // Frames 9 and 10: the second sending, at each of the taps.
    expect(seen[8]).toMatchObject({ differs: false, copy: 'none' })
    expect(flagNames(seen[8]?.analysis ?? 0)).toContain('retransmission')
    expect(seen[9]).toMatchObject({ differs: true, copy: 'other-tap', back: 1 })
  })

  it('of datagrams are no segments, on which nobody could differ', async () => {
    const ends = { src: '10.0.0.1', dst: '10.0.0.2' }
    const packet = ipv4(
      { ...ends, proto: PROTO.udp, id: 9 },
      udp({ ...ends, srcPort: 1, dstPort: 2 }, new Uint8Array(10)),
    )
    const frames = [2, 3].map((ifindex) => ({ time: ifindex, octets: tap(ifindex)(packet) }))
    const seen = await standings(captureOf(frames, LINKTYPE.sll2))
    expect(seen.map(inBrief)).toEqual([
      [false, 'none', 0],
      [false, 'other-tap', 1],
    ])
  })

  it.each([
    { between: 1022, back: 1023, says: 'tell a way of 1023 frames' },
    { between: 1023, back: 0, says: 'tell no way that is longer' },
  ])('$says', async ({ between, back }) => {
    const [syn] = conversation().frames as [TimedFrame]
    const others = Array.from({ length: between }, (_, i) => ({
      time: syn.time + 1000 * (i + 1),
      octets: ethernet({ type: 0x88b5 }, new Uint8Array(50)),
    }))
    const frames = [syn, ...others, { ...syn, time: syn.time + 5e6 }]
    const seen = await standings(captureOf(frames))
    expect(seen.at(-1)).toMatchObject({ copy: 'same-tap', differs: true, back })
  })
})

describe('two tenants with the same addresses and ports', () => {
  it('differ wherever Wireshark takes them for one connection', async () => {
    const seen = await standings(captureOf(together(conversation(100), conversation(300, 1))))
    const flagged = seen.map(({ analysis }) => analysis !== 0)
    // Every segment of the second tenant looks repeated; as tshark 4.0.17 has it.
    expect(flagged.flatMap((yes, i) => (yes ? [i + 1] : []))).toEqual([2, 4, 6, 8, 10, 12, 14])
    expect(seen.map(({ differs }) => differs)).toEqual(flagged)
    expect(seen.every(({ copy }) => copy === 'none')).toBe(true)
  })

  it('agree on what one of them truly sent again', async () => {
    const late = conversation(300, 10_000)
    const frames = together(conversation(100, 0, true), late)
    const seen = await standings(captureOf(frames))
    expect(flagNames(seen[4]?.analysis ?? 0)).toContain('retransmission')
    expect(seen[4]?.differs).toBe(false)
  })

  it('differ on ports that only Wireshark calls reused', async () => {
    const other = new TcpScript({ start: 1000, clientIsn: 77_000, wrap: inVxlan(300) })
    other.client({ flags: 'S' })
    const seen = await standings(captureOf([...conversation(100).frames, ...other.frames]))
    expect(flagNames(seen[7]?.analysis ?? 0)).toEqual(['reused_ports'])
    expect(seen[7]?.differs).toBe(true)
  })
})

describe('a plain capture', () => {
  const reused = new TcpScript({ start: 1000, clientIsn: 77_000 })
  reused.client({ flags: 'S' })
  it.each([
    ['without faults', healthyCase().octets],
    ['with retransmissions', mtuBlackHoleCase().octets],
    ['with a repeated segment', captureOf(conversation(0, 0, true).frames)],
    ['with ports reused', captureOf([...conversation().frames, ...reused.frames])],
    ['in a tunnel', captureOf(conversation(100, 0, true).frames)],
  ])('%s never differs', async (_, octets) => {
    const seen = await standings(octets)
    const odd = seen.filter(({ differs, copy, back }) => differs || copy !== 'none' || back > 0)
    expect(odd).toEqual([])
    expect(seen.length).toBeGreaterThan(5)
  })
})

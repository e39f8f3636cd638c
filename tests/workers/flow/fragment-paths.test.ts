/** Fragmented datagrams in captures: what other tools join or drop, and what became of each. */
import { describe, expect, it } from 'vitest'
import { type CapturedFrame, LINKTYPE } from '../../../workers/forge/capture-writer'
import { asSll2 } from '../../../workers/forge/link-header'
import {
  type Bytes,
  ethernet,
  fragmentIpv4,
  fragmentIpv6,
  icmpError,
  icmpv6Error,
  ipv4,
  ipv6,
  PROTO,
  udp,
  vxlan,
} from '../../../workers/forge/packet'
import { analyse, captureOf, datagramsOf, only, recordsOf } from '../../support/analyse'
import { inVxlan } from '../../support/tcp-script'

const ENDS = { src: '10.0.0.1', dst: '10.0.0.2' }
const SIX = { src: 'fd00::1', dst: 'fd00::2' }
const PORTS = { srcPort: 1000, dstPort: 2000 }
const MS = 1e6
const SECOND = 1e9

/** A datagram of 2008 octets of UDP in two fragments: [0, 1400) and [1400, 2008). */
function fragmentsOf({ id = 77, fill = 1 } = {}): [Bytes, Bytes] {
  const payload = new Uint8Array(2000).fill(fill)
  const packet = ipv4({ ...ENDS, proto: PROTO.udp, id }, udp({ ...ENDS, ...PORTS }, payload))
  return pair(fragmentIpv4(packet, 1420))
}

function pair([head, tail]: readonly Uint8Array[]): [Bytes, Bytes] {
  if (!head || !tail) throw new Error('not two fragments')
  return [head as Bytes, tail as Bytes]
}

const frame = (packet: Bytes, time: number): CapturedFrame => ({
  time,
  octets: ethernet({}, packet),
})

const [HEAD, TAIL] = fragmentsOf()

describe('the tunnel that a fragmented datagram carries', () => {
  it('adds as much as without fragments: the fragment header of IPv6 is not its own', async () => {
    const within = ipv4(
      { src: '10.9.0.1', dst: '10.9.0.2', proto: PROTO.udp },
      new Uint8Array(1300),
    )
    const carried = udp(
      { ...SIX, srcPort: 50_000, dstPort: 8472 },
      vxlan({ vni: 5 }, ethernet({}, within)),
    )
    const [head, tail] = pair(fragmentIpv6(ipv6({ ...SIX, proto: PROTO.udp }, carried), 1280, 9))
    const { paths } = await recordsOf(captureOf([frame(tail, 0), frame(head, MS)]))
    expect(only(paths)).toMatchObject({
      tailFirst: 1,
      largestFragment: 1280,
      carries: { overhead: 70 },
    })
  })
})

describe('a datagram in a capture', () => {
  it('is never joined across tunnels: the head in VNI 100, the tail in VNI 200', async () => {
    for (const port of [4789, 8472]) {
      const capture = captureOf([
        { time: 0, octets: inVxlan(100, port)(HEAD, 'client') },
        { time: MS, octets: inVxlan(200, port)(TAIL, 'client') },
      ])
      const datagrams = await datagramsOf(capture)
      expect(datagrams.map(({ outcome, holes }) => ({ outcome, holes }))).toEqual([
        { outcome: 'missing-last', holes: [{ from: 1400, to: -1 }] },
        { outcome: 'missing-first', holes: [{ from: 0, to: 1400 }] },
      ])
      const { captures } = await analyse(capture)
      expect(captures[0]?.counts, 'Wireshark joins them').toMatchObject({
        ipv4: { reassembled: 1 },
      })
    }
  })

  it('is one, with its copies, when every fragment is captured twice', async () => {
    const [head, tail] = [0, 3 * MS].map((at) => [frame(HEAD, at), frame(HEAD, at + MS)] as const)
    const capture = captureOf([
      ...(head ?? []),
      ...(tail ?? []).map(({ time }) => frame(TAIL, Number(time))),
    ])
    const { paths, capture: facts } = await recordsOf(capture)
    const path = only(paths)
    expect(path).toMatchObject({ datagrams: 1, complete: 1, copies: 2, incomplete: {} })
    expect(only(path.samples).outcome).toBe('complete')
    expect(facts.copies).toMatchObject({ sameTap: 2, otherTap: 0 })
  })

  it('is not joined with one that uses its identification 60 s later', async () => {
    const [head, tail] = fragmentsOf({ fill: 2 })
    const capture = captureOf([
      frame(HEAD, 0),
      frame(head, 60 * SECOND),
      frame(tail, 60 * SECOND + MS),
    ])
    const datagrams = await datagramsOf(capture)
    expect(datagrams.map(({ outcome }) => outcome)).toEqual(['missing-last', 'complete'])
    expect(datagrams.map((each) => each.fragments.map((part) => part.frame))).toEqual([[1], [2, 3]])
  })

  it('is complete, and told to be tail first, when the last fragment leads', async () => {
    const { paths } = await recordsOf(captureOf([frame(TAIL, 0), frame(HEAD, 0.19 * MS)]))
    const path = only(paths)
    expect(path).toMatchObject({ tailFirst: 1, headFirst: 0, medianHeadLate: 0.19 * MS })
    expect(only(path.samples)).toMatchObject({
      outcome: 'complete',
      tailFirst: true,
      headLate: 0.19 * MS,
      inner: { label: 'UDP 10.0.0.1:1000 → 10.0.0.2:2000', ipLength: 2028, proto: 17 },
    })
  })

  it('is not joined across taps', async () => {
    const at = (ifindex: number, packet: Bytes, time: number) => ({
      time,
      octets: asSll2(ethernet({}, packet), { ifindex }),
    })
    const capture = captureOf([at(2, HEAD, 0), at(3, TAIL, MS)], LINKTYPE.sll2)
    const { paths } = await recordsOf(capture)
    expect(paths.map(({ tap, incomplete }) => [tap, incomplete])).toEqual([
      [0, { 'missing-last': 1 }],
      [1, { 'missing-first': 1 }],
    ])
  })

  it('is followed through IPv6 fragment headers', async () => {
    const packet = ipv6(
      { ...SIX, proto: PROTO.udp },
      udp({ ...SIX, ...PORTS }, new Uint8Array(2000)),
    )
    const [head, tail] = pair(fragmentIpv6(packet, 1448, 0xdeadbeef))
    const [datagram] = await datagramsOf(captureOf([frame(tail, 0), frame(head, MS)]))
    expect(datagram).toMatchObject({
      ipVersion: 6,
      id: 0xdeadbeef,
      outcome: 'complete',
      tailFirst: true,
      inner: { label: 'UDP [fd00::1]:1000 → [fd00::2]:2000' },
    })
  })

  it('tells sizes as they were on the wire', async () => {
    const whole = ipv4({ ...ENDS, proto: PROTO.udp, id: 9 }, udp({ ...ENDS, ...PORTS }, TAIL))
    const { paths } = await recordsOf(captureOf([frame(HEAD, 0), frame(TAIL, 1), frame(whole, 2)]))
    const path = only(paths)
    expect(path).toMatchObject({ largestFragment: 1420, largestWhole: whole.length })
    expect(only(path.samples).fragments).toMatchObject([
      { frame: 1, offset: 0, length: 1400, ipLength: 1420, more: true },
      { frame: 2, offset: 1400, length: 608, ipLength: 628, more: false },
    ])
  })

  it('counts as arrived when the capture cut it off, and is not read beyond that', async () => {
    const cut = [HEAD, TAIL].map((packet, index) => {
      const octets = ethernet({}, packet)
      return { time: index * MS, octets: octets.subarray(0, 38), origLen: octets.length }
    })
    const datagram = only(await datagramsOf(captureOf(cut)))
    expect(datagram).toMatchObject({ outcome: 'complete', holes: [] })
    expect(datagram.inner).toBeNull()
  })
})

describe('an ICMP error about reassembly', () => {
  it('is linked to the datagram that it quotes', async () => {
    const error = icmpError({ type: 11, code: 1 }, HEAD)
    const back = { src: ENDS.dst, dst: ENDS.src }
    const { paths } = await recordsOf(
      captureOf([
        frame(HEAD, 0),
        frame(fragmentsOf({ id: 78 })[0], 1),
        frame(ipv4({ ...back, proto: PROTO.icmp, id: 5 }, error), 30 * SECOND + 2),
      ]),
    )
    const path = only(paths)
    expect(path.icmpReassemblyTimeouts).toBe(1)
    const linked = path.samples.map(({ id, icmpTimeoutFrame, icmpTimeoutTime }) => {
      return [id, icmpTimeoutFrame, icmpTimeoutTime]
    })
    expect(linked).toEqual([
      [77, 3, 30 * SECOND + 2],
      [78, 0, 0],
    ])
  })

  it('is linked in IPv6 too', async () => {
    const packet = ipv6(
      { ...SIX, proto: PROTO.udp },
      udp({ ...SIX, ...PORTS }, new Uint8Array(2000)),
    )
    const [head] = pair(fragmentIpv6(packet, 1448, 7))
    const back = { src: SIX.dst, dst: SIX.src }
    const error = icmpv6Error({ ...back, type: 3, code: 1 }, head)
    const reply = ipv6({ ...back, proto: PROTO.icmpv6 }, error)
    const { paths } = await recordsOf(captureOf([frame(head, 0), frame(reply, 60 * SECOND + 1)]))
    expect(only(only(paths).samples).icmpTimeoutFrame).toBe(2)
  })
})

import { describe, expect, it } from 'vitest'
import { FiveTuples } from '../../../workers/flow/five-tuple'
import { Hosts } from '../../../workers/flow/hosts'
import { EMPTY, ipv4, ipv6, PROTO, tcp } from '../../../workers/forge/packet'
import { Dissector } from '../../../workers/wire/dissect'
import { newPacket, type Packet } from '../../../workers/wire/packet'
import { HASH, LOW, ROW_WORDS } from '../../../workers/wire/packet-rows'

const RAW = 101 // link type: the frame is an IP packet

interface Ends {
  src: string
  dst: string
  srcPort: number
  dstPort: number
}

function packetOf(ends: Ends): Packet {
  const segment = tcp({ ...ends, seq: 1, flags: 'A' }, EMPTY)
  const header = { ...ends, proto: PROTO.tcp }
  const octets = ends.src.includes(':') ? ipv6(header, segment) : ipv4(header, segment)
  const packet = newPacket()
  packet.capLen = packet.origLen = octets.length
  new Dissector().frame(new DataView(octets.buffer), 0, RAW, packet)
  return packet
}

const rowOf = (tuples: FiveTuples, ends: Ends) => {
  const packet = packetOf(ends)
  return [tuples.of(packet, ends.srcPort, ends.dstPort), packet.swapped] as const
}

const back = ({ src, dst, srcPort, dstPort }: Ends): Ends => ({
  src: dst,
  dst: src,
  srcPort: dstPort,
  dstPort: srcPort,
})

const V4 = { src: '10.0.0.1', dst: '10.0.0.2', srcPort: 40_000, dstPort: 80 }
const V6 = { src: 'fd00::1', dst: 'fd00::2', srcPort: 40_000, dstPort: 80 }

describe('five-tuples', () => {
  it.each([
    ['IPv4', V4],
    ['IPv6', V6],
    ['a host with itself', { ...V4, dst: V4.src }],
    ['equal ports', { ...V4, dstPort: V4.srcPort }],
  ])('lead both directions to one row: %s', (_, ends) => {
    const tuples = new FiveTuples(new Hosts())
    const [row, swapped] = rowOf(tuples, ends)
    expect(rowOf(tuples, back(ends))).toEqual([row, !swapped])
    expect(rowOf(tuples, ends)).toEqual([row, swapped])
    expect(tuples.size).toBe(1)
  })

  it.each([
    ['address', { ...V4, dst: '10.0.0.3' }],
    ['source port', { ...V4, srcPort: 40_001 }],
    ['destination port', { ...V4, dstPort: 81 }],
    ['crossed ports', { ...V4, srcPort: V4.dstPort, dstPort: V4.srcPort }],
    ['last word of an IPv6 address', { ...V6, dst: 'fd00::3' }],
    ['first word of an IPv6 address', { ...V6, dst: 'fd01::2' }],
  ])('of another %s have a row of their own', (_, other) => {
    const tuples = new FiveTuples(new Hosts())
    const ends = other.src === V6.src ? V6 : V4
    const [row] = rowOf(tuples, ends)
    expect(rowOf(tuples, other)[0]).not.toBe(row)
    expect(rowOf(tuples, back(other))[0]).not.toBe(row)
    expect(tuples.size).toBe(2)
  })

  it('do not confuse an IPv4 address with its octets inside an IPv6 one', () => {
    const hosts = new Hosts()
    const tuples = new FiveTuples(hosts)
    rowOf(tuples, V4)
    rowOf(tuples, { ...V6, src: '::a00:1', dst: '::a00:2' })
    expect(tuples.size).toBe(2)
  })

  it('give addresses and ports of both ends back', () => {
    const tuples = new FiveTuples(new Hosts())
    for (const ends of [V4, V6, { ...V4, srcPort: 65_535, dstPort: 0 }]) {
      const [row, swapped] = rowOf(tuples, ends)
      const [from, to] = swapped ? ([1, 0] as const) : ([0, 1] as const)
      expect([tuples.address(row, from), tuples.port(row, from)]).toEqual([ends.src, ends.srcPort])
      expect([tuples.address(row, to), tuples.port(row, to)]).toEqual([ends.dst, ends.dstPort])
    }
  })

  it('keep the row with the packet, which is looked up once', () => {
    const tuples = new FiveTuples(new Hosts())
    const packet = packetOf(V4)
    const row = tuples.of(packet, V4.srcPort, V4.dstPort)
    expect(tuples.of(packet, 1, 2)).toBe(row)
    expect(tuples.size).toBe(1)
  })

  it('stay apart by the thousand', () => {
    const tuples = new FiveTuples(new Hosts())
    const packet = packetOf(V4)
    const ip = packet.ip[0]
    if (ip === undefined) throw new Error('no IP header')
    const first = ip.s3 // 10.0.0.1
    for (let n = 0; n < 50_000; n++) {
      ip.s3 = first + (n % 250)
      ip.srcHost = ip.dstHost = packet.tuple = -1
      const row = tuples.of(packet, 1024 + Math.floor(n / 250), 80)
      if (row !== n) expect(row).toBe(n)
    }
    expect(tuples.size).toBe(50_000)
    expect([tuples.address(0, 0), tuples.address(0, 1)].sort()).toEqual(['10.0.0.1', '10.0.0.2'])
  })

  it('stay apart and are found again when all of them have one hash', () => {
    const tuples = new FiveTuples(new Hosts())
    const row = new Uint32Array(ROW_WORDS)
    row[HASH] = 7
    const rows = (from: number) =>
      Array.from({ length: 3000 }, (_, i) => {
        row[LOW + 3] = from + i
        return tuples.at(row, LOW, HASH)
      })
    const first = rows(1)
    expect(new Set(first).size).toBe(3000)
    expect(rows(1)).toEqual(first)
    expect(tuples.size).toBe(3000)
  })
})

/**
 * A capture of a little of everything that the hot path meets: TCP both ways with options, in and
 * out of VXLAN, fragments, repetitions, UDP over IPv6. The engine runs over it before the first
 * file comes, so that its code has been compiled for what captures really hold.
 */
import { writePcap } from '../capture-writer'
import type { CapturedFrame } from '../captured-frame'
import type { Bytes } from '../fields'
import {
  EMPTY,
  ethernet,
  fragmentIpv4,
  ipv4,
  ipv6,
  PROTO,
  tcp,
  TUNNEL_PORT,
  udp,
  vxlan,
} from '../packet'
import { Random } from '../random'

const ROUNDS = 1600
/** Connections, and hosts of either side. */
const CONNECTIONS = 400
const HOSTS = 40
const STEP = 1_000_000 // ns from frame to frame: soon more than 32 bits hold
const UNDERLAY_MTU = 1400

export function warmUpCapture(): Bytes {
  const random = new Random(1)
  const frames: CapturedFrame[] = []
  const add = (packet: Uint8Array) => {
    frames.push({ time: frames.length * STEP, octets: ethernet({}, packet) })
  }
  const sent = new Map<number, number>()
  for (let round = 0; round < ROUNDS; round++) {
    const port = 40_000 + random.integer(0, CONNECTIONS)
    if (!sent.has(port)) for (const packet of opening(port, round)) add(packet)
    const seq = sent.get(port) ?? FIRST_SEQ
    const length = random.pick([120, 700, 1348])
    sent.set(port, random.chance(0.01) ? seq : (seq + length) % 2 ** 32)
    for (const packet of exchange(port, seq, length, round)) {
      if (port % 3 === 0) add(packet)
      else for (const part of fragmentIpv4(inTunnel(packet, round), UNDERLAY_MTU)) add(part)
    }
    if (round % 4 === 0) add(question(round))
  }
  return writePcap(frames)
}

/** Soon to wrap around. */
const FIRST_SEQ = 4_294_900_000

const clientOf = (port: number) => `10.42.0.${String(1 + (port % HOSTS))}`
const serverOf = (port: number) => `10.42.1.${String(1 + (port % (HOSTS - 1)))}`

function opening(port: number, round: number): Bytes[] {
  const [there, back] = ways(port)
  const syn = tcp({ ...there, seq: FIRST_SEQ - 1, flags: 'S', options: { mss: 1460 } }, EMPTY)
  const answer = { ...back, seq: 6, ack: FIRST_SEQ, flags: 'SA', options: { mss: 1460 } }
  const ack = tcp({ ...there, seq: FIRST_SEQ, ack: 7, flags: 'A' }, EMPTY)
  return [
    packet(there, round, syn),
    packet(back, round, tcp(answer, EMPTY)),
    packet(there, round, ack),
  ]
}

/** A segment and its acknowledgement. */
function exchange(port: number, seq: number, length: number, round: number): Bytes[] {
  const [there, back] = ways(port)
  const options = { timestamps: { value: 3_000_000_000 + round, echo: round } }
  const data = tcp({ ...there, seq, ack: 7, flags: 'PA', options }, new Uint8Array(length))
  const ack = tcp({ ...back, seq: 7, ack: (seq + length) % 2 ** 32, flags: 'A', options })
  return [packet(there, round, data), packet(back, round, ack)]
}

interface Way {
  src: string
  dst: string
  srcPort: number
  dstPort: number
}

function ways(port: number): [there: Way, back: Way] {
  const there = { src: clientOf(port), dst: serverOf(port), srcPort: port, dstPort: 80 }
  return [there, { src: there.dst, dst: there.src, srcPort: 80, dstPort: port }]
}

function packet({ src, dst }: Way, round: number, segment: Uint8Array): Bytes {
  return ipv4({ src, dst, proto: PROTO.tcp, id: round & 0xffff, df: true }, segment)
}

function inTunnel(inner: Uint8Array, round: number): Bytes {
  const ends = { src: '192.0.2.1', dst: '192.0.2.2' }
  const carried = vxlan({ vni: 16_621 }, ethernet({}, inner))
  const ports = { srcPort: 50_000, dstPort: TUNNEL_PORT.vxlanLinux, checksum: 0 }
  return ipv4(
    { ...ends, proto: PROTO.udp, id: round & 0xffff },
    udp({ ...ends, ...ports }, carried),
  )
}

function question(round: number): Bytes {
  const ends = { src: '2001:db8::1', dst: '2001:db8::53' }
  const ports = { srcPort: 30_000 + (round % 30_000), dstPort: 53 }
  return ipv6({ ...ends, proto: PROTO.udp }, udp({ ...ends, ...ports }, new Uint8Array(40)))
}

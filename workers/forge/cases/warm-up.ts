/**
 * A capture of a little of everything that the hot path meets: TCP both ways with options, in and
 * out of VXLAN, fragments, repetitions, UDP over IPv6. The engine runs over it before the first
 * file comes, so that its code has been compiled for what captures really hold.
 */
import { writePcap } from '../capture-writer'
import type { CapturedFrame } from '../captured-frame'
import type { Bytes } from '../fields'
import { ethernet, fragmentIpv4, ipv4, ipv6, PROTO, tcp, TUNNEL_PORT, udp, vxlan } from '../packet'
import { Random } from '../random'

const ROUNDS = 800
const STEP = 200_000 // ns from frame to frame
const CLIENT = '10.42.0.15'
const SERVER = '10.42.1.23'
const UNDERLAY_MTU = 1400

export function warmUpCapture(): Bytes {
  const random = new Random(1)
  const frames: CapturedFrame[] = []
  const add = (packet: Uint8Array) => {
    frames.push({ time: frames.length * STEP, octets: ethernet({}, packet) })
  }
  const sent = new Map<number, number>()
  for (let round = 0; round < ROUNDS; round++) {
    const port = 40_000 + random.integer(0, 60)
    const seq = sent.get(port) ?? 4_294_900_000 // soon to wrap around
    const length = random.pick([120, 700, 1348])
    if (!random.chance(0.01)) sent.set(port, (seq + length) % 2 ** 32)
    for (const packet of exchange(port, seq, length, round)) {
      if (port % 3 === 0) add(packet)
      else for (const part of fragmentIpv4(inTunnel(packet, round), UNDERLAY_MTU)) add(part)
    }
    if (round % 4 === 0) add(question(round))
  }
  return writePcap(frames)
}

/** A segment and its acknowledgement. */
function exchange(port: number, seq: number, length: number, round: number): Bytes[] {
  const there = { src: CLIENT, dst: SERVER, srcPort: port, dstPort: 80 }
  const back = { src: SERVER, dst: CLIENT, srcPort: 80, dstPort: port }
  const options = { timestamps: { value: 3_000_000_000 + round, echo: round } }
  const data = tcp({ ...there, seq, ack: 7, flags: 'PA', options }, new Uint8Array(length))
  const ack = tcp({ ...back, seq: 7, ack: (seq + length) % 2 ** 32, flags: 'A', options })
  return [
    ipv4({ src: CLIENT, dst: SERVER, proto: PROTO.tcp, id: round & 0xffff, df: true }, data),
    ipv4({ src: SERVER, dst: CLIENT, proto: PROTO.tcp, id: round & 0xffff, df: true }, ack),
  ]
}

function inTunnel(packet: Uint8Array, round: number): Bytes {
  const ends = { src: '192.0.2.1', dst: '192.0.2.2' }
  const carried = vxlan({ vni: 16_621 }, ethernet({}, packet))
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

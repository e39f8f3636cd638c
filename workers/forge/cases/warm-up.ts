/**
 * A capture of a little of everything that the hot path meets: TCP both ways with options, in and
 * out of VXLAN, fragments, repetitions, UDP over IPv6. The engine runs over it before the first
 * file comes, so that its code has been compiled for what captures really hold.
 */
import { writePcap } from '../capture-writer'
import type { CapturedFrame } from '../captured-frame'
import type { Bytes } from '../fields'
import { EMPTY, ethernet, fragmentIpv4, ipv6, PROTO, tcp, udp } from '../packet'
import { Random } from '../random'
import { inTunnel, packet, ways } from './warm-up-packets'

const ROUNDS = 1600
const CONNECTIONS = 400
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

function question(round: number): Bytes {
  const ends = { src: '2001:db8::1', dst: '2001:db8::53' }
  const ports = { srcPort: 30_000 + (round % 30_000), dstPort: 53 }
  return ipv6({ ...ends, proto: PROTO.udp }, udp({ ...ends, ...ports }, new Uint8Array(40)))
}

/** Echo requests and their replies: what `ping` sends. RFC 792, RFC 4443 §4. */
import { isIpv6, type Bytes } from './fields'
import { icmpEcho, icmpv6Echo } from './icmp'
import { ipPacket } from './ip'
import { PROTO } from './ipv4'
import { type Pod } from './node'
import { type Scene } from './scene'

export interface PingSpec {
  from: Pod
  to: Pod
  /** Octets after the ICMP header (`ping -s`). */
  payload?: number
  count?: number
  /** Nanoseconds between requests, and before the first. */
  interval?: number
  start?: number
}

export interface PingResult {
  sent: number
  answered: number
}

const STACK = 25_000 // ns in the receiver

export function ping(scene: Scene, spec: PingSpec): PingResult {
  const { from, to, payload = 56, count = 10, interval = 1e9, start = 0 } = spec
  const result = { sent: 0, answered: 0 }
  const id = scene.random.integer(1, 65_536)
  const flow = scene.random.integer(0, 1 << 30)
  const pattern = new Uint8Array(payload).map((_, i) => i & 255)
  const counters = {
    request: scene.random.integer(0, 65_536),
    reply: scene.random.integer(0, 65_536),
  }
  const packet = (src: Pod, dst: Pod, seq: number, reply: boolean): Bytes => {
    const ends = { src: src.address, dst: dst.address }
    const echo = { reply, id, seq }
    if (isIpv6(src.address)) {
      return ipPacket({ ...ends, proto: PROTO.icmpv6 }, icmpv6Echo({ ...ends, ...echo }, pattern))
    }
    // Linux sets DF on the requests of `ping`, not on replies.
    const ids = reply
      ? { id: (counters.reply += scene.random.integer(1, 20)) }
      : { id: (counters.request += scene.random.integer(1, 20)), df: true }
    return ipPacket({ ...ends, proto: PROTO.icmp, ...ids }, icmpEcho(echo, pattern))
  }
  const answer = (seq: number) =>
    scene.after(STACK, () => {
      const octets = packet(to, from, seq, true)
      scene.send({ from: to, to: from, octets, flow: flow ^ 1, arrived: () => result.answered++ })
    })
  for (let seq = 1; seq <= count; seq++) {
    scene.at(start + (seq - 1) * interval, () => {
      result.sent++
      const octets = packet(from, to, seq, false)
      scene.send({ from, to, octets, flow, arrived: () => answer(seq) })
    })
  }
  return result
}

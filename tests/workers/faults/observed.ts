/** What happens to captures, and to packets between two of them, beyond what the path does. */
import { checksum, pseudoHeader } from '../../../workers/forge/checksum'
import type { Fault } from '../../../workers/forge/faults'
import { setIpv4, setU16 } from '../../../workers/forge/fields'
import type { Node, SeenFrame } from '../../../workers/forge/node'
import { ethernet } from '../../../workers/forge/packet'
import type { Random } from '../../../workers/forge/random'
import { TcpScript } from '../../support/tcp-script'

const IP = 14 // behind the Ethernet header
const TCP = IP + 20

interface Endpoint {
  address: string
  port: number
}

const addressAt = (octets: Uint8Array, at: number): string => octets.subarray(at, at + 4).join('.')
/** Writes an address over another. */
function readdress(octets: Uint8Array, at: number, address: string): void {
  octets.fill(0, at, at + 4)
  setIpv4(octets, at, address)
}

const portAt = (octets: Uint8Array, at: number): number =>
  ((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0)

/** As seen before a translator: `real` is called `known`, in both directions. */
export function translated(
  frames: readonly SeenFrame[],
  real: Endpoint,
  known: Endpoint,
): SeenFrame[] {
  return frames.map((frame) => {
    const octets = frame.octets.slice()
    if (octets[12] !== 8 || octets[13] !== 0 || octets[IP + 9] !== 6) return frame
    const isAt = (address: number, port: number) =>
      addressAt(octets, IP + address) === real.address && portAt(octets, TCP + port) === real.port
    const to = isAt(16, 2)
    if (!to && !isAt(12, 0)) return frame
    readdress(octets, IP + (to ? 16 : 12), known.address)
    setU16(octets, TCP + (to ? 2 : 0), known.port)
    setU16(octets, IP + 10, 0)
    setU16(octets, IP + 10, checksum(octets.subarray(IP, TCP)))
    const segment = octets.subarray(TCP, IP + portAt(octets, IP + 2))
    setU16(octets, TCP + 16, 0)
    const ends = [addressAt(octets, IP + 12), addressAt(octets, IP + 16)] as const
    setU16(octets, TCP + 16, checksum(pseudoHeader(...ends, 6, segment.length), segment))
    return { ...frame, octets }
  })
}

/** From `at` on the clock is `by` nanoseconds behind. */
export const stepped = (frames: readonly SeenFrame[], at: number, by: number): SeenFrame[] =>
  frames.map((frame) => (frame.time < at ? frame : { ...frame, time: frame.time - by }))

/** The capturing system loses frames. */
export const thinned = (frames: readonly SeenFrame[], random: Random, p: number): SeenFrame[] =>
  frames.filter(() => !random.chance(p))

/** Packets in a tunnel come to this node instead of the one they are sent to. */
export function astray(wrong: Node): Fault {
  return (parcels) => {
    for (const { octets, from, time } of parcels) {
      const packet = octets.slice()
      readdress(packet, 16, wrong.address)
      setU16(packet, 10, 0)
      setU16(packet, 10, checksum(packet.subarray(0, 20)))
      const frame = () => ethernet({ src: from.mac, dst: wrong.mac }, packet)
      wrong.see({ time: time + 200_000, frame, point: 'eth0', outgoing: false })
    }
    return []
  }
}

/** Octets change on the way, with probability `p`; who receives them sees them and throws them away. */
export function damaged(p: number): Fault {
  return (parcels, { random }) =>
    parcels.filter(({ octets, from, to, time, inner }) => {
      if (inner[9] !== 6 || inner.length < 60 || !random.chance(p)) return true
      const packet = octets.slice()
      packet[packet.length - 1] = (packet.at(-1) ?? 0) ^ 0x21
      const frame = () => ethernet({ src: from.mac, dst: to.mac }, packet)
      to.see({ time: time + 200_000, frame, point: 'eth0', outgoing: false })
      return false
    })
}

/** Connections of two hosts that a device between them forgets when they say nothing for `limit` ms. */
export function forgotten(
  { client, server }: { client: string; server: string },
  limit: number,
  random: Random,
): SeenFrame[] {
  const scripts = [0, 1, 2, 3].map((number) => {
    const start = random.integer(1000, 9000)
    const script = new TcpScript({ client, server, clientPort: 30_000 + 7 * number, start })
    script.handshake()
    script.client({ length: 120 })
    script.server({ length: 300 })
    script.client()
    // One comes back in time.
    const after = number === 0 ? limit * 0.6 : limit + random.integer(100, 20_000)
    script.client({ length: 90, after })
    if (number === 0) script.server({ length: 40 })
    else script.server({ flags: 'R', ttl: 254, id: 0 })
    return script
  })
  return scripts.flatMap(({ frames }) =>
    frames.map((frame) => ({ ...frame, point: 'eth0' as const, outgoing: false })),
  )
}

/** In order of time. */
export const mixed = (...lists: readonly (readonly SeenFrame[])[]): SeenFrame[] =>
  lists.flat().sort((a, b) => a.time - b.time)

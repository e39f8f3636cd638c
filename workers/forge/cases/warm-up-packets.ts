/** Packets of the captures that warm the engine up, in and out of a tunnel. */
import { ethernet, ipv4, PROTO, TUNNEL_PORT, udp, vxlan } from '../packet'
import type { Bytes } from '../fields'

/** Hosts of either side. */
const HOSTS = 40

const clientOf = (port: number) => `10.42.0.${String(1 + (port % HOSTS))}`
const serverOf = (port: number) => `10.42.1.${String(1 + (port % (HOSTS - 1)))}`

export interface Way {
  src: string
  dst: string
  srcPort: number
  dstPort: number
}

export function ways(port: number, service = 80): [there: Way, back: Way] {
  const there = { src: clientOf(port), dst: serverOf(port), srcPort: port, dstPort: service }
  return [there, { src: there.dst, dst: there.src, srcPort: service, dstPort: port }]
}

export function packet({ src, dst }: Way, round: number, segment: Uint8Array): Bytes {
  return ipv4({ src, dst, proto: PROTO.tcp, id: round & 0xffff, df: true }, segment)
}

export function inTunnel(inner: Uint8Array, round: number): Bytes {
  const ends = { src: '192.0.2.1', dst: '192.0.2.2' }
  const carried = vxlan({ vni: 16_621 }, ethernet({}, inner))
  const ports = { srcPort: 50_000, dstPort: TUNNEL_PORT.vxlanLinux, checksum: 0 }
  return ipv4(
    { ...ends, proto: PROTO.udp, id: round & 0xffff },
    udp({ ...ends, ...ports }, carried),
  )
}

/** Packets by the thousand, each from another host or port. */
import type { CapturedFrame } from '../../../workers/forge/capture-writer'
import { EMPTY, ethernet, ipv4, PROTO, tcp, udp, type Bytes } from '../../../workers/forge/packet'

export const SERVER = '192.0.2.1'

/** Address number `n` of 10.0.0.0/8. */
export const host = (n: number): string => `10.${(n >>> 16) & 255}.${(n >>> 8) & 255}.${n & 255}`

export interface Ends {
  src: string
  dst: string
  srcPort: number
  dstPort: number
}

export const to = (n: number, dstPort: number, srcPort = 40_000): Ends => {
  return { src: host(n), dst: SERVER, srcPort, dstPort }
}

export const back = ({ src, dst, srcPort, dstPort }: Ends): Ends => {
  return { src: dst, dst: src, srcPort: dstPort, dstPort: srcPort }
}

export const segment = (
  ends: Ends,
  fields: { seq: number; ack?: number; flags: string },
  payload: Bytes = EMPTY,
): Bytes => ethernet({}, ipv4({ ...ends, proto: PROTO.tcp }, tcp({ ...ends, ...fields }, payload)))

export const datagram = (ends: Ends, payload: Bytes): Bytes =>
  ethernet({}, ipv4({ ...ends, proto: PROTO.udp }, udp({ ...ends, checksum: 0 }, payload)))

/** One after the other, a microsecond apart. */
export const inTime = (packets: readonly Bytes[]): CapturedFrame[] =>
  packets.map((octets, n) => ({ time: n * 1000, octets }))

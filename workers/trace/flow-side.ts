/** Which side of a connection sent a packet. */
import { formatAddress } from '../model/address'
import type { FlowSide } from '../model/flow-trace'
import type { Endpoint } from '../model/records'
import { innermost, type Packet } from '../wire/packet'

/** Ports tell the sides apart unless they are the same. */
export function sideOf(packet: Packet, orig: Endpoint): FlowSide {
  const { srcPort, dstPort } = packet.tcp
  if (srcPort !== dstPort) return srcPort === orig.port ? 0 : 1
  const ip = innermost(packet)
  return formatAddress(ip.s0, ip.s1, ip.s2, ip.s3) === orig.address ? 0 : 1
}

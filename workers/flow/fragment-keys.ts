/** What tells the datagrams of the corrected view apart that fragments belong to. */
import type { IpHeader } from '../wire/ip-header'
import type { Packet } from '../wire/packet'

/** Key of the datagram that the IP header at `level`, seen at `tap`, is a fragment of. */
export function fragmentKey(packet: Packet, level: number, tap: number): string {
  const ip = packet.ip[level] as IpHeader
  return `${String(tap)} ${contextOf(packet, level)} ${addressKey(ip)}`
}

/** Tunnel path above `level`: fragments of different tunnels are never joined. */
function contextOf(packet: Packet, level: number): string {
  let context = ''
  for (let outer = 0; outer < level; outer++) {
    const tunnel = packet.tunnels[outer]
    const ip = packet.ip[outer]
    if (tunnel === undefined || ip === undefined) continue
    context += `${String(tunnel.kind)}/${String(tunnel.vni)}/${String(ip.s3)}/${String(ip.d3)} `
  }
  return context
}

function addressKey(ip: IpHeader): string {
  const proto = ip.version === 4 ? ip.proto : -6
  return [proto, ip.id, ip.s0, ip.s1, ip.s2, ip.s3, ip.d0, ip.d1, ip.d2, ip.d3].join('.')
}

/** `tunnel-size-drop` in English: what carries the packets. */
import type { Tunnel } from '../../model/records'
import type { TunnelDropFacts } from '../facts/tunnel-size-drop'
import { tunnelName } from '../way'

/** `VXLAN (UDP 8472)`. */
export function nameOf(tunnel: Tunnel): string {
  return tunnel.udpPort === 0
    ? tunnelName(tunnel)
    : `${tunnelName(tunnel)} (UDP ${String(tunnel.udpPort)})`
}

export function otherName({ other }: TunnelDropFacts): string {
  if (other.tunnel) return nameOf(other.tunnel)
  if (other.seenBehind) return 'other traffic without tunnel'
  return other.frame === 0 ? 'pings without tunnel' : 'TCP without tunnel'
}

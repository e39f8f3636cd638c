/** Display filters for DNS. */
import type { Evidence } from '../model/finding'
import type { Tunnel } from '../model/records'
import { framesOf } from './display-filter'

/** IANA's port of VXLAN: the only one at which Wireshark looks for it by itself. */
const VXLAN = 4789

/** `visible`, or where Wireshark does not look into the tunnel, the frames themselves. */
export function dnsFilter(
  tunnel: Tunnel | null,
  evidence: readonly Evidence[],
  visible: string,
): string {
  if (tunnel?.kind !== 'vxlan' || tunnel.udpPort === VXLAN) return visible
  return framesOf(evidence)
}

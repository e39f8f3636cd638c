/** Display filters for DNS. */
import type { Finding } from '../model/finding'
import type { Tunnel } from '../model/records'
import { framesCut, framesOf } from './display-filter'
import type { EvidenceList } from './evidence'

type Filter = Pick<Finding, 'filter' | 'filterCut'>

/** IANA's port of VXLAN: the only one at which Wireshark looks for it by itself. */
const VXLAN = 4789

/** `visible`, or where Wireshark does not look into the tunnel, the frames themselves. */
export function dnsFilter(tunnel: Tunnel | null, evidence: EvidenceList, visible: Filter): Filter {
  if (tunnel?.kind !== 'vxlan' || tunnel.udpPort === VXLAN) return visible
  return { filter: framesOf(evidence.list), ...framesCut(evidence) }
}

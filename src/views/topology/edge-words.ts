/** What the page says of an edge. */
import type { TopologyEdge, TopologyWay } from '../../../workers/model/topology'
import { TUNNEL_NAMES } from '../../../workers/model/tunnel'
import { text } from '../../text'
import { formatCount } from '../../text/format'

/** `VXLAN 8472`; empty without tunnel. */
export function tunnelWords({ tunnel }: TopologyEdge): string {
  if (tunnel === null) return ''
  const name = TUNNEL_NAMES[tunnel.kind]
  return tunnel.udpPort === 0 ? name : `${name} ${String(tunnel.udpPort)}`
}

/** Lost between two places where both saw it, else segments sent again, else pings without answer. */
export function lossWords({ lost, repeated, segments, packets, pings }: TopologyWay): string {
  if (lost > 0) return text.topology.lost(formatCount(lost), formatCount(packets))
  if (repeated > 0) return text.topology.repeated(formatCount(repeated), formatCount(segments))
  if (pings !== undefined && pings.unanswered > 0) {
    return text.topology.unanswered(formatCount(pings.unanswered), formatCount(pings.sent))
  }
  return lost === 0 ? text.topology.noneLost : '–'
}

/** Does a direction lose so much that it should be seen at once? */
export function isLossy({ lost, repeated, segments, smallestLost, pings }: TopologyWay): boolean {
  if (lost > 2 || smallestLost > 0 || (repeated > 4 && 100 * repeated > segments)) return true
  // As much as the detector of unanswered pings reports.
  return pings !== undefined && pings.unanswered >= 4 && 5 * pings.unanswered >= pings.sent
}

export const packetsOf = ({ forth, back }: TopologyEdge): number => forth.packets + back.packets

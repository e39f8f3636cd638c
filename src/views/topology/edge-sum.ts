/** Several conversations as one line of the map. */
import type { TopologyEdge, TopologyWay } from '../../../workers/model/topology'

export const turned = (edge: TopologyEdge): TopologyEdge => ({
  ...{ ...edge, a: edge.b, b: edge.a },
  ...{ forth: edge.back, back: edge.forth },
})

/** Of two edges with the same ends. */
export function sumOf(one: TopologyEdge, other: TopologyEdge): TopologyEdge {
  return {
    ...one,
    forth: waySum(one.forth, other.forth),
    back: waySum(one.back, other.back),
    rttMin: least(one.rttMin, other.rttMin, -1),
  }
}

function waySum(x: TopologyWay, y: TopologyWay): TopologyWay {
  const compared = [x.lost, y.lost].filter((lost) => lost >= 0)
  return {
    packets: x.packets + y.packets,
    segments: x.segments + y.segments,
    repeated: x.repeated + y.repeated,
    lost: compared.length === 0 ? -1 : compared.reduce((sum, lost) => sum + lost),
    largestDelivered: Math.max(x.largestDelivered, y.largestDelivered),
    smallestLost: least(x.smallestLost, y.smallestLost, 0),
    ...pingsOf(x, y),
  }
}

function pingsOf({ pings: x }: TopologyWay, { pings: y }: TopologyWay): Pick<TopologyWay, 'pings'> {
  const known = [x, y].filter((pings) => pings !== undefined)
  if (known.length === 0) return {}
  const [sent, unanswered] = (['sent', 'unanswered'] as const).map((key) =>
    known.reduce((sum, pings) => sum + pings[key], 0),
  )
  return { pings: { sent: sent ?? 0, unanswered: unanswered ?? 0 } }
}

const least = (x: number, y: number, none: number): number =>
  x === none ? y : y === none ? x : Math.min(x, y)

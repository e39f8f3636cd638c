/** The figures of `tunnel-size-drop`, with English labels. */
import type { Figure } from '../../model/figure'
import type { TunnelDropFacts } from '../facts/tunnel-size-drop'
import { attempts, openHoles, sizes } from './mtu-black-hole-figures'
import { nameOf, otherName } from './tunnel-size-drop-names'

export function drawTunnelDrop(facts: TunnelDropFacts): Figure[] {
  const { hole, tunnel, other } = facts
  const of = Math.max(other.octets, hole.smallestLostOuter)
  return [
    {
      kind: 'bars',
      title: `Largest packet that arrived from ${tunnel.src} at ${tunnel.dst}`,
      unit: 'octets',
      bars: [
        { label: otherName(facts), value: other.octets, of, tone: 'good' },
        { label: nameOf(tunnel), value: hole.largestDeliveredOuter, of, tone: 'bad' },
      ],
    },
    ...attempts(hole),
    ...openHoles(hole),
    sizes(hole),
  ]
}

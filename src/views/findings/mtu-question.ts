/** From a finding to the question that its MTU panel starts with, and what was seen that would not fit. */
import type { Finding } from '../../../workers/model/finding'
import { ENCAPSULATIONS, type MtuQuestion } from '../../../workers/model/mtu-plan'
import type { Topology } from '../../../workers/model/topology'

/** Findings that are about sizes. */
const ABOUT_SIZES = [
  'mtu-black-hole',
  'mtu-icmp-ignored',
  'tunnel-size-drop',
  'fragment-order',
  'reassembly-timeout',
]
/** Metrics that hold what the underlay carries, the best first. */
const UNDERLAY = ['largestFragment', 'mtuTold', 'safeMtuOuter']
const ORDINARY = 1500

export const asksForMtu = ({ detector, severity }: Finding): boolean =>
  severity !== 'note' && ABOUT_SIZES.includes(detector)

export function questionOf({ entities, metrics }: Finding): MtuQuestion {
  const tunnel = entities['tunnel'] ?? ''
  const known = ENCAPSULATIONS.filter((kind) => tunnel.startsWith(kind))
  const told = UNDERLAY.flatMap((name) => metrics.find((metric) => metric.name === name) ?? [])
  const inner = entities['carried'] ?? entities['from'] ?? ''
  const outer = entities['tunnelFrom'] ?? entities['from'] ?? ''
  return {
    encapsulations: known,
    underlayMtu: told[0]?.value ?? ORDINARY,
    outerIpv6: outer.includes('::'),
    innerIpv6: inner.includes('::'),
  }
}

export interface SeenSize {
  from: string
  to: string
  size: number
}

/** The largest delivered packet of each direction between hosts that are no ends of tunnels. */
export function seenSizes(topology: Topology | undefined): SeenSize[] {
  return (topology?.edges ?? [])
    .filter(({ tunnel }) => tunnel === null)
    .flatMap(({ a, b, forth, back }) => [
      { from: a, to: b, size: forth.largestDelivered },
      { from: b, to: a, size: back.largestDelivered },
    ])
    .filter(({ size }) => size > 0)
    .sort((x, y) => y.size - x.size)
}

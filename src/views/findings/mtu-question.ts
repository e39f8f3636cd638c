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
const UNDERLAY = ['largestFragment', 'mtuTold']
const ORDINARY = 1500

export const asksForMtu = ({ detector, severity }: Finding): boolean =>
  severity !== 'note' && ABOUT_SIZES.includes(detector)

export function questionOf(finding: Finding): MtuQuestion {
  const { entities } = finding
  const tunnel = entities['tunnel'] ?? ''
  const known = ENCAPSULATIONS.filter((kind) => tunnel.startsWith(kind))
  const inner = entities['carried'] ?? entities['from'] ?? ''
  const outer = entities['tunnelFrom'] ?? entities['from'] ?? ''
  return {
    encapsulations: known,
    underlayMtu: underlayOf(finding),
    outerIpv6: outer.includes('::'),
    innerIpv6: inner.includes('::'),
  }
}

/** Where a size is lost, 1500 would give the very packets that vanish: the safe size counts, with what is around it. */
function underlayOf({ metrics }: Finding): number {
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value
  for (const name of UNDERLAY) {
    const told = of(name)
    if (told !== undefined) return told
  }
  const [safe, lost, lostOuter] = ['safeMtu', 'smallestLost', 'smallestLostOuter'].map(of)
  if (safe === undefined) return ORDINARY
  return lost === undefined || lostOuter === undefined ? safe : safe + lostOuter - lost
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

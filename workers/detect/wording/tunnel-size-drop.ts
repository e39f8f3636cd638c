/** `tunnel-size-drop` in English: what happened. Causes and steps: `tunnel-size-drop-steps.ts`. */
import type { Metric } from '../../model/finding'
import type { TunnelDropFacts } from '../facts/tunnel-size-drop'
import { count, formatList, formatNumber, octets } from '../format'
import type { HoleLimits } from '../hole-evidence'
import { estimated, measured, type Said, sentences } from '../said'
import { attempts, pings } from './mtu-black-hole'
import { holeOf } from './mtu-black-hole-behind'
import { lostMetrics } from './mtu-black-hole-metrics'
import { nameOf, otherName } from './tunnel-size-drop-names'
import { alternativesOf, confirmOf, nextStepsOf } from './tunnel-size-drop-steps'

export function sayTunnelDrop(facts: TunnelDropFacts, limits: HoleLimits): Said {
  const { hole, tunnel, other } = facts
  const { proofs, connections } = hole
  const [delivered, lost] = [hole.largestDeliveredOuter, hole.smallestLostOuter]
  return {
    claim: `${nameOf(tunnel)} ${tunnel.src} → ${tunnel.dst}: outer packets up to ${octets(delivered)} arrive, from ${formatNumber(lost)} on they are lost, and other packets of ${formatNumber(other.octets)} pass between the same nodes`,
    happened: sentences(
      attempts(hole),
      hole.missing && holeOf(hole, hole.missing),
      bracketOf(facts),
      pings(hole),
      otherOf(facts),
    ),
    rule: `A segment of at least ${octets(limits.minOctets)} sent ${String(limits.minTransmissions)} times or more inside a tunnel and never acknowledged, larger than anything that arrived in the same direction; or ${String(limits.minEchoes)} large pings unanswered and ${String(limits.minEchoes)} smaller ones answered; or, behind the loss, a hole of full segments that nobody filled for ${formatNumber(limits.minHoleSeconds)} s. And a packet at least as large, outer headers included, that arrived between the tunnel's ends outside of this tunnel. Without such a packet, mtu-black-hole speaks.`,
    confidenceReasons: sentences(
      !other.offloaded &&
        `A packet of ${octets(other.octets)} is known to have arrived between the same nodes, so the path carries that size.`,
      other.offloaded &&
        'Other traffic shows only as super-packets of segmentation offload; its size on the wire is what its MSS allows, which lowers the confidence.',
      proofs.sackHole && 'The receiver acknowledged later octets and not these.',
      proofs.during &&
        'Smaller packets passed in the tunnel between the transmissions of the large ones.',
      proofs.farTaps.length > 0 && 'The far end sees the tunnel, and never a packet of that size.',
      proofs.echo && 'Pings show the same limit.',
      connections > 1 && `${count(connections, 'connection')} failed in the same way.`,
    ),
    counterEvidence: sentences(
      hole.segments === 0 &&
        !hole.missing &&
        'Only pings show the loss; a filter for large pings inside the overlay would look the same.',
      hole.missing &&
        'The lost packets are not in the capture: their size is concluded from what the SYNs announce.',
      proofs.farTaps.some(({ sameCapture }) => sameCapture) &&
        'The packets are missing at another interface of the same node: the limit may be inside it.',
    ),
    alternatives: alternativesOf(facts),
    disprovedBy: [
      `A packet of this tunnel of ${octets(lost)} or more, outer headers included, that arrives at ${tunnel.dst}.`,
      `Packets of ${octets(lost)} from ${tunnel.src} to ${tunnel.dst} outside of the tunnel that are lost as well.`,
    ],
    nextSteps: nextStepsOf(facts),
    confirm: confirmOf(facts),
  }
}

function bracketOf({ hole, tunnel }: TunnelDropFacts): string {
  const { largestDelivered, smallestLost, proofs } = hole
  const far = proofs.farTaps.map(
    ({ place, largest }) => `${place} (largest there: ${String(largest + tunnel.overhead)})`,
  )
  const behind =
    far.length > 0 ? ` They never appear at ${formatList(far)}, which sees the same tunnel.` : ''
  return `Inside ${nameOf(tunnel)} from ${tunnel.src} to ${tunnel.dst}, inner packets up to ${octets(largestDelivered)} were delivered, which is ${formatNumber(hole.largestDeliveredOuter)} on the underlay; the smallest that was lost had ${formatNumber(smallestLost)}, or ${formatNumber(hole.smallestLostOuter)} on the underlay.${behind}`
}

function otherOf(facts: TunnelDropFacts): string {
  const { tunnel, other } = facts
  const at =
    other.frame > 0 ? ` (the connection that begins with frame ${String(other.frame)})` : ''
  const by = tunnel.udpPort > 0 ? `UDP port ${String(tunnel.udpPort)}` : 'the tunnel'
  return `Packets of ${octets(other.octets)} arrived from ${tunnel.src} at ${tunnel.dst} all the same, as ${otherName(facts)}${at}. So the MTU of the path is not the limit: something on the way singles out large packets of ${by}. Small probes of the port pass, which is why it looks open.`
}

export function tunnelDropMetrics({ hole, tunnel, other }: TunnelDropFacts): Metric[] {
  const otherSize = other.offloaded ? estimated : measured
  const lostSize = hole.missing ? estimated : measured
  return [
    ...(tunnel.udpPort > 0 ? [measured('udpPort', 'UDP port of the tunnel', tunnel.udpPort)] : []),
    measured(
      'largestDeliveredOuter',
      'largest delivered, outer',
      hole.largestDeliveredOuter,
      'octets',
    ),
    lostSize('smallestLostOuter', 'smallest lost, outer', hole.smallestLostOuter, 'octets'),
    otherSize(
      'largestOtherDelivered',
      'largest delivered outside of the tunnel',
      other.octets,
      'octets',
    ),
    ...lostMetrics(hole),
  ]
}

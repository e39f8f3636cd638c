/** `mtu-black-hole` in English: what happened. Causes and steps: `mtu-black-hole-steps.ts`. */
import type { Confidence } from '../../model/finding'
import type { BlackHoleFacts } from '../facts/mtu-black-hole'
import { count, formatDuration, formatList, formatNumber, octets } from '../format'
import { sum } from '../grouping'
import type { HoleLimits } from '../hole-evidence'
import { isIpv6 } from '../mtu'
import { type Said, sentences } from '../said'
import type { LostSegment } from '../size-loss'
import { formatTunnel, tunnelName } from '../way'
import { alternativesOf, confirmOf, nextStepsOf } from './mtu-black-hole-steps'

export type BlackHoleLimits = Readonly<HoleLimits>

export function sayBlackHole(
  facts: BlackHoleFacts,
  limits: BlackHoleLimits,
  confidence: Confidence,
): Said {
  return {
    claim: claimOf(facts),
    happened: happenedOf(facts, limits),
    rule: `A segment of at least ${octets(limits.minOctets)} sent ${String(limits.minTransmissions)} times or more and never acknowledged, larger than anything that arrived in the same direction between the same hosts; or ${String(limits.minEchoes)} large pings unanswered and ${String(limits.minEchoes)} smaller ones answered. Silent where ICMP told the sender, where the path fragments, and where the tunnel's own ends exchange packets as large without the tunnel.`,
    confidenceReasons: reasonsOf(facts, confidence),
    counterEvidence: counterOf(facts, limits),
    alternatives: alternativesOf(facts),
    disprovedBy: [
      `A packet of ${octets(facts.smallestLost)} or more that arrives in this direction.`,
      'An ICMP error about these packets, seen at the sender.',
      'Small packets that are lost just as well at the same time.',
    ],
    nextSteps: nextStepsOf(facts),
    confirm: confirmOf(facts),
  }
}

/** Senders and receivers: several share a tunnel, or one end. */
export function endsOf({ way, sizes }: BlackHoleFacts): { from: string[]; to: string[] } {
  const ways = sizes.length > 0 ? sizes.map((entry) => entry.way) : [way]
  return {
    from: [...new Set(ways.map(({ from }) => from))],
    to: [...new Set(ways.map(({ to }) => to))],
  }
}

export function pathOf(facts: BlackHoleFacts): string {
  const { tunnel } = facts.way
  if (tunnel) return `${tunnelName(tunnel)} ${tunnel.src} → ${tunnel.dst}`
  const { from, to } = endsOf(facts)
  return `${formatList(from, 2)} → ${formatList(to, 2)}`
}

function claimOf(facts: BlackHoleFacts): string {
  const { largestDelivered, smallestLost, way } = facts
  const inner = way.tunnel ? 'inner packets' : 'packets'
  return `${pathOf(facts)}: ${inner} up to ${octets(largestDelivered)} arrive, from ${formatNumber(smallestLost)} on they vanish without an ICMP error`
}

function happenedOf(facts: BlackHoleFacts, limits: BlackHoleLimits): string[] {
  return sentences(
    attempts(facts),
    hole(facts, limits),
    bracketOf(facts),
    pings(facts),
    missingIcmp(facts),
  )
}

export function attempts({ examples, ...facts }: BlackHoleFacts): string {
  const [worst] = examples
  if (!worst) return ''
  const { segment } = worst
  const first = segment.transmissions[0]?.time ?? 0
  const spent = formatDuration((segment.transmissions.at(-1)?.time ?? first) - first)
  const flag = isIpv6(facts.way.from)
    ? 'IPv6, so no router may fragment it'
    : segment.dontFragment
      ? 'with DF set'
      : 'without DF'
  const others =
    facts.segments > 1
      ? ` In all, ${count(facts.segments, 'segment')} of ${count(facts.connections, 'connection')} met this fate in ${count(facts.transmissions, 'transmission')}.`
      : ''
  const end =
    worst.record.closedBy === 'none'
      ? 'to the end of the capture'
      : worst.record.closedBy === 'rst'
        ? 'until the connection was reset'
        : 'until the other side closed'
  return `${worst.sender} sent ${octets(segment.length)} from relative sequence number ${String(segment.relativeSeq)} on to ${worst.receiver} in one IP packet of ${octets(worst.inner)}, ${flag}. It was sent ${formatNumber(segment.transmissionTotal)} times in ${spent} and ${segment.acked ? 'acknowledged only in smaller pieces' : `never acknowledged, ${end}`} (${facts.place}).${others}`
}

function hole({ examples, proofs }: BlackHoleFacts, limits: BlackHoleLimits): string {
  const shown = examples.find(({ segment }) => segment.sackHole)
  if (shown?.segment.sackHole) {
    const example = shown.segment
    const { left, right } = shown.segment.sackHole
    const length = (right - left) >>> 0
    const start = (example.relativeSeq + left - example.seq) >>> 0
    const segments = length / example.length
    const whole =
      Number.isInteger(segments) && segments > 1
        ? ` (${formatNumber(segments)} segments of ${String(example.length)})`
        : ''
    const missing = `${octets(length)}${whole}, relative sequence numbers ${String(start)} to ${String(start + length)}`
    const { before, after } = example
    const neighbours =
      before > 0 && after > 0
        ? ` The packets just before and after it, of ${formatNumber(before)} and ${octets(after)}, arrived.`
        : after > 0
          ? ` The packet just after it, of ${octets(after)}, arrived.`
          : ''
    return `The receiver's selective acknowledgement (SACK) says what is missing: ${missing}; what came later did arrive.${neighbours}${counted(shown, examples, limits)}`
  }
  if (proofs.during) {
    return 'Meanwhile smaller packets arrived in the same direction, so the path was not down.'
  }
  return proofs.later ? 'Smaller packets arrived in the same direction afterwards.' : ''
}

/** Of what the receiver misses, some may not have been sent often enough to be counted. */
function counted(
  { record, segment: { from, sackHole } }: LostSegment,
  examples: readonly LostSegment[],
  { minTransmissions }: BlackHoleLimits,
): string {
  if (sackHole === null) return ''
  const missing = (sackHole.right - sackHole.left) >>> 0
  const within = examples.filter(
    ({ record: conn, segment }) =>
      conn === record && segment.from === from && (segment.seq - sackHole.left) >>> 0 < missing,
  )
  if (sum(within.map(({ segment }) => segment.length)) >= missing) return ''
  return ` Of what is missing, this finding counts only what was sent ${formatNumber(minTransmissions)} times or more: ${count(within.length, 'segment')}.`
}

function bracketOf(facts: BlackHoleFacts): string {
  const { way, largestDelivered, smallestLost } = facts
  const { from, to } = endsOf(facts)
  const outer = way.tunnel
    ? ` With the ${octets(way.tunnel.overhead)} of ${formatTunnel(way.tunnel)} that is ${formatNumber(facts.largestDeliveredOuter)} and ${octets(facts.smallestLostOuter)} on the underlay, so its hidden MTU lies in [${String(facts.largestDeliveredOuter)}, ${String(facts.smallestLostOuter)}).`
    : ` The hidden MTU lies in [${String(largestDelivered)}, ${String(smallestLost)}).`
  const far = facts.proofs.farTaps.map(
    ({ place, largest }) => `${place} (largest there: ${String(largest)})`,
  )
  const behind =
    far.length > 0
      ? ` They never appear at ${formatList(far)}, which sees the same connections.`
      : ''
  return `Packets up to ${octets(largestDelivered)} were delivered from ${formatList(from)} to ${formatList(to)}; the smallest that was lost had ${formatNumber(smallestLost)}.${outer}${behind}`
}

export function pings({ proofs: { echo } }: BlackHoleFacts): string {
  if (!echo) return ''
  const leg = echo.onWayBack
    ? ' Another tap shows that the answers were sent: they are lost on the way back.'
    : ' Whether the requests or the answers are lost, this tap cannot tell.'
  return `Pings from ${echo.src} to ${echo.dst} agree: up to ${octets(echo.answered)} answered (${formatNumber(echo.answeredRequests)}), from ${formatNumber(echo.lost)} on none of ${formatNumber(echo.lostRequests)}${echo.dontFragment && !isIpv6(echo.src) ? ', with DF set' : ''}.${leg}`
}

function missingIcmp({ way, icmpSeen, examples }: BlackHoleFacts): string {
  const error = isIpv6(way.from)
    ? 'ICMPv6 "packet too big" (type 2)'
    : 'ICMP "fragmentation needed" (3/4)'
  if (!isIpv6(way.from) && examples[0] && !examples[0].segment.dontFragment) {
    return 'DF is not set, so a router should have fragmented the packets; it discarded them.'
  }
  const shown = icmpSeen
    ? 'this capture holds other ICMP messages, so it would have shown it'
    : 'no ICMP at all is in this capture, so a capture filter may have kept it out'
  return `A router that cannot forward such a packet owes its sender an ${error}. None came; ${shown}.`
}

function reasonsOf(
  { proofs, connections, examples }: BlackHoleFacts,
  confidence: Confidence,
): string[] {
  return sentences(
    proofs.sackHole && 'The receiver acknowledged later octets and not these.',
    proofs.during && 'Smaller packets passed between the transmissions of the large ones.',
    proofs.farTaps.length > 0 && 'A tap behind the hole sees everything but the large packets.',
    proofs.echo && 'Pings show the same limit.',
    connections > 1 && `${count(connections, 'connection')} failed in the same way.`,
    examples.length === 0 &&
      'Only pings show it; a filter for large pings would look the same, which lowers the confidence.',
    confidence === 'possible' &&
      examples.length > 0 &&
      'Nothing shows that smaller packets still passed after the loss began: an outage at that very moment would look the same.',
  )
}

function counterOf(
  { proofs, icmpSeen, segments, connections }: BlackHoleFacts,
  { minTransmissions }: BlackHoleLimits,
): string[] {
  return sentences(
    !icmpSeen && 'The capture holds no ICMP: the error may have been sent and filtered out here.',
    segments === 1 &&
      connections === 1 &&
      !proofs.echo &&
      `Only one segment was sent ${formatNumber(minTransmissions)} times or more.`,
    proofs.farTaps.some(({ sameCapture }) => sameCapture) &&
      'The packets are missing at another interface of the same machine: the limit may be inside it.',
  )
}

/**
 * `mtu-black-hole` in English, where only a tap behind the loss was captured: what it shows, and what
 * is concluded from it. The bracket, the steps and the pings are those of `mtu-black-hole.ts`.
 */
import type { BlackHoleFacts } from '../facts/mtu-black-hole'
import type { MissingFacts } from '../facts/missing-segments'
import { count, formatDuration, formatList, formatNumber, octets } from '../format'
import type { HoleLimits } from '../hole-evidence'
import type { MissingSegments } from '../missing-segments'
import { type Said, sentences } from '../said'
import { formatTunnel } from '../way'
import { endsOf, pathOf, pings } from './mtu-black-hole'
import { alternativesBehind, captureSteps } from './mtu-black-hole-behind-steps'
import { confirmOf, nextStepsOf } from './mtu-black-hole-steps'

export function sayBehind(facts: BlackHoleFacts, missing: MissingFacts, limits: HoleLimits): Said {
  return {
    claim: claimOf(facts, missing),
    happened: sentences(
      holeOf(facts, missing),
      sizeOf(missing),
      seenOf(facts, missing),
      pings(facts),
      concluded(facts),
    ),
    rule: `A hole in the sequence numbers of one direction that has room for full segments, as large as both SYNs allow, at least ${octets(limits.minOctets)} as a packet, and that nobody filled for ${formatNumber(limits.minHoleSeconds)} s, or only with smaller ones; no packet of that size was seen in this direction, while smaller ones came afterwards, and the receiver did not acknowledge what is missing. Silent where a smaller segment is missing as well, where ICMP told the sender, where the path fragments, and where packets as large come from one end of the tunnel to the other without it.`,
    confidenceReasons: reasonsOf(facts, missing),
    counterEvidence: counterOf(missing),
    alternatives: alternativesBehind(facts, missing),
    disprovedBy: [
      `A packet of ${octets(facts.smallestLost)} or more that arrives in this direction.`,
      'A capture at the sender that does not show these segments, each sent again and again.',
      'An ICMP error about these packets, seen at the sender.',
    ],
    nextSteps: [...captureSteps(missing), ...nextStepsOf(facts)],
    confirm: confirmOf(facts),
  }
}

function claimOf(facts: BlackHoleFacts, { holes }: MissingFacts): string {
  const { largestDelivered, smallestLost, way } = facts
  const full = holes[0]?.inner ?? smallestLost
  const inner = way.tunnel ? 'inner packets' : 'packets'
  return `${pathOf(facts)}: ${inner} up to ${octets(largestDelivered)} arrive, full segments in packets of ${formatNumber(full)} never do`
}

/** `exactly 7 segments of 1398 octets`. */
function roomOf({ segments, payload, rest }: MissingSegments): string {
  const full = `${count(segments, 'segment')} of ${octets(payload)}`
  return rest === 0 ? `exactly ${full}` : `${full}, and ${octets(rest)} more`
}

/** What the worst hole is, what stands behind it, and what became of it. */
export function holeOf(facts: BlackHoleFacts, missing: MissingFacts): string {
  const [worst] = missing.holes
  if (!worst) return ''
  const { sender, receiver, hole } = worst
  const others =
    missing.holes.length > 1
      ? ` In all, ${count(missing.holes.length, 'hole')} of ${count(missing.connections, 'connection')} look like this, with room for ${count(missing.segments, 'full segment')}.`
      : ''
  return `Of what ${sender} sent to ${receiver}, ${octets(hole.length)} are missing (${facts.place}), from relative sequence number ${String(hole.relativeSeq)} on: ${roomOf(worst)}. ${behindOf(worst)}${toldOf(worst)} ${fateOf(worst, missing)}${others}`
}

const behindOf = ({ hole }: MissingSegments): string =>
  hole.behind > 0
    ? `The packet just behind them, of ${octets(hole.behind)}, arrived.`
    : 'That they were sent is told by the sequence number of a packet without data that came behind them.'

function toldOf({ told }: MissingSegments): string {
  if (told === 'sack') {
    return " The receiver's selective acknowledgement (SACK) leaves out just these octets."
  }
  return told === 'duplicates'
    ? ' The receiver went on to acknowledge what stands before them, and nothing else.'
    : ''
}

function fateOf({ hole }: MissingSegments, { heardUntil }: MissingFacts): string {
  if (hole.filledTime >= 0) {
    return `They came ${formatDuration(hole.filledTime - hole.time)} later, in packets of ${octets(hole.largestPiece)} at most.`
  }
  return `They had not come ${formatDuration(heardUntil - hole.time)} later, when other packets in this direction still did.`
}

/** From which announcement the size is concluded. */
function sizeOf({ holes: [worst] }: MissingFacts): string {
  if (!worst) return ''
  const { mss, payload, inner } = worst
  const less =
    payload < mss
      ? `; ${formatNumber(mss - payload)} of these go to the timestamps option, which leaves ${formatNumber(payload)}`
      : ''
  return `The SYNs of this connection allow segments of ${octets(mss)}, which is an IP packet of ${formatNumber(inner)}${less}.`
}

function seenOf(facts: BlackHoleFacts, { unfilled }: MissingFacts): string {
  const { way, largestDelivered } = facts
  const { from, to } = endsOf(facts)
  const passed =
    unfilled > 0
      ? ' Smaller ones came after the holes had been seen, so the path was not down.'
      : ''
  const outer = way.tunnel
    ? ` With the ${octets(way.tunnel.overhead)} of ${formatTunnel(way.tunnel)} that is ${formatNumber(facts.largestDeliveredOuter)} and ${octets(facts.smallestLostOuter)} on the underlay.`
    : ''
  return `No packet of that size was seen from ${formatList(from)} to ${formatList(to)}: the largest had ${octets(largestDelivered)}.${passed}${outer}`
}

function concluded(facts: BlackHoleFacts): string {
  const { from } = endsOf(facts)
  return `So the hidden MTU probably lies in [${String(facts.largestDeliveredOuter)}, ${String(facts.smallestLostOuter)}). That is concluded, not seen: this tap lies behind the loss, and the segments, their repetitions, and an ICMP error about them would show at ${formatList(from)} alone.`
}

function reasonsOf({ proofs }: BlackHoleFacts, missing: MissingFacts): string[] {
  const { exact, holes, told, connections, unfilled } = missing
  return sentences(
    told > 0 && 'The receiver acknowledged what stands before the holes and not these octets.',
    exact > 0 &&
      exact === holes.length &&
      'The holes are whole multiples of a full segment: nothing smaller is missing.',
    exact > 0 &&
      exact < holes.length &&
      `${formatNumber(exact)} of ${formatNumber(holes.length)} holes are whole multiples of a full segment.`,
    unfilled < holes.length && 'The octets came as soon as they were sent in smaller segments.',
    proofs.echo && 'Pings show the same limit.',
    connections > 1 && `${count(connections, 'connection')} failed in the same way.`,
    'The lost packets are not in the capture and their size rests on what the SYNs announce, so this is never certain.',
  )
}

function counterOf({ exact, holes, told }: MissingFacts): string[] {
  return sentences(
    exact === 0 &&
      'No hole is a whole multiple of a full segment: a smaller one is missing too, or the sender cuts in another size.',
    told === 0 &&
      'The receiver sent nothing after the holes were seen: that the octets are missing there as well is told by its silence alone.',
    holes.length === 1 && 'Only one hole shows it.',
  )
}

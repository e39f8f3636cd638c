/** The figures of `mtu-black-hole`, with English labels. */
import type { AttemptsFigure, Figure, SizesFigure } from '../../model/figure'
import type { BlackHoleFacts } from '../facts/mtu-black-hole'
import { octets } from '../format'
import { layersOf } from '../mtu'
import type { LostSegment } from '../size-loss'

type Point = AttemptsFigure['lanes'][number]['points'][number]

const LANES = 6

export function drawBlackHole(facts: BlackHoleFacts): Figure[] {
  return [...attempts(facts), ...openHoles(facts), sizes(facts), budget(facts)]
}

export function attempts({ examples, last }: BlackHoleFacts): AttemptsFigure[] {
  if (examples.length === 0) return []
  return [
    {
      kind: 'attempts',
      title: 'Transmissions of the lost segments',
      lanes: examples.slice(0, LANES).map((example) => ({
        label: `${example.sender} seq ${String(example.segment.relativeSeq)}, ${octets(example.inner)}`,
        tone: 'bad',
        points: pointsOf(example),
      })),
      until: last,
    },
  ]
}

function pointsOf({ segment }: LostSegment): Point[] {
  const points = segment.transmissions.map(({ time, frame }, index): Point => ({
    time,
    frame,
    tone: 'bad',
    label: index === 0 ? 'sent' : `retransmission ${String(index)}`,
  }))
  if (segment.acked && segment.ackFrame > 0) {
    points.push({
      time: segment.ackTime,
      frame: segment.ackFrame,
      tone: 'good',
      label: 'acknowledged in smaller pieces',
    })
  }
  return points
}

/** Holes that a tap behind the loss saw: when they were told of, and whether they were filled. */
export function openHoles({ missing }: BlackHoleFacts): AttemptsFigure[] {
  if (!missing) return []
  return [
    {
      kind: 'attempts',
      title: 'Holes that stayed open',
      lanes: missing.holes.slice(0, LANES).map(({ sender, hole }) => ({
        label: `${sender} seq ${String(hole.relativeSeq)}, ${octets(hole.length)}`,
        tone: 'bad',
        points: [
          {
            time: hole.time,
            frame: hole.frame,
            tone: 'bad',
            label: 'first packet behind the hole',
          },
          ...(hole.sackFrame > 0
            ? [point(hole.sackTime, hole.sackFrame, 'bad', 'selective acknowledgement')]
            : []),
          ...(hole.filledFrame > 0
            ? [point(hole.filledTime, hole.filledFrame, 'good', 'filled in smaller pieces')]
            : [point(missing.heardUntil, missing.heardFrame, 'good', 'last smaller packet')]),
        ],
      })),
      until: missing.heardUntil,
    },
  ]
}

const point = (time: number, frame: number, tone: Point['tone'], label: string): Point => ({
  time,
  frame,
  tone,
  label,
})

export function sizes(facts: BlackHoleFacts): SizesFigure {
  const delivered = new Map<number, number>()
  const lost = new Map<number, number>()
  const add = (to: Map<number, number>, size: number, count: number) => {
    if (count > 0) to.set(size, (to.get(size) ?? 0) + count)
  }
  for (const entry of facts.sizes) {
    entry.deliveredSizes.forEach((size, index, list) => {
      if (index % 2 === 0) add(delivered, size, list[index + 1] ?? 0)
    })
    for (const { inner, segment } of entry.lost) add(lost, inner, segment.transmissionTotal)
  }
  for (const { inner, segments, restInner } of facts.missing?.holes ?? []) {
    add(lost, inner, segments)
    if (restInner > 0) add(lost, restInner, 1)
  }
  if (facts.sizes.length === 0) {
    for (const size of facts.proofs.echo?.sizes ?? []) add(delivered, size.size, size.answered)
  }
  for (const size of facts.proofs.echo?.sizes ?? []) add(lost, size.size, size.lost)
  const sorted = (from: Map<number, number>) =>
    [...from].sort(([a], [b]) => a - b).map(([size, count]) => ({ size, count }))
  return {
    kind: 'sizes',
    title: sizesTitle(facts),
    unit: 'octets',
    delivered: sorted(delivered),
    lost: sorted(lost),
    bracket: { from: facts.largestDelivered, to: facts.smallestLost },
  }
}

function sizesTitle({ examples, missing }: BlackHoleFacts): string {
  if (examples.length > 0) return 'IP packets by size: delivered, and those repeated in vain'
  return missing
    ? 'IP packets by size: delivered, and those missing (concluded)'
    : 'IP packets by size: delivered and lost'
}

function budget(facts: BlackHoleFacts): Figure {
  const { way, smallestLost, largestDeliveredOuter, smallestLostOuter } = facts
  return {
    kind: 'byte-budget',
    title: 'The smallest lost packet against the path',
    parts: layersOf(way.tunnel, smallestLost, way.from),
    limit: {
      atLeast: largestDeliveredOuter,
      below: smallestLostOuter,
      label: `hidden MTU in [${String(largestDeliveredOuter)}, ${String(smallestLostOuter)})`,
    },
  }
}

/** The figures of `mtu-icmp-ignored`, with English labels. */
import type { AttemptsFigure, Figure } from '../../model/figure'
import type { IcmpErrorRecord } from '../../model/records'
import type { IgnoredFacts, IgnoredSegment } from '../facts/mtu-icmp-ignored'
import { octets } from '../format'
import { sizeOf } from '../ignored-errors'
import { layersOf } from '../mtu'

type Point = AttemptsFigure['lanes'][number]['points'][number]

const LANES = 5
const POINTS = 200

export function drawIgnored(facts: IgnoredFacts): Figure[] {
  const { way, errors, mtu, outer, segments } = facts
  const [worst] = segments
  if (!worst) return []
  const times = segments.flatMap(({ lost }) => lost.segment.transmissions.map(({ time }) => time))
  const latest = errors.at(-1)?.time ?? 0
  const attempts: AttemptsFigure = {
    kind: 'attempts',
    title: 'The errors, and what was sent all the same',
    lanes: [
      {
        label: `ICMP: MTU ${String(mtu)}`,
        tone: 'plain',
        points: errors.slice(0, POINTS).map(errorPoint),
      },
      ...segments.slice(0, LANES).map((segment) => laneOf(segment, outer)),
    ],
    until: times.reduce((max, time) => Math.max(max, time), latest),
  }
  const tunnel = outer ? way.tunnel : null
  if (mtu === 0) return [attempts]
  return [
    attempts,
    {
      kind: 'byte-budget',
      title: 'What is sent against what the path carries',
      parts: layersOf(tunnel, worst.lost.inner, way.from),
      limit: { atLeast: mtu, below: mtu + 1, label: `MTU ${String(mtu)}, told by ICMP` },
    },
  ]
}

const errorPoint = ({ time, frame, mtu }: IcmpErrorRecord): Point => ({
  time,
  frame,
  tone: 'plain',
  label: `too big, MTU ${String(mtu)}`,
})

function laneOf({ lost }: IgnoredSegment, outer: boolean): AttemptsFigure['lanes'][number] {
  return {
    label: `${lost.sender} seq ${String(lost.segment.relativeSeq)}, ${octets(sizeOf(lost, outer))}`,
    tone: 'bad',
    points: lost.segment.transmissions.map(({ time, frame }, index) => ({
      time,
      frame,
      tone: 'bad',
      label: index === 0 ? 'sent' : `sent again ${String(index)}`,
    })),
  }
}

/** From segments that were sent again after ICMP said that they are too big, to facts about the path. */
import type { Confidence, Severity } from '../model/finding'
import type { Nanos, OctetCount } from '../model/units'
import type { IgnoredFacts, IgnoredSegment } from './facts/mtu-icmp-ignored'
import { greatest, least, sum } from './grouping'
import { ipHeader } from './mtu'
import type { LostSegment, SizeLoss, WaySizes } from './size-loss'
import { firstSince, largestAllowed, type TooBig, type TooBigErrors } from './too-big-errors'
import { hostsKey, placeKey, type Places, type Way, wayOf } from './way'

export interface Patience {
  /** Transmissions of one segment after the error. */
  minAfter: number
  /** Time from the error in which transmissions do not count. */
  reaction: Nanos
}

/** One tunnel, or all that one sender sends without, as one tap shows it. */
interface Group {
  way: Way
  sizes: WaySizes
  told: Set<TooBig>
  outer: boolean
  segments: IgnoredSegment[]
}

/** Transmissions after the error from which a single segment is beyond doubt. */
const PLENTY = 3

/** Octets behind an IP header that show the ports of TCP and UDP. */
const PORTS = 8

export function ignoredErrors(
  losses: SizeLoss,
  errors: TooBigErrors,
  places: Places,
  patience: Patience,
): { key: string; facts: IgnoredFacts }[] {
  const paths = new Map<string, Map<string, Group>>()
  for (const sizes of losses.ways.values()) {
    const found = sizes.lost.length > 0 ? groupOf(sizes, errors, patience) : null
    if (!found) continue
    const key = pathKey(found)
    const byPlace = paths.get(key) ?? new Map<string, Group>()
    paths.set(key, byPlace)
    const place = placeKey(sizes.capture, sizes.tap)
    const known = byPlace.get(place)
    if (known) join(known, found)
    else byPlace.set(place, found)
  }
  return [...paths].map(([key, byPlace]) => {
    const best = [...byPlace.values()].reduce((a, b) => (afterOf(b) > afterOf(a) ? b : a))
    return { key, facts: factsOf(best, errors, places) }
  })
}

export function gravityOf({ segments, rescued, errors }: IgnoredFacts): [Severity, Confidence] {
  const plenty = segments.some(({ after }) => after >= PLENTY)
  const confidence = plenty && errors.length > 1 ? 'certain' : 'likely'
  return [rescued ? 'warning' : 'critical', confidence]
}

const afterOf = ({ segments }: Group): number => sum(segments.map(({ after }) => after))

function join(known: Group, more: Group): void {
  known.segments.push(...more.segments)
  for (const told of more.told) known.told.add(told)
}

function pathKey({ way: { from, tunnel }, outer }: Group): string {
  if (!outer || !tunnel) return `from ${from}`
  return `${tunnel.kind} ${String(tunnel.udpPort)} ${hostsKey(tunnel.src, tunnel.dst)}`
}

/** null: no error about this way, or it was obeyed. */
function groupOf(sizes: WaySizes, errors: TooBigErrors, patience: Patience): Group | null {
  const { way, capture } = sizes
  const { tunnel } = way
  const inner = errors.about(capture, way.from, way.to)
  const around = tunnel ? errors.about(capture, tunnel.src, tunnel.dst) : undefined
  for (const [told, outer] of [
    [around, true],
    [inner, false],
  ] as const) {
    const segments = told ? ignoredBy(sizes.lost, told, outer, patience) : []
    if (told && segments.length > 0) return { way, sizes, told: new Set([told]), outer, segments }
  }
  return null
}

function ignoredBy(
  all: readonly LostSegment[],
  told: TooBig,
  outer: boolean,
  { minAfter, reaction }: Patience,
): IgnoredSegment[] {
  const ignored: IgnoredSegment[] = []
  for (const lost of all) {
    const { transmissions } = lost.segment
    const error = firstSince(told, transmissions[0]?.time ?? Infinity)
    if (!error || sizeOf(lost, outer) <= largestAllowed(error)) continue
    const after = transmissions.filter(({ time }) => time > error.time + reaction).length
    if (after < minAfter) continue
    // A single error may be about something else between the same hosts.
    if (told.errors.length < 2 && !names(error.quoted, lost)) continue
    ignored.push({ lost, error, after })
  }
  return ignored
}

export const sizeOf = ({ inner, outer }: LostSegment, ofOuter: boolean): OctetCount =>
  ofOuter ? outer : inner

function names(
  quoted: { srcPort: number; dstPort: number; seq: number } | null,
  { record: { orig, resp }, segment }: LostSegment,
): boolean {
  const [from, to] = segment.from === 'orig' ? [orig, resp] : [resp, orig]
  return quoted?.srcPort === from.port && quoted.dstPort === to.port && quoted.seq >= 0
}

function factsOf(group: Group, tooBig: TooBigErrors, places: Places): IgnoredFacts {
  const { way, sizes, outer } = group
  const { capture, tap } = sizes
  const told = [...group.told]
  const errors = told.flatMap((each) => each.errors).sort((a, b) => a.time - b.time)
  const segments = [...group.segments].sort((a, b) => b.after - a.after)
  const sentAfter = segments.map(({ lost }) => sizeOf(lost, outer))
  const mtu = least(told.map((each) => each.mtu).filter((each) => each > 0))
  return {
    way: segments[0] ? wayOfLost(segments[0].lost, way) : way,
    place: places.name(capture, tap),
    capture,
    sender: told[0]?.src ?? way.from,
    receivers: told.map(({ dst }) => dst),
    errors,
    mtu: mtu === Infinity ? 0 : mtu,
    outer,
    segments,
    connections: new Set(segments.map(({ lost: { sender, receiver } }) => `${sender} ${receiver}`))
      .size,
    after: afterOf(group),
    allowed: least(segments.map(({ error }) => largestAllowed(error))),
    quoted: least(errors.map(({ quotedOctets }) => quotedOctets)),
    quoteNeeded: (way.tunnel?.overhead ?? 0) + ipHeader(way.from) + PORTS,
    smallestAfter: least(sentAfter),
    largestAfter: greatest(sentAfter),
    rescued: segments.every(({ lost }) => lost.segment.acked),
    passedOn: (outer && tooBig.about(capture, way.from, way.to)?.errors[0]) || null,
  }
}

/** The way of the segment, in the tunnel of the group. */
function wayOfLost({ record: { orig, resp }, segment }: LostSegment, { tunnel }: Way): Way {
  const forth = segment.from === 'orig'
  return wayOf(forth ? orig.address : resp.address, forth ? resp.address : orig.address, tunnel)
}

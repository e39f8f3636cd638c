/** From lost and delivered sizes of one path to facts: bracket, proofs, and how grave and sure. */
import type { Confidence, Severity } from '../model/finding'
import type { OctetCount } from '../model/units'
import type { BlackHoleFacts, EchoBracket, SizeProofs } from './facts/mtu-black-hole'
import { append, greatest, least, sum } from './grouping'
import { behindProofs, connsOf, gravityBehind, missingFacts } from './missing-facts'
import { goodputCost, IPV6_MINIMUM } from './mtu'
import type { PathSigns } from './path-signs'
import type { LostSegment, SizeLoss, WaySizes } from './size-loss'
import { placeKey, type Places, type Way } from './way'

/** One path on which large packets vanish: all pods behind one tunnel, or two hosts. */
export interface BlackHole {
  key: string
  way: Way
  /** The same hosts may appear at several taps. */
  sizes: WaySizes[]
  echo: EchoBracket | null
}

export interface HoleContext {
  places: Places
  signs: PathSigns
  losses: SizeLoss
  /** What `BlackHoleFacts.behind` says of a way. */
  behind: (way: Way) => string
}

/** Transmissions of one segment from which a proof that smaller ones pass stands by itself. */
const PLENTY = 5

/** So many pairs of hosts with one end in common are told one by one. */
const SEPARATE = 3

/** Joins holes without a tunnel that share their sender, or else their receiver: one limit, one cause. */
export function joined(holes: readonly BlackHole[]): BlackHole[] {
  let rest = holes.filter(({ way, sizes }) => way.tunnel === null && sizes.length > 0)
  const others = holes.filter((hole) => !rest.includes(hole))
  for (const end of ['from', 'to'] as const) {
    const byEnd = new Map<string, BlackHole[]>()
    for (const hole of rest) append(byEnd, hole.way[end], hole)
    rest = []
    for (const [host, group] of byEnd) {
      const [first] = group
      const one = first && group.length > SEPARATE && joinedHole(`${end} ${host}`, first, group)
      if (one) others.push(one)
      else rest.push(...group)
    }
  }
  return [...others, ...rest]
}

/** null: their limits differ, as what one lost is no larger than what arrived at another. */
function joinedHole(key: string, first: BlackHole, group: readonly BlackHole[]): BlackHole | null {
  const sizes = group.flatMap((hole) => hole.sizes)
  const lost = sizes.flatMap((entry) =>
    [...entry.lost, ...entry.missing].filter(({ inner }) => inner > entry.delivered),
  )
  const delivered = greatest(sizes.map((entry) => entry.delivered))
  if (delivered >= least(lost.map(({ inner }) => inner))) return null
  return { key, way: first.way, sizes, echo: group.find(({ echo }) => echo)?.echo ?? null }
}

/** null when, all taps taken together, what was lost is no larger than what arrived. */
export function blackHoleFacts(hole: BlackHole, context: HoleContext): BlackHoleFacts | null {
  const { echo } = hole
  const { places, signs } = context
  const sizes = atBestPlace(hole.sizes)
  const lost = sizes.flatMap((entry) => entry.lost.filter(({ inner }) => inner > entry.delivered))
  const missing = lost.length > 0 ? [] : sizes.flatMap((entry) => entry.missing)
  const large = [...lost, ...missing]
  const smallestLost = Math.min(least(large.map(({ inner }) => inner)), echo?.lost ?? Infinity)
  const smallestLostOuter = Math.min(
    least(large.map(({ outer }) => outer)),
    echo?.lostOuter ?? Infinity,
  )
  const overhead = hole.way.tunnel?.overhead ?? 0
  const farTaps = tapsBehind(sizes, smallestLost, context)
  const delivered = Math.max(
    greatest(sizes.map((entry) => entry.delivered)),
    greatest(farTaps.map(({ largest }) => largest)),
    echo?.answered ?? 0,
  )
  if (delivered >= smallestLost) return null
  const place = sizes[0] ?? echo
  if (!place || (large.length === 0 && !echo)) return null
  const safeMtu = safeBelow(delivered, smallestLost, overhead)
  const moments = [
    ...lost.flatMap(({ segment }) => segment.transmissions.map(({ time }) => time)),
    ...missing.flatMap(({ hole }) => [hole.time, Math.max(hole.time, hole.filledTime)]),
  ]
  return {
    way: hole.way,
    behind: context.behind(hole.way),
    place: places.name(place.capture, place.tap),
    sizes,
    examples: [...lost].sort((a, b) => b.segment.transmissionTotal - a.segment.transmissionTotal),
    missing: missing.length === 0 ? null : missingFacts(missing, sizes, context.losses),
    segments: sum(sizes.map((entry) => entry.segments)),
    transmissions: sum(sizes.map((entry) => entry.transmissions)),
    connections: missing.length === 0 ? sum(sizes.map((entry) => entry.conns)) : connsOf(missing),
    largestDelivered: delivered,
    smallestLost,
    largestDeliveredOuter: delivered + overhead,
    smallestLostOuter,
    proofs: {
      ...(missing.length === 0 ? tcpProofs(sizes, lost) : behindProofs(missing)),
      ...{ farTaps, echo },
    },
    icmpSeen: signs.hasIcmp(place.capture),
    safeMtu,
    goodputCost: goodputCost(smallestLost, safeMtu, overhead, hole.way.from),
    first: moments.length === 0 ? 0 : least(moments),
    last: greatest(moments),
  }
}

/** null: it may as well be an outage that ended in a reset. */
export function gravityOf({
  proofs,
  connections,
  examples,
  missing,
}: BlackHoleFacts): [Severity, Confidence] | null {
  if (missing) return gravityBehind(missing, proofs.echo !== null)
  const plenty = examples.some(({ segment }) => segment.transmissionTotal >= PLENTY)
  const behind = proofs.farTaps.length > 0
  const strong = [proofs.sackHole, proofs.during, behind, proofs.echo !== null]
  const found = strong.filter(Boolean).length + (proofs.later ? 1 : 0)
  if (examples.length === 0) {
    return ['warning', proofs.echo?.dontFragment && proofs.echo.onWayBack ? 'likely' : 'possible']
  }
  if (found === 0) {
    return examples.every(({ record }) => record.closedBy === 'rst')
      ? null
      : ['warning', 'possible']
  }
  const itself = plenty && (proofs.sackHole || proofs.during || behind)
  const sure = itself || found + (connections > 1 ? 1 : 0) >= 3
  return ['critical', sure ? 'certain' : 'likely']
}

/** The tap that shows most transmissions, or else most holes; others show the same segments again. */
function atBestPlace(all: readonly WaySizes[]): WaySizes[] {
  const byPlace = new Map<string, WaySizes[]>()
  for (const sizes of all) {
    append(byPlace, placeKey(sizes.capture, sizes.tap), sizes)
  }
  let best: WaySizes[] = []
  let [most, mostHoles] = [0, 0]
  for (const sizes of byPlace.values()) {
    const transmissions = sum(sizes.map((entry) => entry.transmissions))
    const holes = sum(sizes.map((entry) => entry.missing.length))
    if (transmissions < most || (transmissions === most && holes <= mostHoles)) continue
    best = sizes
    most = transmissions
    mostHoles = holes
  }
  return best
}

function tcpProofs(
  sizes: readonly WaySizes[],
  lost: readonly LostSegment[],
): Pick<SizeProofs, 'sackHole' | 'during' | 'later'> {
  const passed = sizes.flatMap((entry) => entry.passed)
  const spans = lost.map(({ segment, record }) => ({
    from: segment.transmissions[0]?.time ?? Infinity,
    to: segment.transmissions.at(-1)?.time ?? 0,
    reset: record.closedBy === 'rst',
  }))
  return {
    sackHole: lost.some(({ segment }) => segment.sackHole !== null || segment.after > 0),
    during: spans.some(({ from, to }) => passed.some((time) => time > from && time < to)),
    later: spans.some(({ to, reset }) => !reset && passed.some((time) => time >= to)),
  }
}

/** Taps that see the same connections and never a packet of the lost size: they lie behind the hole. */
function tapsBehind(
  sizes: readonly WaySizes[],
  smallestLost: OctetCount,
  { places, signs, losses }: HoleContext,
): SizeProofs['farTaps'] {
  const here = sizes[0]
  if (!here) return []
  const behind = new Map<string, SizeProofs['farTaps'][number]>()
  for (const { way, lost } of sizes) {
    for (const at of lost.flatMap((segment) => losses.sentAt(segment))) {
      if (at.capture === here.capture && at.tap === here.tap) continue
      const place = places.name(at.capture, at.tap)
      const largest = Math.max(
        at.largest,
        signs.largestSeen(way, at.capture, at.tap),
        behind.get(place)?.largest ?? 0,
      )
      if (largest >= smallestLost) continue
      behind.set(place, { place, largest, sameCapture: at.capture === here.capture })
    }
  }
  return [...behind.values()]
}

/**
 * What may be sent without measuring further: what arrived, or else the 1280 octets that every
 * IPv6 path carries and hardly an IPv4 path does not, less the tunnel's overhead.
 */
function safeBelow(delivered: OctetCount, lost: OctetCount, overhead: OctetCount): OctetCount {
  const usual = IPV6_MINIMUM - overhead
  return usual > delivered && usual < lost ? usual : delivered
}

/**
 * Ways on which large packets are lost, sorted by cause: the path, or the tunnel's port alone, or
 * something innocent. `mtu-black-hole` and `tunnel-size-drop` each report their own.
 */
import type { EchoPathRecord } from '../model/records'
import { NANOS_PER_SECOND, type OctetCount } from '../model/units'
import { type BlackHole, type HoleContext, joined } from './black-holes'
import { Carried } from './carried'
import type { EchoBracket } from './facts/mtu-black-hole'
import { count, formatList, formatNumber, lookedAt } from './format'
import { HoleEvidence, type HoleLimits } from './hole-evidence'
import { least, sum } from './grouping'
import type { OtherTraffic, Place } from './outside-tunnel'
import type { Shared } from './shared'
import type { WaySizes } from './size-loss'
import { hostsKey, type Way, wayOf } from './way'

/** Why a direction with lost segments is not called a black hole. */
export type Innocence =
  'overlap' | 'told' | 'tunnel only' | 'fragmented' | 'reset' | 'one-way' | 'down'

const INNOCENCE: Record<Innocence, string> = {
  overlap: 'packets as large were delivered',
  told: 'ICMP told the sender that they were too big',
  'tunnel only': 'packets as large pass between the same nodes outside of the tunnel',
  fragmented: 'the path fragments',
  reset: 'the connection was reset and nothing shows that smaller packets passed meanwhile',
  'one-way': 'the capture shows only one direction',
  down: 'nothing at all arrived in this direction afterwards',
}

const isHole = ({ sizes, echo }: BlackHole): boolean => sizes.length > 0 || echo !== null

/** Holes of one cause. */
class Holes {
  private readonly byKey = new Map<string, BlackHole>()

  of(way: Way): BlackHole {
    const { tunnel, from, to } = way
    const key = tunnel
      ? `${tunnel.kind} ${String(tunnel.udpPort)} ${hostsKey(tunnel.src, tunnel.dst)}`
      : hostsKey(from, to)
    const hole = this.byKey.get(key) ?? { key, way, sizes: [], echo: null }
    this.byKey.set(key, hole)
    return hole
  }

  /** What is lost in a tunnel has one cause: the smaller sizes, which pass without it, decide. */
  moveTo(others: Holes): void {
    for (const [key, { sizes, echo }] of this.byKey) {
      const other = others.byKey.get(key)
      if (!other || !isHole(other)) continue
      other.sizes.push(...sizes)
      other.echo ??= echo
      this.byKey.delete(key)
    }
  }

  all(): BlackHole[] {
    return [...this.byKey.values()].filter(isHole)
  }

  /** Those that `inTunnels` tells already were seen a second time, before their packets entered the tunnel. */
  found(inTunnels: Carried): BlackHole[] {
    return joined(this.all().filter((hole) => !inTunnels.has(hole)))
  }
}

export class HoleSearch {
  /** Segments that went unacknowledged. */
  suspicious = 0
  private readonly limits: HoleLimits
  private readonly evidence: HoleEvidence
  private readonly innocent = new Map<Innocence, number>()

  constructor(limits: HoleLimits, shared: Shared) {
    this.limits = limits
    const { minTransmissions, minOctets } = limits
    const key = `holes ${String(minTransmissions)} ${String(minOctets)}`
    this.evidence = shared.of(key, () => new HoleEvidence(limits))
  }

  get handlers(): HoleEvidence['handlers'] {
    return this.evidence.handlers
  }

  get context(): HoleContext {
    const { places, signs, losses, translators } = this.evidence
    return { places, signs, losses, behind: (way) => translators.of(way) }
  }

  get uncounted(): number {
    const { losses, translators } = this.evidence
    return losses.ways.turnedAway + losses.holesLeft + translators.turnedAway
  }

  /** Packets that pass between the tunnel's ends outside of it, if they are as large as that. */
  otherTraffic(hole: BlackHole, atLeast: OctetCount): OtherTraffic | null {
    const places = () => hole.sizes.flatMap((sizes) => this.placesBehind(sizes))
    return this.evidence.outside.traffic(hole.way, atLeast, places)
  }

  /** To be asked once, after the last record: holes in paths, and in tunnels alone. */
  search(): { path: BlackHole[]; tunnel: BlackHole[] } {
    const path = new Holes()
    const tunnel = new Holes()
    const lossy: WaySizes[] = []
    for (const seen of this.evidence.losses.ways.values()) {
      if (seen.segments === 0 && seen.missing.length === 0) continue
      lossy.push(seen)
      const sizes = this.withoutInnocentHoles(seen)
      const suspicious = sizes.segments + sum(sizes.missing.map(({ segments }) => segments))
      if (suspicious === 0) continue
      this.suspicious += suspicious
      const why = this.innocenceOf(sizes)
      if (why) this.acquit(why, suspicious)
      if (why === null) path.of(sizes.way).sizes.push(sizes)
      else if (why === 'tunnel only') tunnel.of(sizes.way).sizes.push(sizes)
    }
    for (const record of this.evidence.echoes.paths) {
      const found = this.bracketOf(record)
      if (!found) continue
      const { way, bracket } = found
      const holes = found.tunnelOnly ? tunnel : path
      const opposite = wayOf(way.from, way.to, way.tunnel, true)
      // Unless the lost leg is known, the direction whose segments are lost as well is meant.
      const hole =
        !bracket.onWayBack && holes.of(opposite).sizes.length > 0
          ? holes.of(opposite)
          : holes.of(way)
      hole.echo ??= bracket
    }
    path.moveTo(tunnel)
    const carried = new Carried([...path.all(), ...tunnel.all()], lossy)
    return { path: path.found(carried), tunnel: tunnel.found(carried) }
  }

  acquit(why: Innocence, segments: number): void {
    this.innocent.set(why, (this.innocent.get(why) ?? 0) + segments)
  }

  silence(): string {
    if (this.suspicious === 0) {
      const times = String(this.limits.minTransmissions)
      const seconds = formatNumber(this.limits.minHoleSeconds)
      return lookedAt(
        this.evidence.conns,
        'connection',
        () =>
          `; no large segment was repeated ${times} times without acknowledgement, and no hole of full segments stayed open for ${seconds} s.`,
      )
    }
    const why = [...this.innocent].map(
      ([reason, segments]) => `${INNOCENCE[reason]} (${count(segments, 'segment')})`,
    )
    const but = why.length === 0 ? 'not as this detector looks for' : formatList(why, 6)
    return `${count(this.suspicious, 'segment')} of ${count(this.evidence.conns, 'connection')} went unacknowledged, but ${but}.`
  }

  private withoutInnocentHoles(seen: WaySizes): WaySizes {
    const patience = this.limits.minHoleSeconds * NANOS_PER_SECOND
    const { sizes, acquitted } = this.evidence.behind.judge(seen, patience)
    for (const why of ['overlap', 'down'] as const) {
      if (acquitted[why] === 0) continue
      this.suspicious += acquitted[why]
      this.acquit(why, acquitted[why])
    }
    return sizes
  }

  private innocenceOf(sizes: WaySizes): Innocence | null {
    const { signs, outside, oneWay } = this.evidence
    const { way, lost, missing } = sizes
    if (oneWay.isBlind(sizes.capture, sizes.tap)) return 'one-way'
    if (signs.toldMtu(way) >= 0) return 'told'
    const above = lost.filter(({ inner }) => inner > sizes.delivered)
    // What was seen to be repeated tells more than what was not seen at all.
    const overlaps = lost.length > 0 && (2 * above.length < lost.length || above.length === 0)
    if (overlaps) return 'overlap'
    if (signs.isFragmented(way, [TCP])) return 'fragmented'
    const smallest = least((lost.length > 0 ? above : missing).map(({ outer }) => outer))
    return outside.traffic(way, smallest, () => this.placesBehind(sizes)) ? 'tunnel only' : null
  }

  /** Taps that the large packets did not reach, though others of the same connections did. */
  private placesBehind(sizes: WaySizes): Place[] {
    const { losses, signs } = this.evidence
    const { capture, tap, way, lost } = sizes
    if (lost.length === 0) return [{ capture, tap }]
    return lost.flatMap((segment) =>
      losses
        .sentAt(segment)
        .filter((at) => at.capture !== capture || at.tap !== tap)
        .filter(
          (at) => Math.max(at.largest, signs.largestSeen(way, at.capture, at.tap)) < segment.inner,
        ),
    )
  }

  /** The pings of a path that show a bracket, unless something else explains it. */
  private bracketOf(
    record: EchoPathRecord,
  ): { way: Way; bracket: EchoBracket; tunnelOnly: boolean } | null {
    const { minEchoes, minOctets } = this.limits
    const bracket = this.evidence.echoes.bracket(record, minEchoes, minOctets, this.evidence.places)
    if (!bracket || this.evidence.oneWay.isBlind(record.capture, record.tap)) return null
    const forth = wayOf(record.src, record.dst, record.tunnel)
    const back = wayOf(record.src, record.dst, record.tunnel, true)
    const ways = [forth, back]
    const { signs, outside } = this.evidence
    const explained = ways.some(
      (way) => signs.toldMtu(way) >= 0 || signs.isFragmented(way, ECHO_PROTOCOLS),
    )
    if (explained) return null
    const tunnelOnly = ways.some((way) => outside.traffic(way, bracket.lostOuter) !== null)
    return { way: bracket.onWayBack ? back : forth, bracket, tunnelOnly }
  }
}

const TCP = 6
const ECHO_PROTOCOLS = [1, 58] // ICMP, ICMPv6

/**
 * Whom the VNI of a tunnel names as the sender, by inner address; and which addresses send as another
 * than before. Only where VNIs name senders, and do so whoever the packets are for.
 */
import { MAX_PATHS } from '../limits/limits'
import type { TunnelWayRecord } from '../model/records'
import type { Nanos } from '../model/units'
import { VniModes } from '../model/vni-modes'
import type { ChangedSender } from './facts/identity-change'
import { append, least, sum } from './grouping'
import { overlayOf } from './tunnel-way-log'

/** Of one sender; beyond these it is no pod. */
const MAX_IDENTITIES = 8
const MAX_WAYS = 64

/** Reserved to nodes and to the world, whose addresses send as several in turn: SNAT, node ports. */
const NO_POD = [0, 1, 2, 6, 7, 8, 9, 10, 11]

interface Span {
  vni: number
  firstTime: Nanos
  lastTime: Nanos
  ways: TunnelWayRecord[]
}

/** Both from one node at one tap. */
export interface IdentityPair {
  before: number
  after: number
  alternates: boolean
  sender: ChangedSender
}

export class IdentitySenders {
  turnedAway = 0
  private readonly modes = new VniModes(MAX_PATHS)
  private readonly spans = new Map<string, Span[]>()
  private readonly nodes = new Set<string>()
  /** By overlay and destination, one sender of what comes there. */
  private readonly toTarget = new Map<string, { src: string; vni: number }>()
  /** Overlays in which one destination is sent to under several VNIs: they do not name its network. */
  private readonly free = new Set<string>()

  told(identity: number): void {
    this.modes.told(identity)
  }

  add(way: TunnelWayRecord): void {
    const { tunnel, src, dst, capture, tap, firstTime, lastTime } = way
    if (tunnel.vni < 0 || (tunnel.kind !== 'vxlan' && tunnel.kind !== 'geneve')) return
    const overlay = overlayOf(tunnel)
    this.modes.see(overlay, way)
    this.nodes.add(tunnel.src)
    this.nodes.add(tunnel.dst)
    this.noteTarget(`${overlay} ${dst}`, overlay, src, tunnel.vni)
    const key = `${String(capture)} ${String(tap)} ${overlay} ${tunnel.src} ${src}`
    const spans = this.spans.get(key)
    const span = spans?.find(({ vni }) => vni === tunnel.vni)
    if (span !== undefined) {
      span.firstTime = Math.min(span.firstTime, firstTime)
      span.lastTime = Math.max(span.lastTime, lastTime)
      if (span.ways.length < MAX_WAYS) span.ways.push(way)
    } else if (spans === undefined && this.spans.size >= MAX_PATHS) this.turnedAway++
    else if ((spans?.length ?? 0) >= MAX_IDENTITIES) this.turnedAway++
    else append(this.spans, key, { vni: tunnel.vni, firstTime, lastTime, ways: [way] })
  }

  /** Addresses, and those of them that kept their identity. */
  get total(): number {
    return this.spans.size
  }

  /** `maxGap`: so long after the last packet with the old identity the address may be another pod's. */
  changed(maxGap: Nanos): IdentityPair[] {
    return [...this.spans.values()].flatMap((spans) => this.changesOf(spans, maxGap))
  }

  private changesOf(spans: readonly Span[], maxGap: Nanos): IdentityPair[] {
    const [way] = spans[0]?.ways ?? []
    if (spans.length < 2 || spans.length >= MAX_IDENTITIES || way === undefined) return []
    const overlay = overlayOf(way.tunnel)
    if (!this.modes.nameSenders(overlay) || !this.free.has(overlay)) return []
    if (this.nodes.has(way.src) || spans.some(({ vni }) => NO_POD.includes(vni))) return []
    const sorted = spans.toSorted((x, y) => x.firstTime - y.firstTime)
    return sorted.flatMap((after, i): IdentityPair[] => {
      const before = sorted[i - 1]
      if (before === undefined || after.firstTime - before.lastTime > maxGap) return []
      const alternates = after.firstTime <= before.lastTime
      if (alternates && !shareTarget(before, after)) return []
      const sender = senderOf(before, after, way)
      return [{ before: before.vni, after: after.vni, alternates, sender }]
    })
  }

  private noteTarget(key: string, overlay: string, src: string, vni: number): void {
    const known = this.toTarget.get(key)
    if (known === undefined) {
      if (this.toTarget.size < MAX_PATHS) this.toTarget.set(key, { src, vni })
    } else if (known.src !== src && known.vni !== vni) this.free.add(overlay)
  }
}

/** Else the VNI may go by the destination: routed networks of several VNIs. */
function shareTarget(before: Span, after: Span): boolean {
  const targets = new Set(before.ways.map(({ dst }) => dst))
  return after.ways.some(({ dst }) => targets.has(dst))
}

function senderOf(before: Span, after: Span, way: TunnelWayRecord): ChangedSender {
  const { src, tunnel, capture, tap } = way
  const frames = ({ ways }: Span) => sum(ways.map((each) => each.frames))
  return {
    ...{ address: src, node: tunnel.src, capture, tap },
    ...{ framesBefore: frames(before), framesAfter: frames(after) },
    lastBefore: before.lastTime,
    firstAfter: least([after.firstTime]),
    ways: [...before.ways, ...after.ways],
  }
}

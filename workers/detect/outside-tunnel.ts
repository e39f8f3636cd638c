/**
 * What else passes between the ends of a tunnel: packets without it, or in a tunnel of another kind
 * or on another port. If they are as large as what the tunnel loses, the path carries that size.
 */
import { MAX_PATHS } from '../limits/limits'
import type { Tunnel } from '../model/records'
import type { FrameNumber, Nanos, OctetCount } from '../model/units'
import type { PathSigns } from './path-signs'
import { ETHERNET_MTU, type SizeLoss, type WaySizes } from './size-loss'
import type { Way } from './way'
import { HostsMap } from './way-map'

export interface OtherTraffic {
  /** Largest IP packet, outermost, that arrived in the same direction. */
  octets: OctetCount
  /** The other tunnel; null: none. */
  tunnel: Tunnel | null
  /** Seen only as super-packets, which were cut after the tap: the size is what was announced. */
  offloaded: boolean
  capture: number
  /** First frame of the connection that shows it; 0: a ping shows it, or it was `seenBehind`. */
  frame: FrameNumber
  time: Nanos
  /** Not known to be acknowledged, but seen where the packets of the tunnel do not come any more. */
  seenBehind: boolean
}

export interface Place {
  capture: number
  tap: number
}

export class OutsideTunnel {
  private readonly losses: SizeLoss
  private readonly signs: PathSigns
  /** Ways in tunnels by the tunnel's ends, once somebody asks. */
  private inTunnels: HostsMap<WaySizes[]> | null = null

  constructor(losses: SizeLoss, signs: PathSigns) {
    this.losses = losses
    this.signs = signs
  }

  /**
   * The largest of it, if it is at least so large; to be asked after the last record. `behind`: taps
   * that the packets of the tunnel do not reach; what is seen there has come past the place of the loss.
   */
  traffic(
    { tunnel }: Way,
    atLeast: OctetCount,
    behind: () => readonly Place[] = () => [],
  ): OtherTraffic | null {
    if (!tunnel) return null
    return this.arrived(tunnel, atLeast) ?? this.seenAt(behind(), tunnel, atLeast)
  }

  private seenAt(
    places: readonly Place[],
    tunnel: Tunnel,
    atLeast: OctetCount,
  ): OtherTraffic | null {
    for (const { capture, tap } of places) {
      const seen = this.signs.largestOutside(tunnel, capture, tap)
      if (!seen || seen.octets < atLeast) continue
      const offloaded = seen.octets > ETHERNET_MTU
      const octets = offloaded ? Math.max(atLeast, ETHERNET_MTU) : seen.octets
      return { ...{ octets, tunnel: seen.tunnel, offloaded, capture }, ...UNFRAMED }
    }
    return null
  }

  private arrived(tunnel: Tunnel, atLeast: OctetCount): OtherTraffic | null {
    const plain = this.losses.ways.of(tunnel.src, tunnel.dst)
    this.inTunnels ??= byEnds(this.losses.ways.values())
    const others = [
      ...plain.filter(({ way }) => way.tunnel === null),
      ...(this.inTunnels.get(tunnel.src, tunnel.dst) ?? []).filter(
        ({ way }) => way.tunnel?.kind !== tunnel.kind || way.tunnel.udpPort !== tunnel.udpPort,
      ),
    ]
    const whole = largest(others, (sizes) => sizes.whole)
    if (whole && whole.whole >= atLeast) return trafficOf(whole, whole.whole, false)
    const any = largest(others, (sizes) => sizes.deliveredOuter)
    if (!any || any.deliveredOuter < atLeast) return null
    const octets = Math.max(atLeast, Math.min(any.deliveredOuter, ETHERNET_MTU))
    return trafficOf(any, octets, true)
  }
}

const UNFRAMED = { frame: 0, time: 0, seenBehind: true }

const trafficOf = (
  { way, capture, wholeFrame, wholeTime }: WaySizes,
  octets: OctetCount,
  offloaded: boolean,
): OtherTraffic => ({
  octets,
  tunnel: way.tunnel,
  offloaded,
  capture,
  frame: wholeFrame,
  time: wholeTime,
  seenBehind: false,
})

function largest(all: readonly WaySizes[], size: (of: WaySizes) => OctetCount): WaySizes | null {
  let best: WaySizes | null = null
  for (const each of all) if (best === null || size(each) > size(best)) best = each
  return best
}

function byEnds(ways: Iterable<WaySizes>): HostsMap<WaySizes[]> {
  const map = new HostsMap<WaySizes[]>(MAX_PATHS)
  for (const sizes of ways) {
    const { tunnel } = sizes.way
    if (tunnel) map.upsert(tunnel.src, tunnel.dst, () => [])?.push(sizes)
  }
  return map
}

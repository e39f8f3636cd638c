/**
 * What else a case tells about the path between two hosts: ICMP errors that a packet was too big
 * (RFC 1191 §4, RFC 4443 §3.2), fragments, and the largest packet seen at each tap.
 */
import { MAX_PATHS } from '../limits/limits'
import type {
  EchoPathRecord,
  FragmentPathRecord,
  HostPairRecord,
  IcmpErrorRecord,
  Tunnel,
} from '../model/records'
import type { OctetCount } from '../model/units'
import { BoundedMap } from './bounded-map'
import { greatest } from './grouping'
import { isTooBig } from './too-big-errors'
import { hostsKey, type Way } from './way'
import { HostsMap } from './way-map'

export class PathSigns {
  private readonly mtuByHosts = new BoundedMap<string, { mtu: OctetCount }>(MAX_PATHS)
  private readonly fragmented = new BoundedMap<string, FragmentPathRecord>(MAX_PATHS)
  private readonly pairs: HostPairRecord[] = []
  /** `pairs` by their hosts, both ways, once somebody asks. */
  private pairsByHosts: HostsMap<HostPairRecord[]> | null = null
  private readonly icmpIn = new Set<number>()

  icmpError(record: IcmpErrorRecord): void {
    this.icmpIn.add(record.capture)
    if (!isTooBig(record)) return
    const { quoted, to, mtu } = record
    const key = quoted ? hostsKey(quoted.src, quoted.dst) : hostsKey(to, '')
    const known = this.mtuByHosts.upsert(key, () => ({ mtu }))
    if (known) known.mtu = Math.min(known.mtu, mtu)
  }

  echoPath(record: EchoPathRecord): void {
    this.icmpIn.add(record.capture)
  }

  fragmentPath(record: FragmentPathRecord): void {
    this.fragmented.upsert(hostsKey(record.src, record.dst), () => record)
  }

  hostPair(record: HostPairRecord): void {
    if (this.pairs.length < MAX_PATHS) this.pairs.push(record)
  }

  /** True when some ICMP message is in the capture: no filter kept them out. */
  hasIcmp(capture: number): boolean {
    return this.icmpIn.has(capture)
  }

  /**
   * Smallest next-hop MTU that a router told the sender, of the inner packet or of the tunnel's;
   * 0: told without a number, −1: not told.
   */
  toldMtu({ from, to, tunnel }: Way): number {
    if (this.mtuByHosts.size === 0) return -1
    const keys = [hostsKey(from, to), hostsKey(from, '')]
    if (tunnel) keys.push(hostsKey(tunnel.src, tunnel.dst), hostsKey(tunnel.src, ''))
    const told = keys.flatMap((key) => this.mtuByHosts.get(key)?.mtu ?? [])
    return told.length === 0 ? -1 : Math.min(...told)
  }

  /** True when packets of this way are fragmented rather than discarded. `protocols` of the inner one. */
  isFragmented({ from, to, tunnel }: Way, protocols: readonly number[]): boolean {
    const outer = tunnel && this.fragmented.get(hostsKey(tunnel.src, tunnel.dst))
    if (outer?.carries) return true
    const samples = this.fragmented.get(hostsKey(from, to))?.samples ?? []
    return samples.some(({ proto }) => protocols.includes(proto))
  }

  /** The largest packet that a tap saw go from one end of a tunnel to the other, but not in it. */
  largestOutside(
    { src, dst, kind, udpPort }: Tunnel,
    capture: number,
    tap: number,
  ): { octets: OctetCount; tunnel: Tunnel | null } | null {
    let largest: { octets: OctetCount; tunnel: Tunnel | null } | null = null
    for (const { tunnel, a, largestAb, largestBa } of this.pairsAt(src, dst, capture, tap)) {
      if (tunnel?.kind === kind && tunnel.udpPort === udpPort) continue
      const octets = a === src ? largestAb : largestBa
      if (largest === null || octets > largest.octets) largest = { octets, tunnel }
    }
    return largest
  }

  /**
   * Largest inner packet that a tap saw go this way; in a tunnel, of all that the tunnel carries.
   * 0: none at all.
   */
  largestSeen({ from, to, tunnel }: Way, capture: number, tap: number): OctetCount {
    const [src, dst] = tunnel ? [tunnel.src, tunnel.dst] : [from, to]
    const largest = this.pairsAt(src, dst, capture, tap)
      // Host pairs are those of the outermost packet; what they say in a tunnel is kept apart.
      .filter((pair) => (pair.tunnel !== null) === (tunnel !== null))
      .map(({ a, largestAb, largestBa, tunnel: around }) =>
        Math.max(0, (a === src ? largestAb : largestBa) - (around?.overhead ?? 0)),
      )
    return greatest(largest)
  }

  private pairsAt(src: string, dst: string, capture: number, tap: number): HostPairRecord[] {
    this.pairsByHosts ??= byHosts(this.pairs)
    return (this.pairsByHosts.get(src, dst) ?? []).filter(
      (pair) => pair.capture === capture && pair.tap === tap,
    )
  }
}

function byHosts(pairs: readonly HostPairRecord[]): HostsMap<HostPairRecord[]> {
  const map = new HostsMap<HostPairRecord[]>(2 * MAX_PATHS)
  for (const pair of pairs) {
    map.upsert(pair.a, pair.b, () => [])?.push(pair)
    if (pair.a !== pair.b) map.upsert(pair.b, pair.a, () => [])?.push(pair)
  }
  return map
}

/** Pings by their hosts: how many were answered, of which size, and what else is known of the target. */
import { MAX_PATHS } from '../limits/limits'
import type {
  ConnRecord,
  EchoPathRecord,
  HostPairRecord,
  IcmpErrorRecord,
  TunnelWayRecord,
} from '../model/records'
import type { OctetCount } from '../model/units'
import { BoundedMap } from './bounded-map'
import type { PingFacts } from './facts/icmp-unanswered'
import { sum } from './grouping'
import type { OneWayTaps } from './one-way'
import { placeKey, type Places } from './way'
import { HostsMap } from './way-map'

/** ICMP destination unreachable (RFC 792, RFC 1812 §5.2.7.1) and ICMPv6 (RFC 4443 §3.1) by code. */
const UNREACHABLE_V4: Record<number, string> = {
  0: 'network unreachable',
  1: 'host unreachable',
  2: 'protocol unreachable',
  4: 'fragmentation needed',
  9: 'network prohibited',
  10: 'host prohibited',
  13: 'administratively prohibited',
}
const UNREACHABLE_V6: Record<number, string> = {
  0: 'no route',
  1: 'administratively prohibited',
  3: 'address unreachable',
}

export class UnansweredPings {
  requests = 0
  private readonly paths = new HostsMap<EchoPathRecord[]>(MAX_PATHS)
  private readonly errors = new HostsMap<
    Map<string, { name: string; from: string; count: number }>
  >(MAX_PATHS)
  private readonly speakers = new BoundedMap<string, true>(MAX_PATHS)
  /** Taps that see packets for an address. */
  private readonly listeners = new HostsMap<true>(MAX_PATHS)

  get uncounted(): number {
    return this.paths.turnedAway + this.errors.turnedAway
  }

  echoPath(record: EchoPathRecord): void {
    const { src, dst, requests, replies } = record
    this.requests += requests
    this.paths.upsert(src, dst, () => [])?.push(record)
    this.passes(record, src, dst, requests)
    this.passes(record, dst, src, replies)
  }

  conn(record: ConnRecord): void {
    const { tunnel, orig, resp, origSide, respSide } = record
    // Outside of tunnels the pair of hosts tells it, once for all of their connections.
    if (!tunnel) return
    this.passes(record, orig.address, resp.address, origSide.frames)
    this.passes(record, resp.address, orig.address, respSide.frames)
  }

  hostPair(record: HostPairRecord): void {
    const { tunnel, a, b, framesAb, framesBa } = record
    if (tunnel) return
    this.passes(record, a, b, framesAb)
    this.passes(record, b, a, framesBa)
  }

  tunnelWay(record: TunnelWayRecord): void {
    this.passes(record, record.src, record.dst, record.frames)
  }

  icmpError({ ipVersion, type, code, from, copyOf, quoted }: IcmpErrorRecord): void {
    const echo = quoted?.proto === 1 || quoted?.proto === 58
    if (!quoted || !echo || copyOf !== 0) return
    const name = errorName(ipVersion, type, code)
    const byName = this.errors.upsert(quoted.src, quoted.dst, () => new Map())
    const key = `${name} ${from}`
    const known = byName?.get(key)
    if (known) known.count++
    else if (byName && byName.size < 16) byName.set(key, { name, from, count: 1 })
  }

  /** Pings of hosts whose answers this case would show. */
  *found(places: Places, oneWay: OneWayTaps): IterableIterator<PingFacts> {
    for (const records of this.paths.values()) {
      const seen = records.filter(({ capture, tap }) => !oneWay.isBlind(capture, tap))
      if (seen.length === 0) continue
      const record = seen.reduce((a, b) => (b.requests > a.requests ? b : a))
      if (record.requests > 0) yield this.factsOf(record, records, places)
    }
  }

  private passes(
    { capture, tap }: { capture: number; tap: number },
    from: string,
    to: string,
    frames: number,
  ): void {
    if (frames === 0) return
    this.speakers.upsert(from, () => true)
    this.listeners.upsert(placeKey(capture, tap), to, () => true)
  }

  private factsOf(
    record: EchoPathRecord,
    records: readonly EchoPathRecord[],
    places: Places,
  ): PingFacts {
    const { src, dst, tunnel, requests, replies, unasked, pending, sizes } = record
    const answered = Math.min(requests, replies - unasked)
    const elsewhere = records.reduce((a, b) => (b.replies > a.replies ? b : a))
    const there = elsewhere.replies > replies ? elsewhere : null
    return {
      src,
      dst,
      tunnel,
      record,
      place: places.name(record.capture, record.tap),
      requests,
      unanswered: Math.max(0, requests - answered - pending),
      ...thresholdOf(sizes),
      answeredAt: there ? places.name(there.capture, there.tap) : '',
      repliesThere: there?.replies ?? 0,
      errors: [...(this.errors.get(src, dst)?.values() ?? [])],
      speaks: this.speakers.get(dst) === true,
      hears: this.listeners.get(placeKey(record.capture, record.tap), src) === true,
    }
  }
}

/** All up to one size were answered at least in part, and none above it. */
function thresholdOf(sizes: EchoPathRecord['sizes']): {
  largestAnswered: OctetCount
  smallestLost: OctetCount
} {
  const largestAnswered = sizes.reduce(
    (max, { ipLength, answered }) => (answered > 0 ? Math.max(max, ipLength) : max),
    0,
  )
  const above = sizes.filter(({ ipLength }) => ipLength > largestAnswered)
  const below = sizes.filter(({ ipLength }) => ipLength <= largestAnswered)
  const lostBelow = sum(below.map(({ requests, answered }) => requests - answered))
  const [first] = above
  const clear = largestAnswered > 0 && first !== undefined && lostBelow === 0
  return clear
    ? { largestAnswered, smallestLost: first.ipLength }
    : { largestAnswered: 0, smallestLost: 0 }
}

function errorName(version: 4 | 6, type: number, code: number): string {
  if (version === 4 && type === 3)
    return UNREACHABLE_V4[code] ?? `unreachable, code ${String(code)}`
  if (version === 6 && type === 1)
    return UNREACHABLE_V6[code] ?? `unreachable, code ${String(code)}`
  if (version === 6 && type === 2) return 'packet too big'
  if (type === (version === 4 ? 11 : 3))
    return code === 0 ? 'TTL exceeded' : 'reassembly time exceeded'
  return `ICMP type ${String(type)} code ${String(code)}`
}

/**
 * Sizes that came through and sizes that did not, per direction between two hosts at one tap.
 * A segment counts as lost when it was sent again and again and never acknowledged at that size.
 */
import { MAX_PATHS } from '../limits/limits'
import { formatEndpoint } from '../model/address'
import type { ConnRecord, ConnSide, Endpoint, RepeatedSegment } from '../model/records'
import type { Nanos, OctetCount } from '../model/units'
import { ipHeader } from './mtu'
import type { Way } from './way'
import { HostsMap, type Seen, WayMap } from './way-map'

const KEPT_SEGMENTS = 64
const KEPT_TIMES = 64
const KEPT_SIZES = 64

/** Largest packet taken for real when no MSS was captured; a longer one is likely offload. */
const ETHERNET_MTU = 1500

export interface LostSegment {
  /** `address:port` of sender and receiver. */
  sender: string
  receiver: string
  stream: number
  segment: RepeatedSegment
  /** On the wire: an offloaded super-packet is counted as the segments it was cut into. */
  inner: OctetCount
  outer: OctetCount
  closedBy: ConnRecord['closedBy']
}

export interface WaySizes {
  capture: number
  tap: number
  way: Way
  /** Largest packet known to have arrived; 0: none. */
  delivered: OctetCount
  deliveredOuter: OctetCount
  /** Largest packet of each connection that arrived → connections. */
  deliveredSizes: Map<OctetCount, number>
  /** The first ones; `segments`, `transmissions` and `conns` count all. */
  lost: LostSegment[]
  segments: number
  transmissions: number
  conns: number
  /** Moments at which a small packet is known to have arrived; the last entry is the latest. */
  passed: Nanos[]
}

/** Largest packet of one direction of a connection, as one tap saw it. */
export interface SentAt {
  capture: number
  tap: number
  largest: OctetCount
}

export class SizeLoss {
  readonly ways = new WayMap<WaySizes>(MAX_PATHS)
  /** Hosts → largest packet that arrived without a tunnel, at any tap. */
  private readonly plain = new HostsMap<{ largest: OctetCount }>(MAX_PATHS)
  /** By sender and receiver, as many as fit: what does not proves nothing. */
  private readonly sent = new HostsMap<SentAt[]>(MAX_PATHS)
  private readonly minTransmissions: number
  private readonly minOctets: OctetCount

  constructor(minTransmissions: number, minOctets: OctetCount) {
    this.minTransmissions = minTransmissions
    this.minOctets = minOctets
  }

  conn(record: ConnRecord): void {
    const { orig, resp, origSide, respSide, handshake } = record
    const synArrived = handshake.synAckFrame > 0 ? handshake.synAckTime : -1
    const synAckArrived = handshake.ackFrame > 0 ? handshake.ackTime : -1
    this.side(record, 'orig', orig, resp, origSide, respSide, synArrived)
    this.side(record, 'resp', resp, orig, respSide, origSide, synAckArrived)
  }

  /** Says that a packet of this size arrived, e.g. as an echo. */
  arrived(capture: number, tap: number, way: Way, inner: OctetCount, outer: OctetCount): void {
    const sizes = this.sizesOf({ capture, tap, tunnel: way.tunnel }, way.from, way.to, false)
    if (sizes) this.deliver(sizes, inner, outer)
  }

  /** Largest packet that arrived from one host at another without a tunnel; 0: none. */
  largestPlain(from: string, to: string): OctetCount {
    return this.plain.get(from, to)?.largest ?? 0
  }

  /** Every tap that saw this direction of this connection. */
  sentAt({ sender, receiver }: Pick<LostSegment, 'sender' | 'receiver'>): readonly SentAt[] {
    return this.sent.get(sender, receiver) ?? []
  }

  private side(
    record: ConnRecord,
    from: RepeatedSegment['from'],
    sender: Endpoint,
    receiver: Endpoint,
    side: ConnSide,
    other: ConnSide,
    openingArrived: Nanos,
  ): void {
    const back = from === 'resp'
    const sizes = this.sizesOf(record, record.orig.address, record.resp.address, back)
    if (!sizes) return
    const limit = largestOnWire(record, sender.address)
    const added = side.largestOuterAcked - side.largestIpAcked
    const arrived = limit === 0 ? side.largestIpAcked : Math.min(side.largestIpAcked, limit)
    if (arrived > 0) this.deliver(sizes, arrived, arrived + added)
    if (openingArrived >= 0) {
      const bare = ipHeader(sender.address) + 20 // a SYN without options
      this.deliver(sizes, bare, bare + (record.tunnel?.overhead ?? 0))
      notePassed(sizes.passed, openingArrived)
    }
    const names = {
      sender: formatEndpoint(sender.address, sender.port),
      receiver: formatEndpoint(receiver.address, receiver.port),
    }
    const { capture, tap } = record
    this.sent
      .upsert(names.sender, names.receiver, () => [])
      ?.push({ capture, tap, largest: side.largestIpSent })
    // A closed window or a missing direction explains silence as well.
    if (other.frames === 0 || other.zeroWindows > 0) return
    const before = sizes.segments
    for (const segment of record.repeated) {
      if (segment.from !== from || !this.isLost(segment, side)) continue
      const inner = Math.min(segment.ipLength, limit || ETHERNET_MTU)
      if (inner < this.minOctets || (limit === 0 && segment.ipLength > ETHERNET_MTU)) continue
      const wrapping = segment.outerLength - segment.ipLength
      for (const neighbour of [segment.before, segment.after]) {
        if (neighbour > 0 && neighbour < inner) this.deliver(sizes, neighbour, neighbour + wrapping)
      }
      sizes.segments++
      sizes.transmissions += segment.transmissionTotal
      if (sizes.lost.length >= KEPT_SEGMENTS) continue
      sizes.lost.push({
        ...names,
        stream: record.stream,
        segment,
        inner,
        outer: inner + wrapping,
        closedBy: record.closedBy,
      })
    }
    if (sizes.segments > before) sizes.conns++
  }

  private deliver(sizes: WaySizes, inner: OctetCount, outer: OctetCount): void {
    const { way, deliveredSizes } = sizes
    sizes.delivered = Math.max(sizes.delivered, inner)
    sizes.deliveredOuter = Math.max(sizes.deliveredOuter, outer)
    if (!way.tunnel) {
      const plain = this.plain.upsert(way.from, way.to, () => ({ largest: 0 }))
      if (plain) plain.largest = Math.max(plain.largest, inner)
    }
    const known = deliveredSizes.get(inner)
    if (known === undefined && deliveredSizes.size >= KEPT_SIZES) return
    deliveredSizes.set(inner, (known ?? 0) + 1)
  }

  private isLost(segment: RepeatedSegment, side: ConnSide): boolean {
    if (segment.transmissionTotal < this.minTransmissions) return false
    // Acknowledged all the same: it was sent again in smaller pieces.
    return !segment.acked || segment.ipLength > side.largestIpAcked
  }

  private sizesOf(seen: Seen, from: string, to: string, back: boolean): WaySizes | null {
    return this.ways.upsert(seen, from, to, back, (way) => ({
      capture: seen.capture,
      tap: seen.tap,
      way,
      delivered: 0,
      deliveredOuter: 0,
      deliveredSizes: new Map(),
      lost: [],
      segments: 0,
      transmissions: 0,
      conns: 0,
      passed: [],
    }))
  }
}

/**
 * Largest IP packet that the announced segment sizes allow (RFC 6691 §2: fixed headers only);
 * 0: not announced here. What is longer was cut by segmentation offload after the tap.
 */
function largestOnWire({ origSide, respSide }: ConnRecord, address: string): OctetCount {
  const announced = [origSide.mss, respSide.mss].filter((mss) => mss > 0)
  return announced.length === 0 ? 0 : Math.min(...announced) + ipHeader(address) + 20
}

function notePassed(passed: Nanos[], time: Nanos): void {
  if (passed.length < KEPT_TIMES) passed.push(time)
  else passed[KEPT_TIMES - 1] = Math.max(time, passed[KEPT_TIMES - 1] ?? 0)
}

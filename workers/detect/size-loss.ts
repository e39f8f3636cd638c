/**
 * Sizes that came through and sizes that did not, per direction between two hosts at one tap.
 * A segment counts as lost when it was sent again and again and never acknowledged at that size.
 */
import { MAX_PATHS } from '../limits/limits'
import { formatEndpoint } from '../model/address'
import type { ConnRecord, ConnSide, RepeatedSegment } from '../model/records'
import type { FrameNumber, Nanos, OctetCount } from '../model/units'
import { ConnLog, type LastHeard, portsOf } from './conn-log'
import { append, greatest } from './grouping'
import { type MissingSegments, missingSegments } from './missing-segments'
import { ipHeader } from './mtu'
import type { Way } from './way'
import { HostsMap, type Seen, WayMap } from './way-map'

const KEPT_SEGMENTS = 64
const KEPT_HOLES = 256
const KEPT_TIMES = 64
const KEPT_SIZES = 64

/** Largest packet taken for real when no MSS was captured; a longer one is likely offload. */
export const ETHERNET_MTU = 1500

/** Time-outs double; they are not seen to the nanosecond. */
const GROWTH = 1.5

export interface LostSegment {
  /** `address:port` of sender and receiver. */
  sender: string
  receiver: string
  record: ConnRecord
  segment: RepeatedSegment
  /** On the wire: an offloaded super-packet is counted as the segments it was cut into. */
  inner: OctetCount
  outer: OctetCount
}

export interface WaySizes {
  capture: number
  tap: number
  way: Way
  /** Largest packet known to have arrived; 0: none. */
  delivered: OctetCount
  deliveredOuter: OctetCount
  /** Largest outer packet that arrived in one piece, super-packets left out; 0: none. */
  whole: OctetCount
  /** First frame of the connection that shows it; 0: a ping does. */
  wholeFrame: FrameNumber
  wholeTime: Nanos
  /** Largest packet of each connection that arrived, and of how many: size, count, size, count, … */
  deliveredSizes: number[]
  /** The first ones; `segments`, `transmissions` and `conns` count all. */
  lost: LostSegment[]
  segments: number
  transmissions: number
  conns: number
  /** Moments at which a small packet is known to have arrived; the last entry is the latest. */
  passed: Nanos[]
  /** Holes of large segments that were lost before this tap. */
  missing: MissingSegments[]
}

/** Largest packet of one direction of a connection, and the last one, as one tap saw them. */
export interface SentAt {
  capture: number
  tap: number
  largest: OctetCount
  last: LastHeard
}

export class SizeLoss {
  readonly ways = new WayMap(MAX_PATHS, newSizes)
  private readonly log = new ConnLog()
  /** Hosts with lost segments; their connections at all taps by ports, once somebody asks. */
  private readonly lossy = new HostsMap<Map<number, [orig: SentAt, resp: SentAt][]>>(MAX_PATHS)
  private logRead = false
  /** Holes that found no room. */
  holesLeft = 0
  private readonly minTransmissions: number
  private readonly minOctets: OctetCount

  private readonly lossesAlone: boolean

  /** `lossesAlone`: sizes that came through are not asked for, and need not be noted. */
  constructor(minTransmissions: number, minOctets: OctetCount, lossesAlone = false) {
    this.lossesAlone = lossesAlone
    this.minTransmissions = minTransmissions
    this.minOctets = minOctets
  }

  conn(record: ConnRecord): void {
    this.log.add(record)
    if (this.lossesAlone && record.repeated.length === 0) return
    const { origSide, respSide, handshake } = record
    const limit = largestOnWire(record)
    const synArrived = handshake.synAckFrame > 0 ? handshake.synAckTime : -1
    const synAckArrived = handshake.ackFrame > 0 ? handshake.ackTime : -1
    this.side(record, false, origSide, respSide, synArrived, limit)
    this.side(record, true, respSide, origSide, synAckArrived, limit)
  }

  /** Says that a packet of this size arrived, e.g. as an echo. */
  arrived(seen: Seen, from: string, to: string, inner: OctetCount, outer: OctetCount): void {
    const sizes = this.ways.upsert(seen, from, to, false)
    if (!sizes) return
    deliver(sizes, inner, outer)
    noteWhole(sizes, outer, 0, 0)
  }

  /** Every tap that saw this direction of this connection. */
  sentAt({ record: { orig, resp }, segment }: LostSegment): readonly SentAt[] {
    this.readLog()
    const conns = this.lossy.get(orig.address, resp.address)?.get(portsOf(orig.port, resp.port))
    return (conns ?? []).map((ends) => ends[segment.from === 'orig' ? 0 : 1])
  }

  /** What a tap saw from one host to another that has lost something, in connections of either. */
  heard({ capture, tap, way: { from, to } }: WaySizes): { largest: OctetCount; last: LastHeard } {
    this.readLog()
    const conns = [
      ...[...(this.lossy.get(from, to)?.values() ?? [])].flat().map(([orig]) => orig),
      ...[...(this.lossy.get(to, from)?.values() ?? [])].flat().map(([, resp]) => resp),
    ]
    const here = conns.filter((sent) => sent.capture === capture && sent.tap === tap)
    return {
      largest: greatest(here.map(({ largest }) => largest)),
      last: here.reduce<LastHeard>(
        (latest, { last }) => (last.lastTime > latest.lastTime ? last : latest),
        { lastFrame: 0, lastTime: -1 },
      ),
    }
  }

  private readLog(): void {
    if (this.logRead) return
    this.logRead = true
    for (const conn of this.log.among((orig, resp) => this.lossy.get(orig, resp) !== undefined)) {
      const { capture, tap, orig, resp, origPort, respPort } = conn
      const byPorts = this.lossy.get(orig, resp)
      if (!byPorts) continue
      append(byPorts, portsOf(origPort, respPort), [
        { capture, tap, largest: conn.origLargest, last: conn.origLast },
        { capture, tap, largest: conn.respLargest, last: conn.respLast },
      ])
    }
  }

  private side(
    record: ConnRecord,
    back: boolean,
    side: ConnSide,
    other: ConnSide,
    openingArrived: Nanos,
    limit: OctetCount,
  ): void {
    if (openingArrived < 0 && isMute(record, side)) return
    const sizes = this.ways.upsert(record, record.orig.address, record.resp.address, back)
    if (!sizes) return
    const added = side.largestOuterAcked - side.largestIpAcked
    const arrived = limit === 0 ? side.largestIpAcked : Math.min(side.largestIpAcked, limit)
    if (arrived > 0) deliver(sizes, arrived, arrived + added)
    if (side.largestIpAcked <= (limit || ETHERNET_MTU)) {
      noteWhole(sizes, side.largestOuterAcked, record.firstFrame, record.firstTime)
    }
    if (openingArrived >= 0) {
      const bare = ipHeader(record.orig.address) + 20 // a SYN without options
      deliver(sizes, bare, bare + (record.tunnel?.overhead ?? 0))
      notePassed(sizes.passed, openingArrived)
    }
    // A closed window or a missing direction explains silence as well.
    if (other.frames === 0 || other.zeroWindows > 0) return
    if (side.missing.length > 0 && limit > 0 && !this.lossesAlone) {
      this.miss(sizes, record, missingSegments(record, back, side, other, limit))
    }
    if (record.repeated.length === 0) return
    const from = back ? 'resp' : 'orig'
    const before = sizes.segments
    for (const segment of record.repeated) {
      if (segment.from === from && this.isLost(segment, side)) {
        this.lose(sizes, record, segment, limit)
      }
    }
    if (sizes.segments > before) sizes.conns++
  }

  private lose(
    sizes: WaySizes,
    record: ConnRecord,
    segment: RepeatedSegment,
    limit: OctetCount,
  ): void {
    const inner = Math.min(segment.ipLength, limit || Infinity)
    const doubtful = limit === 0 && inner > ETHERNET_MTU && !isBackedOff(segment)
    if (inner < this.minOctets || doubtful) return
    const wrapping = segment.outerLength - segment.ipLength
    for (const neighbour of [segment.before, segment.after]) {
      if (neighbour > 0 && neighbour < inner) deliver(sizes, neighbour, neighbour + wrapping)
    }
    sizes.segments++
    sizes.transmissions += segment.transmissionTotal
    if (sizes.lost.length >= KEPT_SEGMENTS) return
    const { orig, resp } = record
    this.lossy.upsert(orig.address, resp.address, () => new Map())
    const [sender, receiver] = segment.from === 'orig' ? [orig, resp] : [resp, orig]
    sizes.lost.push({
      sender: formatEndpoint(sender.address, sender.port),
      receiver: formatEndpoint(receiver.address, receiver.port),
      record,
      segment,
      inner,
      outer: inner + wrapping,
    })
  }

  private miss(sizes: WaySizes, { orig, resp }: ConnRecord, holes: MissingSegments[]): void {
    const large = holes.filter(({ inner }) => inner >= this.minOctets)
    if (large.length === 0) return
    this.lossy.upsert(orig.address, resp.address, () => new Map())
    const room = KEPT_HOLES - sizes.missing.length
    sizes.missing.push(...large.slice(0, room))
    this.holesLeft += Math.max(0, large.length - room)
  }

  private isLost(segment: RepeatedSegment, side: ConnSide): boolean {
    if (segment.transmissionTotal < this.minTransmissions) return false
    // Acknowledged all the same: it was sent again in smaller pieces.
    return !segment.acked || segment.ipLength > side.largestIpAcked
  }
}

/** Nothing of it was acknowledged, repeated or missed: most are lone SYNs, of which a flood has millions. */
const isMute = (record: ConnRecord, side: ConnSide): boolean =>
  side.largestIpAcked === 0 && record.repeated.length === 0 && side.missing.length === 0

function newSizes({ capture, tap }: Seen, way: Way): WaySizes {
  return {
    capture,
    tap,
    way,
    delivered: 0,
    deliveredOuter: 0,
    whole: 0,
    wholeFrame: 0,
    wholeTime: 0,
    deliveredSizes: [],
    lost: [],
    segments: 0,
    transmissions: 0,
    conns: 0,
    passed: [],
    missing: [],
  }
}

function deliver(sizes: WaySizes, inner: OctetCount, outer: OctetCount): void {
  if (inner > sizes.delivered) sizes.delivered = inner
  if (outer > sizes.deliveredOuter) sizes.deliveredOuter = outer
  const { deliveredSizes } = sizes
  for (let index = 0; index < deliveredSizes.length; index += 2) {
    if (deliveredSizes[index] !== inner) continue
    deliveredSizes[index + 1] = (deliveredSizes[index + 1] as number) + 1
    return
  }
  if (deliveredSizes.length === 0) sizes.deliveredSizes = [inner, 1]
  else if (deliveredSizes.length < 2 * KEPT_SIZES) deliveredSizes.push(inner, 1)
}

function noteWhole(sizes: WaySizes, outer: OctetCount, frame: FrameNumber, time: Nanos): void {
  // A connection has frames to show, a ping here has none.
  const better = outer === sizes.whole && sizes.wholeFrame === 0 && frame > 0
  if (outer <= sizes.whole && !better) return
  sizes.whole = outer
  sizes.wholeFrame = frame
  sizes.wholeTime = time
}

/**
 * Largest IP packet that the announced segment sizes allow (RFC 6691 §2: fixed headers only);
 * 0: not announced here. What is longer was cut by segmentation offload after the tap.
 */
function largestOnWire({ orig, origSide, respSide }: ConnRecord): OctetCount {
  const smaller = Math.min(origSide.mss, respSide.mss)
  const announced = smaller > 0 ? smaller : Math.max(origSide.mss, respSide.mss)
  return announced === 0 ? 0 : announced + ipHeader(orig.address) + 20
}

/**
 * Sent again at growing distances, as after time-outs: then a sender has room for one segment only
 * (RFC 5681 §3.1), and what is seen is no super-packet.
 */
function isBackedOff({ transmissions }: RepeatedSegment): boolean {
  const [before, later, last] = transmissions.slice(-3).map(({ time }) => time)
  if (before === undefined || later === undefined || last === undefined) return false
  return last - later >= GROWTH * (later - before)
}

function notePassed(passed: Nanos[], time: Nanos): void {
  if (passed.length < KEPT_TIMES) passed.push(time)
  else passed[KEPT_TIMES - 1] = Math.max(time, passed[KEPT_TIMES - 1] ?? 0)
}

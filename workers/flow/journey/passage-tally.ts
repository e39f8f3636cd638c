/** What passed between two stops and what did not, counted up. */
import { MAX_SAMPLES } from '../../limits/limits'
import type { LostPacket, PassageFlow, PassageRecord, Place } from '../../model/records'
import type { Nanos, OctetCount } from '../../model/units'
import type { Stop } from './chains'
import type { Leg } from './legs'
import { protoOf } from './losses'

const MAX_FLOWS_LISTED = 16
const MAX_DELAYS = 4096

/** A packet that did not come to the next stop. */
export interface Loss {
  leg: Leg
  /** By the clock that all captures are measured by. */
  time: Nanos
  packet: LostPacket
  /** A mere acknowledgement. */
  bare: boolean
}

export class PassageTally {
  missed = 0
  resegmented = 0
  unseen = 0
  private sent = 0
  private passed = 0
  private lost = 0
  private lostAcks = 0
  private largestPassed = 0
  private largestPassedOuter = 0
  private smallestLost = Infinity
  private smallestLostOuter = Infinity
  private readonly lostPackets: LostPacket[] = []
  private readonly delays: Nanos[] = []
  private readonly flows = new Map<number, PassageFlow>()
  private firstTime = Infinity
  private lastTime = -Infinity
  private lastPassed = -Infinity
  /** Lost, unless the capture of the next stop ended a moment too early for them. */
  private readonly late: Loss[] = []

  /** `time` by the clock that all captures are measured by; `delay` null: not known. */
  pass(
    leg: Leg,
    time: Nanos,
    ipLength: OctetCount,
    outerLength: OctetCount,
    delay: Nanos | null,
  ): void {
    this.count(leg, time)
    this.lastPassed = Math.max(this.lastPassed, time)
    this.passed++
    this.largestPassed = Math.max(this.largestPassed, ipLength)
    this.largestPassedOuter = Math.max(this.largestPassedOuter, outerLength)
    if (delay !== null && this.delays.length < MAX_DELAYS) this.delays.push(delay)
  }

  /** Not `sure`: only if something that was sent later came through. */
  lose(loss: Loss, sure: boolean): void {
    if (sure) this.countLost(loss)
    else this.late.push(loss)
  }

  /** null: nothing was sent. `begin`: time by the common clock at which a place's capture began. */
  record(from: Stop, to: Stop, begin: (place: Place) => Nanos): PassageRecord | null {
    for (const loss of this.late) if (loss.time <= this.lastPassed) this.countLost(loss)
    if (this.sent === 0) return null
    const { lostPackets, delays } = this
    shorten(lostPackets)
    delays.sort((a, b) => a - b)
    const known = (value: number | undefined) => value ?? -1
    const places = placesOf(from, to)
    const zero = begin(places.from)
    return {
      ...places,
      sent: this.sent,
      passed: this.passed,
      lost: this.lost,
      lostAcks: this.lostAcks,
      missed: this.missed,
      resegmented: this.resegmented,
      unseen: this.unseen,
      hops: from.ttl - to.ttl,
      largestPassed: this.largestPassed,
      largestPassedOuter: this.largestPassedOuter,
      smallestLost: this.lost === 0 ? 0 : this.smallestLost,
      smallestLostOuter: this.lost === 0 ? 0 : this.smallestLostOuter,
      lostPackets,
      flows: [...this.flows.values()]
        .filter((flow) => flow.lost > 0)
        .sort((a, b) => b.lost - a.lost || a.srcPort - b.srcPort || a.dstPort - b.dstPort)
        .slice(0, MAX_FLOWS_LISTED),
      delayMin: known(delays[0]),
      delayMedian: known(delays[delays.length >>> 1]),
      delayMax: known(delays[delays.length - 1]),
      firstTime: Math.max(0, this.firstTime - zero),
      lastTime: Math.max(0, this.lastTime - zero),
    }
  }

  private countLost({ leg, time, packet, bare }: Loss): void {
    this.count(leg, time).lost++
    this.lost++
    if (bare) this.lostAcks++
    this.smallestLost = Math.min(this.smallestLost, packet.ipLength)
    this.smallestLostOuter = Math.min(this.smallestLostOuter, packet.outerLength)
    this.lostPackets.push(packet)
    if (this.lostPackets.length > 2 * MAX_SAMPLES) shorten(this.lostPackets)
  }

  private count(leg: Leg, time: Nanos): PassageFlow {
    this.sent++
    this.firstTime = Math.min(this.firstTime, time)
    this.lastTime = Math.max(this.lastTime, time)
    const { kind, srcPort, dstPort } = leg
    const fresh = { proto: protoOf(kind), srcPort, dstPort, sent: 0, lost: 0 }
    const flow = this.flows.get(leg.number) ?? fresh
    flow.sent++
    this.flows.set(leg.number, flow)
    return flow
  }
}

function shorten(lost: LostPacket[]): void {
  lost.sort((a, b) => a.capture - b.capture || a.frame - b.frame)
  lost.length = Math.min(lost.length, MAX_SAMPLES)
}

/** Taps of one capture where there are such: their clock is the same. */
function placesOf(from: Stop, to: Stop): { from: Place; to: Place } {
  for (const one of from.legs) {
    const other = to.legs.find(({ source }) => source === one.source)
    if (other !== undefined) return { from: one.place, to: other.place }
  }
  return { from: (from.legs[0] as Leg).place, to: (to.legs[0] as Leg).place }
}

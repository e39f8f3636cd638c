/** ICMP and ICMPv6 echo: requests paired with replies (RFC 792, RFC 4443 §4). */
import { MAX_ECHO_SAMPLES, MAX_OPEN_ECHOES, MAX_PATHS, MAX_SAMPLES } from '../limits/limits'
import { formatAddress } from '../model/address'
import { AgedMap } from '../model/aged-map'
import type { EchoPathRecord, Tunnel } from '../model/records'
import type { IpHeader } from '../wire/ip-header'
import { innermost, type Packet } from '../wire/packet'

/** Told once whether a request was answered. */
export type Answered = (yes: boolean, frame: number, time: number) => void

interface Request {
  path: EchoPath
  frame: number
  time: number
  size: SizeClass
  answered: boolean
  listener: Answered | null
}

interface SizeClass {
  ipLength: number
  outerLength: number
  requests: number
  answered: number
  dontFragment: boolean
}

interface EchoPath {
  record: EchoPathRecord
  tunnel: number
  sizes: Map<number, SizeClass>
  rttSum: number
  unanswered: Request[]
}

/** A request younger than this at the end of the capture is not judged. */
const PENDING = 1e9
/** The same request so soon is the same packet, captured twice: without identification nothing else tells. */
const COPY = 2e6
/** Distinct sizes of one path; further ones are not listed. */
const MAX_SIZES = 64

export class Echoes {
  private readonly open = new AgedMap<string, Request>()
  private readonly paths = new Map<string, EchoPath>()
  /** Requests that no pair was looked for, because a bound was reached. */
  dropped = 0
  private samples = 0
  /** Requests without reply, and sizes, that all paths together have too many of. */
  samplesDropped = 0

  packet(
    packet: Packet,
    capture: number,
    tap: number,
    tunnel: number,
    listener: Answered | null,
  ): void {
    const { icmp } = packet
    const v4 = packet.transport === 'icmp'
    const request = icmp.type === (v4 ? 8 : 128)
    const reply = icmp.type === (v4 ? 0 : 129)
    if (!request && !reply) return
    const ip = innermost(packet)
    const src = formatAddress(ip.s0, ip.s1, ip.s2, ip.s3)
    const dst = formatAddress(ip.d0, ip.d1, ip.d2, ip.d3)
    const asker = request ? src : dst
    const answerer = request ? dst : src
    const path = this.path(capture, tap, tunnel, asker, answerer)
    if (path === null) {
      this.dropped++
      return
    }
    const key = `${String(tap)} ${asker} ${answerer} ${String(icmp.ident)} ${String(icmp.seq)}`
    if (request) this.request(key, path, packet, ip, listener)
    else this.reply(key, path, packet)
  }

  /** Settles what is still open. `end` is the time of the last frame. */
  finish(end: number): void {
    for (const request of this.open.values()) this.close(request, end)
    this.open.clear()
  }

  /** Requests up to a second before `end` are too close to it to judge. */
  records(describe: (tunnel: number) => Tunnel | null, end: number): EchoPathRecord[] {
    const waiting = new Map<EchoPath, Request[]>()
    for (const request of this.open.values()) {
      const list = waiting.get(request.path)
      if (list === undefined) waiting.set(request.path, [request])
      else list.push(request)
    }
    return [...this.paths.values()].map((path) => {
      const { record } = path
      const open = waiting.get(path) ?? []
      const lost = [...path.unanswered, ...open.filter((request) => end - request.time > PENDING)]
      return {
        ...record,
        tunnel: describe(path.tunnel),
        rttMean:
          record.replies > record.unasked ? path.rttSum / (record.replies - record.unasked) : 0,
        sizes: [...path.sizes.values()]
          .sort((a, b) => a.ipLength - b.ipLength)
          .map((s) => ({ ...s })),
        unansweredFrames: lost.slice(0, MAX_SAMPLES).map((request) => request.frame),
        unansweredTimes: lost.slice(0, MAX_SAMPLES).map((request) => request.time),
        pending: record.pending + open.filter((request) => end - request.time <= PENDING).length,
      }
    })
  }

  private request(
    key: string,
    path: EchoPath,
    packet: Packet,
    ip: IpHeader,
    listener: Answered | null,
  ): void {
    const earlier = this.open.get(key)
    if (earlier !== undefined) {
      if (packet.time - earlier.time <= COPY && earlier.size.ipLength === ip.length) return
      this.close(earlier, packet.time + 2 * PENDING)
    }
    path.record.requests++
    const size = this.sizeClass(path, ip, packet)
    size.requests++
    this.open.set(key, {
      path,
      frame: packet.frame,
      time: packet.time,
      size,
      answered: false,
      listener,
    })
    if (this.open.size <= MAX_OPEN_ECHOES) return
    const oldest = this.open.takeOldest()
    if (oldest !== undefined) this.close(oldest, packet.time)
  }

  private reply(key: string, path: EchoPath, packet: Packet): void {
    const { record } = path
    record.replies++
    const request = this.open.get(key)
    if (request === undefined) {
      record.unasked++
      return
    }
    this.open.delete(key)
    const rtt = packet.time - request.time
    const first = record.replies - record.unasked === 1
    record.rttMin = first ? rtt : Math.min(record.rttMin, rtt)
    record.rttMax = Math.max(record.rttMax, rtt)
    path.rttSum += rtt
    request.size.answered++
    request.answered = true
    request.listener?.(true, packet.frame, packet.time)
  }

  private close(request: Request, now: number): void {
    if (now - request.time <= PENDING) {
      request.path.record.pending++
      return
    }
    if (request.path.unanswered.length < MAX_SAMPLES && this.maySample()) {
      request.path.unanswered.push(request)
    }
    request.listener?.(false, 0, request.time)
  }

  private sizeClass(path: EchoPath, ip: IpHeader, packet: Packet): SizeClass {
    const known = path.sizes.get(ip.length)
    if (known !== undefined) return known
    const size = {
      ipLength: ip.length,
      outerLength: (packet.ip[0] as IpHeader).length,
      requests: 0,
      answered: 0,
      dontFragment: ip.dontFragment,
    }
    if (path.sizes.size < MAX_SIZES && this.maySample()) path.sizes.set(ip.length, size)
    return size
  }

  private maySample(): boolean {
    if (this.samples >= MAX_ECHO_SAMPLES) {
      this.samplesDropped++
      return false
    }
    this.samples++
    return true
  }

  private path(
    capture: number,
    tap: number,
    tunnel: number,
    src: string,
    dst: string,
  ): EchoPath | null {
    const key = `${String(tap)} ${src} ${dst}`
    const known = this.paths.get(key)
    if (known !== undefined) return known
    if (this.paths.size >= MAX_PATHS) return null
    const path: EchoPath = {
      record: {
        capture,
        tap,
        tunnel: null,
        src,
        dst,
        requests: 0,
        replies: 0,
        unasked: 0,
        sizes: [],
        rttMin: 0,
        rttMax: 0,
        rttMean: 0,
        unansweredFrames: [],
        unansweredTimes: [],
        pending: 0,
      },
      tunnel,
      sizes: new Map(),
      rttSum: 0,
      unanswered: [],
    }
    this.paths.set(key, path)
    return path
  }
}

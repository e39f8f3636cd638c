/** When each host was heard last at each tap, on whatever connection. */
import { MAX_FLOWS, MAX_PATHS } from '../limits/limits'
import type { ConnRecord } from '../model/records'
import type { FrameNumber, Nanos, Port } from '../model/units'
import { BoundedMap } from './bounded-map'
import { placeNumber } from './way'

export interface LastWord {
  frame: FrameNumber
  time: Nanos
  /** Of the service, whichever side the host is. */
  port: Port
}

export class LastWords {
  /** Connections on which both sides spoke, by tap. */
  private readonly working = new Map<number, number>()
  private readonly byPlace = new Map<number, BoundedMap<string, LastWord>>()

  private readonly records: ConnRecord[] = []

  /** Is listened to once it is known whose words matter: those of few. */
  conn(record: ConnRecord): void {
    if (this.records.length < MAX_FLOWS) this.records.push(record)
  }

  /** To be called once, before anything is asked about these hosts. */
  listen(hosts: ReadonlySet<string>): void {
    if (hosts.size === 0) return
    for (const record of this.records) {
      const { capture, tap, origSide, respSide } = record
      if (origSide.frames > 0 && respSide.frames > 0) {
        this.working.set(placeNumber(capture, tap), this.connsAt(capture, tap) + 1)
      }
      if (hosts.has(record.orig.address) || hosts.has(record.resp.address)) this.hearBoth(record)
    }
  }

  private hearBoth(record: ConnRecord): void {
    const { capture, tap, orig, resp, origSide, respSide } = record
    const place = placeNumber(capture, tap)
    this.hear(place, orig.address, origSide.lastFrame, origSide.lastTime, resp.port)
    this.hear(place, resp.address, respSide.lastFrame, respSide.lastTime, resp.port)
  }

  of(capture: number, tap: number, address: string): LastWord | undefined {
    return this.byPlace.get(placeNumber(capture, tap))?.get(address)
  }

  connsAt(capture: number, tap: number): number {
    return this.working.get(placeNumber(capture, tap)) ?? 0
  }

  private hear(place: number, address: string, frame: FrameNumber, time: Nanos, port: Port): void {
    if (frame === 0) return
    let hosts = this.byPlace.get(place)
    if (!hosts) {
      hosts = new BoundedMap(MAX_PATHS)
      this.byPlace.set(place, hosts)
    }
    const word = hosts.upsert(address, () => ({ frame, time, port }))
    if (!word) return
    if (frame <= word.frame) return
    word.frame = frame
    word.time = time
    word.port = port
  }
}

/**
 * Every connection. Cheap to note, so that at the end the few that turned out to matter can be
 * looked up at all taps.
 */
import { MAX_FLOWS } from '../limits/limits'
import type { ConnRecord, ConnSide, Tunnel } from '../model/records'
import type { OctetCount, Port } from '../model/units'

/** Of one side; frame 0, time −1: never. */
export type LastHeard = Pick<ConnSide, 'lastFrame' | 'lastTime'>

export interface LoggedConn {
  capture: number
  tap: number
  /** As in the record; null: none. */
  tunnel: Tunnel | null
  orig: string
  resp: string
  origPort: Port
  respPort: Port
  /** Frames of each side at this tap. */
  origFrames: number
  respFrames: number
  /** Largest IP packet that each side sent. */
  origLargest: OctetCount
  respLargest: OctetCount
  /** When each side was heard last. */
  origLast: LastHeard
  respLast: LastHeard
}

export class ConnLog {
  private readonly records: ConnRecord[] = []

  add(record: ConnRecord): void {
    if (this.records.length < MAX_FLOWS) this.records.push(record)
  }

  get all(): readonly ConnRecord[] {
    return this.records
  }

  /** The connections whose hosts, the one that began first, are `wanted`. */
  *among(wanted: (orig: string, resp: string) => boolean): IterableIterator<LoggedConn> {
    for (const { capture, tap, tunnel, orig, resp, origSide, respSide } of this.records) {
      if (!wanted(orig.address, resp.address)) continue
      yield {
        capture,
        tap,
        tunnel,
        orig: orig.address,
        resp: resp.address,
        origPort: orig.port,
        respPort: resp.port,
        origFrames: origSide.frames,
        respFrames: respSide.frames,
        origLargest: origSide.largestIpSent,
        respLargest: respSide.largestIpSent,
        origLast: origSide,
        respLast: respSide,
      }
    }
  }
}

/** Both ports of a connection as one number. */
export const portsOf = (orig: Port, resp: Port): number => orig * 65_536 + resp

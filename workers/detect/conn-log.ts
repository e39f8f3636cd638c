/**
 * Every connection in a few columns. Cheap to note, so that at the end the few that turned out to
 * matter can be looked up at all taps.
 */
import { MAX_FLOWS } from '../limits/limits'
import type { ConnRecord } from '../model/records'
import type { OctetCount, Port } from '../model/units'

export interface LoggedConn {
  capture: number
  tap: number
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
}

/** Numbers of a row. */
const WIDTH = 8

export class ConnLog {
  private readonly orig: string[] = []
  private readonly resp: string[] = []
  private readonly numbers: number[] = []

  add({ capture, tap, orig, resp, origSide, respSide }: ConnRecord): void {
    if (this.orig.length >= MAX_FLOWS) return
    this.orig.push(orig.address)
    this.resp.push(resp.address)
    this.numbers.push(
      capture,
      tap,
      orig.port,
      resp.port,
      origSide.frames,
      respSide.frames,
      origSide.largestIpSent,
      respSide.largestIpSent,
    )
  }

  /** The connections whose hosts, the one that began first, are `wanted`. */
  *among(wanted: (orig: string, resp: string) => boolean): IterableIterator<LoggedConn> {
    const { numbers } = this
    for (let row = 0; row < this.orig.length; row++) {
      const orig = this.orig[row] as string
      const resp = this.resp[row] as string
      if (!wanted(orig, resp)) continue
      const number = (index: number) => numbers[WIDTH * row + index] as number
      yield {
        capture: number(0),
        tap: number(1),
        orig,
        resp,
        origPort: number(2),
        respPort: number(3),
        origFrames: number(4),
        respFrames: number(5),
        origLargest: number(6),
        respLargest: number(7),
      }
    }
  }
}

/** Both ports of a connection as one number. */
export const portsOf = (orig: Port, resp: Port): number => orig * 65_536 + resp

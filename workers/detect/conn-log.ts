/**
 * Every connection in a few columns. Cheap to note, so that at the end the few that turned out to
 * matter can be looked up at all taps.
 */
import { MAX_FLOWS } from '../limits/limits'
import type { ConnRecord } from '../model/records'
import type { OctetCount } from '../model/units'
import type { HostsMap } from './way-map'

export interface LoggedConn {
  capture: number
  tap: number
  ports: number
  /** Largest IP packet that each side sent. */
  origLargest: OctetCount
  respLargest: OctetCount
}

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
      portsOf(orig.port, resp.port),
      origSide.largestIpSent,
      respSide.largestIpSent,
    )
  }

  /** All connections between the hosts that `wanted` knows, from the side that began. */
  *among<V>(wanted: HostsMap<V>): IterableIterator<[V, LoggedConn]> {
    const { numbers } = this
    for (let row = 0; row < this.orig.length; row++) {
      const known = wanted.get(this.orig[row] ?? '', this.resp[row] ?? '')
      if (known === undefined) continue
      const [capture = 0, tap = 0, ports = 0, origLargest = 0, respLargest = 0] =
        numbers.slice(WIDTH * row, WIDTH * (row + 1))
      yield [known, { capture, tap, ports, origLargest, respLargest }]
    }
  }
}

/** Numbers of a row. */
const WIDTH = 5

/** Both ports of a connection as one number. */
export const portsOf = (orig: number, resp: number): number => orig * 65_536 + resp

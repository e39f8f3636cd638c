/**
 * The connections that one host answered, each counted once however many taps, captures and tunnel
 * levels show it. The same five-tuple twice at one place is two connections, one after the other.
 */
import type { Port } from '../model/units'
import { type LoggedConn, portsOf } from './conn-log'
import { placeNumber } from './way'

/** Who asked → both ports → connections. */
type Counts = Map<string, Map<number, number>>

export class AnsweredConns {
  private readonly byPlace = new Map<string, Counts>()
  /** What the place shows that has most of the five-tuple. */
  private readonly most: Counts = new Map()
  private readonly byPort = new Map<Port, number>()
  private all = 0

  add({ capture, tap, tunnel, orig, origPort, respPort }: LoggedConn): void {
    const carried = tunnel ? ` ${tunnel.kind} ${tunnel.src} ${tunnel.dst}` : ''
    const place = `${String(placeNumber(capture, tap))}${carried}`
    const counts: Counts = this.byPlace.get(place) ?? new Map<string, Map<number, number>>()
    this.byPlace.set(place, counts)
    const ports = portsOf(origPort, respPort)
    const here = countsOf(counts, orig)
    const most = countsOf(this.most, orig)
    const seen = (here.get(ports) ?? 0) + 1
    here.set(ports, seen)
    if (seen <= (most.get(ports) ?? 0)) return
    most.set(ports, seen)
    this.byPort.set(respPort, (this.byPort.get(respPort) ?? 0) + 1)
    this.all++
  }

  of(port: Port): { here: number; elsewhere: number } {
    const here = this.byPort.get(port) ?? 0
    return { here, elsewhere: this.all - here }
  }
}

function countsOf(counts: Counts, orig: string): Map<number, number> {
  const known = counts.get(orig) ?? new Map<number, number>()
  counts.set(orig, known)
  return known
}

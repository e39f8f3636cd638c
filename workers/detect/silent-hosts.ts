/**
 * What else is known of hosts that left SYNs unanswered: do they speak, whom did they answer, and
 * would their answer have been seen? Asked of few hosts, so all traffic is noted and read once.
 */
import { MAX_PATHS } from '../limits/limits'
import type { ConnRecord, EchoPathRecord, HostPairRecord } from '../model/records'
import type { Port } from '../model/units'
import { ConnLog, type LoggedConn } from './conn-log'
import { sum } from './grouping'
import { countOnce, SameConns } from './same-conns'
import { placeNumber } from './way'

export class SilentHosts {
  private readonly log = new ConnLog()
  private readonly echoes: EchoPathRecord[] = []
  private readonly pairs: HostPairRecord[] = []
  /** Of the targets asked for: those that sent anything, and how many connections they answered. */
  private readonly speakers = new Set<string>()
  private readonly answers = new Map<string, Map<Port, number>>()
  private readonly same = new SameConns()
  /** Tap → those of the sources asked for that it sees packets for. */
  private readonly receives = new Map<number, Set<string>>()

  conn(record: ConnRecord): void {
    this.log.add(record)
  }

  echoPath(record: EchoPathRecord): void {
    if (this.echoes.length < MAX_PATHS) this.echoes.push(record)
  }

  /** Host pairs in a tunnel name its ends, which say nothing of the hosts inside. */
  hostPair(record: HostPairRecord): void {
    if (!record.tunnel && this.pairs.length < MAX_PATHS) this.pairs.push(record)
  }

  /** Connections, however many taps and tunnel levels show each. */
  conns(): number {
    return countOnce(this.log.all)
  }

  /** Connections that were answered at some tap, between the hosts of interest. */
  *answered(wanted: (orig: string, resp: string) => boolean): IterableIterator<LoggedConn> {
    for (const conn of this.log.among(wanted)) if (conn.respFrames > 0) yield conn
  }

  /** To be called once, before the questions below. */
  read(sources: ReadonlySet<string>, targets: ReadonlySet<string>): void {
    const passes = (capture: number, tap: number, from: string, to: string, frames: number) => {
      if (frames === 0) return
      if (targets.has(from)) this.speakers.add(from)
      if (!sources.has(to)) return
      const place = placeNumber(capture, tap)
      const here = this.receives.get(place) ?? new Set()
      this.receives.set(place, here.add(to))
    }
    const known = (address: string) => sources.has(address) || targets.has(address)
    for (const conn of this.log.among((orig, resp) => known(orig) || known(resp))) {
      const { capture, tap, orig, resp, origFrames, respFrames } = conn
      passes(capture, tap, orig, resp, origFrames)
      passes(capture, tap, resp, orig, respFrames)
      if (respFrames > 0 && targets.has(resp)) this.countAnswered(conn)
    }
    for (const { capture, tap, src, dst, requests, replies, unasked } of this.echoes) {
      passes(capture, tap, src, dst, requests)
      passes(capture, tap, dst, src, replies + unasked)
    }
    for (const { capture, tap, a, b, framesAb, framesBa } of this.pairs) {
      passes(capture, tap, a, b, framesAb)
      passes(capture, tap, b, a, framesBa)
    }
  }

  /** Did any packet come from this target? */
  speaks(target: string): boolean {
    return this.speakers.has(target)
  }

  /** Does this tap see packets for this source? */
  receivesAt(capture: number, tap: number, source: string): boolean {
    return this.receives.get(placeNumber(capture, tap))?.has(source) ?? false
  }

  /** Connections that this target answered, at this port and at others. */
  answersOf(target: string, port: Port): { here: number; elsewhere: number } {
    const byPort = this.answers.get(target) ?? new Map<Port, number>()
    const here = byPort.get(port) ?? 0
    return { here, elsewhere: sum([...byPort.values()]) - here }
  }

  /** Each once, however many taps, captures and tunnel levels show it. */
  private countAnswered(conn: LoggedConn): void {
    const { resp, respPort } = conn
    const sight = {
      ...conn,
      orig: { address: conn.orig, port: conn.origPort },
      resp: { address: resp, port: respPort },
    }
    if (this.same.isKnown(sight)) return
    const byPort = this.answers.get(resp) ?? new Map<Port, number>()
    this.answers.set(resp, byPort.set(respPort, (byPort.get(respPort) ?? 0) + 1))
  }
}

/**
 * Connections by the address and port that they were opened to, and by place. What a flood brings by
 * the million is kept here as it comes and read at the end, where there is enough of it.
 */
import { MAX_FLOWS, MAX_PATHS } from '../limits/limits'
import type { ConnRecord, Endpoint } from '../model/records'
import type { Port } from '../model/units'
import { placeNumber } from './way'

export interface FloodTarget extends Endpoint {
  capture: number
  tap: number
  conns: ConnRecord[]
}

/** What a tap sees inside of tunnels, or outside of them. */
interface Level {
  capture: number
  tap: number
  carried: boolean
  byAddress: Map<string, Map<Port, FloodTarget>>
}

export class FloodTargets {
  conns = 0
  /** Connections that found no room. */
  uncounted = 0
  private readonly levels = new Map<number, Level>()
  private targets = 0
  private kept = 0
  /** Those of the record before: a flood has one. */
  private level: Level | null = null
  private target: FloodTarget | null = null

  conn(record: ConnRecord): void {
    this.conns++
    const target = this.kept < MAX_FLOWS ? this.targetOf(record) : null
    if (target === null) {
      this.uncounted++
      return
    }
    this.kept++
    target.conns.push(record)
  }

  /** Those with so many connections. */
  *busy(least: number): IterableIterator<FloodTarget> {
    for (const { byAddress } of this.levels.values()) {
      for (const byPort of byAddress.values()) {
        for (const target of byPort.values()) if (target.conns.length >= least) yield target
      }
    }
  }

  /** Connections to others that the same tap shows. */
  *others({ capture, tap, address, port }: FloodTarget): IterableIterator<ConnRecord> {
    for (const other of this.busy(1)) {
      if (other.capture !== capture || other.tap !== tap) continue
      if (other.address !== address || other.port !== port) yield* other.conns
    }
  }

  private targetOf({ capture, tap, tunnel, resp }: ConnRecord): FloodTarget | null {
    const carried = tunnel !== null
    let { level } = this
    if (level?.capture !== capture || level.tap !== tap || level.carried !== carried) {
      level = this.levelOf(capture, tap, carried)
      this.level = level
      this.target = null
    }
    const { address, port } = resp
    if (this.target?.port === port && this.target.address === address) return this.target
    const byPort = level.byAddress.get(address)
    let target = byPort?.get(port)
    if (target === undefined) {
      if (this.targets >= MAX_PATHS) return null
      this.targets++
      target = { capture, tap, address, port, conns: [] }
      if (byPort === undefined) level.byAddress.set(address, new Map([[port, target]]))
      else byPort.set(port, target)
    }
    this.target = target
    return target
  }

  private levelOf(capture: number, tap: number, carried: boolean): Level {
    const number = 2 * placeNumber(capture, tap) + (carried ? 1 : 0)
    const known = this.levels.get(number)
    if (known !== undefined) return known
    const level = { capture, tap, carried, byAddress: new Map<string, Map<Port, FloodTarget>>() }
    this.levels.set(number, level)
    return level
  }
}

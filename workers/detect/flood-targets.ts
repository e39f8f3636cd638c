/**
 * Handshakes by the address and port that they were begun with, and by place. A flood brings them by
 * the million: time and fate of each stand in columns, and only where there are many are they read.
 */
import { MAX_FLOWS, MAX_PATHS } from '../limits/limits'
import type { ConnRecord, Endpoint } from '../model/records'
import type { Port } from '../model/units'
import { COMPLETED, fateOf, UNKNOWN } from './handshake-fates'
import { placeNumber } from './way'

export interface FloodTarget extends Endpoint {
  capture: number
  tap: number
  handshakes: number
  completed: number
  /** Rows of the columns: its first, from which `next` leads on, and its last. */
  first: number
  last: number
}

const COLUMN = 4096 // rows at first
const GROWTH = 2

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
  /** One row a handshake: when it was begun, what became of it, the next row of its target; 0: none. */
  times = new Float64Array(COLUMN)
  fates = new Uint8Array(COLUMN)
  next = new Uint32Array(COLUMN)
  readonly records: ConnRecord[] = []
  private readonly targets: FloodTarget[] = []
  private readonly levels = new Map<number, Level>()
  /** Taps that show how TCP goes on behind the handshakes. */
  private readonly more = new Set<number>()
  /** Those of the record before: a flood has one. */
  private level: Level | null = null
  private target: FloodTarget | null = null

  conn(record: ConnRecord): void {
    this.conns++
    const fate = fateOf(record)
    const { capture, tap } = record
    if (fate === COMPLETED || fate === UNKNOWN) this.more.add(placeNumber(capture, tap))
    if (fate === UNKNOWN) return
    const row = this.records.length
    const target = row < MAX_FLOWS ? this.targetOf(record, capture, tap, row) : null
    if (target === null) {
      this.uncounted++
      return
    }
    if (row >= this.times.length) this.grow()
    this.times[row] = record.handshake.synTime
    this.fates[row] = fate
    this.records.push(record)
    target.handshakes++
    if (fate === COMPLETED) target.completed++
    if (target.last !== row) this.next[target.last] = row
    target.last = row
  }

  /** Does the tap show more than handshakes that nobody completes? */
  seesMore({ capture, tap }: FloodTarget): boolean {
    return this.more.has(placeNumber(capture, tap))
  }

  /** Those with so many handshakes. */
  busy(least: number): FloodTarget[] {
    return this.targets.filter(({ handshakes }) => handshakes >= least)
  }

  /** `row`: where its first handshake would stand. */
  private targetOf(
    record: ConnRecord,
    capture: number,
    tap: number,
    row: number,
  ): FloodTarget | null {
    const carried = record.tunnel !== null
    let { level } = this
    if (level?.capture !== capture || level.tap !== tap || level.carried !== carried) {
      level = this.levelOf(capture, tap, carried)
      this.level = level
      this.target = null
    }
    const { address, port } = record.resp
    if (this.target?.port === port && this.target.address === address) return this.target
    const byPort = level.byAddress.get(address)
    let target = byPort?.get(port)
    if (target === undefined) {
      if (this.targets.length >= MAX_PATHS) return null
      const none = { handshakes: 0, completed: 0, first: row, last: row }
      target = { capture, tap, address, port, ...none }
      this.targets.push(target)
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

  private grow(): void {
    const rows = this.times.length * GROWTH
    const [times, fates, next] = [this.times, this.fates, this.next]
    this.times = new Float64Array(rows)
    this.fates = new Uint8Array(rows)
    this.next = new Uint32Array(rows)
    this.times.set(times)
    this.fates.set(fates)
    this.next.set(next)
  }
}

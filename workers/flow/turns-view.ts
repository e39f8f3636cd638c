/** The turns of one connection as the record that detectors read: made when asked for. */
import type { ConnRecord } from '../model/conn'
import { TURN_BINS, type Turn, type TurnsRecord } from '../model/turns'
import type { Turns } from './turns'

export class TurnsView implements TurnsRecord {
  readonly conn: ConnRecord
  readonly answered: number
  readonly disturbed: number
  readonly unprompted: number
  readonly early: number
  readonly unanswered: number
  readonly slowTotal: number
  private readonly turns: Turns
  private readonly number: number

  constructor(turns: Turns, number: number, conn: ConnRecord) {
    const counts = turns.counts(number)
    this.conn = conn
    this.answered = counts.answered
    this.disturbed = counts.disturbed
    this.unprompted = counts.unprompted
    this.early = counts.early
    this.unanswered = counts.unanswered
    this.slowTotal = counts.slowTotal
    this.turns = turns
    this.number = number
  }

  get bins(): number[] {
    const bins = Array.from({ length: TURN_BINS }, () => 0)
    this.addBins(bins)
    return bins
  }

  addBins(to: number[]): void {
    this.turns.addBins(this.number, to)
  }

  get slow(): Turn[] {
    return this.turns.slowOf(this.number)
  }

  get open(): Turn | null {
    return this.turns.open(this.number)
  }
}

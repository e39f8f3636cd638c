/** How far an analysis is, a few times a second: each time the page draws itself anew. */
import type { Progress } from '../api/analysis'
import type { Finding } from '../model/finding'
import type { Spine } from '../model/run'

const INTERVAL_MS = 200

/** What is known of it without a clock. */
export type Position = Omit<
  Progress,
  'octetsPerSecond' | 'packetsPerSecond' | 'secondsLeft' | 'findings' | 'spine'
>

export class ProgressMeter {
  private readonly started = performance.now()
  private last = 0
  private readonly send: (progress: Progress) => void

  constructor(send: (progress: Progress) => void) {
    this.send = send
  }

  get elapsedMs(): number {
    return performance.now() - this.started
  }

  due(): boolean {
    return performance.now() - this.last >= INTERVAL_MS
  }

  report(position: Position, findings: Finding[] | null, spine: Spine | null): void {
    this.last = performance.now()
    const seconds = this.elapsedMs / 1000
    const octetsPerSecond = seconds > 0 ? position.octets / seconds : 0
    this.send({
      ...position,
      octetsPerSecond,
      packetsPerSecond: seconds > 0 ? position.packets / seconds : 0,
      secondsLeft:
        octetsPerSecond > 0 ? (position.octetsTotal - position.octets) / octetsPerSecond : -1,
      findings,
      spine,
    })
  }
}

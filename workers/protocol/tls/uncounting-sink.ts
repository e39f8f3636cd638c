/** Hands on what was found, but not how often: for octets that Wireshark does not look at. */
import type { AppRecords } from '../../model/app-records'
import type { Sink } from '../analyzer'

export class UncountingSink implements Sink {
  private readonly sink: Sink

  constructor(sink: Sink) {
    this.sink = sink
  }

  record<K extends keyof AppRecords>(kind: K, record: AppRecords[K]): void {
    this.sink.record(kind, record)
  }

  weird(name: string): void {
    this.sink.weird(name)
  }

  protocol(): void {
    // Not seen there.
  }

  malformed(what: string): void {
    this.sink.weird(`malformed: ${what}`)
  }

  misread(): void {
    // Not seen there.
  }

  count(): void {
    // Not seen there.
  }

  collect(): void {
    // Not seen there.
  }
}

/** Where decoded frames come from: this thread, or one that works ahead. */
import { openParts, type Part } from '../capture/parts'
import { stateOf, type CaptureReader, type CaptureState, type OpenOutcome } from '../capture/reader'
import { isSidecar } from '../sidecar'
import { Decoder } from './decode'
import { newPacketBatch, type PacketBatch } from './packet-batch'

export interface Ingest {
  /** What is known of the file so far; complete once `next` has said null. */
  readonly state: CaptureState
  /** The frames that come next, at least one; what an earlier call gave is lost. Null: no more. */
  next(): Promise<PacketBatch | null>
  close(): Promise<void>
}

/** Text of a side-car, or something that is of no use. */
export type NoCapture = Exclude<OpenOutcome, { kind: 'capture' }>

/** A capture in a dropped file, or why there is none; see `capture/parts.ts`. */
export interface IngestPart extends Omit<Part, 'outcome'> {
  outcome: { kind: 'capture'; ingest: Ingest } | NoCapture
}

/** Each capture must be read and closed before the next part is asked for. */
export type OpenIngest = (file: File) => AsyncIterable<IngestPart>

/** Reads and decodes in this thread. */
export async function* openHere(file: File): AsyncGenerator<IngestPart, void> {
  for await (const part of openParts(file, file.name, isSidecar)) {
    const { outcome } = part
    if (outcome.kind !== 'capture') yield { ...part, outcome }
    else yield { ...part, outcome: { kind: 'capture', ingest: new LocalIngest(outcome.reader) } }
  }
}

export class LocalIngest implements Ingest {
  private readonly reader: CaptureReader
  private readonly decoder = new Decoder()
  private readonly batch = newPacketBatch()

  constructor(reader: CaptureReader) {
    this.reader = reader
  }

  get state(): CaptureState {
    return stateOf(this.reader)
  }

  async next(): Promise<PacketBatch | null> {
    if (!(await this.reader.next(this.batch.records))) return null
    this.decoder.decode(this.batch)
    return this.batch
  }

  close(): Promise<void> {
    return this.reader.close()
  }
}

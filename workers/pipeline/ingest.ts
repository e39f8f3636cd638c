/** Where decoded frames come from: this thread, or one that works ahead. */
import { openCapture } from '../capture/open'
import { stateOf, type CaptureReader, type CaptureState } from '../capture/reader'
import { Decoder } from './decode'
import { newPacketBatch, type PacketBatch } from './packet-batch'

export interface Ingest {
  /** What is known of the file so far; complete once `next` has said null. */
  readonly state: CaptureState
  /** The frames that come next, at least one; what an earlier call gave is lost. Null: no more. */
  next(): Promise<PacketBatch | null>
  close(): Promise<void>
}

export type IngestOutcome =
  { kind: 'capture'; ingest: Ingest } | { kind: 'not-a-capture'; message: string }

export type OpenIngest = (file: File) => Promise<IngestOutcome>

/** Reads and decodes in this thread. */
export async function openHere(file: File): Promise<IngestOutcome> {
  const opened = await openCapture(file, file.name)
  if (opened.kind !== 'capture') return opened
  return { kind: 'capture', ingest: new LocalIngest(opened.reader) }
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

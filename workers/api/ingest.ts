/** What the page may ask of the ingest worker. */
export interface IngestApi {
  /** Reads and decodes for whoever holds the other end of the channel. */
  serve(port: MessagePort): Promise<void>
  /** Makes the capture of this number, from 0, to warm workers up with; null: there are no more. */
  practice(number: number): Promise<File | null>
  /** Compiles and warms the decoder with a capture, so that the first file does not wait for it. */
  warm(practice: File): Promise<void>
}

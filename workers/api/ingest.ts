/** What the page may ask of the ingest worker. */
export interface IngestApi {
  /** Reads and decodes for whoever holds the other end of the channel. */
  serve(port: MessagePort): Promise<void>
  /** Compiles and warms the decoder, so that the first file does not wait for it. */
  warm(): Promise<void>
}

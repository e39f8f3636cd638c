/** What the page may ask of the reading worker. */
export interface ReadingApi {
  /** Reads for whoever holds the other end of the channel. */
  serve(port: MessagePort): Promise<void>
}

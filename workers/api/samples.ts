/** What the page may ask of the samples worker. */
export interface SampleInfo {
  /** Stable name, e.g. `tail-first`. */
  name: string
  title: string
  /** One sentence for the start screen. */
  blurb: string
}

export interface SamplesApi {
  list(): Promise<SampleInfo[]>
  /** Octets of the capture file; throws for a name that `list` does not give. */
  make(name: string): Promise<Uint8Array<ArrayBuffer>>
}

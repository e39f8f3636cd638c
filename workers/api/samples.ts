/** What the page may ask of the samples worker. */
export type SampleName = 'tail-first' | 'mtu-black-hole' | 'slow-handshake'

export interface SamplesApi {
  /** A sample capture, made packet by packet; the same one every time. */
  make(name: SampleName): Promise<{ fileName: string; octets: Uint8Array<ArrayBuffer> }>
}

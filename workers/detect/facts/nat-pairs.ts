/** Connections on both sides of address translation. */
import type { NatPairRecord } from '../../model/records'

export interface NatFacts {
  connections: number
  /** Segments that were seen on both sides. */
  segments: number
  /** By what was asked for and where it was sent; `source` empty: several. */
  services: {
    from: string
    to: string
    source: string
    translatedSource: string
    connections: number
  }[]
  /** Bounded; in the order of the capture. */
  examples: NatPairRecord[]
  beforePlace: string
  afterPlace: string
}

/** A capture made here, with what is true of it. */
import { type Bytes } from '../fields'

export interface Sample {
  /** File name. */
  name: string
  title: string
  /** One sentence for the start screen. */
  blurb: string
  octets: Bytes
  /** Counted while the traffic was made, not read from the capture. */
  truth: Record<string, number>
}

/** The same seed gives the same octets. */
export type SampleCase = (seed?: number) => Sample

/** What `lost-in-node` knows of the packets that went in and did not come out. */
import type { PassageFlow, PassageRecord } from '../../model/records'

export interface InNodeFacts {
  passage: PassageRecord
  /** Name of the capture; of the taps, empty where the file names none. */
  file: string
  fromTap: string
  toTap: string
  /** Without mere acknowledgements. */
  lost: number
  /** All that was lost is larger than all that passed. */
  sizeBound: boolean
  /** Conversations of which nothing passed. */
  silenced: PassageFlow[]
  captureDropped: number
}

/** What side-cars say about new connections of a node. */
import type { DropTestimony } from '../testimony'

export interface HandshakeTestimony {
  /** `conntrack -S`: packets dropped for a full table, and entries that lost a race; by file. */
  conntrack: readonly { file: string; full: number; failed: number }[]
  /** SYNs that a listening socket dropped, by file. */
  backlog: readonly { file: string; value: number }[]
  /** Drops of SYNs of the slow connections. */
  drops: DropTestimony | null
  /** The slowest connect that was traced between two of the hosts; 0: none. */
  tracedMs: number
  tracedBy: string
}

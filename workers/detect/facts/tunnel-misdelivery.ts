/** What `tunnel-misdelivery` found out about packets that one node gets in place of another. */
import type { Tunnel, TunnelWayRecord } from '../../model/records'
import type { Placement } from '../placements'

/** One node that sends to the wrong one, at the tap that shows most of it. */
export interface WrongSender {
  node: string
  packets: number
  place: string
  ways: readonly TunnelWayRecord[]
}

export interface MisdeliveryFacts {
  tunnel: Tunnel
  wrong: string
  right: string
  senders: readonly WrongSender[]
  packets: number
  /** Of these: for addresses that were not heard themselves, but are of the same network. */
  packetsUnheard: number
  unheard: readonly string[]
  /** Inner destinations that were heard, inner sources, and the networks of the destinations. */
  targets: readonly string[]
  sources: readonly string[]
  networks: readonly string[]
  /** Packets that the targets sent from where they live, one way for each of them. */
  homes: readonly TunnelWayRecord[]
  homePlaces: readonly string[]
  /** Side-cars that say so too, and those that name the wrong node. */
  placed: readonly Placement[]
  placedWrong: readonly Placement[]
  /** The targets were heard from the right node while packets went to the wrong one. */
  meanwhile: boolean
  /** Only before, in the same capture: they may have moved since. */
  before: boolean
  /** Nodes whose packets for the same targets go to the right node and are answered. */
  others: readonly { node: string; packets: number }[]
  /** Inner addresses that do live at the wrong node. */
  neighbours: readonly string[]
}

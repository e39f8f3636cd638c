/** What `identity-change` found out about inner addresses that send as another than before. */
import type { FrameNumber, Nanos, Port } from '../../model/units'
import type { TunnelWayRecord } from '../../model/records'

/** One address, at one tap of one capture, out of one node. */
export interface ChangedSender {
  address: string
  node: string
  capture: number
  tap: number
  /** Packets with each. */
  framesBefore: number
  framesAfter: number
  /** Of the last one with the old identity known, and of the first one with the new. */
  lastBefore: Nanos
  firstAfter: Nanos
  ways: readonly TunnelWayRecord[]
}

/** Connections to one port that were answered before the change, and not since. */
export interface BrokenAsk {
  src: string
  dst: string
  port: Port
  capture: number
  syns: number
  attempts: readonly { frame: FrameNumber; time: Nanos }[]
  /** Others are answered there since. */
  answersOthers: boolean
}

export interface IdentityChangeFacts {
  /** VNIs. */
  before: number
  after: number
  /** Name, or labels of side-cars; empty: none. */
  nameBefore: string
  nameAfter: string
  /** In turn, or again and again. */
  alternates: boolean
  senders: readonly ChangedSender[]
  broken: readonly BrokenAsk[]
  /** Drops that a side-car tells of these senders with the new identity, by reason. */
  drops: readonly { reason: string; events: number }[]
  /** Other inner addresses that kept their identity. */
  steady: number
  tunnel: TunnelWayRecord['tunnel']
  place: string
}

/** What `idle-reset` found out about connections that did not outlive a silence. */
import type { BrokenSilence, ConnReset, Endpoint, Tunnel } from '../../model/records'
import type { Nanos } from '../../model/units'

export interface IdleReset {
  capture: number
  tap: number
  place: string
  orig: Endpoint
  resp: Endpoint
  stream: number
  tunnel: Tunnel | null
  reset: ConnReset
  silence: BrokenSilence
  /** The RST has a TTL that no other segment of its side has, or came in the name of both sides. */
  foreign: boolean
  /** Nothing was sent before it: a timer ran out where the connection is remembered. */
  unprovoked: boolean
}

export interface IdleFacts {
  /** Which host all of them have in common: the one that was asked, or the one that asked. */
  shared: 'resp' | 'orig'
  host: string
  /** Shortest silence first. */
  resets: readonly IdleReset[]
  places: readonly string[]
  foreign: number
  unprovoked: number
  /** Other connections of the hosts that sent the RSTs show that these had been away. */
  restarted: boolean
  /** The shortest silence that was followed by a RST; the longest one. */
  shortest: Nanos
  longest: Nanos
  /** Connections of the same host at the same taps that outlived silences, and the longest below `shortest`. */
  survivors: number
  survived: Nanos
  /** Those that outlived a silence of `shortest` or more, and the longest of these. */
  outlived: number
  outlivedLongest: Nanos
  /** TTLs of the RSTs, and of the other segments in the same name. */
  resetTtls: readonly number[]
  otherTtls: readonly number[]
  capture: number
  first: Nanos
  last: Nanos
}

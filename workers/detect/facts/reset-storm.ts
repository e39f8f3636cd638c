/** What `reset-storm` found out about connections that were aborted with RST. */
import type { ConnReset, Endpoint, Tunnel } from '../../model/records'
import type { Nanos } from '../../model/units'

/**
 * What the RST interrupted. `rejected`: the server resets instead of answering; `dropped`: it does
 * so before anything was asked; `cut`: it leaves an answer of its own unfinished; `gave-up`: the
 * client does not wait for the answer. These hurt. The others do not: `done`: the client has its
 * answer; `ended`: so has the server's client; `probe`: opened and reset without a word.
 */
export type AbortKind = 'rejected' | 'dropped' | 'cut' | 'gave-up' | 'done' | 'ended' | 'probe'

export const HARMFUL: readonly AbortKind[] = ['rejected', 'dropped', 'cut', 'gave-up']

export interface Abort {
  capture: number
  tap: number
  place: string
  stream: number
  orig: Endpoint
  resp: Endpoint
  tunnel: Tunnel | null
  kind: AbortKind
  reset: ConnReset
  /** From its first frame to the RST. */
  age: Nanos
  /** The RST has a TTL that no other segment of its side has. */
  foreign: boolean
}

export interface StormFacts {
  /** The host that all of them concern: the one that was asked, or the one that asked. */
  shared: 'resp' | 'orig'
  host: string
  /** In order of capture and time. */
  aborts: readonly Abort[]
  /** Aborts by kind, most first; kinds that did not occur are left out. */
  kinds: readonly { kind: AbortKind; conns: number }[]
  harmful: number
  /** RST frames of these connections, by those who opened them and by those who were asked. */
  origResets: number
  respResets: number
  /** Open connections of the host at the taps concerned. */
  connections: number
  /** RSTs that came behind a FIN, which do not count. */
  afterFin: number
  foreign: number
  /** Connections on which the host went on sending behind a RST in its own name. */
  wentOn: number
  /** RSTs with ACK: their sender knows the connection. */
  withAck: number
  /** Services, `10.0.0.2:80` → aborted connections, most first. */
  services: readonly { name: string; conns: number }[]
  peers: readonly string[]
  places: readonly string[]
  /** Most aborts within a second, and when that second began. */
  peak: number
  peakTime: Nanos
  medianAge: Nanos
  capture: number
  first: Nanos
  last: Nanos
}

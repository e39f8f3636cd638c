/** What `one-way-capture` counted in one capture. */
import type { Nanos } from '../../model/units'

export interface OneWayFacts {
  capture: number
  name: string
  /** TCP connections and ping paths of which one direction is missing, by what proves it. */
  conns: number
  connsBothWays: number
  pings: number
  pingsBothWays: number
  /** Hosts whose packets are missing → conversations, most first. */
  silent: { host: string; conversations: number }[]
  frames: { frame: number; time: Nanos; conversation: string }[]
  duration: Nanos
}

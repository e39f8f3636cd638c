/** What `dns-search-list` found out about the look-ups of one capture. */
import type { Tunnel } from '../../model/records'
import type { FrameNumber, Nanos } from '../../model/units'

/** One question of a look-up. */
export interface Tried {
  name: string
  /** What was appended; empty: the name as the program wrote it. */
  domain: string
  type: number
  frame: FrameNumber
  time: Nanos
  answerFrame: FrameNumber
  answerTime: Nanos
  /** How often it was asked. */
  asked: number
}

/** A name that was asked for with search domains appended before it was asked for as written. */
export interface SearchedName {
  client: string
  server: string
  name: string
  /** Does the name as written exist? */
  exists: boolean
  /** In order of time: those that could only fail, then the name as written. */
  wasted: readonly Tried[]
  asWritten: readonly Tried[]
  /** From the first question to the one for the name as written. */
  cost: Nanos
}

export interface SearchListFacts {
  capture: number
  place: string
  duration: Nanos
  tunnel: Tunnel | null
  /** Search domains of a Kubernetes cluster. */
  cluster: boolean
  /** Messages with questions, and answers that say that a name does not exist, whatever they are about. */
  queries: number
  nxdomain: number
  lookups: readonly SearchedName[]
  /** Different names that exist, most often asked for first, and those that do not. */
  names: readonly string[]
  missing: readonly string[]
  clients: readonly string[]
  /** Domains in the order in which they are appended, as a rule. */
  domains: readonly string[]
  wasted: number
  /** Most dots in a name that was asked for with a domain first: `ndots` is larger. */
  dots: number
  medianCost: Nanos
  longestCost: Nanos
}

/** A match of a search over octets, as it is listed. */
import type { FrameNumber, Nanos } from './units'

/** How octets are to be read. */
export type Encoding = 'octets' | 'utf-8' | 'utf-16le' | 'utf-16be'

export interface MatchRow {
  /** Index of the capture within the case. */
  capture: number
  frame: FrameNumber
  /** Since the first frame of its capture. */
  time: Nanos
  /** [at, at + length) of the frame. */
  at: number
  length: number
  encoding: Encoding
  /** Of the innermost packet; empty: not known. */
  src: string
  dst: string
  protocol: string
  /** Wireshark's name of the field, or of the protocol, that its first octet lies in; empty: none. */
  field: string
  /** Title of the layer. */
  layer: string
  /** Octets before it, of it (the first ones), and behind it; none: they are not at hand any more. */
  before: Uint8Array
  match: Uint8Array
  after: Uint8Array
}

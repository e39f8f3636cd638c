/** One frame, opened: its layers as a tree and its octets. */
import type { FrameStanding } from './frame-flags'
import type { Tunnel } from './tunnel'
import type { FrameNumber, Nanos } from './units'

export interface Field {
  /** Wireshark's field name, e.g. `ip.id`. */
  name: string
  label: string
  /** As shown. */
  value: string
  /** The value as filters compare it; absent: it is no number, or stands in the octets. */
  number?: number
  /** Octets of the frame it stands in: [at, at + length). Length 0: computed. */
  at: number
  length: number
}

export interface Layer {
  /** Wireshark's protocol name, e.g. `vxlan`. */
  protocol: string
  title: string
  at: number
  length: number
  fields: Field[]
}

/** Where a connection was seen. */
export interface ConnPlace {
  /** As in `Tap`. */
  tap: number
  tunnel: Tunnel | null
}

/**
 * The connection of a frame, and others that Wireshark takes for the same: at the same tap in another
 * tunnel, and at another tap. null: none, or none that is listed.
 */
export interface FrameConns {
  conn: ConnPlace | null
  tenant: ConnPlace | null
  elsewhere: ConnPlace | null
}

/** A frame that another one is a copy of. */
export interface SeenBefore {
  frame: FrameNumber
  time: Nanos
  interfaceName: string
  /** Of its connection; null: not known. */
  conn: ConnPlace | null
}

export interface FrameView {
  capture: number
  frame: number
  time: number
  capLen: number
  origLen: number
  interfaceName: string
  /** One line, e.g. `10.0.0.1 → 10.0.0.2 · fragment id 37026 off 1440 MF 0`. */
  summary: string
  /** Number from 1 of its connection in the corrected view of this capture; 0: none. */
  flow: number
  standing: FrameStanding
  /** Looked up where the two views differ. */
  conns: FrameConns
  /** What it is a copy of; null: of nothing, or that is not known. */
  original: SeenBefore | null
  layers: Layer[]
  octets: Uint8Array
}

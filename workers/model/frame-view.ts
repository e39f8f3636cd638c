/** One frame, opened: its layers as a tree and its octets. */
import type { FrameStanding } from './frame-flags'
import type { FrameNumber, Nanos } from './units'

export interface Field {
  /** Wireshark's field name, e.g. `ip.id`. */
  name: string
  label: string
  /** As shown. */
  value: string
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

/** A frame that another one is a copy of. */
export interface SeenBefore {
  frame: FrameNumber
  time: Nanos
  interfaceName: string
  /** As in `FrameView`. */
  flow: number
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
  /** What it is a copy of; null: of nothing, or that is not known. */
  original: SeenBefore | null
  layers: Layer[]
  octets: Uint8Array
}

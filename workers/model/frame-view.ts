/** One frame, opened: its layers as a tree and its octets. */
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

export interface FrameView {
  capture: number
  frame: number
  time: number
  capLen: number
  origLen: number
  interfaceName: string
  /** One line, e.g. `10.0.0.1 → 10.0.0.2 · fragment id 37026 off 1440 MF 0`. */
  summary: string
  layers: Layer[]
  octets: Uint8Array
}

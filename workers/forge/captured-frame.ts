/** One frame on its way into a capture file. */
export interface CapturedFrame {
  /** Nanoseconds after the `epoch` of the file. */
  time: number | bigint
  octets: Uint8Array
  /** Octets on the wire; default: as many as there are in `octets`. */
  origLen?: number
  /** Interface of a pcapng section, from 0; default 0. */
  iface?: number
  /** Comment on the frame; pcapng only. */
  comment?: string
}

/** `LINKTYPE_*`, https://www.tcpdump.org/linktypes.html. */
export const LINKTYPE = { null: 0, ethernet: 1, raw: 101, sll: 113, nflog: 239, sll2: 276 } as const

/** Longest frame that tcpdump keeps by default. */
export const DEFAULT_SNAPLEN = 262_144

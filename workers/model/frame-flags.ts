/**
 * `FrameColumns.flags`: the low 15 bits are `tcp.analysis.*` in the order of `ANALYSIS_NAMES`, and
 * say what Wireshark says. Bits 22 to 31 tell how many frames before it stands the one that
 * this is a copy of; 0: none, or too far away.
 */
export const FRAME_COPY = 1 << 16
export const FRAME_FRAGMENT = 1 << 17
export const FRAME_UNDECODED = 1 << 18
export const FRAME_MALFORMED = 1 << 19
/** A TCP segment that the corrected view sees otherwise than Wireshark: other flags, or a copy. */
export const FRAME_DIFFERS = 1 << 20
/** A copy of a packet that was seen at another tap; `FRAME_COPY`: at the same. */
export const FRAME_COPY_OF_OTHER_TAP = 1 << 21

/** `tcp.analysis.*`: bit n stands for name n. */
export const ANALYSIS_NAMES = [
  'retransmission',
  'fast_retransmission',
  'spurious_retransmission',
  'out_of_order',
  'lost_segment',
  'ack_lost_segment',
  'duplicate_ack',
  'window_update',
  'window_full',
  'keep_alive',
  'keep_alive_ack',
  'zero_window',
  'zero_window_probe',
  'zero_window_probe_ack',
  'reused_ports',
] as const

export type AnalysisName = (typeof ANALYSIS_NAMES)[number]

/** All bits of `tcp.analysis.*`. */
export const ANALYSIS_BITS = (1 << ANALYSIS_NAMES.length) - 1
const BACK_SHIFT = 22
const MOST_BACK = (1 << (32 - BACK_SHIFT)) - 1

/** Flags of a frame that is a copy of frame `original`. */
export function copyFlags(frame: number, original: number, sameTap: boolean): number {
  const back = frame - original
  return (
    (sameTap ? FRAME_COPY : FRAME_COPY_OF_OTHER_TAP) |
    ((back <= MOST_BACK ? back : 0) << BACK_SHIFT)
  )
}

/** What `flags` tell of a frame's standing in the two views. */
export interface FrameStanding {
  /** Bits of `tcp.analysis.*`. */
  analysis: number
  differs: boolean
  /** Something of it could not be decoded, mostly for the snaplen cut it off. */
  undecoded: boolean
  copy: 'none' | 'same-tap' | 'other-tap'
  /** How many frames before it stands the original; 0: no copy, or too far away. */
  back: number
}

export function standingOf(flags: number): FrameStanding {
  const sameTap = (flags & FRAME_COPY) !== 0
  const otherTap = (flags & FRAME_COPY_OF_OTHER_TAP) !== 0
  return {
    analysis: flags & ANALYSIS_BITS,
    differs: (flags & FRAME_DIFFERS) !== 0,
    undecoded: (flags & FRAME_UNDECODED) !== 0,
    copy: sameTap ? 'same-tap' : otherTap ? 'other-tap' : 'none',
    back: flags >>> BACK_SHIFT,
  }
}

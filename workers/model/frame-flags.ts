/** `FrameColumns.flags`: the low 15 bits are `tcp.analysis.*` in the order of `flow/tcp-flags.ts`. */
export const FRAME_COPY = 1 << 16
export const FRAME_FRAGMENT = 1 << 17
export const FRAME_UNDECODED = 1 << 18
export const FRAME_MALFORMED = 1 << 19

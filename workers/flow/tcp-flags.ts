/** `tcp.analysis.*` as bits, in the order of `ANALYSIS_NAMES`. */
export { ANALYSIS_NAMES } from '../model/frame-flags'

export const RETRANSMISSION = 1
export const FAST_RETRANSMISSION = 2
export const SPURIOUS_RETRANSMISSION = 4
export const OUT_OF_ORDER = 8
export const LOST_SEGMENT = 16
export const ACK_LOST_SEGMENT = 32
export const DUPLICATE_ACK = 64
export const WINDOW_UPDATE = 128
export const WINDOW_FULL = 256
export const KEEP_ALIVE = 512
export const KEEP_ALIVE_ACK = 1024
export const ZERO_WINDOW = 2048
export const ZERO_WINDOW_PROBE = 4096
export const ZERO_WINDOW_PROBE_ACK = 8192
export const REUSED_PORTS = 16_384

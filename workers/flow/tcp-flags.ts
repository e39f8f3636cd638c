/** `tcp.analysis.*` as bits, with Wireshark's names. */
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

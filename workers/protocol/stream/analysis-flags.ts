/**
 * What Wireshark 4.0 makes of a segment that it takes for a repetition: a retransmission is passed
 * over, new octets included; a fast one, or one out of order, is read like any other. The bits are
 * those of `flow/tcp-flags.ts`.
 */
const RETRANSMISSION = 1
const FAST_RETRANSMISSION = 2
const OUT_OF_ORDER = 8

export function isPassedOver(analysis: number): boolean {
  return (analysis & (RETRANSMISSION | FAST_RETRANSMISSION)) === RETRANSMISSION
}

export function isReadAgain(analysis: number): boolean {
  return (analysis & (FAST_RETRANSMISSION | OUT_OF_ORDER)) !== 0
}

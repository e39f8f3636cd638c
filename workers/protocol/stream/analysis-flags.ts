/**
 * What Wireshark 4.0 makes of a segment that it takes for a repetition: a retransmission is passed
 * over, new octets included; a fast one is read like any other; one out of order only goes on with
 * a message that was begun before. The bits are those of `flow/tcp-flags.ts`.
 */
const RETRANSMISSION = 1
const FAST_RETRANSMISSION = 2
const OUT_OF_ORDER = 8

export function isPassedOver(analysis: number): boolean {
  return (analysis & (RETRANSMISSION | FAST_RETRANSMISSION)) === RETRANSMISSION
}

export function isOutOfOrder(analysis: number): boolean {
  return (analysis & (OUT_OF_ORDER | FAST_RETRANSMISSION)) === OUT_OF_ORDER
}

export function isReadAgain(analysis: number): boolean {
  return (analysis & FAST_RETRANSMISSION) !== 0
}

/** Does Wireshark try to fit the segment into a message, although its octets were there before? */
export function isGivenTwice(analysis: number): boolean {
  return isReadAgain(analysis) || isOutOfOrder(analysis)
}

/**
 * Does Wireshark show nothing but TCP for the segment? It hands on no retransmission but a fast
 * one, and none out of order.
 */
export function isUndissected(analysis: number): boolean {
  if ((analysis & FAST_RETRANSMISSION) !== 0) return false
  return (analysis & (RETRANSMISSION | OUT_OF_ORDER)) !== 0
}

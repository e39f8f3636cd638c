/**
 * Sequence and acknowledgment numbers and windows of a segment as Wireshark shows them: counted from
 * the beginning of the stream, and scaled (RFC 7323 §2).
 */
import type { StreamNumbers } from '../model/stream-numbers'
import { isSwapped } from './encode'
import { innermost, type Packet } from './packet'
import { ACK, SYN } from './tcp'

export interface ShownNumbers {
  seq: number
  ack: number
  /** The numbers are those on the wire: what they count from is not known. */
  raw: boolean
  window: number
}

/** Of a segment; null: of its connection nothing is known. */
export function shownNumbers(packet: Packet, numbers: StreamNumbers | null): ShownNumbers {
  const { seq, ack, window, flags, srcPort, dstPort } = packet.tcp
  const side = numbers?.sideOf(isSwapped(innermost(packet), srcPort, dstPort)) ?? null
  if (side === null) return { seq, ack, raw: true, window }
  return {
    seq: (seq - side.base) >>> 0,
    // Where nothing is acknowledged the number counts from nowhere
    ack: (ack - ((flags & ACK) === 0 ? 0 : side.otherBase)) >>> 0,
    raw: false,
    window: (flags & SYN) === 0 ? window * 2 ** side.scale : window,
  }
}

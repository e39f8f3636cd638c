/** A datagram whose fragments have all come, as the packet that its sender had before. */
import type { Dissector } from '../wire/dissect'
import { copyLevels, innermost, type Packet } from '../wire/packet'
import type { Datagram } from './fragments'

/**
 * Fills `whole` from a complete datagram; it goes on as if it had come in one piece, with the
 * fragment in `last`. `captured` octets of it can be read.
 */
export function joinPacket(
  datagram: Datagram,
  last: Packet,
  captured: number,
  dissector: Dissector,
  whole: Packet,
): void {
  const { octets, length, headerLength } = datagram
  copyLevels(last, whole, last.fragmentLevel + 1)
  const joined = innermost(whole)
  joined.length = headerLength + length
  joined.at = -joined.headerLength // what follows stands at the start of the datagram's octets
  joined.fragment = false
  joined.offset = 0
  whole.frame = last.frame
  whole.time = last.time
  whole.frameAt = 0
  whole.capLen = captured
  dissector.payload(new DataView(octets.buffer), 0, captured, length, whole)
}

/** Chunks of an SCTP packet as a line: RFC 9260 §3.2. */
import { CHUNK_HEADER, CHUNK_NAMES, chunkStride } from '../wire/sctp'
import { Octets } from '../wire/octets'
import type { Packet } from '../wire/packet'

/** Chunks that are named. */
const MOST = 6

/** Empty: none was captured. */
export function sctpChunks({ view, payloadAt, payloadCaptured, payloadLength }: Packet): string {
  const octets = new Octets(view)
  octets.aim(view, payloadAt, payloadCaptured, payloadLength)
  const names: string[] = []
  let at = 0
  while (at + CHUNK_HEADER <= octets.captured) {
    if (names.length === MOST) return `${names.join(', ')}, …`
    const type = octets.u8(at)
    names.push(CHUNK_NAMES[type] ?? `chunk type ${String(type)}`)
    const stride = chunkStride(octets, at)
    if (stride === 0) break
    at += stride
  }
  return names.join(', ')
}

/**
 * Holes of full-sized segments in what a tap saw of one direction. A tap behind a loss never sees the
 * segments themselves, however often they are repeated: only that sequence numbers left them out, and
 * what both SYNs say of their size (RFC 9293 §3.7.1; fixed headers only, RFC 6691 §2).
 */
import { formatEndpoint } from '../model/address'
import type { ConnRecord, ConnSide, MissingOctets } from '../model/records'
import type { OctetCount } from '../model/units'
import { ipHeader } from './mtu'

/** The timestamps option with its padding takes these octets from every segment (RFC 7323 §3.2). */
export const TIMESTAMPS = 12

const TCP_HEADER = 20

export interface MissingSegments {
  /** `address:port` of sender and receiver. */
  sender: string
  receiver: string
  record: ConnRecord
  /** The side that sent them. */
  from: 'orig' | 'resp'
  hole: MissingOctets
  /** Largest segment that both SYNs allow, and the octets of data in one that is full. */
  mss: OctetCount
  payload: OctetCount
  /** Full segments that the hole has room for, and octets beyond them; 0: it is a whole multiple. */
  segments: number
  rest: OctetCount
  /** IP packet of a full segment, and the same with its tunnel. */
  inner: OctetCount
  outer: OctetCount
  /** IP packet that the rest makes; 0: there is none. */
  restInner: OctetCount
  /** By what the receiver says that it misses them as well; null: it said nothing afterwards. */
  told: 'sack' | 'duplicates' | null
}

/**
 * Of the holes in what `side` sent those that have room for a full segment. `limit`: the largest IP
 * packet that both SYNs allow.
 */
export function missingSegments(
  record: ConnRecord,
  back: boolean,
  side: ConnSide,
  other: ConnSide,
  limit: OctetCount,
): MissingSegments[] {
  const { orig, resp, tunnel } = record
  const [sender, receiver] = back ? [resp, orig] : [orig, resp]
  const headers = ipHeader(orig.address) + TCP_HEADER
  const mss = limit - headers
  return side.missing
    .filter(({ length }) => mss > TIMESTAMPS && length >= mss - TIMESTAMPS)
    .map((hole) => {
      const payload = hole.length % mss === 0 ? mss : mss - TIMESTAMPS
      const rest = hole.length % payload
      return {
        sender: formatEndpoint(sender.address, sender.port),
        receiver: formatEndpoint(receiver.address, receiver.port),
        record,
        from: back ? 'resp' : 'orig',
        hole,
        mss,
        payload,
        segments: Math.floor(hole.length / payload),
        rest,
        inner: limit,
        outer: limit + (tunnel?.overhead ?? 0),
        restInner: rest === 0 ? 0 : rest + headers + mss - payload,
        told: toldBy(hole, other),
      }
    })
}

function toldBy(hole: MissingOctets, other: ConnSide): MissingSegments['told'] {
  if (hole.sackFrame > 0) return 'sack'
  return other.duplicateAcks > 0 && other.lastTime > hole.time ? 'duplicates' : null
}

/** What the ends of a connection tell each other, and how it looks on the wire. */
import { EMPTY, type Bytes } from './fields'
import { ipPacket } from './ip'
import { PROTO } from './ipv4'
import { type Range } from './tcp-receiver'
import { tcp, type TcpOptions } from './transport'

const WINDOW = { opening: 64_240, open: 502, scale: 7 } // as Linux announces them

export interface Segment {
  /** Letters of `tcp.flags.str`. */
  flags: string
  /** Positions in the sender's stream; empty for a bare acknowledgement. */
  range: Range
  /** Position in the receiver's stream. */
  ack: number
  sack: readonly Range[]
  /** Clock of the sender, and the last value it saw from the receiver; milliseconds. */
  timestamp: number
  echo: number
  /** Largest segment that the sender of this takes. */
  mss: number
}

/** One end as packets show it. */
export interface Identity {
  address: string
  port: number
  initialSeq: number
}

const seqOf = ({ initialSeq }: Identity, position: number) => (initialSeq + position) >>> 0

/** `data` is what lies in the segment's range, without SYN and FIN. */
export function segmentPacket(
  { from, to, id }: { from: Identity; to: Identity; id: number },
  { flags, range, ack, sack, timestamp, echo, mss }: Segment,
  data: Uint8Array,
): Bytes {
  const ends = { src: from.address, dst: to.address }
  const opening = flags.startsWith('S')
  const reset = flags.startsWith('R')
  const timestamps = { value: timestamp, echo }
  const blocks = sack.map(([left, right]) => [seqOf(to, left), seqOf(to, right)] as const)
  const options: TcpOptions = opening
    ? { mss, sackPermitted: true, timestamps, windowScale: WINDOW.scale }
    : { timestamps, sack: blocks }
  const segment = tcp(
    {
      ...ends,
      srcPort: from.port,
      dstPort: to.port,
      seq: seqOf(from, range[0]),
      ack: flags.includes('A') ? seqOf(to, ack) : 0,
      flags,
      window: reset ? 0 : opening ? WINDOW.opening : WINDOW.open,
      options: reset ? {} : options,
    },
    opening ? EMPTY : data,
  )
  return ipPacket({ ...ends, proto: PROTO.tcp, id, df: true }, segment)
}

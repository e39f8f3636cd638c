/**
 * TCP conversations written segment by segment. Sequence and acknowledgement numbers are positions
 * in the stream: 0 is the SYN, 1 the first octet.
 */
import type { CapturedFrame } from '../../workers/forge/capture-writer'
import {
  type Bytes,
  ethernet,
  ipv4,
  PROTO,
  tcp,
  type TcpOptions,
  udp,
  vxlan,
} from '../../workers/forge/packet'

export interface Segment {
  /** Letters of `tcp.flags.str`; default `A`. */
  flags?: string
  /** Default: just behind everything sent so far. */
  seq?: number
  /** Default: everything that the other side sent so far. */
  ack?: number
  /** Octets of payload; the same position always holds the same octet. */
  length?: number
  /** Payload, instead of `length` octets of its own making. */
  data?: Uint8Array | string
  window?: number
  options?: TcpOptions
  /** Of the IP header; default: one more than that of the packet before. */
  id?: number
  ttl?: number
  /** Milliseconds since the segment before; default 1. */
  after?: number
}

/** Puts an IP packet into a frame. */
export type Wrap = (packet: Bytes, from: 'client' | 'server') => Bytes

export interface ScriptSpec {
  client?: string
  server?: string
  clientPort?: number
  serverPort?: number
  /** Sequence numbers of the SYNs. */
  clientIsn?: number
  serverIsn?: number
  /** Milliseconds. */
  start?: number
  wrap?: Wrap
}

interface End {
  address: string
  port: number
  isn: number
  next: number
  id: number
}

export type TimedFrame = CapturedFrame & { time: number; octets: Bytes }

const DATA = Uint8Array.from({ length: 65_536 }, (_, position) => position * 7)

export class TcpScript {
  readonly frames: TimedFrame[] = []
  /** Milliseconds. */
  now: number
  wrap: Wrap
  private readonly clientEnd: End
  private readonly serverEnd: End

  constructor(spec: ScriptSpec = {}) {
    const { client = '10.0.0.1', server = '10.0.0.2', clientPort = 40_000, serverPort = 80 } = spec
    const { clientIsn = 1_000_000, serverIsn = 5_000_000, start = 0 } = spec
    this.now = start - 1
    this.wrap = spec.wrap ?? ((packet) => ethernet({}, packet))
    this.clientEnd = { address: client, port: clientPort, isn: clientIsn, next: 0, id: 100 }
    this.serverEnd = { address: server, port: serverPort, isn: serverIsn, next: 0, id: 500 }
  }

  /** Sends a segment of the client; returns its frame number. */
  client(segment: Segment = {}): number {
    return this.send('client', this.clientEnd, this.serverEnd, segment)
  }

  server(segment: Segment = {}): number {
    return this.send('server', this.serverEnd, this.clientEnd, segment)
  }

  /** SYN, SYN-ACK, ACK: frames 1 to 3 when nothing went before. */
  handshake(client: TcpOptions = { mss: 1460 }, server: TcpOptions = client): this {
    this.client({ flags: 'S', options: client })
    this.server({ flags: 'SA', options: server })
    this.client()
    return this
  }

  /** Number on the wire of a position in the stream of one side. */
  seqOf(side: 'client' | 'server', position: number): number {
    return ((side === 'client' ? this.clientEnd : this.serverEnd).isn + position) >>> 0
  }

  /** Positions that a side has sent and that it has been sent, exclusive. */
  reached(side: 'client' | 'server'): readonly [number, number] {
    const ends = [this.clientEnd.next, this.serverEnd.next] as const
    return side === 'client' ? ends : [ends[1], ends[0]]
  }

  private send(side: 'client' | 'server', from: End, to: End, segment: Segment): number {
    const { flags = 'A', after = 1, ttl = 64, seq = from.next } = segment
    const { window = 502, options = {}, ack = to.next, id = ++from.id } = segment
    const ends = { src: from.address, dst: to.address, srcPort: from.port, dstPort: to.port }
    const numbers = {
      seq: (from.isn + seq) >>> 0,
      ack: flags.includes('A') ? (to.isn + ack) >>> 0 : 0,
    }
    const data = dataOf(segment, seq)
    const { length } = data
    const packet = ipv4(
      { ...ends, proto: PROTO.tcp, id, ttl, df: true },
      tcp({ ...ends, ...numbers, flags, window, options }, data),
    )
    const phantom = flags.includes('S') || flags.includes('F') ? 1 : 0
    from.next = Math.max(from.next, seq + length + phantom)
    this.now += after
    return this.frames.push({ time: Math.round(this.now * 1e6), octets: this.wrap(packet, side) })
  }
}

function dataOf({ data, length = 0 }: Segment, seq: number): Uint8Array {
  if (typeof data === 'string') return Uint8Array.from(data, (letter) => letter.charCodeAt(0))
  return data ?? DATA.subarray(seq & 4095, (seq & 4095) + length)
}

/** Frames of several scripts in order of time. */
export const together = (...scripts: readonly TcpScript[]): TimedFrame[] =>
  scripts.flatMap(({ frames }) => frames).sort((a, b) => a.time - b.time)

/** A VXLAN tunnel between two machines; the outer identification counts up. */
export function inVxlan(vni: number | Record<'client' | 'server', number>, port = 8472): Wrap {
  let id = 1000
  return (packet, from) => {
    const [src, dst] =
      from === 'client' ? ['172.16.0.1', '172.16.0.2'] : ['172.16.0.2', '172.16.0.1']
    const own = typeof vni === 'number' ? vni : vni[from]
    const inside = vxlan({ vni: own }, ethernet({}, packet))
    const outer = udp({ src, dst, srcPort: 50_000, dstPort: port, checksum: 0 }, inside)
    return ethernet({}, ipv4({ src, dst, proto: PROTO.udp, id: ++id }, outer))
  }
}

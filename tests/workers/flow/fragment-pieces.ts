/** Fragments straight into the reassembly, without frames around them. */
import { type Datagram, FragmentEngine } from '../../../workers/flow/fragments'
import { newIpHeader } from '../../../workers/wire/ip-header'

export interface Piece {
  /** Octets of the datagram it carries: [from, to). */
  from: number
  to: number
  /** Default: true, except that the piece that ends a datagram of `TOTAL` octets is the last. */
  more?: boolean
  /** Default: what `octetAt` says. */
  fill?: number
  captured?: number
}

interface Moment {
  /** Nanoseconds. */
  time?: number
  key?: string
  version?: 4 | 6
}

/** Length of the datagrams, unless a test says otherwise. */
export const TOTAL = 64

/** The octet of a datagram at `position`. */
export const octetAt = (position: number): number => (position * 31 + 7) & 255

const PATTERN = Uint8Array.from({ length: 70_000 }, (_, position) => octetAt(position))

export class Receiver {
  readonly abandoned: Datagram[] = []
  readonly engine: FragmentEngine
  private frame = 0

  constructor(timeouts = true) {
    this.engine = new FragmentEngine({
      timeouts,
      abandoned: (datagram) => this.abandoned.push(datagram),
    })
  }

  take({ from, to, more = to !== TOTAL, fill, captured = to - from }: Piece, when: Moment = {}) {
    const { time = 0, key = 'one', version = 4 } = when
    const header = newIpHeader()
    header.version = version
    header.headerLength = 20
    header.length = 20 + to - from
    header.offset = from
    header.more = more
    const octets = fill === undefined ? PATTERN : new Uint8Array(from + captured).fill(fill)
    const view = new DataView(octets.buffer)
    this.frame++
    return this.engine.add(key, header, view, from, captured, to - from, this.frame, time)
  }

  /** Takes all of them; returns the datagram of the last. */
  takeAll(...pieces: readonly Piece[]): Datagram {
    const datagrams = pieces.map((piece) => this.take(piece))
    const last = datagrams.at(-1)
    if (last === undefined) throw new Error('no piece')
    return last
  }
}

/**
 * Content of TCP streams as `tshark -z follow,tcp,raw` gives it: length and SHA-256 of what each
 * side sent, in order, every octet once. Hashed as it comes.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Segment, TransportListener, UserDatagram } from '../../flow/transport'
import type { PacketRows } from '../../wire/packet-rows'
import { HeldOctets } from './held-octets'
import { Dialogue } from './dialogue'

/** Streams that are followed: the first ones of the capture. */
const FOLLOWED = 40

/** Side 0 sent the first packet of the stream. */
export interface FollowedStream {
  stream: number
  bytes0: number
  sha256_0: string | null
  bytes1: number
  sha256_1: string | null
  /** Octets between those of either side are not in the capture. */
  missing: boolean
}

/** Stands between the flow engine and whoever else listens. */
export class FollowTcp implements TransportListener {
  readonly wantsBare = true
  private readonly streams: Followed[] = []
  private readonly held = new HeldOctets()
  private readonly next: TransportListener

  constructor(next: TransportListener) {
    this.next = next
  }

  passes(packets: PacketRows, index: number, stream: number, flags: number): boolean {
    return stream >= FOLLOWED && this.next.passes(packets, index, stream, flags)
  }

  segment(segment: Segment): void {
    const { stream } = segment
    if (stream < FOLLOWED && !segment.quoted) {
      this.reach(stream + 1)
      this.streams[stream]?.segment(segment)
    }
    this.next.segment(segment)
  }

  private reach(total: number): void {
    for (let n = this.streams.length; n < total; n++) this.streams.push(new Followed(this.held))
  }

  datagram(datagram: UserDatagram): void {
    this.next.datagram(datagram)
  }

  /** To be called once. `total`: of all streams, also those of which no segment could be read. */
  result(total: number): FollowedStream[] {
    this.reach(Math.min(total, FOLLOWED))
    return this.streams.map((followed, stream) => ({ stream, ...followed.result() }))
  }
}

class Followed {
  private readonly hashes = [sha256.create(), sha256.create()] as const
  private readonly octets: [number, number] = [0, 0]
  private missing = false
  private readonly dialogue: Dialogue

  constructor(held: HeldOctets) {
    this.dialogue = new Dialogue(held, {
      octets: (side, octets) => {
        this.hashes[side].update(octets)
        this.octets[side] += octets.length
      },
      gap: () => (this.missing = true),
      lost: () => (this.missing = true),
      cut: () => undefined,
    })
  }

  segment(segment: Segment): void {
    this.dialogue.segment(segment)
  }

  result(): Omit<FollowedStream, 'stream'> {
    const [bytes0, bytes1] = this.octets
    return {
      bytes0,
      sha256_0: this.sum(0),
      bytes1,
      sha256_1: this.sum(1),
      missing: this.missing,
    }
  }

  private sum(side: 0 | 1): string | null {
    return this.octets[side] === 0 ? null : bytesToHex(this.hashes[side].digest())
  }
}

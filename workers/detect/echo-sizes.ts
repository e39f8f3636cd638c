/** Pings by size: which sizes come back, and on which leg the others are lost. */
import { MAX_PATHS } from '../limits/limits'
import type { EchoPathRecord } from '../model/records'
import type { OctetCount } from '../model/units'
import type { EchoBracket } from './facts/mtu-black-hole'
import { BoundedMap } from './bounded-map'
import { hostsKey, type Places } from './way'

export class EchoSizes {
  private readonly records: EchoPathRecord[] = []
  /** Hosts → largest request that was answered, at any tap. */
  private readonly answered = new BoundedMap<string, { largest: OctetCount }>(MAX_PATHS)

  add(record: EchoPathRecord): void {
    if (this.records.length < MAX_PATHS) this.records.push(record)
    const known = this.answered.upsert(hostsKey(record.src, record.dst), () => ({ largest: 0 }))
    if (known) known.largest = Math.max(known.largest, largestAnswered(record))
  }

  get paths(): readonly EchoPathRecord[] {
    return this.records
  }

  /**
   * The bracket that the pings of one path show: below it enough were answered, above it enough
   * were sent and none was. null: nothing so clear.
   */
  bracket(
    record: EchoPathRecord,
    minRequests: number,
    minOctets: OctetCount,
    places: Places,
  ): EchoBracket | null {
    const { capture, tap, src, dst, sizes } = record
    const answered = largestAnswered(record)
    const above = sizes.filter(({ ipLength }) => ipLength > answered && ipLength >= minOctets)
    const lost = above[0]
    const lostRequests = above.reduce((sum, size) => sum + size.requests, 0) - record.pending
    const answeredRequests = sizes.reduce((sum, size) => sum + size.answered, 0)
    if (!lost || lostRequests < minRequests || answeredRequests < minRequests) return null
    const elsewhere = this.answered.get(hostsKey(src, dst))?.largest ?? 0
    return {
      capture,
      tap,
      place: places.name(capture, tap),
      src,
      dst,
      answered,
      answeredRequests,
      lost: lost.ipLength,
      lostOuter: lost.outerLength,
      lostRequests,
      dontFragment: lost.dontFragment,
      frames: record.unansweredFrames.map((frame, index) => ({
        frame,
        time: record.unansweredTimes[index] ?? 0,
      })),
      sizes: sizes.map((size) => ({
        size: size.ipLength,
        answered: size.answered,
        lost: size.requests - size.answered,
      })),
      onWayBack: elsewhere >= lost.ipLength,
    }
  }
}

function largestAnswered({ sizes }: EchoPathRecord): OctetCount {
  return sizes.reduce((max, size) => (size.answered > 0 ? Math.max(max, size.ipLength) : max), 0)
}

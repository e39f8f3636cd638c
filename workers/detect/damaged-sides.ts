/**
 * Directions of connections with damaged segments, by tap, and the senders' other segments there. Not
 * damaged is what a sender leaves to its network card: the pseudo-header's sum, or all that it sends.
 */
import { MAX_PATHS } from '../limits/limits'
import { formatEndpoint } from '../model/address'
import type { ConnRecord, ConnSide } from '../model/records'
import { BoundedMap } from './bounded-map'
import type { DamagedSide, DamageFacts } from './facts/checksum-errors'
import { append, sum } from './grouping'
import { placeNumber, type Places, wayOf } from './way'

/** What a sender sends at one tap. */
interface Sender {
  checked: number
  wrong: number
}

interface Seen {
  capture: number
  tap: number
  sides: DamagedSide[]
}

/** From this share of right checksums on (percent), the wrong ones are not the sender's way. */
export interface DamageLimits {
  minRepeated: number
  minRightPercent: number
  minRepeatedPercent: number
}

export class DamagedSides {
  /** By place, then by address. */
  private readonly senders = new Map<number, BoundedMap<string, Sender>>()
  private readonly damaged = new Map<number, Seen>()
  /** Connections without damage, for what another tap shows of them. */
  private readonly clean: ConnRecord[] = []
  private kept = 0
  /** Directions with damage beyond the bound. */
  private left = 0
  /** Segments whose checksum is left to a network card. */
  partial = 0
  checked = 0

  conn(record: ConnRecord): void {
    this.side(record, record.origSide, false)
    this.side(record, record.respSide, true)
    if (record.origSide.damage ?? record.respSide.damage) return
    if (this.clean.length < MAX_PATHS) this.clean.push(record)
  }

  get uncounted(): number {
    return this.left
  }

  /** One for each tap that adds something to those before it; most repetitions first. */
  facts(places: Places, { minRightPercent }: DamageLimits): DamageFacts[] {
    const told = new Set<string>()
    const found: DamageFacts[] = []
    const taps = [...this.damaged.values()].map((seen) => ({
      ...seen,
      sides: seen.sides.filter(({ from }) => this.isUsuallyRight(seen, from, minRightPercent)),
    }))
    taps.sort((a, b) => repeatedOf(b.sides) - repeatedOf(a.sides))
    for (const { capture, tap, sides } of taps) {
      const fresh = sides.filter((side) => !told.has(endsOf(side)))
      for (const side of fresh) told.add(endsOf(side))
      if (fresh.length === 0) continue
      fresh.sort((a, b) => b.repeated - a.repeated || a.firstFrame - b.firstFrame)
      found.push(this.factsOf(capture, tap, fresh, places))
    }
    return found
  }

  private side(record: ConnRecord, side: ConnSide, back: boolean): void {
    const { capture, tap, tunnel } = record
    if (side.sumsChecked === 0) return
    this.checked += side.sumsChecked
    const [from, to] = back ? [record.resp, record.orig] : [record.orig, record.resp]
    const { damage } = side
    const place = placeNumber(capture, tap)
    const sender = this.sendersAt(place).upsert(from.address, () => ({ checked: 0, wrong: 0 }))
    if (sender === null) {
      this.left++
      return
    }
    sender.checked += side.sumsChecked
    if (damage === null) return
    sender.wrong += damage.wrong
    this.partial += damage.partial
    if (damage.wrong === damage.partial) return
    if (this.kept >= MAX_PATHS) {
      this.left++
      return
    }
    this.kept++
    const seen = this.damaged.get(place) ?? { capture, tap, sides: [] }
    this.damaged.set(place, seen)
    seen.sides.push({
      from: from.address,
      fromPort: from.port,
      to: to.address,
      toPort: to.port,
      tunnel: wayOf(record.orig.address, record.resp.address, tunnel, back).tunnel,
      stream: record.stream,
      firstFrame: record.firstFrame,
      first: record.firstTime,
      last: record.lastTime,
      frames: side.frames,
      checked: side.sumsChecked,
      wrong: damage.wrong - damage.partial,
      delivered: damage.delivered,
      repeated: damage.repeated,
      samples: damage.samples,
    })
  }

  private sendersAt(place: number): BoundedMap<string, Sender> {
    const known = this.senders.get(place) ?? new BoundedMap<string, Sender>(MAX_PATHS)
    this.senders.set(place, known)
    return known
  }

  private isUsuallyRight({ capture, tap }: Seen, from: string, percent: number): boolean {
    const sender = this.sendersAt(placeNumber(capture, tap)).get(from)
    return sender !== undefined && 100 * (sender.checked - sender.wrong) >= percent * sender.checked
  }

  private factsOf(
    capture: number,
    tap: number,
    sides: readonly DamagedSide[],
    places: Places,
  ): DamageFacts {
    const senders = [...new Set(sides.map(({ from }) => from))]
    const here = placeNumber(capture, tap)
    const all = senders.flatMap((from) => this.sendersAt(here).get(from) ?? [])
    const total = (count: (side: DamagedSide) => number) => sum(sides.map(count))
    return {
      capture,
      place: places.name(capture, tap),
      sides,
      senders,
      receivers: [...new Set(sides.map(({ to }) => to))],
      wrong: total(({ wrong }) => wrong),
      repeated: total(({ repeated }) => repeated),
      delivered: total(({ delivered }) => delivered),
      checked: sum(all.map(({ checked }) => checked)),
      right: sum(all.map(({ checked, wrong }) => checked - wrong)),
      cleanAt: this.cleanPlace(here, sides, places),
    }
  }

  /** The tap that saw most of these directions, and nothing wrong in them. */
  private cleanPlace(here: number, sides: readonly DamagedSide[], places: Places): string {
    const damaged = new Set(sides.map(endsOf))
    const seen = new Map<number, ConnRecord[]>()
    for (const record of this.clean) {
      const { orig, resp, capture, tap } = record
      if (placeNumber(capture, tap) === here) continue
      const [one, other] = [
        formatEndpoint(orig.address, orig.port),
        formatEndpoint(resp.address, resp.port),
      ]
      if (damaged.has(`${one} ${other}`) || damaged.has(`${other} ${one}`))
        append(seen, placeNumber(capture, tap), record)
    }
    const [best] = [...seen.values()].sort((a, b) => b.length - a.length)
    return best?.[0] === undefined ? '' : places.name(best[0].capture, best[0].tap)
  }
}

const endsOf = ({ from, fromPort, to, toPort }: DamagedSide): string =>
  `${formatEndpoint(from, fromPort)} ${formatEndpoint(to, toPort)}`

const repeatedOf = (sides: readonly DamagedSide[]): number =>
  sum(sides.map(({ repeated }) => repeated))

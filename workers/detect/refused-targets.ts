/**
 * Addresses and ports that connections were asked of, by tap and tunnel level: which attempts they refused and how
 * many they answered before, between and after. Records come in the order in which they began.
 */
import { MAX_PATHS } from '../limits/limits'
import type { ConnRecord, Tunnel } from '../model/records'
import { NANOS_PER_SECOND, type Port } from '../model/units'
import type { Answered, Refusal } from './facts/connect-refused'
import { sum } from './grouping'
import { isIpv6 } from './mtu'
import { placeNumber } from './way'

/** One address and port at one tap, outside of tunnels or in those of one kind. */
export interface Target {
  address: string
  port: Port
  refusals: Refusal[]
  tunnel: Tunnel | null
  answered: Answered
}

/** RFC 8305 §5 and §8: the other IP version is tried a quarter of a second later, or at once. */
const FALLBACK = 2 * NANOS_PER_SECOND
/** Refusals of one port that wait for the other IP version. */
const WAITING = 16

export class RefusedTargets {
  /** Attempts beyond the bounds. */
  uncounted = 0
  /** Place → kind of tunnel → address → port. */
  private readonly byPlace = new Map<number, Map<string, Map<string, Map<Port, Target>>>>()
  private targets = 0
  private refused = 0
  /** Place and port → the last refusals, which may be one half of a pair of attempts. */
  private readonly waiting = new Map<number, Refusal[]>()

  /** `describe` is asked if there is room: a scan of a network is refused by the million. */
  refuse(record: ConnRecord, describe: () => Refusal): void {
    const target = this.refused < MAX_PATHS ? this.targetOf(record) : null
    if (target === null) {
      this.uncounted++
      return
    }
    this.refused++
    const refusal = describe()
    target.refusals.push(refusal)
    target.answered.between += target.answered.after
    target.answered.after = 0
    const key = waitingKey(record)
    const waiting = this.waiting.get(key) ?? []
    if (waiting.length >= WAITING) waiting.shift()
    waiting.push(refusal)
    this.waiting.set(key, waiting)
  }

  answer(record: ConnRecord): void {
    const target = this.targetOf(record)
    if (target) target.answered[target.refusals.length > 0 ? 'after' : 'before']++
    if (this.waiting.size === 0) return
    const waiting = this.waiting.get(waitingKey(record))
    const { synTime } = record.handshake
    const ipv6 = isIpv6(record.resp.address)
    const half = waiting?.find(
      (refusal) =>
        isIpv6(refusal.source) !== ipv6 && Math.abs(synTime - refusal.synTime) <= FALLBACK,
    )
    if (!half) return
    half.fallback = true
    waiting?.splice(waiting.indexOf(half), 1)
  }

  /** Those that refused at least once, at each tap. */
  *refusing(): IterableIterator<Target> {
    for (const byLevel of this.byPlace.values()) {
      for (const byAddress of byLevel.values()) {
        for (const byPort of byAddress.values()) {
          for (const target of byPort.values()) if (target.refusals.length > 0) yield target
        }
      }
    }
  }

  /** Connections to other ports of the same address that were answered, at the same tap. */
  answeredElsewhere({ address, port, tunnel, refusals: [first] }: Target): number {
    const byLevel = first && this.byPlace.get(placeNumber(first.capture, first.tap))
    const byPort = byLevel?.get(levelOf(tunnel))?.get(address)
    const others = [...(byPort?.values() ?? [])].filter((target) => target.port !== port)
    return sum(others.map(({ answered }) => answered.before + answered.between + answered.after))
  }

  private targetOf({ capture, tap, tunnel, resp }: ConnRecord): Target | null {
    const byLevel = nested(this.byPlace, placeNumber(capture, tap))
    const byPort = nested(nested(byLevel, levelOf(tunnel)), resp.address)
    const known = byPort.get(resp.port)
    if (known) return known
    if (this.targets >= MAX_PATHS) return null
    this.targets++
    const answered = { before: 0, between: 0, after: 0 }
    const target: Target = { ...resp, refusals: [], tunnel, answered }
    byPort.set(resp.port, target)
    return target
  }
}

/** The ends of a tunnel tell the nodes of its clients, not what was seen of them. */
const levelOf = (tunnel: Tunnel | null): string => tunnel?.kind ?? ''

const waitingKey = ({ capture, tap, resp }: ConnRecord): number =>
  placeNumber(capture, tap) * 65_536 + resp.port

function nested<A, B, C>(map: Map<A, Map<B, C>>, key: A): Map<B, C> {
  const known = map.get(key)
  if (known) return known
  const made = new Map<B, C>()
  map.set(key, made)
  return made
}

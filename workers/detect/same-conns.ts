/**
 * Recognises a connection that another place showed already: another tap, another capture, or inside
 * of a tunnel what stood outside. By its five-tuple, or through NAT by the sequence numbers with
 * which both sides began.
 */
import { MAX_FLOWS } from '../limits/limits'
import { formatEndpoint } from '../model/address'
import type { ConnRecord, ConnReset } from '../model/records'
import { portsOf } from './conn-log'
import { placeNumber } from './way'
import { HostsMap } from './way-map'

export type Sight = Pick<ConnRecord, 'capture' | 'tap' | 'tunnel' | 'orig' | 'resp'>

export class SameConns {
  private readonly levels = new Levels()
  /** Five-tuple, or first sequence numbers, → the place that showed the connection first. */
  private readonly places = new Map<string, number>()

  /**
   * Is this another sight of a connection? Otherwise it is remembered. The same five-tuple twice at
   * one place is two connections, one after the other.
   */
  isKnown(sight: Sight, begins: string | null = null): boolean {
    const place = this.levels.numberOf(sight)
    const { orig, resp } = sight
    const keys = [
      `${formatEndpoint(orig.address, orig.port)} ${formatEndpoint(resp.address, resp.port)}`,
    ]
    if (begins !== null) keys.push(begins)
    if (keys.some((key) => (this.places.get(key) ?? place) !== place)) return true
    if (this.places.size < MAX_FLOWS) for (const key of keys) this.places.set(key, place)
    return false
  }
}

/** Numbers for what was seen at one tap in one tunnel, or outside of all. */
class Levels {
  private readonly numbers = new Map<string, number>()

  get size(): number {
    return this.numbers.size
  }

  numberOf({ capture, tap, tunnel }: Sight): number {
    const carried = tunnel === null ? '' : ` ${tunnel.kind} ${tunnel.src} ${tunnel.dst}`
    const name = `${String(placeNumber(capture, tap))}${carried}`
    const known = this.numbers.get(name) ?? this.numbers.size
    this.numbers.set(name, known)
    return known
  }
}

/** How many connections these sights show, each counted at the place that showed it first. */
export function countOnce(sights: Iterable<Sight>): number {
  const levels = new Levels()
  /** Ports → the place that showed them first. */
  const hosts = new HostsMap<Map<number, number>>(MAX_FLOWS)
  let conns = 0
  const all = [...sights]
  const places = new Uint32Array(all.map((sight) => levels.numberOf(sight)))
  if (levels.size <= 1) return all.length
  for (const [index, { orig, resp }] of all.entries()) {
    const place = places[index] as number
    const byPorts = hosts.upsert(orig.address, resp.address, () => new Map<number, number>())
    const ports = portsOf(orig.port, resp.port)
    const first = byPorts?.get(ports) ?? place
    if (first !== place) continue
    conns++
    byPorts?.set(ports, place)
  }
  return conns
}

/** The sequence numbers of both SYNs; null: without them the numbers depend on where the capture begins. */
export function beginsOf({ handshake }: ConnRecord, reset: ConnReset | null): string | null {
  if (!reset || handshake.synTotal === 0 || handshake.synAckTotal === 0) return null
  return `${String(reset.origBase)} ${String(reset.respBase)}`
}

/** Open connections of each host at each tap, by whether it asked or was asked. */
import { MAX_PATHS } from '../limits/limits'
import { BoundedMap } from './bounded-map'
import { placeNumber } from './way'

export interface HostConns {
  open: number
  /** Those with a RST behind a FIN. */
  afterFin: number
}

type Hosts = BoundedMap<string, Record<'orig' | 'resp', HostConns>>

export class OpenConns {
  private readonly byPlace = new Map<number, Hosts>()
  /** Records of one tap come one after another. */
  private lastPlace = -1
  private lastHosts: Hosts = new BoundedMap(0)

  add(capture: number, tap: number, role: 'orig' | 'resp', host: string, afterFin: boolean): void {
    const conns = this.hostsAt(placeNumber(capture, tap)).upsert(host, noConns)?.[role]
    if (!conns) return
    conns.open++
    if (afterFin) conns.afterFin++
  }

  of(capture: number, tap: number, role: 'orig' | 'resp', host: string): HostConns | undefined {
    return this.byPlace.get(placeNumber(capture, tap))?.get(host)?.[role]
  }

  private hostsAt(place: number): Hosts {
    if (place === this.lastPlace) return this.lastHosts
    const hosts = this.byPlace.get(place) ?? new BoundedMap(MAX_PATHS)
    this.byPlace.set(place, hosts)
    this.lastPlace = place
    this.lastHosts = hosts
    return hosts
  }
}

const noConns = () => ({ orig: { open: 0, afterFin: 0 }, resp: { open: 0, afterFin: 0 } })

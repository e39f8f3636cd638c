/** One direction between two hosts, with the tunnel that carries it. */
import type { Tap, Tunnel } from '../model/records'
import { TUNNEL_NAMES } from '../model/tunnel'

export interface Way {
  from: string
  to: string
  /** Its `src` is on the side of `from`. */
  tunnel: Tunnel | null
}

/** The way from the side that began, in whose direction the tunnel goes; with `back` the opposite one. */
export function wayOf(from: string, to: string, tunnel: Tunnel | null, back = false): Way {
  if (!back) return { from, to, tunnel }
  return {
    from: to,
    to: from,
    tunnel: tunnel && { ...tunnel, src: tunnel.dst, dst: tunnel.src },
  }
}

export const hostsKey = (from: string, to: string): string => `${from} ${to}`

/** The same for both directions. */
export const pairKey = (a: string, b: string): string => (a < b ? hostsKey(a, b) : hostsKey(b, a))

/** Taps of one capture are fewer than 65,536. */
export const placeNumber = (capture: number, tap: number): number => capture * 65_536 + tap

export const placeKey = (capture: number, tap: number): string =>
  `${String(capture)} ${String(tap)}`

export const tunnelName = (tunnel: Tunnel): string => TUNNEL_NAMES[tunnel.kind]

/** Cilium's default ports of VXLAN and Geneve; others use them as well. */
const CILIUM_PORTS = [8472, 6081]

export const mayBeCilium = (tunnel: Tunnel | null): boolean =>
  tunnel !== null && CILIUM_PORTS.includes(tunnel.udpPort)

/** `VXLAN (UDP 8472) 172.16.16.121 → 172.16.16.122`. */
export function formatTunnel(tunnel: Tunnel): string {
  const port = tunnel.udpPort === 0 ? '' : ` (UDP ${String(tunnel.udpPort)})`
  return `${tunnelName(tunnel)}${port} ${tunnel.src} → ${tunnel.dst}`
}

/** Names of captures and taps, for sentences. */
export class Places {
  private readonly captures = new Map<number, { name: string; taps: Tap[] }>()

  add(record: { capture: number; name: string; taps: Tap[] }): void {
    this.captures.set(record.capture, record)
  }

  /** `node2-eth0.pcap`, with the interface where the capture has several. */
  name(capture: number, tap: number): string {
    const known = this.captures.get(capture)
    if (!known) return `capture ${String(capture + 1)}`
    if (known.taps.length < 2) return known.name
    return `${known.name} (${this.tapName(capture, tap) || `interface ${String(tap)}`})`
  }

  /** `node2-eth0.pcap`, whatever interfaces the capture has. */
  capture(capture: number): string {
    return this.captures.get(capture)?.name ?? `capture ${String(capture + 1)}`
  }

  /** Empty when the file names no interface. */
  tapName(capture: number, tap: number): string {
    return this.captures.get(capture)?.taps.find((entry) => entry.tap === tap)?.name ?? ''
  }
}

/**
 * Packets inside tunnels by inner hosts and tunnel ends: where an inner address sends from is where
 * it lives, and whether packets to it were answered, by whatever way.
 */
import { MAX_PATHS } from '../limits/limits'
import type { ConnRecord, HostPairRecord, Tunnel, TunnelWayRecord } from '../model/records'
import type { Nanos } from '../model/units'
import { append } from './grouping'
import { HostsMap } from './way-map'

/** Tunnels of one kind and port carry the same inner network. */
export const overlayOf = ({ kind, udpPort }: Tunnel): string => `${kind} ${String(udpPort)}`

/** Kinds that join the nodes of one network; what others carry moves, or is a mirror of traffic. */
const OVERLAYS: readonly Tunnel['kind'][] = ['vxlan', 'geneve', 'ipip', 'gre']

/** Where an inner address sends from, by node and capture. */
export interface Home {
  node: string
  capture: number
  vnis: Set<number>
  firstTime: Nanos
  lastTime: Nanos
  /** One of the ways that show it. */
  way: TunnelWayRecord
}

/** Ways of one pair of hosts, and homes of one address; a hostile capture may have as many as it likes. */
const MAX_ALIKE = 256

export class TunnelWayLog {
  readonly ways: TunnelWayRecord[] = []
  turnedAway = 0
  private readonly byHosts = new HostsMap<TunnelWayRecord[]>(MAX_PATHS)
  private readonly homesOf = new Map<string, Home[]>()
  /** Pairs that exchange packets without a tunnel. */
  private readonly plain = new HostsMap<true>(MAX_PATHS)
  /** Connections that went on although this tap does not show the side that answered. */
  private readonly wentOn = new HostsMap<{ capture: number; time: Nanos }[]>(MAX_PATHS)
  /** Ends that send, by overlay. */
  private readonly senders = new Set<string>()
  private facts: { identity: Set<string>; aliases: Set<string> } | null = null

  add(way: TunnelWayRecord): void {
    const { tunnel, src, dst } = way
    if (!OVERLAYS.includes(tunnel.kind)) return
    const known = this.ways.length < MAX_PATHS ? this.byHosts.upsert(src, dst, () => []) : null
    if (!known || known.length >= MAX_ALIKE) {
      this.turnedAway++
      return
    }
    known.push(way)
    this.ways.push(way)
    this.noteHome(way)
    this.senders.add(`${overlayOf(tunnel)} ${tunnel.src}`)
  }

  hostPair({ tunnel, a, b, framesAb, framesBa }: HostPairRecord): void {
    if (tunnel) return
    if (framesAb > 0) this.plain.upsert(a, b, () => true)
    if (framesBa > 0) this.plain.upsert(b, a, () => true)
  }

  conn({
    capture,
    tunnel,
    orig,
    resp,
    origSide,
    respSide,
    handshake,
    firstTime,
  }: ConnRecord): void {
    if (!tunnel || respSide.frames > 0) return
    const opened = handshake.synTotal > 0 && origSide.frames > handshake.synTotal
    if (!opened && respSide.ackedUnseen === 0) return
    this.wentOn.upsert(orig.address, resp.address, () => [])?.push({ capture, time: firstTime })
  }

  /** Where the address sends from, in tunnels of this kind. */
  homes(tunnel: Tunnel, address: string): readonly Home[] {
    return this.homesOf.get(`${overlayOf(tunnel)} ${address}`) ?? []
  }

  between(src: string, dst: string): readonly TunnelWayRecord[] {
    return this.byHosts.get(src, dst) ?? []
  }

  /** Does this end take part? One that never sends only collects, as the target of a mirror does. */
  sends(tunnel: Tunnel, node: string): boolean {
    return this.senders.has(`${overlayOf(tunnel)} ${node}`)
  }

  /** Did the destination answer in any way, with or without a tunnel? */
  isAnswered(way: TunnelWayRecord): boolean {
    if (this.plain.get(way.dst, way.src)) return true
    const wentOn = this.wentOn.get(way.src, way.dst) ?? []
    if (wentOn.some(({ capture, time }) => capture === way.capture && time >= way.firstTime)) {
      return true
    }
    const back = this.between(way.dst, way.src)
    const here = back.filter(({ capture }) => capture === way.capture)
    // Clocks of other captures are others: an answer there counts whenever it was.
    return here.length > 0 ? here.some((answer) => answers(answer, way)) : back.length > 0
  }

  /** Where a VNI names the sender (Cilium), the two directions of a conversation differ in it. */
  namesSender(tunnel: Tunnel): boolean {
    return this.learned().identity.has(overlayOf(tunnel))
  }

  /** Are packets to one end answered from the other? Then they are one node, or a way around. */
  areAliases(tunnel: Tunnel, asked: string, answering: string): boolean {
    return this.learned().aliases.has(`${overlayOf(tunnel)} ${asked} ${answering}`)
  }

  private noteHome(way: TunnelWayRecord): void {
    const { tunnel, capture, firstTime, lastTime } = way
    const key = `${overlayOf(tunnel)} ${way.src}`
    const home = this.homesOf
      .get(key)
      ?.find((known) => known.node === tunnel.src && known.capture === capture)
    if (home) {
      home.vnis.add(tunnel.vni)
      home.firstTime = Math.min(home.firstTime, firstTime)
      home.lastTime = Math.max(home.lastTime, lastTime)
    } else if ((this.homesOf.get(key)?.length ?? 0) < MAX_ALIKE) {
      const vnis = new Set([tunnel.vni])
      append(this.homesOf, key, { node: tunnel.src, capture, vnis, firstTime, lastTime, way })
    }
  }

  private learned(): { identity: Set<string>; aliases: Set<string> } {
    if (this.facts) return this.facts
    const identity = new Set<string>()
    const aliases = new Set<string>()
    for (const way of this.ways) {
      const overlay = overlayOf(way.tunnel)
      for (const back of this.between(way.dst, way.src)) {
        if (back.capture !== way.capture || overlayOf(back.tunnel) !== overlay) continue
        if (!answers(back, way)) continue
        if (back.tunnel.src !== way.tunnel.dst) {
          aliases.add(`${overlay} ${way.tunnel.dst} ${back.tunnel.src}`)
        } else if (back.tunnel.vni !== way.tunnel.vni) identity.add(overlay)
      }
    }
    this.facts = { identity, aliases }
    return this.facts
  }
}

/** Both of one capture: was there still an answer when half of the time had passed? */
const answers = (back: TunnelWayRecord, way: TunnelWayRecord): boolean =>
  back.lastTime >= (way.firstTime + way.lastTime) / 2

type Span = Pick<TunnelWayRecord, 'capture' | 'firstTime' | 'lastTime'>

export const overlaps = (a: Span, b: Span): boolean =>
  a.capture === b.capture && a.lastTime >= b.firstTime && b.lastTime >= a.firstTime

/** Connections asked for inside of tunnels, by port: which were answered, and since when none is. */
import { MAX_PATHS } from '../limits/limits'
import type { ConnRecord } from '../model/records'
import type { FrameNumber, Nanos, Port } from '../model/units'
import type { BrokenAsk } from './facts/identity-change'
import { append } from './grouping'
import { HostsMap } from './way-map'

const KEPT = 16
const MAX_PORTS = 64

interface Asked {
  capture: number
  tap: number
  src: string
  dst: string
  port: Port
  firstAnswered: Nanos
  lastAnswered: Nanos
  silent: { frame: FrameNumber; time: Nanos }[]
  silentSyns: number
}

export class AsksInTunnels {
  private readonly byHosts = new HostsMap<Asked[]>(MAX_PATHS)
  private index: ReturnType<AsksInTunnels['found']> | null = null

  conn({ capture, tap, tunnel, orig, resp, handshake, respSide }: ConnRecord): void {
    if (tunnel === null || handshake.synTotal === 0) return
    const asked = this.byHosts.upsert(orig.address, resp.address, () => [])
    if (asked === null) return
    const { port } = resp
    let known = asked.find(
      (each) => each.port === port && each.capture === capture && each.tap === tap,
    )
    if (known === undefined) {
      if (asked.length >= MAX_PORTS) return
      known = {
        ...{ capture, tap, src: orig.address, dst: resp.address, port },
        ...{ firstAnswered: Infinity, lastAnswered: -Infinity, silent: [], silentSyns: 0 },
      }
      asked.push(known)
    }
    const { synTime, synTimes, synFrames, synTotal } = handshake
    if (respSide.frames > 0) {
      known.firstAnswered = Math.min(known.firstAnswered, synTime)
      known.lastAnswered = Math.max(known.lastAnswered, synTime)
      return
    }
    known.silentSyns += synTotal
    for (const [i, time] of synTimes.entries()) {
      const frame = synFrames[i]
      if (frame !== undefined && known.silent.length < KEPT) known.silent.push({ frame, time })
    }
  }

  /** From or to the address, at one tap; a port that answers nobody any more is silent for another reason. */
  brokenSince(address: string, at: { capture: number; tap: number }, change: Nanos): BrokenAsk[] {
    const { byEnd, byTarget } = this.found()
    const isHere = ({ capture, tap }: Asked) => capture === at.capture && tap === at.tap
    return (byEnd.get(address) ?? []).filter(isHere).flatMap((asked): BrokenAsk[] => {
      const { capture, src, dst, port, firstAnswered, lastAnswered, silent, silentSyns } = asked
      if (firstAnswered >= change || lastAnswered >= change || silent.length === 0) return []
      if (silent.some(({ time }) => time < change)) return []
      const others = (byTarget.get(dst) ?? []).filter(
        (each) => isHere(each) && each.port === port && each.src !== src,
      )
      const answersOthers = others.some((each) => each.lastAnswered >= change)
      const askedInVain = others.some(({ silent: [first] }) => first && first.time >= change)
      if (!answersOthers && askedInVain) return []
      return [{ src, dst, port, capture, syns: silentSyns, attempts: silent, answersOthers }]
    })
  }

  private found(): { byEnd: Map<string, Asked[]>; byTarget: Map<string, Asked[]> } {
    if (this.index !== null) return this.index
    const byEnd = new Map<string, Asked[]>()
    const byTarget = new Map<string, Asked[]>()
    for (const asked of [...this.byHosts.values()].flat()) {
      append(byEnd, asked.src, asked)
      if (asked.dst !== asked.src) append(byEnd, asked.dst, asked)
      append(byTarget, asked.dst, asked)
    }
    this.index = { byEnd, byTarget }
    return this.index
  }
}

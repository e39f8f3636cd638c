/**
 * What a gateway's own connections show while it fails: whom it asked, and what became of that. A gateway is
 * whoever answers with 502, 503 or 504 (RFC 9110 §15.6), and on its other side a client like any other.
 */
import { MAX_PATHS } from '../limits/limits'
import type { HttpRecord } from '../model/app-records'
import { formatEndpoint } from '../model/address'
import type { ConnRecord } from '../model/records'
import type { TurnsRecord } from '../model/turns'
import type { FrameNumber, Nanos } from '../model/units'
import { BoundedMap } from './bounded-map'
import type { Failure, Upstream, UpstreamKind } from './facts/http-errors'
import { append } from './grouping'

/** A request that is passed on begins behind the one that it is for; clocks of taps are the same. */
const SLACK = 2e6 // ns

/** Something that went wrong on a connection of one host's own. */
interface Mishap {
  server: string
  kind: UpstreamKind
  from: Nanos
  until: Nanos
  /** The frame that shows it. */
  frame: FrameNumber
  time: Nanos
}

const FRAMES = 8

export class Upstreams {
  private readonly mishaps = new Map<string, Mishap[]>()
  private readonly conns = new BoundedMap<string, { count: number }>(MAX_PATHS)
  private kept = 0
  /** Mishaps that found no room. */
  dropped = 0

  conn({ orig, resp, handshake, lastTime }: ConnRecord): void {
    const asked = this.conns.upsert(orig.address, () => ({ count: 0 }))
    if (asked) asked.count++
    const { outcome, synTime, synFrames, refusedFrame } = handshake
    if (outcome !== 'refused' && outcome !== 'unanswered') return
    if (!this.hasRoom()) return
    this.add(orig.address, {
      ...{ server: formatEndpoint(resp.address, resp.port), kind: outcome },
      ...(outcome === 'refused'
        ? { from: synTime, until: lastTime, frame: refusedFrame, time: lastTime }
        : { from: synTime, until: Infinity, frame: synFrames[0] ?? 0, time: synTime }),
    })
  }

  turns({ conn, open }: TurnsRecord): void {
    if (open === null || !this.hasRoom()) return
    const { orig, resp, reset, respSide, lastTime } = conn
    const kind = reset?.from === 'resp' ? 'reset' : respSide.finSent ? 'closed' : 'silent'
    const until = kind === 'silent' ? Infinity : (reset?.time ?? lastTime)
    const shown =
      kind === 'reset' && reset !== null
        ? { frame: reset.frame, time: reset.time }
        : { frame: open.askedFrame, time: open.askedTime }
    this.add(orig.address, {
      ...{ server: formatEndpoint(resp.address, resp.port), kind, from: open.askedTime, until },
      ...shown,
    })
  }

  http({ src, dst, dstPort, status, time, latency, responseFrame }: HttpRecord): void {
    if (!isFailure(status) || latency < 0 || !this.hasRoom()) return
    this.add(src, {
      ...{ server: formatEndpoint(dst, dstPort), kind: 'failed' },
      ...{ from: time, until: time + latency, frame: responseFrame, time: time + latency },
    })
  }

  connsOf(address: string): number {
    return this.conns.get(address)?.count ?? 0
  }

  /** What happened on connections of `address` during these failures, most of them first. */
  during(address: string, failures: readonly Failure[]): Upstream[] {
    const mishaps = [...(this.mishaps.get(address) ?? [])].sort((a, b) => a.from - b.from)
    const counts = new Map<string, Upstream>()
    for (const { time, answerTime, latency } of failures) {
      if (latency < 0) continue
      const seen = new Set<string>()
      for (let at = firstFrom(mishaps, time - SLACK); at < mishaps.length; at++) {
        const mishap = mishaps[at] as Mishap
        const { server, kind, from, until } = mishap
        if (from > answerTime) break
        const key = `${kind} ${server}`
        // What never ended was given up when the gateway answered.
        if (seen.has(key) || (until < Infinity && until > answerTime + SLACK)) continue
        seen.add(key)
        const known = counts.get(key) ?? { server, kind, failures: 0, frames: [] }
        known.failures++
        if (known.frames.length < FRAMES) {
          known.frames.push({ frame: mishap.frame, time: mishap.time })
        }
        counts.set(key, known)
      }
    }
    return [...counts.values()].sort(
      (a, b) => b.failures - a.failures || (a.server < b.server ? -1 : 1),
    )
  }

  /** Is there room for one more? If not, it is counted. */
  private hasRoom(): boolean {
    if (this.kept < MAX_PATHS) return true
    this.dropped++
    return false
  }

  private add(address: string, mishap: Mishap): void {
    this.kept++
    append(this.mishaps, address, mishap)
  }
}

/** A server that fails, or that sends away because there are too many (RFC 9110 §15.6, RFC 6585 §4). */
export const isFailure = (status: number): boolean =>
  (status >= 500 && status < 600) || status === 429

/** Index of the first that begins at `time` or later. */
function firstFrom(mishaps: readonly Mishap[], time: Nanos): number {
  let [low, high] = [0, mishaps.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((mishaps[middle] as Mishap).from < time) low = middle + 1
    else high = middle
  }
  return low
}

/** What else is known of the connections and ports of TLS: gaps, foreign RSTs, requests in plain HTTP. */
import { MAX_FLOWS, MAX_PATHS } from '../limits/limits'
import { formatEndpoint } from '../model/address'
import type { HttpRecord } from '../model/app-records'
import type { ConnRecord } from '../model/records'

/** At these nobody expects plain HTTP: https, the API server, kubelet, and what webhooks and ingresses use. */
const TLS_PORTS: readonly number[] = [443, 6443, 8443, 9443, 10250]

/** Of one capture. */
export class TlsSightings {
  /** Streams with a gap at some tap, and those that some tap saw without one. */
  private readonly holed = new Set<number>()
  private readonly whole = new Set<number>()
  private readonly foreign = new Set<number>()
  /** Requests that a server of TLS would not answer. */
  private readonly suspects: HttpRecord[] = []
  /** Ports that answer plain HTTP, and proxies. */
  private readonly answering = new Set<string>()

  conn({ stream, origSide, respSide, reset }: ConnRecord): void {
    // Without data it says nothing of records of TLS.
    if (origSide.dataFrames === 0 && respSide.dataFrames === 0) return
    const isWhole = [origSide, respSide].every(
      ({ frames, gaps, ackedUnseen }) => frames > 0 && gaps === 0 && ackedUnseen === 0,
    )
    if (isWhole) add(this.whole, stream, MAX_PATHS)
    else add(this.holed, stream, MAX_FLOWS)
    if (reset && reset.otherTtls.length > 0 && !reset.otherTtls.includes(reset.ttl)) {
      add(this.foreign, stream, MAX_PATHS)
    }
  }

  http(record: HttpRecord): void {
    const { status, method, version, dst, dstPort, transport } = record
    if (transport !== 'tcp') return
    if (method === 'CONNECT' || (status !== 0 && status !== 400)) {
      add(this.answering, formatEndpoint(dst, dstPort), MAX_PATHS)
    } else if (version !== 'HTTP/2' && this.suspects.length < MAX_PATHS) {
      this.suspects.push(record)
    }
  }

  /** Are the segments of the stream all in the capture, as far as can be told? */
  isSeen(stream: number): boolean {
    return !this.holed.has(stream) || this.whole.has(stream)
  }

  isForeign(stream: number): boolean {
    return this.foreign.has(stream)
  }

  /** Requests in plain HTTP to ports of TLS; `speaksTls`: others completed handshakes there. */
  plainRequests(
    speaksTls: (server: string) => boolean,
    isTls: (stream: number) => boolean,
  ): HttpRecord[] {
    return this.suspects.filter(({ stream, status, dst, dstPort }) => {
      const server = formatEndpoint(dst, dstPort)
      if (isTls(stream) || this.answering.has(server)) return false
      return speaksTls(server) || (status === 400 && TLS_PORTS.includes(dstPort))
    })
  }
}

function add<T>(set: Set<T>, value: T, most: number): void {
  if (set.size < most) set.add(value)
}

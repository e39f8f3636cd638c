/** DNS records as the analyzers make them. */
import type { DnsRecord, DnsSight } from '../../workers/model/app-records'
import { MS, SECOND } from './records'

export const CLIENT = '10.42.0.88'
export const SERVER = '10.42.1.53'
export const A = 1
export const AAAA = 28
export const NXDOMAIN = 3

export interface Question extends Partial<DnsRecord> {
  query: string
  time: number
}

/** A question that is answered after `latency` from the first time it is asked, by default 1 ms. */
export function question({ query, time, ...changed }: Question): DnsRecord {
  const latency = changed.latency ?? 1 * MS
  const frame = changed.frame ?? 1 + Math.round(time / 1000)
  const answered = latency >= 0
  const lastAsked = changed.lastAsked ?? time
  const again = lastAsked > time
  return {
    ...{ frame, time, stream: frame, transport: 'udp', protocol: 'dns', query, type: A },
    ...{ src: CLIENT, srcPort: 40_000 + (frame % 20_000), dst: SERVER, dstPort: 53 },
    ...{ id: frame % 65_536, recursionDesired: true, authoritative: false, truncated: false },
    ...{ tap: 0, tunnel: null, elsewhere: [], answers: [] },
    ...{ asked: again ? 2 : 1, lastAsked, rcode: answered ? 0 : -1, latency },
    ...{ repeats: again ? [frame + 1] : [], repeatTimes: again ? [lastAsked] : [] },
    answerFrame: answered ? frame + 2 : 0,
    ...changed,
  }
}

/** Never answered, asked again after 5 s. */
export const lost = (asked: Question): DnsRecord =>
  question({ ...asked, latency: -1, lastAsked: asked.time + 5 * SECOND })

/** Answered a millisecond after it was asked again, 5 s later. */
export const retried = (asked: Question): DnsRecord =>
  question({ ...asked, latency: 5 * SECOND + 1 * MS, lastAsked: asked.time + 5 * SECOND })

/** What a second tap saw of the record. */
export function sightOf(record: DnsRecord, changed: Partial<DnsSight>): DnsSight {
  const { tap, tunnel, frame, time, asked, lastAsked } = record
  const { repeats, repeatTimes, rcode, answerFrame, latency } = record
  return {
    ...{ tap, tunnel, frame, time, asked, lastAsked },
    ...{ repeats, repeatTimes, rcode, answerFrame, latency },
    ...changed,
  }
}

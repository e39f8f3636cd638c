/** Handshakes by the hundred with one service, as records, for tests of floods. */
import type { ConnRecord } from '../../workers/model/records'
import { absent, conn, handshake, MS, SECOND, side, unanswered } from './records'
import { reset } from './reset-records'
import { times } from './replay'

export const SERVICE = { address: '10.60.4.20', port: 443 }

export interface Asked {
  count: number
  /** Seconds of the first, and in which all are begun. */
  from?: number
  within?: number
  /** Addresses that take turns. */
  addresses?: number
  /** First octet of the addresses. */
  net?: number
  mss?: number
}

/** The address of an asker: no two of the first 65,536 are alike. */
export const asker = (index: number, net = 100): string =>
  `${String(net)}.7.${String(index >>> 8)}.${String(index & 255)}`

const asked = (asks: Asked, make: (synTime: number) => Partial<ConnRecord>): ConnRecord[] => {
  const { count, from = 0, within = 1, addresses = count, net, mss = 1460 } = asks
  return times(count, (index) => {
    const synTime = (from + (within * index) / count) * SECOND
    const made = make(synTime)
    return conn({
      ...{ orig: { address: asker(index % addresses, net), port: 1024 + (index % 60_000) } },
      ...{ resp: SERVICE, firstTime: synTime, stream: index, closedBy: 'none', ...made },
      origSide: { ...(made.origSide ?? onlySyn()), mss },
    })
  })
}

const onlySyn = (frames = 1) => side({ frames, dataFrames: 0, rttSamples: 0, largestIpAcked: 0 })

/** One SYN each and no answer. */
export const silent = (asks: Asked): ConnRecord[] =>
  asked(asks, (at) => ({ respSide: absent(), handshake: unanswered(at) }))

/** One SYN each, a SYN-ACK, and nothing more. */
export const halfOpen = (asks: Asked): ConnRecord[] =>
  asked(asks, (at) => ({ respSide: onlySyn(), handshake: leftAt(at) }))

/** As `halfOpen`, but the SYN-ACK is answered with RST. */
export const denied = (asks: Asked): ConnRecord[] =>
  asked(asks, (at) => ({
    ...{ origSide: onlySyn(2), respSide: onlySyn(), handshake: leftAt(at), closedBy: 'rst' },
    reset: reset({ from: 'orig', total: 1, origTotal: 1, respTotal: 0 }),
  }))

/** Served. */
export const served = (asks: Asked, answerLatency = 2 * MS): ConnRecord[] =>
  asked(asks, (at) => ({ origSide: side(), handshake: handshake(at, { answerLatency }) }))

/** Clients that repeat their SYN a second later, in vain. */
export const waiting = (asks: Asked): ConnRecord[] =>
  asked(asks, (at) => ({
    ...{ origSide: onlySyn(2), respSide: absent() },
    handshake: unanswered(at, at + SECOND),
  }))

const leftAt = (at: number) =>
  handshake(at, { outcome: 'no-final-ack', ackTime: -1, ackFrame: 0, latency: -1 })

/** Connections that were refused or reset, as the flow engine would tell them. */
import type { BrokenSilence, ConnRecord, ConnReset } from '../../workers/model/records'
import { absent, conn, handshake, MS, SECOND, side } from './records'

/** The server's answer to a segment of a connection that it does not know. */
export function reset(changed: Partial<ConnReset> = {}): ConnReset {
  const from = changed.from ?? 'resp'
  const time = changed.time ?? 10 * SECOND
  return {
    from,
    frame: 40,
    time,
    total: 1,
    origTotal: from === 'orig' ? 1 : 0,
    respTotal: from === 'resp' ? 1 : 0,
    sentAfter: 0,
    ttl: 64,
    otherTtls: [64],
    ipId: 0,
    window: 0,
    hasAck: false,
    sequence: 'expected',
    finBefore: 'none',
    lastData: 'orig',
    senderUnacked: 0,
    receiverUnacked: 0,
    silence: null,
    origBase: 1000,
    respBase: 2000,
    ...changed,
  }
}

/** A client spoke after so many seconds, and the RST came at once. */
export function silence(seconds: number, changed: Partial<BrokenSilence> = {}): BrokenSilence {
  const time = changed.time ?? 10 * SECOND - 1 * MS
  return {
    ...{ length: seconds * SECOND, from: 'orig', frame: 39, time, fin: false, sent: 1 },
    ...changed,
  }
}

/** A SYN at `second`, answered with RST a millisecond later. */
export function refused(
  second: number,
  changed: Partial<ConnRecord> = {},
  resetChanged: Partial<ConnReset> = {},
): ConnRecord {
  const time = second * SECOND
  const after = reset({
    ...{ frame: 11, time: time + 1 * MS, otherTtls: [], hasAck: true, lastData: 'none' },
    ...resetChanged,
  })
  return conn({
    firstTime: time,
    lastTime: time + 1 * MS,
    origSide: side({ frames: 1, dataFrames: 0, dataOctets: 0 }),
    respSide: absent({ frames: 1, ttl: after.ttl }),
    handshake: handshake(time, {
      ...{ outcome: 'refused', refusedFrame: 11, synFrames: [10], latency: -1 },
      ...{ synAckTime: -1, synAckFrame: 0, synAckTotal: 0, ackTime: -1, ackFrame: 0 },
      answerLatency: -1,
    }),
    closedBy: 'rst',
    reset: after,
    ...changed,
  })
}

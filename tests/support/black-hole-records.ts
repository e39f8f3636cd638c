/** A transfer whose full-size segment is lost again and again, and what passes meanwhile. */
import type { ConnRecord, Tunnel } from '../../workers/model/records'
import { conn, handshake, lostSegment, SECOND, side } from './records'

export const BACKOFF = [0.1, 0.3, 0.7, 1.5, 3.1, 6.3].map((second) => second * SECOND)

/** The server's full-size segment is lost again and again; its small answers arrive. */
export function stalled(changed: Partial<ConnRecord> = {}): ConnRecord {
  return conn({
    respSide: side({ frames: 12, largestIpAcked: 200, largestIpSent: 1450 }),
    repeated: [lostSegment(1450, BACKOFF)],
    repeatedTotal: 1,
    closedBy: 'none',
    ...changed,
  })
}

/** Opened and answered at this moment, between the same hosts. */
export const healthyAt = (time: number, largest = 200, tunnel: Tunnel | null = null): ConnRecord =>
  conn({
    tunnel,
    orig: { address: '10.0.0.1', port: 40_100 },
    handshake: handshake(time),
    respSide: side({ largestIpAcked: largest }),
  })

export const meanwhile = [stalled(), healthyAt(1 * SECOND)]

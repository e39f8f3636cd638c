/** Records of journeys, for tests of detectors: two places of one way. */
import type { LostPacket, NatPairRecord, PassageRecord, Place } from '../../workers/model/records'
import { MS, SECOND } from './records'

export const place = (capture: number, tap: number, changed: Partial<Place> = {}): Place => ({
  capture,
  tap,
  tunnel: null,
  src: '10.0.0.1',
  dst: '10.0.0.2',
  ...changed,
})

export const lostPacket = (frame: number, changed: Partial<LostPacket> = {}): LostPacket => ({
  capture: 0,
  frame,
  time: frame * MS,
  ipLength: 60,
  outerLength: 60,
  proto: 'tcp',
  srcPort: 40_000,
  dstPort: 5432,
  flags: 2,
  seq: 1,
  length: 0,
  ...changed,
})

/** Of `sent` packets `lost` did not come to the second place. */
export function passage(
  sent: number,
  lost: number,
  changed: Partial<PassageRecord> = {},
): PassageRecord {
  return {
    from: place(0, 0),
    to: place(0, 1),
    sent,
    passed: sent - lost,
    lost,
    lostAcks: 0,
    missed: 0,
    resegmented: 0,
    unseen: 0,
    hops: 1,
    largestPassed: 1500,
    largestPassedOuter: 1500,
    smallestLost: lost === 0 ? 0 : 60,
    smallestLostOuter: lost === 0 ? 0 : 60,
    lostPackets: Array.from({ length: lost }, (_, index) => lostPacket(100 + index)),
    flows: lost === 0 ? [] : [{ proto: 'tcp', srcPort: 40_000, dstPort: 80, sent: sent - 1, lost }],
    delayMin: 10_000,
    delayMedian: 12_000,
    delayMax: 40_000,
    firstTime: 0,
    lastTime: 9 * SECOND,
    ...changed,
  }
}

export function natPair(port: number, changed: Partial<NatPairRecord> = {}): NatPairRecord {
  const side = { tunnel: null, tap: 0, frame: 3, time: 1 * MS }
  return {
    before: {
      ...side,
      capture: 0,
      src: '192.0.2.1',
      srcPort: port,
      dst: '198.51.100.10',
      dstPort: 80,
    },
    after: {
      ...side,
      capture: 1,
      src: '10.10.0.1',
      srcPort: port + 1,
      dst: '10.10.0.20',
      dstPort: 8080,
    },
    matched: 10,
    ...changed,
  }
}

/** One connection on which one side asks and the other has gone silent, at one tap. */
import { formatEndpoint } from '../model/address'
import type { ConnRecord, ConnSide, Endpoint } from '../model/records'
import type { Side } from '../model/reset'
import { NANOS_PER_SECOND, type Nanos } from '../model/units'
import type { SilentConn } from './facts/dead-peer'
import { unansweredAsks } from './unanswered-asks'

/** Nobody needs longer to answer; what is asked later than this before the end may still be. */
const PATIENCE = NANOS_PER_SECOND

export const SIDES: readonly Side[] = ['orig', 'resp']

interface Ends {
  asker: Endpoint
  peer: Endpoint
  own: ConnSide
  other: ConnSide
}

export function endsOf({ orig, resp, origSide, respSide }: ConnRecord, asking: Side): Ends {
  return asking === 'orig'
    ? { asker: orig, peer: resp, own: origSide, other: respSide }
    : { asker: resp, peer: orig, own: respSide, other: origSide }
}

export const endsKey = (asker: Endpoint, peer: Endpoint): string =>
  `${formatEndpoint(asker.address, asker.port)} ${formatEndpoint(peer.address, peer.port)}`

/** Did the connection work until the other side went silent? Whoever has closed owes no answer. */
export function maySuspect(record: ConnRecord, asking: Side): boolean {
  const { own, other } = endsOf(record, asking)
  if (other.frames === 0 || other.finSent || other.lastFrame > own.lastFrame) return false
  const answered = other.dataFrames > 0 || own.rttSamples > 0 || (own.probes?.answered ?? 0) > 0
  return answered && unansweredAsks(record, asking) !== null
}

/** `duration` of the capture. null: it was no silence after all. */
export function silentConn(
  record: ConnRecord,
  asking: Side,
  duration: Nanos,
): Omit<SilentConn, 'place' | 'error'> | null {
  const asks = unansweredAsks(record, asking)
  const first = asks?.samples[0]
  if (!asks || !first) return null
  const { capture, tap, tunnel, stream, reset } = record
  const { asker, peer, own, other } = endsOf(record, asking)
  const ended = reset?.from === asking ? 'reset' : own.finSent ? 'closed' : 'open'
  const until = ended === 'open' ? Math.max(duration, own.lastTime) : own.lastTime
  const pending = ended === 'open' && until - own.lastTime < PATIENCE ? 1 : 0
  return {
    ...{ capture, tap, tunnel, stream, asker, peer, asks, ended, until },
    serves: asking === 'orig',
    unanswered: asks.probes + asks.transmissions - pending,
    heardFrame: other.lastFrame,
    heard: other.lastTime,
    first: first.time,
    endFrame: ended === 'open' ? 0 : own.lastFrame,
    unseen: other.ackedUnseen > 0,
    peerFrames: other.frames,
    elsewhere: [],
    answersSeenAt: '',
  }
}

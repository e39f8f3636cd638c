/**
 * A RST without ACK answers a segment of a connection that its sender does not know (RFC 9293
 * §3.10.7.1). Who forgot it? A device on the way speaks with another TTL than the host; a host that
 * restarted was away for a while, so that segments went unanswered before. Where neither shows, a
 * timer and a restart look alike. `idle-reset` and `half-open` both decide by this.
 */
import type { ConnRecord, ConnReset } from '../model/records'
import type { FrameNumber, Nanos, OctetCount } from '../model/units'
import { NANOS_PER_SECOND } from '../model/units'

/** Nobody answers so late who is there and does not know the connection. */
const PROMPT = NANOS_PER_SECOND
/** A segment, and the probe that Linux sends behind it after two round trips (RFC 8985 §7). */
const PROMPT_SEGMENTS = 2

/** Silences, and connections reset after one, from which on `idle-reset` takes it for a timer. */
export const MIN_IDLE_SECONDS = 2
export const MIN_IDLE_CONNECTIONS = 2

/** Does it come with a TTL that no other segment of its side has? */
export const isForeign = ({ otherTtls, ttl }: ConnReset): boolean =>
  otherTtls.length > 0 && !otherTtls.includes(ttl)

/** What the RST answers, and everything before it that waited for the same answer. */
export interface Question {
  /** Transmissions, and the first of them one by one. */
  asked: number
  samples: { frame: FrameNumber; time: Nanos }[]
  /** Payload; 0: unknown, or a keep-alive. */
  length: OctetCount
  first: Nanos
}

/** null: nothing was asked, so the RST is no answer. */
export function questionOf(record: ConnRecord, reset: ConnReset): Question | null {
  const { silence } = reset
  const asking = reset.from === 'orig' ? 'resp' : 'orig'
  let best: Question | null = null
  for (const { from, acked, transmissions, transmissionTotal, length } of record.repeated) {
    if (from !== asking || acked) continue
    const samples = transmissions.filter(({ frame }) => frame < reset.frame)
    // Given up before the silence: another story.
    if (silence && (samples.at(-1)?.frame ?? 0) < silence.frame) continue
    const asked = samples.length < transmissions.length ? samples.length : transmissionTotal
    const [first] = samples
    if (first && asked > (best?.asked ?? 0)) best = { asked, samples, length, first: first.time }
  }
  if (silence?.from === asking && (!best || silence.time < best.first)) {
    const { frame, time, sent } = silence
    const samples = best?.samples.some((ask) => ask.frame === frame) ? [] : [{ frame, time }]
    return {
      asked: Math.max(sent, best?.asked ?? 0),
      samples: [...samples, ...(best?.samples ?? [])],
      length: best?.length ?? 0,
      first: time,
    }
  }
  return best
}

/** Was the host away when it was asked first? */
export const isLate = ({ time }: ConnReset, { first, asked }: Question): boolean =>
  time - first > PROMPT || asked > PROMPT_SEGMENTS

/** Connections on which one side asks in vain, as the flow engine would tell them. */
import type { ConnRecord, ProbeRecord } from '../../workers/model/records'
import { conn, SECOND, side } from './records'
import { reset } from './reset-records'

/** Keep-alives at these seconds, none of them answered, after three that were. */
export function keepAlives(...seconds: readonly number[]): ProbeRecord {
  return {
    total: 3 + seconds.length,
    answered: 3,
    unanswered: seconds.length,
    samples: seconds.map((second, index) => ({ frame: 100 + index, time: second * SECOND })),
  }
}

/** The server was heard last at 6 s; the client probes at these seconds. */
export function silentServer(
  seconds: readonly number[],
  changed: Partial<ConnRecord> = {},
): ConnRecord {
  const lastTime = (seconds.at(-1) ?? 6) * SECOND
  return conn({
    resp: { address: '10.0.0.2', port: 7000 },
    origSide: side({ probes: keepAlives(...seconds), lastFrame: 150, lastTime }),
    respSide: side({ lastFrame: 90, lastTime: 6 * SECOND }),
    lastTime,
    closedBy: 'none',
    ...changed,
  })
}

/** The client gives up in the end. */
export function givenUp(seconds: readonly number[], at: number): ConnRecord {
  const { origSide, ...rest } = silentServer(seconds)
  return {
    ...rest,
    origSide: { ...origSide, lastTime: at * SECOND },
    lastTime: at * SECOND,
    closedBy: 'rst',
    reset: reset({ from: 'orig', frame: 150, time: at * SECOND, hasAck: true }),
  }
}

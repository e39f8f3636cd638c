/** What became of one TLS handshake. RFC 8446 §6, RFC 5246 §7.2. */
import type { TlsCourse, TlsMoment, TlsRecord } from '../model/app-records'
import { NANOS_PER_SECOND, type Nanos } from '../model/units'
import type { TlsReason } from './facts/tls-failure'

/** A client that closes earlier without an answer has not waited for one. */
const WAITED: Nanos = NANOS_PER_SECOND

/** Alerts that end nothing, or that only take leave. */
const TAKES_LEAVE =
  /^warning (?:close_notify|user_canceled)$|^fatal (?:close_notify|user_canceled)$/
const WARNS = /^warning (?:no_renegotiation|no_certificate)$/

export type TlsEnding =
  | 'completed'
  /** The capture does not hold enough of it, or it still runs. */
  | 'undecided'
  | (TlsReason & Pick<TlsMoment, 'frame' | 'time'>)

/** `seen`: the connection's segments are all in the capture, as far as can be told. */
export function endingOf({ course, time }: TlsRecord, seen: boolean): TlsEnding {
  const alert = refusalOf(course)
  if (alert !== undefined) {
    const name = alert.name.replace(/^(?:fatal|warning|level \d+) /, '')
    return { kind: 'alert', by: alert.from, alert: name, frame: alert.frame, time: alert.time }
  }
  if (course.completed) return 'completed'
  const { sealed, end, text, serverHelloFrame } = course
  if (sealed !== null) {
    return { kind: 'sealed', by: sealed.from, alert: '', frame: sealed.frame, time: sealed.time }
  }
  if (!seen || !course.whole || end === null || course.random === '') return 'undecided'
  const moment = { alert: '', frame: end.frame, time: end.time }
  if (text !== '') return { kind: 'text', by: 'server', ...moment }
  if (end.by === 'server') return { kind: 'cut', by: 'server', ...moment }
  if (serverHelloFrame === 0 && end.time - time >= WAITED) {
    return { kind: 'silent', by: 'server', ...moment }
  }
  return { kind: 'left', by: 'client', ...moment }
}

/** The first fatal alert; of a handshake that was not completed, the first that says something. */
function refusalOf({ alerts, completed }: TlsCourse): TlsCourse['alerts'][number] | undefined {
  const telling = alerts.filter(({ name }) => !TAKES_LEAVE.test(name) && !WARNS.test(name))
  const fatal = telling.find(({ name }) => name.startsWith('fatal'))
  return fatal ?? (completed ? undefined : telling[0])
}

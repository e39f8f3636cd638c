/** One stream of records for several listeners, each in turn. */
import type { RecordHandlers } from './records'

export function fanOut(listeners: readonly RecordHandlers[]): RecordHandlers {
  return {
    sidecars: (record) => {
      for (const listener of listeners) listener.sidecars?.(record)
    },
    capture: (record) => {
      for (const listener of listeners) listener.capture?.(record)
    },
    fragmentPath: (record) => {
      for (const listener of listeners) listener.fragmentPath?.(record)
    },
    conn: (record) => {
      for (const listener of listeners) listener.conn?.(record)
    },
    echoPath: (record) => {
      for (const listener of listeners) listener.echoPath?.(record)
    },
    icmpError: (record) => {
      for (const listener of listeners) listener.icmpError?.(record)
    },
    hostPair: (record) => {
      for (const listener of listeners) listener.hostPair?.(record)
    },
    tunnelWay: (record) => {
      for (const listener of listeners) listener.tunnelWay?.(record)
    },
    dns: (record) => {
      for (const listener of listeners) listener.dns?.(record)
    },
    http: (record) => {
      for (const listener of listeners) listener.http?.(record)
    },
    tls: (record) => {
      for (const listener of listeners) listener.tls?.(record)
    },
    session: (record) => {
      for (const listener of listeners) listener.session?.(record)
    },
    captureEnd: (capture) => {
      for (const listener of listeners) listener.captureEnd?.(capture)
    },
    clock: (record) => {
      for (const listener of listeners) listener.clock?.(record)
    },
    natPair: (record) => {
      for (const listener of listeners) listener.natPair?.(record)
    },
    passage: (record) => {
      for (const listener of listeners) listener.passage?.(record)
    },
    end: () => {
      for (const listener of listeners) listener.end?.()
    },
  }
}

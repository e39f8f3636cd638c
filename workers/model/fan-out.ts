/** One stream of records for several listeners, each in turn. */
import type { RecordHandlers } from './records'

type Kind = keyof RecordHandlers

const KINDS: readonly Kind[] = [
  ...(['sidecars', 'capture', 'fragmentPath', 'conn', 'turns', 'echoPath', 'icmpError'] as const),
  ...(['hostPair', 'tunnelWay', 'neighbour', 'dns', 'http', 'tls', 'session'] as const),
  ...(['captureEnd', 'clock', 'natPair', 'passage', 'end'] as const),
]

/** A kind that nobody listens to has no handler; a function that several listeners share is called once. */
export function fanOut(listeners: readonly RecordHandlers[]): RecordHandlers {
  return Object.fromEntries(
    KINDS.flatMap((kind) => {
      const heard = listeners.flatMap((listener) => handlerOf(listener, kind))
      return heard.length === 0 ? [] : [[kind, inTurn([...new Set(heard)])]]
    }),
  )
}

type Handler = (record: unknown) => void

const handlerOf = (listener: RecordHandlers, kind: Kind): Handler | [] =>
  (listener as Partial<Record<Kind, Handler>>)[kind] ?? []

function inTurn(heard: readonly Handler[]): Handler {
  return (record) => {
    for (const handle of heard) handle(record)
  }
}

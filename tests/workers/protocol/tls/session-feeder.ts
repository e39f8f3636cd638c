/** A session of TLS that tests feed, and what they ask of it. */
import { TlsSession } from '../../../../workers/protocol/tls/session'
import { Feeder } from '../../../support/sink'
import { clientHello, extension, message, record, serverHello } from '../../../support/tls-records'

export const HANDSHAKE = 22
export const HELLO = message(1, clientHello([0x1301, 0xc02f], [extension(21, new Uint8Array(600))]))
export const CLIENT = record(HANDSHAKE, HELLO)
export const SERVER = record(HANDSHAKE, message(2, serverHello(0xc02f, [])))
export const data = (length: number) => record(23, new Uint8Array(length).fill(0xaa))

export function start(): Feeder {
  return new Feeder(new TlsSession())
}

/** Frames that count as `tls`, from 1. */
export function frames({ sink }: Feeder): number[] {
  return [...sink.protocols].map((name) => Number(name.replace('tls ', '')))
}

export function types({ sink }: Feeder): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const [key, count] of Object.entries(sink.counts)) {
    if (key.startsWith('tls.handshake_types.')) counts[key.slice(20)] = count
  }
  return counts
}

/** TLS connections over TCP, as they stand in a capture: handshakes recorded from OpenSSL, broken off or not. */
import { writePcap } from '../../workers/forge/capture-writer'
import { TcpScript, type TimedFrame } from './tcp-script'
import { recordTls, type Flight, type TlsWish } from './tls-handshake'
import { record } from './tls-records'

const ALERT = 21
const APPLICATION_DATA = 23

export const SUITES = {
  'TLSv1.2': 'ECDHE-ECDSA-AES128-GCM-SHA256',
  'TLSv1.3': 'TLS_AES_128_GCM_SHA256',
} as const

export interface TlsConn {
  flights: readonly Flight[]
  /** Who closes, and how. */
  closes: 'client FIN' | 'client RST' | 'server FIN' | 'server RST' | 'nobody'
  client?: string
  server?: string
  serverPort?: number
  /** Milliseconds before it closes. */
  waits?: number
}

/** A handshake that is completed, and a word of each side. */
export async function completed(
  version: TlsWish['version'] = 'TLSv1.3',
  changed: Partial<TlsWish> = {},
): Promise<Flight[]> {
  const usual = { version, cipher: SUITES[version], servername: 'server.example' }
  const { flights } = await recordTls({ ...usual, talk: ['ask', 'answer'], ...changed })
  return flights
}

/** The first octets of each side up to the answer of the server. */
export const untilAnswer = (flights: readonly Flight[]): Flight[] =>
  flights.slice(0, flights.findLastIndex(({ client }, i) => !client && isOpening(flights, i)) + 1)

/** Does the client not speak a second time before this? */
const isOpening = (flights: readonly Flight[], at: number): boolean =>
  flights.slice(0, at).filter(({ client }, i) => client && flights[i - 1]?.client !== true).length <
  2

/** And the client's part that completes the handshake. */
export const untilFinished = (flights: readonly Flight[]): Flight[] => {
  const opening = untilAnswer(flights).length
  const behind = flights.findIndex(({ client }, i) => i > opening && !client)
  return flights.slice(0, behind < 0 ? flights.length : behind)
}

export const alert = (client: boolean, description: number, level = 2): Flight => ({
  client,
  octets: record(ALERT, Uint8Array.of(level, description)),
})

/** An alert of TLS 1.3 that nobody can read. */
export const sealedAlert = (client: boolean): Flight => ({
  client,
  octets: record(APPLICATION_DATA, new Uint8Array(19).fill(0xab)),
})

export const said = (client: boolean, text: string): Flight => ({
  client,
  octets: Buffer.from(text),
})

/** One connection after the other, two seconds apart. */
export function framesOf(conns: readonly TlsConn[]): TimedFrame[] {
  return conns.flatMap(({ flights, closes, waits = 1, ...ends }, index) => {
    const script = new TcpScript({
      ...{ serverPort: 8443, clientPort: 40_000 + index, clientIsn: 1000 + index * 7919 },
      ...{ start: index * 2000, ...ends },
    }).handshake()
    for (const { client, octets } of flights) {
      for (let at = 0; at < octets.length; at += 1400) {
        const data = octets.subarray(at, at + 1400)
        script[client ? 'client' : 'server']({ flags: 'PA', data })
        script[client ? 'server' : 'client']()
      }
    }
    const side = closes.startsWith('client') ? 'client' : 'server'
    if (closes.endsWith('RST')) script[side]({ flags: 'RA', after: waits })
    if (closes.endsWith('FIN')) {
      script[side]({ flags: 'FA', after: waits })
      script[side === 'client' ? 'server' : 'client']({ flags: 'FA' })
      script[side]()
    }
    return script.frames
  })
}

export const EPOCH_2026 = BigInt(Date.UTC(2026, 2, 1, 12)) * 1_000_000n

export const captureOf = (conns: readonly TlsConn[], epoch = EPOCH_2026) =>
  writePcap(framesOf(conns), { epoch })

/**
 * A real TLS connection between Node's own client and server, over memory: the octets that both
 * send, in the order in which they were sent, and the key log.
 */
import { Duplex } from 'node:stream'
import { connect, createSecureContext, TLSSocket, type ConnectionOptions } from 'node:tls'
import { newKey, pem, wish, writeCertificate, type CertificateWish } from './certificate'

export interface Flight {
  /** True: sent by the client. */
  client: boolean
  octets: Uint8Array
}

export interface Recorded {
  flights: Flight[]
  keyLog: string
  certificate: Uint8Array
}

export interface TlsWish {
  version: 'TLSv1.2' | 'TLSv1.3'
  /** In OpenSSL's words. */
  cipher: string
  servername?: string
  alpn?: string[]
  /** What the server's differs in from the usual. */
  certificate?: Partial<CertificateWish>
  /** What both say, in turn: the client first. */
  talk: (string | Uint8Array)[]
}

/** Resolves when all of `talk` was received. */
export async function recordTls(wanted: TlsWish): Promise<Recorded> {
  const keys = newKey()
  const certificate = writeCertificate(wish(wanted.certificate), keys)
  const flights: Flight[] = []
  const [near, far] = wires(flights)
  const suites = wanted.version === 'TLSv1.3' ? wanted.cipher : `${wanted.cipher}:@SECLEVEL=0`
  const limits = { minVersion: wanted.version, maxVersion: wanted.version, ciphers: suites }
  const alpn = wanted.alpn === undefined ? {} : { ALPNProtocols: wanted.alpn }
  const server = new TLSSocket(far, {
    isServer: true,
    ...alpn,
    secureContext: createSecureContext({
      ...limits,
      key: keys.privateKey.export({ format: 'pem', type: 'pkcs8' }),
      cert: pem('CERTIFICATE', certificate),
    }),
  })
  const options: ConnectionOptions = { ...limits, ...alpn, socket: near, rejectUnauthorized: false }
  if (wanted.servername !== undefined) options.servername = wanted.servername
  const client = connect(options)
  let keyLog = ''
  client.on('keylog', (line: Buffer) => {
    keyLog += line.toString()
  })
  await new Promise<void>((resolve) => client.once('secureConnect', resolve))
  for (const [i, text] of wanted.talk.entries()) {
    const [from, to] = i % 2 === 0 ? [client, server] : [server, client]
    from.write(text)
    await received(to, text.length)
  }
  client.destroy()
  server.destroy()
  return { flights, keyLog, certificate }
}

function received(socket: Duplex, length: number): Promise<void> {
  return new Promise((resolve) => {
    let count = 0
    const take = (octets: Buffer) => {
      count += octets.length
      if (count < length) return
      socket.off('data', take)
      resolve()
    }
    socket.on('data', take)
  })
}

/** Two ends of one wire. */
function wires(flights: Flight[]): [Duplex, Duplex] {
  const end = (client: boolean): Duplex =>
    new Duplex({
      read: () => undefined,
      write(octets: Buffer, _encoding, done) {
        flights.push({ client, octets: Uint8Array.from(octets) })
        const other = client ? far : near
        setImmediate(() => {
          other.push(Buffer.from(octets))
          done()
        })
      },
    })
  const near = end(true)
  const far = end(false)
  return [near, far]
}

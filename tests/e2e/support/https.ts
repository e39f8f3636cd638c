/** A connection of HTTP/1 inside TLS, between Node's own client and server, and its key log. */
import { LINKTYPE, writePcap } from '../../../workers/forge/capture-writer'
import { TcpScript } from '../../support/tcp-script'
import { recordTls } from '../../support/tls-handshake'
import { file, type TestFile } from './files'

const SERVER = 'inside.example'
const REQUEST = `GET /notes.txt HTTP/1.1\r\nHost: ${SERVER}\r\n\r\n`
const RESPONSE =
  'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 11\r\n\r\nhello world'

export async function https(): Promise<{ capture: TestFile; keyLog: TestFile }> {
  const { flights, keyLog } = await recordTls({
    version: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    servername: SERVER,
    talk: [REQUEST, RESPONSE],
  })
  const script = new TcpScript({ serverPort: 443 }).handshake()
  for (const { client, octets } of flights) {
    const segment = { flags: 'PA', data: octets }
    if (client) script.client(segment)
    else script.server(segment)
  }
  const options = {
    nanosecond: true,
    linktype: LINKTYPE.ethernet,
    epoch: 1_700_000_000n * 10n ** 9n,
  }
  return {
    capture: file('https.pcap', writePcap(script.frames, options)),
    keyLog: file('keys.log', new TextEncoder().encode(keyLog)),
  }
}

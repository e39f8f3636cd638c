/** TLS servers, and the certificates that they showed. */
import { MAX_OBJECT_TEXTS } from '../limits/workspace-limits'
import { formatEndpoint } from '../model/address'
import type { Applications, TlsRecord } from '../model/app-records'
import type { CertificateRow, FramePlace, Listed, TlsServer } from '../model/objects'
import { amounts } from './http-objects'

export interface TlsObjects {
  servers: Listed<TlsServer>
  certificates: Listed<CertificateRow>
}

export function tlsObjects(applications: readonly Applications[]): TlsObjects {
  const servers = new Map<string, { row: TlsServer; clients: Set<string> }>()
  const certificates = new Map<string, CertificateRow>()
  for (const [capture, { tls }] of applications.entries()) {
    for (const record of tls) {
      const first = { capture, frame: record.frame }
      const key = `${record.transportedBy} ${record.dst} ${record.dstPort} ${record.sni}`
      const server = servers.get(key) ?? { row: newServer(record, first), clients: new Set() }
      servers.set(key, server)
      takeHandshake(server.row, record)
      server.clients.add(record.src)
      showCertificates(certificates, record, first)
    }
  }
  const rows = [...servers.values()].map(({ row, clients }) => ({ ...row, clients: clients.size }))
  rows.sort((a, b) => b.handshakes - a.handshakes || (a.sni < b.sni ? -1 : 1))
  const shown = [...certificates.values()].sort((a, b) => b.shown - a.shown)
  const of = amounts(applications, 'tls')
  return { servers: { rows, ...of }, certificates: { rows: shown, ...of } }
}

function newServer(record: TlsRecord, first: FramePlace): TlsServer {
  const { sni, dst, dstPort, transportedBy } = record
  const lists = { alerts: [], versions: [], alpn: [], ciphers: [], ja3s: [], ja4: [] }
  const counts = { handshakes: 0, unanswered: 0, clients: 0 }
  return { sni, address: dst, port: dstPort, by: transportedBy, ...counts, ...lists, first }
}

function takeHandshake(server: TlsServer, record: TlsRecord): void {
  server.handshakes++
  if (record.version === '') server.unanswered++
  addTo(server.versions, record.version)
  addTo(server.ciphers, record.cipher)
  addTo(server.ja3s, record.ja3s)
  addTo(server.ja4, record.ja4)
  if (record.chosenAlpn !== '') addTo(server.alpn, record.chosenAlpn)
  for (const alert of record.alerts) addTo(server.alerts, alert)
}

function showCertificates(
  all: Map<string, CertificateRow>,
  record: TlsRecord,
  first: FramePlace,
): void {
  for (const certificate of record.certificates) {
    const row = all.get(certificate.sha256) ?? { ...certificate, shown: 0, servers: [], first }
    all.set(certificate.sha256, row)
    row.shown++
    addTo(row.servers, formatEndpoint(record.dst, record.dstPort))
  }
}

function addTo(list: string[], text: string): void {
  if (text !== '' && list.length < MAX_OBJECT_TEXTS && !list.includes(text)) list.push(text)
}

/** English: what the applications of a capture said. */
import { formatCount } from './format'

const counted = (one: string, many: string) => (count: number) =>
  `${formatCount(count)} ${count === 1 ? one : many}`

const FRAME = 'Frame'
const TIME = 'Time'
const BETWEEN = 'Who → whom'

export const applications = {
  title: 'Applications',
  totals: {
    dns: counted('DNS question', 'DNS questions'),
    http: counted('HTTP request', 'HTTP requests'),
    tls: counted('TLS handshake', 'TLS handshakes'),
    session: counted('event of other sessions', 'events of other sessions'),
  },
  columns: {
    dns: [FRAME, TIME, BETWEEN, 'Question', 'Answer', 'After', 'In frame'],
    http: [FRAME, TIME, BETWEEN, 'Request', 'Status', 'Type', 'After', 'In frame'],
    tls: [FRAME, TIME, BETWEEN, 'Server name', 'Version', 'ALPN', 'JA4', 'Alerts', 'After'],
    session: [FRAME, TIME, BETWEEN, 'Protocol', 'What', 'Text'],
  },
  unanswered: 'no answer',
  noRecords: 'no records',
  noResponse: 'no response',
  requestNotCaptured: 'request not captured',
  offered: (list: string) => `${list} (offered)`,
  decrypted: (version: string) => `${version} (decrypted)`,
  more: (count: number, exported: number) =>
    `and ${formatCount(count)} more; the JSON export lists ${formatCount(exported)}`,
}

/**
 * TLS handshakes that fail, by server and name: who refuses, and why. What can be read is said for
 * certain; where TLS 1.3 hides it, only what place and length of records tell. Known innocents:
 * health checks, scanners and browsers that open a connection and leave it, which no warning counts.
 */
import { formatEndpoint } from '../model/address'
import { defineDetector, type Report } from './detector'
import { EvidenceList } from './evidence'
import type {
  AcceptedCertificate,
  FailedHandshake,
  TlsFailureFacts,
  TlsServer,
} from './facts/tls-failure'
import { formatList, lookedAt } from './format'
import { isIpv6 } from './mtu'
import { measured } from './said'
import { failingServers } from './tls-failure-groups'
import { TlsHandshakes } from './tls-handshakes'
import { sayAccepted } from './wording/tls-failure-accepted'
import { drawTlsFailure } from './wording/tls-failure-figures'
import { noteOf, roleOf, sayTlsFailure, tlsFailureMetrics } from './wording/tls-failure'
import { refusesServer } from './wording/tls-failure-alerts'

const params = {
  minFailed: {
    value: 3,
    meaning: 'failed handshakes with one server and name before it is a warning',
  },
  minPercent: {
    value: 20,
    meaning: 'percent of the handshakes there that must fail for a warning',
  },
  noteLeft: {
    value: 3,
    meaning: 'handshakes that clients leave without a word before it is mentioned',
  },
  maxSeparate: { value: 5, meaning: 'servers that fail alike that are reported one by one' },
} as const

type Limits = Readonly<Record<keyof typeof params, number>>

export default defineDetector({
  id: 'tls-failure',
  version: 2,
  title: 'TLS handshakes that fail',
  looksAt:
    'Alerts, certificates and the end of TLS handshakes, and plain HTTP at ports of TLS, by server and name.',
  params,

  start(limits, report) {
    const handshakes = new TlsHandshakes()
    return {
      capture: (record) => handshakes.capture(record),
      conn: (record) => handshakes.conn(record),
      http: (record) => handshakes.http(record),
      tls: (record) => handshakes.tls(record),
      captureEnd: () => handshakes.captureEnd(),
      end() {
        for (const facts of failingServers(handshakes, limits.maxSeparate)) {
          if (isWorthTelling(facts, limits)) report(reportOf(facts, limits))
        }
        for (const accepted of handshakes.accepted.values()) report(acceptedReport(accepted))
      },
      uncounted: () => handshakes.uncounted,
      silence: () =>
        lookedAt(handshakes.total, 'TLS handshake', () =>
          handshakes.completed === handshakes.total
            ? ', all of them completed.'
            : `, ${String(handshakes.total - handshakes.completed)} left by clients without a word, the others completed.`,
        ),
    }
  },
})

const isFelt = ({ kind }: FailedHandshake): boolean => kind !== 'left'

function isWorthTelling(facts: TlsFailureFacts, { noteLeft }: Limits): boolean {
  return facts.failures.some(isFelt) || facts.failures.length >= noteLeft || isInvalid(facts)
}

/** Was the certificate not valid at that time? Then a client that leaves has its reasons. */
const isInvalid = ({ certificate }: TlsFailureFacts): boolean =>
  /expired|future/.test(certificate?.validity ?? '')

function isGrave(facts: TlsFailureFacts, { minFailed, minPercent }: Limits): boolean {
  const felt = facts.failures.filter(isFelt).length
  const all = facts.failures.length + facts.completed
  return (
    (isInvalid(facts) && refusesServer(facts.main)) ||
    (felt >= minFailed && 100 * felt >= minPercent * all)
  )
}

function reportOf(facts: TlsFailureFacts, limits: Limits): Report {
  const { servers, names, clients, main, capture, first, last } = facts
  const evidence = new EvidenceList()
  for (const failure of facts.failures) addEvidence(evidence, failure)
  const addresses = [...new Set(servers.map(({ address }) => address))]
  return {
    ...sayTlsFailure(facts, limits),
    key: [serverName(servers[0]), names[0] ?? '', main.kind, main.by, main.alert].join(' '),
    severity: isGrave(facts, limits) ? 'warning' : 'note',
    confidence:
      main.kind === 'alert' || main.kind === 'text' || main.kind === 'plain'
        ? 'certain'
        : main.kind === 'left' || (main.kind === 'sealed' && main.by === 'server')
          ? 'possible'
          : 'likely',
    metrics: tlsFailureMetrics(facts),
    entities: {
      from: formatList(clients, 10),
      to: formatList(addresses, 10),
      services: formatList(servers.map(serverName), 10),
    },
    capture,
    time: first,
    until: last,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: filterOf(facts),
    figures: drawTlsFailure(facts),
  }
}

const serverName = (server?: TlsServer): string =>
  server === undefined ? '' : formatEndpoint(server.address, server.port)

function addEvidence(evidence: EvidenceList, failure: FailedHandshake): void {
  const { capture, helloFrame, helloTime, frame, time, endFrame, endTime, kind } = failure
  const { serverHelloFrame, serverHelloTime, certificateFrame } = failure
  const hello = kind === 'plain' ? 'request' : 'ClientHello'
  evidence.add(capture, helloFrame, helloTime, hello, noteOf(failure))
  evidence.add(capture, serverHelloFrame, serverHelloTime, 'ServerHello', failure.version)
  if (certificateFrame !== serverHelloFrame) {
    const subject = failure.certificates[0]?.subject ?? ''
    evidence.add(capture, certificateFrame, serverHelloTime, 'certificate', subject)
  }
  if (frame !== helloFrame) evidence.add(capture, frame, time, roleOf(failure))
  if (endFrame !== frame) {
    evidence.add(capture, endFrame, endTime, failure.endHow === 'reset' ? 'RST' : 'FIN')
  }
}

function filterOf({ servers, main }: TlsFailureFacts): string {
  const first = servers[0] ?? { address: '', port: 0 }
  const ip = isIpv6(first.address) ? 'ipv6' : 'ip'
  const place = servers.length === 1 ? `${ip}.addr == ${first.address} && ` : ''
  const port = `tcp.port == ${String(first.port)}`
  if (main.kind === 'plain') return `${place}${port} && http`
  const ends = 'tcp.flags.fin == 1 || tcp.flags.reset == 1'
  return `${place}(tls.handshake.type in {1, 2, 11} || tls.alert_message || ${ends})`
}

function acceptedReport(accepted: AcceptedCertificate): Report {
  const { judged, servers, clients, capture, first, last } = accepted
  const evidence = new EvidenceList()
  evidence.add(capture, accepted.helloFrame, first, 'ClientHello')
  evidence.add(capture, accepted.frame, first, 'certificate', judged.certificate.subject)
  return {
    ...sayAccepted(accepted),
    key: `accepted ${judged.certificate.sha256}`,
    severity: 'note',
    confidence: 'likely',
    metrics: [measured('handshakes', 'handshakes completed', accepted.handshakes)],
    entities: { from: formatList(clients, 10), to: formatList(servers, 10) },
    capture,
    time: first,
    until: last,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: 'tls.handshake.type == 11',
    figures: [],
  }
}

/**
 * Application records of one capture of the analysis document, with their keys in one order. The
 * return types are the records' own, so that the compiler tells when a key is left out.
 */
import {
  httpOutcome,
  type Applications,
  type CertificateSummary,
  type DnsRecord,
  type DnsSight,
  type HttpRecord,
  type SessionRecord,
  type TlsCourse,
  type TlsRecord,
} from '../model/app-records'
import { tunnelDocument } from './document-flow'

export function applicationsDocument({ totals, dns, http, tls, session }: Applications) {
  return {
    totals: { dns: totals.dns, http: totals.http, tls: totals.tls, session: totals.session },
    dns: dns.map(dnsDocument),
    http: http.map(httpDocument),
    tls: tls.map(tlsDocument),
    session: session.map(sessionDocument),
  }
}

/** What all kinds have in common. */
function conversation(record: DnsRecord | HttpRecord | TlsRecord | SessionRecord) {
  return {
    frame: record.frame,
    time: record.time,
    stream: record.stream,
    transport: record.transport,
    src: record.src,
    srcPort: record.srcPort,
    dst: record.dst,
    dstPort: record.dstPort,
  }
}

function dnsDocument(record: DnsRecord): DnsRecord {
  return {
    ...conversation(record),
    protocol: record.protocol,
    id: record.id,
    query: record.query,
    type: record.type,
    rcode: record.rcode,
    answerFrame: record.answerFrame,
    latency: record.latency,
    repeats: record.repeats,
    repeatTimes: record.repeatTimes,
    answers: record.answers,
    asked: record.asked,
    lastAsked: record.lastAsked,
    recursionDesired: record.recursionDesired,
    authoritative: record.authoritative,
    truncated: record.truncated,
    tap: record.tap,
    tunnel: record.tunnel && tunnelDocument(record.tunnel),
    elsewhere: record.elsewhere.map(dnsSightDocument),
  }
}

/** The same question at another tap. */
function dnsSightDocument(sight: DnsSight): DnsSight {
  return {
    tap: sight.tap,
    tunnel: sight.tunnel && tunnelDocument(sight.tunnel),
    frame: sight.frame,
    time: sight.time,
    asked: sight.asked,
    lastAsked: sight.lastAsked,
    repeats: sight.repeats,
    repeatTimes: sight.repeatTimes,
    rcode: sight.rcode,
    answerFrame: sight.answerFrame,
    latency: sight.latency,
  }
}

function httpDocument(record: HttpRecord): HttpRecord {
  return {
    ...conversation(record),
    version: record.version,
    method: record.method,
    host: record.host,
    target: record.target,
    userAgent: record.userAgent,
    ...httpOutcome(record),
  }
}

function tlsDocument(record: TlsRecord): TlsRecord {
  return {
    ...conversation(record),
    transportedBy: record.transportedBy,
    version: record.version,
    sni: record.sni,
    alpn: record.alpn,
    chosenAlpn: record.chosenAlpn,
    cipher: record.cipher,
    ja3: record.ja3,
    ja3s: record.ja3s,
    ja4: record.ja4,
    certificates: record.certificates.map(certificateDocument),
    latency: record.latency,
    alerts: record.alerts,
    decrypted: record.decrypted,
    course: courseDocument(record.course),
  }
}

function courseDocument(course: TlsCourse): TlsCourse {
  const { clientCertificate, sealed, end } = course
  return {
    random: course.random,
    offered: course.offered,
    serverHelloFrame: course.serverHelloFrame,
    serverHelloTime: course.serverHelloTime,
    certificateFrame: course.certificateFrame,
    clientAsked: course.clientAsked,
    clientSent: course.clientSent,
    clientCertificate: clientCertificate && certificateDocument(clientCertificate),
    alerts: course.alerts.map(({ from, frame, time, name }) => ({ from, frame, time, name })),
    sealed: sealed && { from: sealed.from, frame: sealed.frame, time: sealed.time },
    completed: course.completed,
    text: course.text,
    end: end && { by: end.by, how: end.how, frame: end.frame, time: end.time },
    whole: course.whole,
  }
}

function certificateDocument(certificate: CertificateSummary): CertificateSummary {
  return {
    subject: certificate.subject,
    issuer: certificate.issuer,
    names: certificate.names,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    serial: certificate.serial,
    sha256: certificate.sha256,
  }
}

function sessionDocument(record: SessionRecord): SessionRecord {
  return {
    ...conversation(record),
    protocol: record.protocol,
    what: record.what,
    text: record.text,
  }
}

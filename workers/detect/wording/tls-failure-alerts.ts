/** `tls-failure` in English: who refused, and what the alert means. RFC 8446 §6.2, RFC 5246 §7.2.2, RFC 6066. */
import { shortName } from '../dns-names'
import type {
  FailedHandshake,
  JudgedCertificate,
  TlsFailureFacts,
  TlsReason,
} from '../facts/tls-failure'
import { formatDuration } from '../format'

/** Numbers of the alerts. IANA, TLS Alerts. */
const NUMBERS: Readonly<Record<string, number>> = {
  ...{ unexpected_message: 10, bad_record_mac: 20, decryption_failed: 21, record_overflow: 22 },
  ...{ decompression_failure: 30, handshake_failure: 40, no_certificate: 41, bad_certificate: 42 },
  ...{ unsupported_certificate: 43, certificate_revoked: 44, certificate_expired: 45 },
  ...{ certificate_unknown: 46, illegal_parameter: 47, unknown_ca: 48, access_denied: 49 },
  ...{ decode_error: 50, decrypt_error: 51, export_restriction: 60, protocol_version: 70 },
  ...{ insufficient_security: 71, internal_error: 80, inappropriate_fallback: 86 },
  ...{ missing_extension: 109, unsupported_extension: 110, certificate_unobtainable: 111 },
  ...{ unrecognized_name: 112, bad_certificate_status_response: 113 },
  ...{ bad_certificate_hash_value: 114, unknown_psk_identity: 115, certificate_required: 116 },
  no_application_protocol: 120,
}

/** Those about the certificate that the other side has shown. */
const ABOUT_CERTIFICATE: readonly string[] = [
  ...['bad_certificate', 'unsupported_certificate', 'certificate_revoked', 'certificate_expired'],
  ...['certificate_unknown', 'unknown_ca', 'bad_certificate_status_response', 'no_certificate'],
  ...['access_denied', 'certificate_required'],
]

export const PARAMETERS: readonly string[] = ['handshake_failure', 'insufficient_security']

/** Does the client refuse what the server has shown? Encrypted, it comes in place of its Finished. */
export const refusesServer = ({ kind, by, alert }: TlsReason): boolean =>
  by === 'client' && (kind === 'sealed' || (kind === 'alert' && ABOUT_CERTIFICATE.includes(alert)))

/** Does the server refuse the certificate of the client, or miss it? */
export const refusesClient = (reason: TlsReason, example: FailedHandshake): boolean =>
  missesClient(reason, example) ||
  (reason.by === 'server' && reason.kind === 'alert' && ABOUT_CERTIFICATE.includes(reason.alert))

/** OpenSSL has handshake_failure, Go bad_certificate for a client that shows none. */
function missesClient({ kind, by, alert }: TlsReason, { clientSent }: FailedHandshake): boolean {
  if (by !== 'server' || kind !== 'alert') return false
  if (alert === 'certificate_required') return true
  return clientSent === 0 && (ABOUT_CERTIFICATE.includes(alert) || alert === 'handshake_failure')
}

/** `unknown_ca (48)`. */
export function alertName({ alert }: TlsReason): string {
  const number = NUMBERS[alert]
  return number === undefined ? alert : `${alert} (${String(number)})`
}

/** Goes on behind `… failed: `. */
export function whyOf({ main, example, certificate }: TlsFailureFacts): string {
  const { kind, by } = main
  if (kind === 'text') return 'the server answers in plain text, it does not speak TLS at this port'
  if (kind === 'plain') return 'the clients speak plain HTTP to a port of TLS'
  if (kind === 'silent') return 'the server never answered the ClientHello'
  if (kind === 'left') return leaving(certificate)
  if (kind === 'cut') {
    return example.serverHelloFrame > 0
      ? 'the server closed the connection in the middle of the handshake'
      : 'the server closed the connection instead of answering the ClientHello'
  }
  const visible = refusesServer(main) ? visibleFault(certificate, example.sni) : ''
  if (kind === 'sealed') {
    if (visible !== '') return visible
    return by === 'client'
      ? 'the client refused what the server had shown, with an alert that is encrypted'
      : 'the server refused what the client had answered, with an alert that is encrypted'
  }
  const said = visible || (by === 'client' ? byClient(main) : byServer(main, example))
  return `${said}, with alert ${alertName(main)}`
}

function leaving(certificate: JudgedCertificate | null): string {
  const left = 'the client left in the middle of the handshake without a word'
  const { validity = 'unknown', outside = 0 } = certificate ?? {}
  if (validity === 'expired') {
    return `${left}; the certificate of the server had expired ${formatDuration(outside)} before`
  }
  return validity === 'future'
    ? `${left}; the certificate of the server was not valid for another ${formatDuration(outside)}`
    : left
}

/** What anybody can see in the certificate that the client refused; empty: nothing. */
function visibleFault(certificate: JudgedCertificate | null, sni: string): string {
  if (certificate === null) return ''
  const { validity, outside, covers } = certificate
  const refused = 'the client refused the certificate of the server'
  if (validity === 'expired')
    return `${refused}, which had expired ${formatDuration(outside)} before`
  if (validity === 'future') {
    return `${refused}, which was not valid for another ${formatDuration(outside)}`
  }
  return covers === 'no' ? `${refused}, which does not cover ${shortName(sni)}` : ''
}

function byClient(reason: TlsReason): string {
  const { alert } = reason
  if (alert === 'unknown_ca') return 'the client does not trust the issuer of the certificate'
  if (alert === 'certificate_expired') return 'for the client the certificate is not valid any more'
  if (alert === 'certificate_revoked') return 'for the client the certificate is revoked'
  if (refusesServer(reason)) return 'the client refused the certificate of the server'
  if (alert === 'protocol_version') {
    return 'the client does not take the version that the server chose'
  }
  if (PARAMETERS.includes(alert)) return 'the client does not take what the server chose'
  return 'the client gave up'
}

function byServer(reason: TlsReason, example: FailedHandshake): string {
  const { alert } = reason
  if (missesClient(reason, example)) {
    return 'the server wants a certificate of the client, which has sent none'
  }
  if (alert === 'unknown_ca')
    return 'the server does not trust the issuer of the client certificate'
  if (alert === 'certificate_expired') {
    return 'for the server the client certificate is not valid any more'
  }
  if (refusesClient(reason, example)) return 'the server refused the certificate of the client'
  if (alert === 'protocol_version') return 'the server speaks no version that the client offers'
  if (PARAMETERS.includes(alert)) return 'client and server have no parameters in common'
  if (alert === 'unrecognized_name') return 'the server does not serve the name asked for'
  if (alert === 'no_application_protocol') {
    return 'the server speaks no application protocol that the client offers'
  }
  if (alert === 'internal_error') return 'the server failed by itself'
  return 'the server gave up'
}

/** What it means, in a sentence or two; empty: nothing beyond that. */
export function meaningOf({ main, example, certificate, cluster }: TlsFailureFacts): string {
  const { kind, by, alert } = main
  if (kind === 'sealed') {
    return by === 'client'
      ? 'In TLS 1.3 alerts behind the ServerHello are encrypted. Where the Finished of the client belongs, there is a record of 19 octets: as long as an alert, and too short for a Finished. The client had the certificate by then, so that is most likely what it refused.'
      : 'In TLS 1.3 alerts behind the ServerHello are encrypted. Right behind the Finished of the client the server sent a record of 19 octets, as long as an alert, and nothing else: so a server refuses a client certificate, or misses it.'
  }
  if (kind === 'left') return 'No alert says why: it may have had no more to do here.'
  if (kind !== 'alert') return ''
  if (by === 'client') {
    if (visibleFault(certificate, example.sni) !== '') return ''
    if (alert === 'bad_certificate' || alert === 'certificate_unknown') {
      const go = cluster ? ' Kubelet, API server and containerd are written in Go.' : ''
      return `Many programs say so whatever they mind: those written in Go have bad_certificate for an expired certificate, another name and an unknown issuer, Java and browsers have certificate_unknown.${go} The log of the client tells which.`
    }
    if (alert === 'unknown_ca') {
      return 'The chain that the server sent ends at no authority that the client was told to trust: another issuer, a missing intermediate certificate, or a bundle of authorities that is too old.'
    }
    return ''
  }
  if (alert === 'handshake_failure' && !missesClient(main, example)) {
    return 'It says no more than that the server can do nothing with the offer: no cipher suite, group or signature algorithm in common, no certificate that fits, or a client certificate that is missing.'
  }
  if (alert === 'unrecognized_name') {
    return 'The server looked for the server name (SNI) of the ClientHello among those it has certificates for.'
  }
  if (alert === 'bad_certificate') {
    return 'Servers written in Go say so too when the client certificate is missing.'
  }
  return ''
}

/**
 * Certificates, held against the name and the moment for which they were shown. Names: RFC 9525 §6,
 * RFC 6125 §6.4; validity: RFC 5280 §4.1.2.5.
 */
import type { CertificateSummary } from '../model/app-records'
import { NANOS_PER_MS } from '../model/units'
import type { JudgedCertificate } from './facts/tls-failure'

/** An earlier clock has not been set. */
const CREDIBLE = Date.UTC(2000, 0, 1)
/** Stands where more names were than are kept. */
const MORE = '…'

/** What servers show that were given no certificate, by their subject or issuer. */
const MADE_UP: readonly [RegExp, string][] = [
  [/Kubernetes Ingress Controller Fake Certificate/, 'ingress-nginx'],
  [/TRAEFIK DEFAULT CERT/, 'Traefik'],
]

/**
 * `name`: what the client asked for; empty: nothing. `atMs`: the moment, UTC; −1: not known.
 * `shown`: all certificates that came, the one at the front first.
 */
export function judgeCertificate(
  shown: readonly CertificateSummary[],
  name: string,
  atMs: number,
): JudgedCertificate | null {
  const [certificate, ...issuers] = shown
  if (certificate === undefined) return null
  const { subject, issuer } = certificate
  const invalid = issuers.find((each) => /expired|future/.test(validityOf(each, atMs).validity))
  return {
    certificate,
    ...validityOf(certificate, atMs),
    atMs,
    covers: coversName(certificate, name),
    selfSigned: subject === issuer && subject !== '',
    chain: shown.length,
    invalidIssuer: invalid?.subject ?? '',
    madeUpBy: MADE_UP.find(([pattern]) => pattern.test(subject))?.[1] ?? '',
  }
}

function validityOf(
  { notBefore, notAfter }: CertificateSummary,
  atMs: number,
): Pick<JudgedCertificate, 'validity' | 'outside'> {
  const [from, to] = [Date.parse(notBefore), Date.parse(notAfter)]
  if (atMs < CREDIBLE || Number.isNaN(from) || Number.isNaN(to)) {
    return { validity: 'unknown', outside: 0 }
  }
  if (atMs > to) return { validity: 'expired', outside: (atMs - to) * NANOS_PER_MS }
  if (atMs < from) return { validity: 'future', outside: (from - atMs) * NANOS_PER_MS }
  return { validity: 'valid', outside: 0 }
}

/** Does it name the host? Only names of hosts and addresses count, the subject where there are none. */
export function coversName(
  { names, subject }: CertificateSummary,
  name: string,
): JudgedCertificate['covers'] {
  if (name === '') return 'unknown'
  const hosts = names.filter((each) => !/[@/]/.test(each))
  if (hosts.some((host) => isNamedBy(host, name))) return 'yes'
  if (names.includes(MORE)) return 'unknown'
  const common = /(?:^|, )CN=([^,]+)/.exec(subject)?.[1] ?? ''
  return names.length === 0 && isNamedBy(common, name) ? 'common-name' : 'no'
}

/** A wildcard stands for one whole label, the first. */
function isNamedBy(pattern: string, name: string): boolean {
  const [named, asked] = [pattern, name].map((each) => each.toLowerCase().replace(/\.$/, ''))
  if (named === undefined || asked === undefined || named === '') return false
  if (named === asked) return true
  if (!named.startsWith('*.')) return false
  const dot = asked.indexOf('.')
  return dot > 0 && asked.slice(dot) === named.slice(1) && !/^[\d.]+$/.test(asked)
}

/** `tls-failure` in English: the certificates of both sides, and what is wrong with them. */
import { shortName } from '../dns-names'
import type { JudgedCertificate, TlsFailureFacts } from '../facts/tls-failure'
import { formatDuration, formatList, formatNumber } from '../format'
import { sentences } from '../said'
import { refusesServer } from './tls-failure-alerts'

const NAMES = 6

/** `2026-03-01 12:00:03 UTC`. */
export const formatUtc = (ms: number): string =>
  `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`

/** As the certificate has it, in the same form; what is no time stays as it is. */
function formatBound(text: string): string {
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? text : formatUtc(ms)
}

export function ofCertificates(facts: TlsFailureFacts): string[] {
  const { certificate, example, main, clientCertificate } = facts
  const { version, serverHelloFrame, clientAsked, clientSent } = example
  const hidden =
    certificate === null &&
    version === 'TLS 1.3' &&
    serverHelloFrame > 0 &&
    'The certificate is encrypted in TLS 1.3: neither its names nor its validity can be read without the key log of client or server.'
  return sentences(
    certificate !== null && `${introductionOf(certificate)} ${verdictOf(certificate, example.sni)}`,
    hidden !== false && (refusesServer(main) || main.kind === 'left') && hidden,
    clientAsked &&
      clientSent <= 0 &&
      'The server asked for a certificate of the client, and got none.',
    clientCertificate !== null &&
      `The client showed a certificate too. ${ownOf(clientCertificate)}`,
  )
}

export function introductionOf({ certificate, chain }: JudgedCertificate): string {
  const { subject, issuer, names, notBefore, notAfter } = certificate
  const named =
    names.length === 0 ? 'without other names' : `for ${formatList(names.map(shortName), NAMES)}`
  const more = chain > 1 ? ` It came with ${formatNumber(chain - 1)} more of its chain.` : ''
  return `The server shows the certificate "${shortName(subject) || '–'}", ${named}, issued by "${shortName(issuer) || '–'}", valid from ${formatBound(notBefore)} to ${formatBound(notAfter)}.${more}`
}

function ownOf(own: JudgedCertificate): string {
  const { subject, issuer, notAfter } = own.certificate
  return `It is "${shortName(subject) || '–'}", issued by "${shortName(issuer) || '–'}", valid to ${formatBound(notAfter)}. ${validityOf(own)}`.trim()
}

/** By the clock of the capture. */
export function validityOf({ validity, outside, atMs }: JudgedCertificate): string {
  if (validity === 'unknown') return 'The capture does not tell the date to hold that against.'
  const at = formatUtc(atMs)
  if (validity === 'expired') {
    return `At the time of the capture, ${at}, it had expired ${formatDuration(outside)} before.`
  }
  return validity === 'future'
    ? `At the time of the capture, ${at}, it was not valid for another ${formatDuration(outside)}.`
    : `At the time of the capture, ${at}, it was valid.`
}

function verdictOf(judged: JudgedCertificate, sni: string): string {
  const name = shortName(sni)
  return sentences(
    validityOf(judged),
    judged.covers === 'no' && `It does not cover ${name}, the name that the client asks for.`,
    judged.covers === 'yes' && `It covers ${name}.`,
    judged.covers === 'common-name' &&
      `It names ${name} in its subject alone, where current clients do not look (RFC 9525).`,
    sni === '' &&
      'The client named no server (SNI), so which name it holds it against is not known.',
    judged.selfSigned && 'It is signed by itself.',
    judged.madeUpBy !== '' &&
      `It is the one that ${judged.madeUpBy} makes up when it has none for the name asked for.`,
    judged.chain === 1 &&
      !judged.selfSigned &&
      'No certificate of its issuer came with it: a client needs to have that already.',
    judged.invalidIssuer !== '' &&
      `"${shortName(judged.invalidIssuer)}" in its chain was not valid at that time.`,
  ).join(' ')
}

/** X.509 certificates: the few fields that an analyst asks for. RFC 5280 §4.1. */
import { sha256 } from '@noble/hashes/sha2.js'
import { MAX_CERTIFICATE_NAMES, MAX_CERTIFICATE_TEXT } from '../../limits/limits'
import type { CertificateSummary } from '../../model/app-records'
import { formatAddress, formatIpv4 } from '../../model/address'
import { cutText } from '../../model/well-formed'
import {
  BIT_STRING,
  Der,
  formatOid,
  formatString,
  formatTime,
  INTEGER,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  SEQUENCE,
  SET,
} from './der'
import { hex, latin1 } from './vector'

const VERSION = 0xa0
const ISSUER_UNIQUE_ID = 0x81
const SUBJECT_UNIQUE_ID = 0x82
const EXTENSIONS = 0xa3
const BOOLEAN = 0x01
const SUBJECT_ALT_NAME = '2.5.29.17'

/** Short names of attribute types. RFC 4514 §3, and those seen most besides. */
const ATTRIBUTES = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.4', 'SN'],
  ['2.5.4.5', 'serialNumber'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.9', 'street'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.12', 'title'],
  ['2.5.4.42', 'GN'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['1.2.840.113549.1.9.1', 'emailAddress'],
])

/**
 * What the certificate says; names in the order of the certificate.
 * @throws Fault `malformed` when it is no certificate.
 */
export function readCertificate(der: Uint8Array): CertificateSummary {
  const certificate = new Der(new Der(der).expect(SEQUENCE))
  const signed = new Der(certificate.expect(SEQUENCE))
  signed.maybe(VERSION)
  const serial = hex(signed.expect(INTEGER))
  signed.expect(SEQUENCE) // the algorithm, repeated outside
  const issuer = readName(signed.expect(SEQUENCE))
  const validity = new Der(signed.expect(SEQUENCE))
  const notBefore = formatTime(validity.next())
  const notAfter = formatTime(validity.next())
  const subject = readName(signed.expect(SEQUENCE))
  signed.expect(SEQUENCE) // the public key
  signed.maybe(ISSUER_UNIQUE_ID)
  signed.maybe(SUBJECT_UNIQUE_ID)
  const names = readAlternatives(signed.maybe(EXTENSIONS))
  certificate.expect(SEQUENCE)
  certificate.expect(BIT_STRING)
  return { subject, issuer, names, notBefore, notAfter, serial, sha256: hex(sha256(der)) }
}

/** `C=US, O=Example, CN=example.org`. */
function readName(content: Uint8Array): string {
  const parts: string[] = []
  const name = new Der(content)
  while (name.left > 0 && parts.length < MAX_CERTIFICATE_NAMES) {
    const attributes = new Der(name.expect(SET))
    while (attributes.left > 0 && parts.length < MAX_CERTIFICATE_NAMES) {
      const attribute = new Der(attributes.expect(SEQUENCE))
      const oid = formatOid(attribute.expect(OBJECT_IDENTIFIER))
      parts.push(`${ATTRIBUTES.get(oid) ?? oid}=${short(formatString(attribute.next()))}`)
    }
  }
  return parts.join(', ')
}

function readAlternatives(content: Uint8Array | null): string[] {
  if (content === null) return []
  const extensions = new Der(new Der(content).expect(SEQUENCE))
  while (extensions.left > 0) {
    const extension = new Der(extensions.expect(SEQUENCE))
    const oid = formatOid(extension.expect(OBJECT_IDENTIFIER))
    extension.maybe(BOOLEAN)
    const value = extension.expect(OCTET_STRING)
    if (oid === SUBJECT_ALT_NAME) return readGeneralNames(new Der(value).expect(SEQUENCE))
  }
  return []
}

/** Names of hosts and mailboxes, URIs and addresses. RFC 5280 §4.2.1.6. */
function readGeneralNames(content: Uint8Array): string[] {
  const names: string[] = []
  const list = new Der(content)
  while (list.left > 0 && names.length < MAX_CERTIFICATE_NAMES) {
    const { tag, content: name } = list.next()
    if (tag === 0x81 || tag === 0x82 || tag === 0x86) names.push(short(latin1(name)))
    else if (tag === 0x87) names.push(addressText(name))
  }
  if (list.left > 0) names.push('…')
  return names
}

function addressText(octets: Uint8Array): string {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length)
  if (octets.length === 4) return formatIpv4(view.getUint32(0))
  if (octets.length !== 16) return hex(octets)
  return formatAddress(view.getUint32(0), view.getUint32(4), view.getUint32(8), view.getUint32(12))
}

function short(text: string): string {
  return text.length > MAX_CERTIFICATE_TEXT ? `${cutText(text, MAX_CERTIFICATE_TEXT)}…` : text
}

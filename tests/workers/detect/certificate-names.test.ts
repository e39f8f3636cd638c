import { describe, expect, it } from 'vitest'
import { coversName, judgeCertificate } from '../../../workers/detect/certificate-names'
import type { CertificateSummary } from '../../../workers/model/app-records'

const certificate = (changed: Partial<CertificateSummary> = {}): CertificateSummary => ({
  subject: 'CN=a.example',
  issuer: 'CN=Some CA',
  names: ['a.example'],
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2026-02-01T00:00:00Z',
  serial: '01',
  sha256: '00',
  ...changed,
})

describe('names', () => {
  it.each([
    [['a.example'], 'a.example', 'yes'],
    [['A.Example'], 'a.exAMPLE.', 'yes'],
    [['*.example.com'], 'www.example.com', 'yes'],
    [['*.example.com'], 'example.com', 'no'],
    [['*.example.com'], 'a.b.example.com', 'no'],
    [['w*.example.com'], 'www.example.com', 'no'],
    [['www.*.com'], 'www.example.com', 'no'],
    [['*.0.0.1'], '127.0.0.1', 'no'],
    [['10.0.0.1'], '10.0.0.1', 'yes'],
    [['admin@a.example', 'https://a.example'], 'a.example', 'no'],
    [['b.example', '…'], 'a.example', 'unknown'],
    [['a.example'], '', 'unknown'],
    [[], 'a.example', 'common-name'],
    [[], 'b.example', 'no'],
  ] as const)('%j covers %s: %s', (names, asked, outcome) => {
    expect(coversName(certificate({ names: [...names] }), asked)).toBe(outcome)
  })
})

describe('validity', () => {
  const at = (text: string) =>
    judgeCertificate([certificate()], 'a.example', Date.parse(text))?.validity

  it('is held against the moment of the capture, both bounds included', () => {
    expect(at('2025-12-31T23:59:59Z')).toBe('future')
    expect(at('2026-01-01T00:00:00Z')).toBe('valid')
    expect(at('2026-02-01T00:00:00Z')).toBe('valid')
    expect(at('2026-02-01T00:00:01Z')).toBe('expired')
  })

  it('is not known where the clock was not set, or the certificate has no dates', () => {
    expect(at('1970-01-02T00:00:00Z')).toBe('unknown')
    const odd = certificate({ notAfter: 'soon' })
    expect(judgeCertificate([odd], '', Date.UTC(2026, 0, 9))?.validity).toBe('unknown')
  })

  it('of others in the chain is looked at as well', () => {
    const old = certificate({ subject: 'CN=Old CA', notAfter: '2026-01-05T00:00:00Z' })
    const judged = judgeCertificate([certificate(), old], '', Date.UTC(2026, 0, 9))
    expect(judged).toMatchObject({ validity: 'valid', chain: 2, invalidIssuer: 'CN=Old CA' })
  })
})

it('knows certificates that servers make up', () => {
  const subject = 'O=Acme Co, CN=Kubernetes Ingress Controller Fake Certificate'
  const judged = judgeCertificate([certificate({ subject, issuer: subject })], '', -1)
  expect(judged).toMatchObject({ selfSigned: true, madeUpBy: 'ingress-nginx' })
})

import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readCertificate } from '../../../../workers/protocol/tls/certificate'
import { Der, formatOid, formatTime } from '../../../../workers/protocol/tls/der'
import { TlsSession } from '../../../../workers/protocol/tls/session'
import { Fault } from '../../../../workers/wire/fault'
import { der, name, oid, utf8, wish, writeCertificate } from '../../../support/certificate'
import { Feeder, fromHex } from '../../../support/sink'
import { clientHello, message, record, serverHello, vector24 } from '../../../support/tls-records'

const CN = '2.5.4.3'

describe('certificate', () => {
  test('says what Node reads of it, too', () => {
    const octets = writeCertificate(wish())
    const node = new X509Certificate(octets)
    expect(readCertificate(octets)).toEqual({
      subject: 'C=DE, CN=server.example',
      issuer: 'C=DE, CN=server.example',
      names: ['server.example', '192.0.2.7'],
      notBefore: '2024-01-01T00:00:00Z',
      notAfter: '2099-12-31T23:59:59Z',
      serial: '01ab',
      sha256: node.fingerprint256.replaceAll(':', '').toLowerCase(),
    })
    expect(node.subjectAltName).toBe('DNS:server.example, IP Address:192.0.2.7')
  })

  test('names of all kinds', () => {
    const subject = name(
      [CN, utf8(0x0c, 'Zoë')],
      [CN, der(0x1e, fromHex('004f 0308'))],
      ['1.2.3.4', utf8(0x16, 'odd')],
      ['0.9.2342.19200300.100.1.25', utf8(0x16, 'example')],
    )
    const alternatives = [
      utf8(0x81, 'a@b.example'),
      utf8(0x86, 'https://b.example/'),
      der(0x87, fromHex('20010db8 00000000 00000000 00000001')),
      der(0x87, fromHex('0102')),
      der(0xa4, name([CN, utf8(0x0c, 'directory')])),
    ]
    const { subject: said, names } = readCertificate(
      writeCertificate(wish({ subject, alternatives })),
    )
    expect(said).toBe('CN=Zoë, CN=O\u0308, 1.2.3.4=odd, DC=example')
    expect(names).toEqual(['a@b.example', 'https://b.example/', '2001:db8::1', '0102'])
  })

  test('names and their lengths are bounded, and what was cut shows', () => {
    const alternatives = Array.from({ length: 500 }, (_, i) => utf8(0x82, `h${String(i)}.example`))
    const subject = name([CN, utf8(0x0c, 'x'.repeat(1000))])
    const read = readCertificate(writeCertificate(wish({ subject, alternatives })))
    expect([read.names.length, read.names[64]]).toEqual([65, '…'])
    expect(read.subject).toBe(`CN=${'x'.repeat(256)}…`)
  })

  test('every cut is malformed', () => {
    const octets = writeCertificate(wish())
    for (let cut = 0; cut < octets.length; cut++) {
      expect(() => readCertificate(octets.subarray(0, cut))).toThrow(
        expect.objectContaining({ kind: 'malformed' }),
      )
    }
  })

  test('values nested ten thousand deep end at once', () => {
    let nested = der(0x05)
    for (let i = 0; i < 10_000; i++) nested = der(0x30, nested.subarray(0, 60_000))
    expect(faultOf(() => readCertificate(nested))).toBe('malformed')
  })
})

describe('DER', () => {
  test.each([
    ['an indefinite length', '3080 0000'],
    ['a length of five octets', '3085 0000000001 00'],
    ['a tag of several octets', '3f01 00'],
    ['a length beyond the end', '3084 ffffffff 00'],
    ['nothing', ''],
    ['a tag alone', '30'],
  ])('refuses %s', (_, octets) => {
    expect(faultOf(() => new Der(fromHex(octets)).next())).toBe('malformed')
  })

  test('object identifiers: X.690 §8.19', () => {
    const content = (text: string) => oid(text).subarray(2)
    for (const text of ['2.5.4.3', '1.2.840.113549.1.1.11', '0.9.2342']) {
      expect(formatOid(content(text))).toBe(text)
    }
    expect(formatOid(fromHex('883703'))).toBe('2.999.3')
    expect(formatOid(new Uint8Array(10_000).fill(1)).length).toBeLessThan(100)
  })

  test.each([
    [0x17, '491231235959Z', '2049-12-31T23:59:59Z'],
    [0x17, '500101000000Z', '1950-01-01T00:00:00Z'],
    [0x18, '20500101000000Z', '2050-01-01T00:00:00Z'],
    [0x17, 'soon', 'soon'],
  ])('time %d %s', (tag, text, said) => {
    expect(formatTime({ tag, content: Buffer.from(text) })).toBe(said)
  })
})

describe('chain', () => {
  const start = () =>
    new Feeder(new TlsSession())
      .send(0, record(22, message(1, clientHello([0xc02b], []))))
      .send(1, record(22, message(2, serverHello(0xc02b, []))))
  const chain = (...list: Uint8Array[]) =>
    record(22, message(11, vector24(...list.map((one) => vector24(one)))))

  test('certificates of the server are kept in order, those of a client are not', () => {
    const [one, two] = [[1], [2]].map((serial) => writeCertificate(wish({ serial })))
    if (one === undefined || two === undefined) throw new Error('no certificates')
    const feeder = start().send(1, chain(one, two)).send(0, chain(two))
    expect(feeder.sink.applications.tls[0]?.certificates.map(({ serial }) => serial)).toEqual([
      '01',
      '02',
    ])
  })

  test('one that cannot be read is malformed, and the others are kept', () => {
    const feeder = start().send(1, chain(fromHex('3003020101'), writeCertificate(wish())))
    expect(feeder.sink.faults).toEqual(['tls: x509af.signedCertificate'])
    expect(feeder.sink.applications.tls[0]?.certificates).toHaveLength(1)
  })

  test('a long chain is cut at its bound, and said', () => {
    const one = writeCertificate(wish())
    const feeder = start().send(1, chain(...Array.from({ length: 20 }, () => one)))
    expect(feeder.sink.applications.tls[0]?.certificates).toHaveLength(16)
    expect(feeder.sink.weirds).toEqual(['more certificates in a chain than are kept'])
  })
})

function faultOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof Fault) return error.kind
    throw error
  }
  return ''
}

/** Drafts of QUIC, what Google and Facebook made of them, and reserved versions. */
import { describe, expect, test } from 'vitest'
import { ethernet, ipv4, PROTO, udp, type Bytes } from '../../../../workers/forge/packet'
import { initialKeys } from '../../../../workers/protocol/quic/keys'
import { hex, latin1 } from '../../../../workers/protocol/tls/vector'
import { captureOf } from '../../../support/analyse'
import { cryptoFrame } from '../../../support/quic-seal'
import * as rfc from '../../../support/rfc9001'
import { fromHex } from '../../../support/sink'
import { hasTshark, withTshark } from '../../forge/tshark'
import { initial, Line, SERVER_FRAME, SERVER_HELLO } from './line'

const NONE = new Uint8Array(0)
const HELLO = rfc.CLIENT_FRAME.subarray(4)

/** CRYPTO of Google's versions: another type, numbers as in RFC 9000. */
function googleCrypto(octets: Uint8Array): Uint8Array {
  const frame = cryptoFrame(0, octets)
  frame[0] = 0x08
  return frame
}

describe('keys', () => {
  test.each([
    // draft-ietf-quic-tls-27 and -29, Appendix A.1
    ['draft 27', 0xff00001b, 'af7fd7efebd21878ff66811248983694'],
    ['draft 29', 0xff00001d, '175257a31eb09dea9366d8bb79ad80ba'],
  ])('the client key of %s', (_, version, key) => {
    expect(hex(initialKeys(version, latin1(rfc.DCID))?.client.key ?? NONE)).toBe(key)
  })

  test.each([
    ['mvfst', 0xfaceb001, 'draft 22', 0xff000016],
    ['draft 28', 0xff00001c, 'draft 23', 0xff000017],
    ['mvfst', 0xfaceb002, 'draft 27', 0xff00001b],
    ['mvfst', 0xfaceb00e, 'draft 27', 0xff00001b],
    ['draft 32', 0xff000020, 'draft 29', 0xff00001d],
    ['draft 33', 0xff000021, 'the standard', 1],
  ])('%s (%i) has the salt of %s', (_, one, __, other) => {
    expect(initialKeys(one, latin1(rfc.DCID))).toEqual(initialKeys(other, latin1(rfc.DCID)))
  })
})

/** A client's Initial packet with padding, in a capture of its own. */
function captured(version: number, frame: Uint8Array): Bytes {
  const ends = { src: '192.0.2.1', dst: '192.0.2.2' }
  const frames = Buffer.concat([frame, new Uint8Array(900)])
  const datagram = udp(
    { ...ends, srcPort: 50_000, dstPort: 443 },
    Uint8Array.from(initial({ version, frames })),
  )
  const octets = ethernet({}, ipv4({ ...ends, proto: PROTO.udp, id: 1 }, datagram))
  return captureOf([{ time: 0, octets }])
}

describe.skipIf(!hasTshark)('with our keys sealed, and opened by tshark', () => {
  test.each([
    ['draft 22', 0xff000016, rfc.CLIENT_FRAME],
    ['draft 23', 0xff000017, rfc.CLIENT_FRAME],
    ['draft 29', 0xff00001d, rfc.CLIENT_FRAME],
    ['mvfst on draft 22', 0xfaceb001, rfc.CLIENT_FRAME],
    ['mvfst on draft 27', 0xfaceb002, rfc.CLIENT_FRAME],
    ['mvfst, experimental', 0xfaceb00e, rfc.CLIENT_FRAME],
    ['T050', 0x54303530, googleCrypto(HELLO)],
    ['T051', 0x54303531, googleCrypto(HELLO)],
  ])('%s', (_, version, frame) => {
    const found = withTshark(captured(version, frame), ({ count }) =>
      count('tls.handshake.extensions_server_name == "example.com"'),
    )
    expect(found).toBe(1)
  })

  test('Q050', () => {
    const octets = captured(0x51303530, googleCrypto(fromHex('43484c4f 00000000')))
    expect(withTshark(octets, ({ count }) => count('gquic.tag == "CHLO"'))).toBe(1)
  })
})

describe('versions before the standard', () => {
  test.each([
    ['draft 22', 0xff000016],
    ['draft 24', 0xff000018],
    ['draft 27', 0xff00001b],
    ['draft 29', 0xff00001d],
    ['draft 32', 0xff000020],
    ['mvfst on draft 22', 0xfaceb001],
    ['mvfst on draft 27', 0xfaceb00e],
  ])('Initial packets of %s are opened', (_, version) => {
    const line = new Line()
    line.send(0, initial({ version, frames: rfc.CLIENT_FRAME }))
    line.send(1, initial({ version, from: 'server', dcid: NONE, frames: SERVER_FRAME }))
    expect(line.record).toMatchObject({ sni: 'example.com', cipher: 'TLS_AES_128_GCM_SHA256' })
  })

  test.each([
    ['T050', 0x54303530],
    ['T051', 0x54303531],
  ])('Google sends TLS in frames of its own: %s', (_, version) => {
    const line = new Line()
    line.send(0, initial({ version, frames: googleCrypto(HELLO) }))
    // ACK of two blocks with two timestamps, WINDOW_UPDATE, STREAM with length, then CRYPTO
    const ack = fromHex('60 05 0010 01 02 01 01 02 00 00000001 01 0002')
    const window = fromHex('04 00000001 0000000000001000')
    const stream = fromHex('a4 05 0001 0002 abcd')
    const frames = Buffer.concat([ack, window, stream, googleCrypto(SERVER_HELLO)])
    line.send(1, initial({ version, from: 'server', dcid: NONE, frames }))
    expect(line.sink.weirds).toEqual([])
    expect(line.record).toMatchObject({ sni: 'example.com', cipher: 'TLS_AES_128_GCM_SHA256' })
  })

  test.each([
    ['a stream without end', '80 05 abcd'],
    ['CONNECTION_CLOSE', '02 00000019 0003 414243'],
    ['GOAWAY', '03 00000019 00000005 0000'],
    ['RST_STREAM, BLOCKED, PING', '01 00000005 0000000000000000 00000001 05 00000005 07'],
  ])('Google’s %s is passed over', (_, frames) => {
    const line = new Line()
    line.send(0, initial({ version: 0x54303531, frames: fromHex(frames) }))
    expect([line.sink.weirds, line.sink.faults]).toEqual([[], []])
  })

  test('a frame of Google’s beyond its packet is malformed, one of an unknown type said', () => {
    const line = new Line()
    line.send(0, initial({ version: 0x54303531, frames: fromHex('080044ff 01') }))
    line.send(0, initial({ version: 0x54303531, number: 1, frames: fromHex('3f') }))
    expect(line.sink.faults).toEqual(['quic: quic.frame'])
    expect(line.sink.weirds).toEqual(['QUIC frame of an unknown type'])
  })

  test('Q050 says CHLO where others say TLS: it is named', () => {
    const line = new Line()
    const frames = googleCrypto(fromHex('43484c4f 00000000'))
    line.send(0, initial({ version: 0x51303530, frames }))
    line.send(1, Buffer.concat([Uint8Array.of(0x41), new Uint8Array(40)]))
    expect(line.sink.applications.session).toMatchObject([{ what: 'version', text: 'Q050' }])
    expect([...line.sink.protocols]).toEqual(['quic 1', 'quic 2'])
    expect(line.sink.applications.tls).toEqual([])
  })

  test.each([
    ['the standard', 1],
    ['draft 29', 0xff00001d],
  ])('a reserved version over the salt of %s is opened', (_, version) => {
    const line = new Line()
    const claimed = 0x1a2a3a4a
    expect(line.send(0, initial({ version, claimed, frames: rfc.CLIENT_FRAME }))).toBe(true)
    expect(line.record?.sni).toBe('example.com')
    // Version Negotiation, RFC 9000 §17.2.1
    expect(line.send(1, fromHex('80 00000000 00 08 8394c8f03e515708 00000001'))).toBe(true)
  })
})

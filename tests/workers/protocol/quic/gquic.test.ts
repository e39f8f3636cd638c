import { expect, test } from 'vitest'
import { Gquic } from '../../../../workers/protocol/quic/gquic'
import { fromHex, octetsOf, TestContext, TestSink } from '../../../support/sink'

const Q043 = fromHex('0d 1122334455667788 51303433 01 00000000')
const Q046 = fromHex('c3 51303436 50 a33549135f4a9709 00000001 74b0e0f9')

test.each([
  ['Q043', Q043],
  ['Q046', Q046],
])('%s is named once a conversation, and every datagram of it counts', (version, first) => {
  const [gquic, context] = [new Gquic(), new TestContext()]
  const sink = new TestSink(context)
  const later = octetsOf(fromHex('40 a33549135f4a9709 02'))
  expect(gquic.claims(later, context)).toBe(false)
  for (const octets of [octetsOf(first), later, octetsOf(first)]) {
    context.next(0)
    expect(gquic.claims(octets, context)).toBe(true)
    gquic.datagram(octets, context, sink)
  }
  expect([...sink.protocols]).toEqual(['gquic 1', 'gquic 2', 'gquic 3'])
  expect(sink.applications.session).toMatchObject([
    { protocol: 'gquic', what: 'version', text: version, transport: 'udp', frame: 1 },
  ])
})

test.each([
  ['a version that never was', fromHex('0d 1122334455667788 51393939 01 00')],
  ['no version', fromHex('0c 1122334455667788 51303433 01 00')],
  ['too short', Q043.subarray(0, 12)],
  ['QUIC of the standard', fromHex('c0 00000001 08 1122334455667788 00 00')],
])('%s is not', (_, octets) => {
  expect(new Gquic().claims(octetsOf(octets), new TestContext())).toBe(false)
})

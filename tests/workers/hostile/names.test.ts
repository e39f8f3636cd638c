/** Names that hide, turn or break the text around them, from every place that a capture has for names. */
import { expect, it } from 'vitest'
import { writePcapng } from '../../../workers/forge/capture-writer'
import { join, text, u16, u8 } from '../../../workers/forge/packet'
import { analysisDocument } from '../../../workers/report/document'
import { renderReport } from '../../../workers/report/html'
import { analyse, fileOf } from '../../support/analyse'
import { back, datagram, inTime, segment, to } from './flood'

const EVIL = '\u202egnp.exe\u2066\u0000\u0007\u200b\u2028<script>\ufeff'
const utf8 = (words: string) => new TextEncoder().encode(words)
/** A lone surrogate as sloppy encoders write it; UTF-8 forbids it. */
const SURROGATE = u8(0xed, 0xa0, 0x80)
const BAD = join(utf8(EVIL), SURROGATE)
/** So long that it is cut; a cut may not leave half of a character. */
const LONG = utf8('😀'.repeat(3000))

const question = (name: Uint8Array) =>
  join(u16(1, 0x0100, 1, 0, 0, 0), u8(name.length), name, u8(0), u16(1, 1))

const request = (words: Uint8Array) =>
  join(text('GET /'), words, text(' HTTP/1.1\r\nHost: '), words, text('\r\n\r\n'))

const talker = to(1, 80)
const mailer = to(1, 25)
const packets = [
  datagram(to(1, 53), question(BAD.subarray(0, 60))),
  segment(talker, { seq: 1, flags: 'A', ack: 1 }, request(BAD)),
  segment(to(2, 80), { seq: 1, flags: 'A', ack: 1 }, request(LONG.subarray(0, 5000))),
  segment(back(mailer), { seq: 1, flags: 'A', ack: 1 }, join(text('220 '), BAD, text('\r\n'))),
  segment(mailer, { seq: 1, flags: 'A', ack: 1 }, join(text('EHLO '), LONG, text('\r\n'))),
]

const octets = writePcapng(inTime(packets), {
  interfaces: [{ name: EVIL }, { name: '😀'.repeat(3000) }],
  comment: EVIL,
  names: [{ address: '10.0.0.1', name: EVIL }],
})

it('stand in the report as signs that can be seen', async () => {
  const result = await analyse(fileOf(octets, `${EVIL}\ud800.pcapng`))
  const report = renderReport({
    title: EVIL,
    appVersion: '1',
    result,
    leaveOut: [],
    language: 'en',
    phrases: {},
    generatedNote: EVIL,
    notes: [],
  })
  expect(report).toContain('&lt;U+202E&gt;')
  expect(report).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
  expect(report).not.toContain('<script')
})

it('leave the document whole', async () => {
  const result = await analyse(fileOf(octets, 'a.pcapng'))
  const document = analysisDocument(result, '1')
  expect(JSON.parse(document)).toMatchObject({ captures: [{ packets: packets.length }] })
  expect(document).toEqual(new TextDecoder().decode(new TextEncoder().encode(document)))
  expect(document).not.toMatch(/(?<!\\)(\\\\)*\\ud[89a-f]/)
})

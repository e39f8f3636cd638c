import { expect, it } from 'vitest'
import * as say from '../../../workers/desk/table/sentences'
import { inChinese } from '../../../workers/translate/zh'
import { englishIn } from '../../support/sentences'

it('says in Chinese what a saved table does not hold', () => {
  const said = [
    say.NO_ROWS,
    say.withoutOctets('1.pcap'),
    say.tableUnreadable('1.pcap'),
    ...[1, 20].flatMap((count) => [
      say.withoutIndex(count, '1.pcap'),
      say.forgotten(count),
      say.withoutStream(count, '1.pcap'),
      say.withoutTime(count, '1.pcap'),
    ]),
    say.unlistedFlows(20_000, 30_000),
  ]
  const words = said.map((sentence) => inChinese(sentence).replaceAll('1.pcap', '1'))
  expect(words.flatMap((sentence) => englishIn(sentence, new Set(['pcap', 'tcp.stream'])))).toEqual(
    [],
  )
})

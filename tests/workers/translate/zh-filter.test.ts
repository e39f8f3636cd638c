import { describe, expect, it } from 'vitest'
import { leftOutWords } from '../../../workers/desk/export-sentences'
import * as quality from '../../../workers/detect/wording/quality'
import { checkFilter, completionsAt } from '../../../workers/filter/check'
import { Refusal } from '../../../workers/filter/refusal'
import { layoutFigure } from '../../../workers/figure/layout'
import { BIN_CUT } from '../../../workers/model/latency-bins'
import { matcherOf } from '../../../workers/search/question'
import { figureInChinese, inChinese } from '../../../workers/translate/zh'
import { englishIn } from '../../support/sentences'
import { sampleCase } from '../report/sample-case'

const CHINESE = /[\u4e00-\u9fff]/

/** What a wrong filter is told. */
function refusal(filter: string): string {
  const check = checkFilter(filter)
  return check.ok ? '' : check.message
}

describe('what is wrong with a filter', () => {
  const wrong = [
    ...['ip.adr == 10.0.0.1', 'nonsense', 'tcp.port ==', 'tcp.port = 80', 'ip.addr == xyz'],
    ...['tcp.port == 99999', 'tcp.port == a', 'eth.addr == 5', 'frame.time_delta == x'],
    ...['tcp contains', 'tcp.port contains "a"', 'ip.addr matches "a"', 'http.host matches 5'],
    ...['http.host matches "("', 'http.host matches "["', 'http.host matches "a**"'],
    ...['http.host matches "[z-a]"', 'http.host matches "(?=a)"', 'http.host matches "a{9,1}"'],
    ...['tcp.port in 5', 'tcp.port in {5', '(tcp', 'tcp)', 'TCP.PORT == 1', 'tcp AND udp'],
    ...[
      'tcp | udp',
      'len(tcp.port) == 1',
      'nothing(ip) == 1',
      'len() == 1',
      'upper(ip.src) == "a"',
    ],
    ...[
      'ip.src[0:',
      'ip.src[x] == 1',
      'ip.src# == 1',
      '"abc',
      '“abc”',
      "'ab'",
      '${frame',
      'any ip',
    ],
    ...['tcp.port + http.host == 1', 'tcp.port == ip.src', 'frame.number[0:2] == 1', 'len(tcp)'],
    ...['http.host == "\\q"', '5 == tcp.port', 'tcp.analysis.retransmission == 1', '!'],
    ...[`${'('.repeat(400)}tcp${')'.repeat(400)}`, 'x'.repeat(70_000)],
  ]

  it('is all said in Chinese', () => {
    const refused = wrong.map(refusal).filter((message) => message !== '')
    expect(refused.length).toBeGreaterThan(40)
    expect(refused.filter((message) => !CHINESE.test(inChinese(message)))).toEqual([])
  })

  it('keeps the words of the filter', () => {
    expect(inChinese(refusal('ip.adr == 10.0.0.1'))).toMatch(
      /^ip\.adr 既不是字段，也不是协议。是否要写 .*ip\.addr.*？$/,
    )
    expect(inChinese(refusal('ip.addr == xyz'))).toBe(
      'xyz 不是 IPv4 地址（例如 10.0.0.1 或 10.0.0.0/24）。',
    )
    expect(inChinese(refusal('tcp.port ='))).toBe('相等写作 "=="。')
  })

  it('is said of what may follow', () => {
    const offered = ['tcp.port ', 'tcp ', 'http.host ', 'le', 'up', 'co', 'ma', 'mi', 'ab', 'st']
      .flatMap((filter) => completionsAt(filter, filter.length))
      .filter(({ kind }) => kind === 'operator' || kind === 'function')
    expect(offered.length).toBeGreaterThan(20)
    const english = offered.filter(({ description }) => !CHINESE.test(inChinese(description)))
    expect(english).toEqual([])
  })
})

it('says in Chinese what is wrong with a search', () => {
  const wrong = [
    ...(['', 'a'.repeat(300), 'a'.repeat(5000)] as const).map((words) => ['text', words] as const),
    ...(['de a', '?? ??'] as const).map((words) => ['hex', words] as const),
  ]
  const said = wrong.map(([kind, words]) => {
    try {
      matcherOf({ kind, words, anyCase: false, encodings: 'both' })
      return ''
    } catch (error) {
      return error instanceof Refusal ? error.message : ''
    }
  })
  expect(said.filter((sentence) => !CHINESE.test(inChinese(sentence)))).toEqual([])
})

it('says in Chinese what is wrong with a capture', () => {
  const said = [
    ...[quality.sayDropped(1, 'a.pcap'), quality.sayDropped(1234, 'a.pcap')],
    ...[quality.sayTruncated(1, 0.5, 54), quality.sayTruncated(20, 0.5, 1)],
    ...[quality.sayOneWay(1), quality.sayOneWay(9), quality.sayCopies(1), quality.sayCopies(9)],
    ...[quality.saySuperPackets(1, 0.1), quality.saySuperPackets(9, 0.1)],
    ...[quality.saySteps(1, 2e6), quality.saySteps(3, 2e6)],
  ]
  expect(said.filter((sentence) => !CHINESE.test(inChinese(sentence)))).toEqual([])
  expect(inChinese(quality.sayTruncated(20, 0.5, 54))).toBe(
    '20 帧被截短（50 %），最短的只剩 54 字节',
  )
})

it('says in Chinese what saved packets lack', () => {
  const reasons = ['absent', 'unindexed', 'event', 'time'] as const
  const leftOut = new Map(reasons.map((reason) => [reason, new Map([[0, 2]])]))
  const said = leftOutWords(leftOut, { result: sampleCase(), captures: [0] })
  expect(said.length).toBeGreaterThanOrEqual(reasons.length)
  expect(said.filter((sentence) => !CHINESE.test(inChinese(sentence)))).toEqual([])
})

it('says in Chinese what stands on a figure', () => {
  const histogram = layoutFigure(
    {
      ...{ kind: 'histogram', title: '×', unit: 'ns', threshold: 0 },
      cut: BIN_CUT,
      bins: [1, 5, 9].map((n) => ({ exponent: n - 10, count: 1 + n ** 3 })),
    },
    600,
  )
  const points = [1, 2].map((n) => ({ time: n * 1e9, value: n * 1e6, frame: n - 1 }))
  const scatter = layoutFigure(
    {
      ...{ kind: 'scatter', title: '×', threshold: 0, until: 9e9, spans: [] },
      points: points.map((point) => ({ ...point, tone: 'plain' as const })),
    },
    600,
  )
  const words = [histogram, scatter].flatMap(({ description, marks }) => [
    description,
    ...marks.flatMap((mark) => [
      mark.shape === 'text' ? mark.text : '',
      'label' in mark ? (mark.label ?? '') : '',
    ]),
  ])
  const terms = new Set(['ms', 'ns', 'µs'])
  expect(words.flatMap((word) => englishIn(figureInChinese(word), terms))).toEqual([])
})

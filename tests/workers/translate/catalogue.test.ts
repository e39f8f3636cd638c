import { expect, it } from 'vitest'
import { Catalogue } from '../../../workers/translate/catalogue'

const catalogue = new Catalogue([
  ['In {1} there is {2}.', '在 {1~} 中有 {2&}。'],
  ['Of {1}, {2}', '{1~} {2~} 的'],
  ['capture {1#}', '第 {1} 个抓包文件'],
  ['a tunnel', '隧道'],
  ['It is {1}.', '是{1~}。'],
  ['{1w} (UDP {2#})', '{1}（UDP {2}）'],
])

const said = (sentence: string) => catalogue.translate(sentence)

it('leaves no blank between Chinese characters where a value is put in', () => {
  expect(said('In capture 2 there is a tunnel.')).toBe('在第 2 个抓包文件中有隧道。')
})

it('leaves none beside a Chinese bracket', () => {
  expect(said('Of VXLAN (UDP 8472), 10.0.0.1')).toBe('VXLAN（UDP 8472）10.0.0.1 的')
})

it('keeps those beside Latin letters and numbers', () => {
  expect(said('In a.pcap there is GRE and IPIP.')).toBe('在 a.pcap 中有 GRE 和 IPIP。')
  expect(said('Of 10.0.0.1, 10.0.0.2')).toBe('10.0.0.1 10.0.0.2 的')
})

it('puts one where Chinese meets Latin letters in a value', () => {
  expect(said('It is a tunnel.')).toBe('是隧道。')
  expect(said('It is GRE.')).toBe('是 GRE。')
})

it('finds what may stand at the end, and mostly does not, behind a long list', () => {
  const optional = new Catalogue([
    ['Maps disagree: {1}{2?}', '映射不一：{1&}{2!}'],
    [' (and {1#} more)', '（以及另外 {1} 个）'],
  ])
  const long = `${'a'.repeat(120)}.txt and ${'b'.repeat(120)}.txt`
  expect(optional.translate(`Maps disagree: ${long}`)).toBe(
    `映射不一：${long.replace(' and ', ' 和 ')}`,
  )
  expect(optional.translate('Maps disagree: a and b (and 3 more)')).toBe(
    '映射不一：a 和 b（以及另外 3 个）',
  )
})

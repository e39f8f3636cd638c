import { expect, it } from 'vitest'
import { mtuBlackHoleCase } from '../../../../workers/forge/cases/mtu-black-hole'
import { slowHandshakeCase } from '../../../../workers/forge/cases/slow-handshake'
import { tailFirstCase } from '../../../../workers/forge/cases/tail-first'
import { findingInChinese } from '../../../../workers/translate/findings'
import { analyse } from '../../../support/analyse'
import { untold } from '../../../support/untold'

const LONG = { timeout: 60_000 }

it.each([tailFirstCase, mtuBlackHoleCase, slowHandshakeCase])(
  'tells the samples in Chinese',
  LONG,
  async (make) => {
    const result = await analyse(make().octets)
    expect(untold(result)).toEqual([])
  },
)

const said = (sentence: string) => findingInChinese('fragment-order', sentence)

it('translates what stands in a sentence, and keeps its values', () => {
  expect(
    said(
      '458 of 470 fragmented datagrams from 10.0.0.1 to fd00::2 came tail first, and 99 % of those were lost',
    ),
  ).toBe('从 10.0.0.1 到 fd00::2 的 470 个分片数据报中有 458 个尾片先到，其中 99 % 丢失')
})

it('tells a paragraph sentence by sentence, and leaves in English what it does not know', () => {
  expect(
    said('Answers were seen for tail-first datagrams too. Nobody knows this. It has 5 octets.'),
  ).toBe('尾片先到的数据报也看到了应答。Nobody knows this. It has 5 octets.')
})

it('does not take long over a name that repeats our own words', () => {
  const name = 'names the drop of these very , and 99 % of those were lost; '.repeat(90)
  for (const sentence of [
    `By the side-cars, 10.0.0.1 is ${name}.`,
    `${name} names the drop of these very fragments: "${name}" (code 175), 3 times.`,
    name,
  ]) {
    expect(said(sentence)).toContain('names the drop')
  }
})

import { expect, it } from 'vitest'
import { speak } from '../../../../src/text'
import { summaryOf } from '../../../../src/views/findings/summary'
import { someFinding } from '../../support'

const metric = (label: string, value: number, unit: string) => ({
  ...{ name: label, label, value, unit, estimated: false },
})

it('joins who, the first two numbers and where', () => {
  const finding = someFinding({
    entities: { tunnel: 'VXLAN 16621', from: '10.0.0.1', to: '10.0.0.2' },
    metrics: [
      metric('datagrams fragmented', 2364, 'datagrams'),
      metric('largest', 1460, 'octets'),
      metric('left out', 1, ''),
    ],
  })
  expect(summaryOf(finding)).toEqual([
    '10.0.0.1 → 10.0.0.2',
    'datagrams fragmented 2364',
    'largest 1460 octets',
    'VXLAN 16621',
  ])
})

it('leaves out what there was none of', () => {
  const finding = someFinding({
    entities: {},
    metrics: [
      metric('refused with RST', 4, 'connections'),
      metric('refused with ICMP', 0, 'connections'),
      metric('answered', 2, 'connections'),
    ],
  })
  expect(summaryOf(finding)).toEqual(['refused with RST 4 connections', 'answered 2 connections'])
})

it('speaks one language, of who and whom too', () => {
  const finding = someFinding({
    ...{ detector: 'connect-refused', metrics: [] },
    entities: { from: '10.0.0.1 and 10.0.0.2', to: '10.0.0.3' },
  })
  try {
    speak('zh-CN')
    expect(summaryOf(finding)).toEqual(['10.0.0.1 和 10.0.0.2 → 10.0.0.3'])
  } finally {
    speak('en')
  }
})

it('shows what would hide or turn text', () => {
  expect(summaryOf(someFinding({ entities: { name: 'a\u202Eb\u0000' } }))).toEqual([
    'a<U+202E>b<U+0000>',
  ])
})

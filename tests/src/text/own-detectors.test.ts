import { expect, it } from 'vitest'
import { TEXTS } from '../../../src/text'
import { NEW_DETECTOR, type OwnDetector } from '../../../workers/model/own-detector'

const detector = (parts: Partial<OwnDetector>): OwnDetector => ({
  ...NEW_DETECTOR,
  filter: 'icmp.type == 8',
  ...parts,
})
const en = (parts: Partial<OwnDetector>) => TEXTS.en.own.rule(detector(parts))
const zh = (parts: Partial<OwnDetector>) => TEXTS['zh-CN'].own.rule(detector(parts))

it('reads a rule back in plain words', () => {
  expect(en({})).toBe('At least 1 frame between two hosts that passes `icmp.type == 8`: a warning.')
  expect(en({ atLeast: 5, withinSeconds: 60, per: 'source', severity: 'critical' })).toBe(
    'At least 5 frames from one source within 60 s that pass `icmp.type == 8`: critical.',
  )
  expect(en({ per: 'value', field: 'ip.ttl', of: 'icmp', percent: 2.5, severity: 'note' })).toBe(
    'At least 1 frame with the same ip.ttl that passes `icmp.type == 8`, and at least 2.5 % of those that pass `icmp`: a note.',
  )
  expect(en({ distinct: 'ip.dst', atLeast: 20, per: 'capture' })).toBe(
    'At least 20 different values of ip.dst in a capture in frames that pass `icmp.type == 8`: a warning.',
  )
})

it('reads it back in Chinese', () => {
  expect(zh({ atLeast: 5, withinSeconds: 60 })).toBe(
    '两台主机之间，60 秒内至少有 5 帧通过 `icmp.type == 8`：警告。',
  )
  expect(zh({ distinct: 'ip.dst', atLeast: 20, per: 'source', of: 'icmp', percent: 5 })).toBe(
    '同一来源，通过 `icmp.type == 8` 的帧中至少有 20 个不同的 ip.dst 取值，且至少占通过 `icmp` 的帧的 5 %：警告。',
  )
})

it('says what came of a file', () => {
  const { imported } = TEXTS.en.own
  expect(imported(2, 1, 0, 0)).toBe('2 detectors were added. 1 was here already.')
  expect(imported(0, 0, 3, 0)).toBe(
    'Nothing was added. 3 were left out: not to be read as a detector.',
  )
})

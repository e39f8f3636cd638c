import { expect, it } from 'vitest'
import { flagsFilter } from '../../../workers/detect/capture-filter'

it('flags of TCP are asked for where tcpdump finds them: by name in IPv4, by place in IPv6', () => {
  expect(flagsFilter('10.0.0.1', 'syn', 'rst')).toBe('tcp[tcpflags] & (tcp-syn|tcp-rst) != 0')
  expect(flagsFilter('10.0.0.1', 'rst')).toBe('tcp[tcpflags] & tcp-rst != 0')
  expect(flagsFilter('fd00::1', 'syn', 'rst')).toBe('ip6[53] & 6 != 0')
  expect(flagsFilter('fd00::1', 'syn')).toBe('ip6[53] & 2 != 0')
})

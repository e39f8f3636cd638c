import { expect, it } from 'vitest'
import { combined, excluding, tsharkCommand } from '../../../../src/views/filter/combine'

it('puts filters that hold operators into brackets', () => {
  expect(combined('tcp', '&&', 'ip.src == 10.0.0.1')).toBe('tcp && ip.src == 10.0.0.1')
  expect(combined('tcp or udp', '&&', 'a == 1 || b == 2')).toBe(
    '(tcp or udp) && (a == 1 || b == 2)',
  )
  expect(combined(' ', '||', 'tcp')).toBe('tcp')
})

it('excludes from all packets, or from those that are left', () => {
  expect(excluding('', 'tcp')).toBe('!(tcp)')
  expect(excluding('ip', 'tcp')).toBe('ip && !(tcp)')
})

it('writes a command that a shell takes as it is meant', () => {
  expect(tsharkCommand("it's.pcap", 'http.host == "a"')).toBe(
    `tshark -r 'it'\\''s.pcap' -Y 'http.host == "a"'`,
  )
})

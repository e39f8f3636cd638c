import { describe, expect, it } from 'vitest'
import {
  count,
  formatDuration,
  formatList,
  formatNumber,
  formatShare,
  interfaceWord,
  lookedAt,
  octets,
} from '../../../workers/detect/format'

describe('format', () => {
  it('groups thousands, but for the sizes of packets', () => {
    expect(count(1755, 'IP frame')).toBe('1755 IP frames')
    expect(octets(1460)).toBe('1460 octets')
    expect(octets(12_345)).toBe('12,345 octets')
    expect(octets(1)).toBe('1 octet')
    expect(formatNumber(1_234_567)).toBe('1,234,567')
    expect(formatNumber(1.25)).toBe('1.3')
  })

  it('says no more of what there was none of', () => {
    const said = (pings: number) => lookedAt(pings, 'ping', () => ', all answered.')
    expect(said(0)).toBe('No pings.')
    expect(said(1)).toBe('1 ping, all answered.')
    expect(said(1200)).toBe('1200 pings, all answered.')
  })

  it('counts in singular and plural', () => {
    expect(count(1, 'copy', 'copies')).toBe('1 copy')
    expect(count(0, 'octet')).toBe('0 octets')
  })

  it('writes durations with a fitting unit', () => {
    expect(formatDuration(188_400)).toBe('188 µs')
    expect(formatDuration(1_700_000)).toBe('1.7 ms')
    expect(formatDuration(520e6)).toBe('520 ms')
    expect(formatDuration(27.84e9)).toBe('27.8 s')
    expect(formatDuration(119.4e9)).toBe('119 s')
    expect(formatDuration(725e9)).toBe('12 min 5 s')
    expect(formatDuration(2_733_402e9)).toBe('31 d 15 h')
  })

  it('writes shares with the digits they deserve', () => {
    expect(formatShare(0.867)).toBe('87 %')
    expect(formatShare(0.0324)).toBe('3.2 %')
    expect(formatShare(0)).toBe('0 %')
  })

  it('shortens lists', () => {
    expect(formatList(['a', 'b'])).toBe('a and b')
    expect(formatList(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more')
  })

  it('keeps hostile interface names out of commands', () => {
    expect(interfaceWord('bond1.100')).toBe('bond1.100')
    expect(interfaceWord('eth0; rm -rf /')).toBe('eth0')
    expect(interfaceWord('$(reboot)')).toBe('eth0')
    expect(interfaceWord('-w')).toBe('eth0')
    expect(interfaceWord('lxc12 ifindex 7')).toBe('lxc12')
    expect(interfaceWord('ifindex 7')).toBe('any')
    expect(interfaceWord('$(reboot) ifindex 7')).toBe('eth0')
  })
})

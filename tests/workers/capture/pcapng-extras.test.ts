import { describe, expect, it } from 'vitest'
import { MAX_SECRET_OCTETS } from '../../../workers/limits/limits'
import { NO_INTERFACE } from '../../../workers/model/record-batch'
import {
  ascii,
  block,
  frame,
  iface,
  join,
  open,
  option,
  packet,
  rowsOf,
  section,
  u16,
  u32,
  u64,
  u8,
  type Octets,
} from './capture-bytes'

const TLS_KEY_LOG = 0x544c534b
const secrets = (octets: Octets, little = true) =>
  block(10, join(u32(little, TLS_KEY_LOG, octets.length), octets), little)

describe.each([true, false])('blocks beside the frames, little-endian: %s', (little) => {
  const start = (options = u8()) => join(section(options, little), iface(1, u8(), { little }))
  const text = (code: number, value: string) => option(code, ascii(value), little)

  it('tells what wrote the file, once for each section that says the same', async () => {
    const options = join(text(2, 'x86'), text(3, 'Linux 6.1'), text(4, 'dumpcap'), text(1, 'hi'))
    const reader = await open(start(options), start(options))
    await rowsOf(reader)
    expect(reader.details).toEqual([
      { what: 'hardware', value: 'x86' },
      { what: 'operating system', value: 'Linux 6.1' },
      { what: 'written by', value: 'dumpcap' },
    ])
  })

  it('tells what an interface is', async () => {
    const options = join(
      ...[text(2, 'eth0'), text(3, 'uplink'), option(4, u8(10, 0, 0, 1, 255, 0, 0, 0), little)],
      option(5, join(u8(0x20, 1, 0x0d, 0xb8), frame(11, 0), u8(1, 64)), little),
      ...[option(6, u8(2, 0, 0, 0, 0, 9), little), option(8, u64(little, 10n ** 9n), little)],
      ...[option(11, join(u8(0), ascii('tcp')), little), option(13, u8(4), little)],
      ...[text(12, 'Linux'), text(15, 'virtio'), option(6, u8(1), little)],
    )
    const reader = await open(section(u8(), little), iface(1, options, { little }))
    await rowsOf(reader)
    expect(reader.interfaces[0]?.details).toEqual([
      { what: 'description', value: 'uplink' },
      { what: 'IPv4 address', value: '10.0.0.1 mask 255.0.0.0' },
      { what: 'IPv6 address', value: '2001:db8::1/64' },
      { what: 'MAC address', value: '02:00:00:00:00:09' },
      { what: 'speed', value: '1000000000 bit/s' },
      { what: 'capture filter', value: 'tcp' },
      { what: 'frame check sequence', value: '4 octets' },
      { what: 'operating system', value: 'Linux' },
      { what: 'hardware', value: 'virtio' },
    ])
  })

  it('tells the last statistics of an interface', async () => {
    const count = (code: number, value: bigint) => option(code, u64(little, value), little)
    const time = (code: number, seconds: number) => {
      const ticks = BigInt(seconds) * 1_000_000n
      const halves = u32(little, Number(ticks >> 32n), Number(ticks & 0xffffffffn))
      return option(code, halves, little)
    }
    const of = (...options: Octets[]) => block(5, join(u32(little, 0, 0, 0), ...options), little)
    const reader = await open(
      start(),
      of(count(4, 10n), count(5, 1n), count(6, 9n)),
      of(
        count(4, 20n),
        count(5, 2n),
        count(7, 3n),
        count(8, 15n),
        time(2, 0),
        time(3, 1_700_000_000),
      ),
    )
    await rowsOf(reader)
    expect(reader.interfaces[0]).toMatchObject({
      dropped: 5,
      details: [
        { what: 'packets accepted by the filter', value: '9' },
        { what: 'packets received by the interface', value: '20' },
        { what: 'packets dropped by the interface', value: '2' },
        { what: 'packets dropped by the system', value: '3' },
        { what: 'packets delivered to the program', value: '15' },
        { what: 'capture began', value: '1970-01-01 00:00:00.000000000 UTC' },
        { what: 'capture ended', value: '2023-11-14 22:13:20.000000000 UTC' },
      ],
    })
    expect(reader.blocks).toEqual([{ name: 'interface statistics', count: 2 }])
  })

  it('keeps secrets for those who decrypt', async () => {
    const log = ascii('CLIENT_RANDOM 00 11\n')
    const reader = await open(start(), secrets(log, little), packet(1n, frame(60), { little }))
    expect(await rowsOf(reader)).toHaveLength(1)
    expect(reader.secrets).toEqual([{ type: TLS_KEY_LOG, octets: log }])
    expect(reader.blocks).toEqual([{ name: 'secrets: TLS key log', count: 1 }])
    expect(reader.capped).toEqual([])
  })

  it('numbers Sysdig events, with the times they give', async () => {
    const event = (fields: Octets) =>
      join(
        u16(little, 1),
        u64(little, 5_000_000_007n, 77n),
        u32(little, 99),
        u16(little, 3),
        fields,
      )
    const reader = await open(
      ...[start(), packet(1_000_000n, frame(60), { little })],
      ...[block(0x204, event(frame(20)), little), block(0x216, event(frame(24)), little)],
      ...[block(0x221, event(frame(24)), little), block(0x201, frame(8), little)],
    )
    const rows = await rowsOf(reader)
    expect(rows.map(({ time, capLen, origLen }) => [time, capLen, origLen])).toEqual([
      [0, 60, 60],
      [4_000_000_007, 20, 99],
      [4_000_000_007, 20, 99],
      [4_000_000_007, 20, 99],
    ])
    expect(rows[1]?.iface).toBe(NO_INTERFACE)
    expect(reader.blocks).toEqual([
      { name: 'Sysdig event', count: 3 },
      { name: 'Sysdig machine information', count: 1 },
    ])
    expect(reader.weirds).toEqual([])
  })

  it('shows what a journal entry says, at the time it says', async () => {
    const entry = ascii('__CURSOR=s\n__REALTIME_TIMESTAMP=5000000\nMESSAGE=link down\n')
    const reader = await open(
      ...[start(), packet(1_000_000n, frame(60), { little }), block(9, entry, little)],
      packet(6_000_000n, frame(60), { little }),
    )
    expect((await rowsOf(reader)).map(({ time }) => time)).toEqual([0, 4e9, 5e9])
    expect(reader.comments).toEqual([
      { frame: 2, text: `systemd journal: ${new TextDecoder().decode(entry)}` },
    ])
    expect(reader.lastNs).toBe(6_000_000_000n)
  })

  it('shows custom blocks by their enterprise, and their text when it is one', async () => {
    const custom = (...octets: Octets[]) =>
      block(0xbad, join(u32(little, 32473), ...octets), little)
    const reader = await open(start(), custom(ascii('hello wo')), custom(u8(1, 2, 3, 255)))
    expect(await rowsOf(reader)).toHaveLength(2)
    expect(reader.comments).toEqual([
      { frame: 1, text: 'custom block of enterprise 32473, 8 octets: hello wo' },
      { frame: 2, text: 'custom block of enterprise 32473, 4 octets' },
    ])
    expect(reader.blocks).toEqual([{ name: 'custom, of enterprise 32473', count: 2 }])
  })
})

describe('blocks that break the rules', () => {
  const start = join(section(), iface())

  it.each<[string, Octets, string]>([
    ['secrets without a length', block(10, u32(true, 1)), 'a secrets block too short'],
    [
      'secrets longer than their block',
      block(10, u32(true, 1, 9, 0)),
      'secrets of 9 octets in a block of 24',
    ],
    ['a short Sysdig event', block(0x204, frame(20)), 'a Sysdig event block too short'],
    [
      'a short Sysdig event of version 2',
      block(0x216, frame(24)),
      'a Sysdig event block too short',
    ],
  ])('stops at %s', async (_, odd, what) => {
    const reader = await open(start, packet(1n, frame(60)), odd, packet(2n, frame(60)))
    expect(await rowsOf(reader)).toHaveLength(1)
    expect(reader.message).toContain(what)
  })

  it('gives up secrets beyond their bound, and says so', async () => {
    const most = Array.from({ length: MAX_SECRET_OCTETS / 512 / 1024 + 2 }, () =>
      secrets(frame(512 * 1024)),
    )
    const reader = await open(start, ...most, secrets(frame(2 * 1024 * 1024)))
    await rowsOf(reader)
    expect(reader.secrets).toHaveLength(MAX_SECRET_OCTETS / 512 / 1024)
    expect(reader.capped).toEqual([{ what: 'decryption secrets', count: 3 }])
    expect(reader.message).toBe('')
  })

  it('ends on every cut', async () => {
    const whole = join(
      start,
      secrets(ascii('abcd')),
      block(9, ascii('A=1\n')),
      block(0x204, frame(44)),
    )
    for (let size = 0; size < whole.length; size++) {
      const outcome = await open(whole.slice(0, size)).catch(() => null)
      if (outcome !== null) expect((await rowsOf(outcome)).length).toBeLessThan(2)
    }
  })

  it('takes options of a length that cannot be for none', async () => {
    const options = join(option(13, u8(1, 2)), option(8, u8(1)), option(2, u8()))
    const odd = block(5, join(u32(true, 0, 0, 0), option(4, u8(1)), option(2, u8(1))))
    const reader = await open(section(), iface(1, options), odd, packet(1n, frame(60)))
    expect(await rowsOf(reader)).toHaveLength(1)
    expect(reader.interfaces[0]?.details ?? []).toEqual([])
  })
})

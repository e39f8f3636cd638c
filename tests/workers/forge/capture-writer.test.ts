import { describe, expect, it } from 'vitest'
import {
  asSll,
  asSll2,
  LINKTYPE,
  writePcap,
  writePcapng,
} from '../../../workers/forge/capture-writer'
import { ethernet, hex, ipv4, join, text, udp } from '../../../workers/forge/packet'
import { hasTshark, withTshark } from './tshark'

const SECOND = 1_000_000_000n
const epoch = 1_700_000_000n * SECOND
const ends = { src: '10.0.0.1', dst: '10.0.0.2' }
const frame = ethernet(
  {},
  ipv4({ ...ends, proto: 17 }, udp({ ...ends, srcPort: 1, dstPort: 2 }, text('hello'))),
)

describe('writePcap', () => {
  it('writes header and record in little-endian order, microseconds', () => {
    const file = writePcap([{ time: 1_234_567_891, octets: hex('aabbcc') }], { snaplen: 96 })
    expect(file).toEqual(
      hex(`d4c3b2a1 0200 0400 00000000 00000000 60000000 01000000
           01000000 47940300 03000000 03000000 aabbcc`),
    )
  })

  it('writes big-endian order, nanoseconds and another link type', () => {
    const options = { nanosecond: true, littleEndian: false, linktype: LINKTYPE.raw }
    expect(writePcap([{ time: 1_234_567_891n, octets: hex('45') }], options)).toEqual(
      hex(`a1b23c4d 0002 0004 00000000 00000000 00040000 00000065
           00000001 0dfb38d3 00000001 00000001 45`),
    )
  })

  it('cuts frames at snaplen and keeps their length on the wire', () => {
    const file = writePcap([{ time: 0, octets: frame, origLen: 9000 }], { snaplen: 20 })
    expect(file).toHaveLength(24 + 16 + 20)
    expect(file.slice(32, 40)).toEqual(hex('14000000 28230000'))
  })
})

describe('writePcapng', () => {
  it('writes a section, an interface and a packet, padded to 32 bits', () => {
    expect(writePcapng([{ time: 0x1_0000_0001n * 1000n, octets: hex('aabbccddee') }])).toEqual(
      hex(`0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000
           01000000 14000000 0100 0000 00000400 14000000
           06000000 28000000 00000000 01000000 01000000 05000000 05000000
           aabbccddee000000 28000000`),
    )
  })

  it('writes simple packets in big-endian order', () => {
    const file = writePcapng([{ time: 0, octets: hex('aabb') }], {
      littleEndian: false,
      simple: true,
    })
    expect(file.slice(0, 12)).toEqual(hex('0a0d0d0a 0000001c 1a2b3c4d'))
    expect(file.slice(48)).toEqual(hex('00000003 00000014 00000002 aabb0000 00000014'))
  })
})

describe('cooked headers', () => {
  const arriving = ethernet({ dst: 'ff:ff:ff:ff:ff:ff', src: '52:54:00:00:00:01' }, hex('45'))

  it('writes SLL', () => {
    expect(asSll(arriving)).toEqual(hex('0001 0001 0006 525400000001 0000 0800 45'))
  })

  it('writes SLL2 with the interface', () => {
    expect(asSll2(arriving, { ifindex: 14, outgoing: true })).toEqual(
      hex('0800 0000 0000000e 0001 04 06 525400000001 0000 45'),
    )
  })
})

describe.skipIf(!hasTshark)('tshark', () => {
  it('reads every kind of pcap', () => {
    for (const littleEndian of [true, false]) {
      for (const nanosecond of [true, false]) {
        const options = { littleEndian, nanosecond, epoch }
        const file = writePcap([{ time: 42_123_456_789, octets: frame }], options)
        const rows = withTshark(file, ({ fields }) =>
          fields('udp', 'frame.time_epoch', 'data.data'),
        )
        const expected = nanosecond ? '1700000042.123456789' : '1700000042.123456000'
        expect(rows).toEqual([[expected, '68656c6c6f']])
      }
    }
  })

  it('reads interfaces, names, comments, statistics and unknown blocks', () => {
    const frames = [
      { time: 500_000_000, octets: frame, comment: 'look here' },
      { time: 1_000_000_001, octets: frame, iface: 1 },
    ]
    const file = writePcapng(frames, {
      epoch,
      interfaces: [{ name: 'eth0' }, { name: 'lxc1', tsresol: 9, tsoffset: 3600 }],
      comment: 'made by hand',
      names: [{ address: '10.0.0.1', name: 'web' }],
      blocks: [{ type: 0x0bad_cafe, body: hex('010203') }],
      statistics: [{ received: 10, dropped: 3, osDropped: 1 }],
    })
    const names = ['frame.time_epoch', 'frame.interface_name', 'frame.comment']
    expect(withTshark(file, ({ fields }) => fields('udp', ...names))).toEqual([
      ['1700000000.500000000', 'eth0', 'look here'],
      ['1700000001.000000001', 'lxc1', ''],
    ])
  })

  it('reads two sections of different byte order, and binary fractions of a second', () => {
    const first = writePcapng([{ time: 0, octets: frame }], { epoch })
    const interfaces = [{ tsresol: 0x80 | 10 }]
    const packets = [{ time: 500_000_000, octets: frame }]
    const second = writePcapng(packets, { littleEndian: false, interfaces, epoch })
    const times = withTshark(join(first, second), ({ fields }) => fields('udp', 'frame.time_epoch'))
    expect(times).toEqual([['1700000000.000000000'], ['1700000000.500000000']])
  })

  it('reads both cooked link types', () => {
    const sll = writePcap([{ time: 0, octets: asSll(frame) }], { linktype: LINKTYPE.sll })
    const sll2 = writePcap([{ time: 0, octets: asSll2(frame) }], { linktype: LINKTYPE.sll2 })
    for (const file of [sll, sll2]) {
      expect(withTshark(file, ({ count }) => count('udp.dstport == 2 && ip.src == 10.0.0.1'))).toBe(
        1,
      )
    }
  })
})

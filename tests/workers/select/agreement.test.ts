import { beforeAll, describe, expect, it } from 'vitest'
import { samples } from '../../../workers/forge'
import { asked, type Asked } from './capture-of'

/** Whatever is asked of columns must be what the octets of each frame say. */
const FILTERS = [
  'ip.src == 10.0.0.0/8',
  'ip.addr != 10.0.0.0/8',
  'ip.addr !== 172.16.0.0/12',
  'all ip.ttl > 63',
  'ip.ttl in {62..63, 255}',
  'ip.id > 0x8000 && !(ip.len < 100)',
  'ip.flags.mf == 1 or ip.frag_offset > 0',
  'ip.flags & 2',
  'ip.src#2 == 10.0.0.0/8',
  'tcp.flags.syn == 1 and tcp.flags.ack == 0',
  'tcp.flags & 0x14',
  'tcp.len > 0',
  'tcp.window_size_value < 60000',
  'tcp.port in {80, 8080..8090} || udp.port == 53',
  'tcp.srcport > tcp.dstport',
  'udp.port !== 8472',
  'count(ip.src) == 2',
  'eth.addr contains 00:00',
  'outer.ip.ttl < 64',
  'inner.ip.ttl < 64',
  'inner.tcp.flags.syn == 1',
  'outer.udp.port == 8472',
  'tunnel.kind == "vxlan"',
  'tunnel.vni > 100',
  'vxlan && icmp.type == 8',
  'icmp.type in {0, 3, 11}',
  'icmp',
  '!tcp',
  'not (tcp or udp)',
  'tcp.stream in {0..3}',
  'udp.stream == 1',
  'frame.len == ip.len + 14',
]

describe.each(samples.map((sample) => [sample().name, sample] as const))('%s', (_, sample) => {
  let fast: Asked
  let slow: Asked

  beforeAll(async () => {
    const octets = sample().octets
    fast = await asked(octets)
    slow = await asked(octets, 0)
  })

  it.each(FILTERS.filter((filter) => !filter.includes('stream')))(
    'columns and octets say the same: %s',
    async (filter) => {
      expect(await fast.frames(filter)).toEqual(await slow.frames(filter))
    },
  )

  it('a filter and its opposite share all frames out', async () => {
    for (const filter of FILTERS) {
      const some = await fast.frames(filter)
      const others = await fast.frames(`not (${filter})`)
      expect(
        [...some, ...others].sort((a, b) => a - b),
        filter,
      ).toEqual(Array.from({ length: fast.access.rows }, (_, row) => row + 1))
    }
  })

  it('both and either follow from each', async () => {
    for (const [index, first] of FILTERS.entries()) {
      const second = FILTERS[(7 * index + 3) % FILTERS.length] ?? ''
      const a = new Set(await fast.frames(first))
      const b = await fast.frames(second)
      const both = b.filter((frame) => a.has(frame))
      const either = [...new Set([...a, ...b])].sort((x, y) => x - y)
      expect(await fast.frames(`(${first}) && (${second})`)).toEqual(both)
      expect(await fast.frames(`(${first}) || (${second})`)).toEqual(either)
    }
  })

  it('makes facets only when they are needed, and once', async () => {
    const own = await asked(sample().octets)
    await own.frames('frame.number > 3 && !tcp.analysis.flags')
    expect(own.facets.rows).toBe(0)
    await own.frames('tcp')
    expect(own.facets.rows).toBe(own.access.rows)
  })
})

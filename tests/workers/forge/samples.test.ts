import { describe, expect, it } from 'vitest'
import { healthyCase, realisticCase } from '../../../workers/forge/cases/healthy'
import { mtuBlackHoleCase } from '../../../workers/forge/cases/mtu-black-hole'
import { slowHandshakeCase } from '../../../workers/forge/cases/slow-handshake'
import { tailFirstCase } from '../../../workers/forge/cases/tail-first'
import { samples, type Sample, type SampleCase } from '../../../workers/forge/index'
import { BROKEN, BY_SEGMENT, hasTshark, withTshark } from './tshark'

const LONG = { timeout: 120_000 }
const WIRE_ORDER = ['-o', 'ip.defragment:FALSE']

/** Frames by their record headers, to the end of the file. */
function framesIn(octets: Uint8Array): number {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length)
  let frames = 0
  let at = 24
  for (; at < octets.length; frames++) at += 16 + view.getUint32(at + 8, true)
  return at === octets.length ? frames : -1
}

const cases = [...samples, healthyCase, realisticCase].map((make) => [make.name, make] as const)

/** Each is made once for all tests that only read it. */
const made = new Map<SampleCase, Sample>()

function sampleOf(make: SampleCase): Sample {
  const sample = made.get(make) ?? make()
  made.set(make, sample)
  return sample
}

describe('samples', () => {
  it('are three, of a size that opens at once', LONG, () => {
    const all = samples.map(sampleOf)
    expect(all.map((sample) => sample.name)).toEqual([
      'tail-first.pcap',
      'mtu-black-hole.pcap',
      'slow-handshake.pcap',
    ])
    for (const { octets } of all) {
      expect(octets.length).toBeGreaterThan(200_000)
      expect(octets.length).toBeLessThan(2_000_000)
    }
  })

  it.each(cases)('%s is the same each time', LONG, (_, make) => {
    const sample = make(5)
    const again = make(5)
    expect(again.truth).toEqual(sample.truth)
    expect(Buffer.compare(again.octets, sample.octets)).toBe(0)
    expect(Buffer.compare(sampleOf(make).octets, sample.octets)).not.toBe(0)
  })

  it.skipIf(!hasTshark).each(cases)(
    '%s has frames that tshark finds well-formed',
    LONG,
    (_, make) => {
      const { octets } = sampleOf(make)
      const counted = ['frame', BROKEN]
      const counts = withTshark(octets, ({ count }) => counted.map(count), BY_SEGMENT)
      expect(counts).toEqual([framesIn(octets), 0])
    },
  )
})

describe('tail first', () => {
  it('loses large pings by the order of their fragments', LONG, () => {
    const { truth } = sampleOf(tailFirstCase)
    const { largePings = 0, largePingsAnswered = 0, datagrams = 0, datagramsTailFirst = 0 } = truth
    expect(truth['smallPingsAnswered']).toBe(truth['smallPings'])
    expect(datagramsTailFirst / datagrams).toBeCloseTo(0.87, 1)
    expect(largePingsAnswered / largePings).toBeLessThan(0.2)
    expect(largePingsAnswered).toBeGreaterThan(0)
    expect(truth['datagramsReassembled']).toBe(datagrams - datagramsTailFirst)
  })

  it.skipIf(!hasTshark)('looks so to tshark', LONG, () => {
    const { octets, truth } = sampleOf(tailFirstCase)
    const rows = withTshark(
      octets,
      ({ fields }) =>
        fields(
          '!(icmp.type == 11) && ip.dst == 172.16.40.122 && (ip.flags.mf == 1 || ip.frag_offset > 0)',
          'ip.id',
          'ip.flags.mf',
          'ip.len',
          'ip.frag_offset',
        ),
      WIRE_ORDER,
    )
    const heads = rows.filter((row) => row[1]?.startsWith('1'))
    expect(heads).toHaveLength(truth['datagrams'] ?? 0)
    expect(new Set(heads.map((row) => row[2]?.split(',')[0]))).toEqual(new Set(['1460']))
    const seen = new Set<string | undefined>()
    const tailsFirst = rows.filter(([id, more]) => {
      const key = id?.split(',')[0]
      const isFirst = !seen.has(key)
      seen.add(key)
      return isFirst && !more?.startsWith('1')
    })
    expect(tailsFirst).toHaveLength(truth['datagramsTailFirst'] ?? 0)
    withTshark(octets, ({ count, fields }) => {
      expect(count('icmp.type == 11 && icmp.code == 1')).toBe(truth['icmpTimeouts'])
      expect(count('icmp.type == 0 && frame.len > 1400')).toBe(truth['largePingsAnswered'])
      const first = fields('icmp.type == 11', 'frame.time_relative')[0]?.[0]
      expect(Number(first)).toBeGreaterThan(30)
    })
  })
})

describe('mtu black hole', () => {
  it('stalls full-size segments to one machine only', LONG, () => {
    const { truth } = sampleOf(mtuBlackHoleCase)
    expect(truth).toMatchObject({ stalledConnections: 3, healthyDownloads: 5 })
    expect(truth['largestPingsAnswered']).toBe(truth['largestPings'])
  })

  it.skipIf(!hasTshark)('looks so to tshark', LONG, () => {
    const { octets, truth } = sampleOf(mtuBlackHoleCase)
    withTshark(octets, ({ count, fields }) => {
      expect(count('icmp.type == 3')).toBe(0)
      expect(count('tcp.analysis.retransmission')).toBe(truth['repeatedSegments'])
      const repeated = fields('tcp.analysis.retransmission', 'ip.len', 'ip.flags.df')
      expect(new Set(repeated.map((row) => row.join(' ')))).toEqual(new Set(['1500,1450 0,1']))
      expect(count('ip.dst == 172.16.16.121 && ip.len > 1460')).toBeGreaterThan(3)
      expect(count('ip.src == 172.16.16.121 && tcp.options.sack_le')).toBeGreaterThanOrEqual(3)
    })
  })
})

describe('slow handshake', () => {
  it('connects all callers, many of those in bursts late', LONG, () => {
    const { truth } = sampleOf(slowHandshakeCase)
    const { callsInBursts = 0, callsSlow = 0 } = truth
    expect(truth['callsDone']).toBe(truth['calls'])
    expect(callsSlow / callsInBursts).toBeCloseTo(0.8, 1)
  })

  it.skipIf(!hasTshark)('looks so to tshark', LONG, () => {
    const { octets, truth } = sampleOf(slowHandshakeCase)
    withTshark(octets, ({ count }) => {
      const answered = 'tcp.flags.syn == 1 && tcp.flags.ack == 1'
      expect(count(answered)).toBe(truth['calls'])
      expect(count(`${answered} && tcp.time_relative > 0.1`)).toBe(truth['callsSlow'])
      expect(count('tcp.analysis.retransmission && tcp.flags.syn == 0')).toBe(0)
    })
  })
})

describe('healthy', () => {
  it('answers everything', LONG, () => {
    for (const { truth } of [sampleOf(healthyCase), sampleOf(realisticCase)]) {
      expect(truth['pingsAnswered']).toBe(truth['pings'])
    }
    expect(sampleOf(healthyCase).truth['retransmissions']).toBe(0)
    expect(sampleOf(realisticCase).truth['retransmissions']).toBeGreaterThan(0)
  })

  it.skipIf(!hasTshark)('has nothing that tshark would remark', LONG, () => {
    const { octets } = sampleOf(healthyCase)
    const remarks = 'tcp.analysis.flags && !tcp.analysis.keep_alive && !tcp.analysis.keep_alive_ack'
    withTshark(octets, ({ count }) => expect(count(remarks)).toBe(0))
  })
})

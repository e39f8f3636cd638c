/** Files that promise much: interfaces, names and octets without end. Each bound that was hit is named. */
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { writePcapng } from '../../../workers/forge/capture-writer'
import { EMPTY, join, u16, u32 } from '../../../workers/forge/packet'
import { MAX_INTERFACES, MAX_NAMES, MAX_WEIRD_KINDS } from '../../../workers/limits/limits'
import { analyse, captureOf, fileOf, only } from '../../support/analyse'
import { datagram, host, inTime, segment, to } from './flood'

const frames = inTime([segment(to(1, 80), { seq: 1, flags: 'S' })])

const factsOf = async (octets: Uint8Array<ArrayBuffer>) =>
  only((await analyse(octets)).captures).facts

const sixteen = (value: number) => Uint8Array.of(value & 255, value >>> 8)
const thirtyTwo = (value: number) =>
  Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24)

describe('a pcapng file', () => {
  it('with a million interfaces is read, and those beyond the bound are counted', async () => {
    const block = join(
      thirtyTwo(1),
      thirtyTwo(20),
      sixteen(1),
      sixteen(0),
      thirtyTwo(0),
      thirtyTwo(20),
    )
    const count = 1_000_000
    const many = new Uint8Array(count * block.length)
    for (let n = 0; n < count; n++) many.set(block, n * block.length)
    const { interfaces, capped } = await factsOf(join(writePcapng(frames), many))
    expect(interfaces).toHaveLength(MAX_INTERFACES)
    expect(capped).toContainEqual({ what: 'interfaces', count: count + 1 - MAX_INTERFACES })
  })

  it('with too many names keeps the first ones and counts the others', async () => {
    const names = Array.from({ length: MAX_NAMES + 500 }, (_, n) => {
      return { address: host(n), name: `host-${n}` }
    })
    const facts = await factsOf(writePcapng(frames, { names }))
    expect(facts.names).toHaveLength(MAX_NAMES)
    expect(facts.capped).toContainEqual({ what: 'names', count: 500 })
  })

  it('with blocks of ever other types lists some and counts the others', async () => {
    const kinds = MAX_WEIRD_KINDS + 5
    const blocks = Array.from({ length: kinds }, (_, n) => ({ type: 0x7000 + n, body: EMPTY }))
    const facts = await factsOf(writePcapng(frames, { blocks }))
    expect(facts.packets).toBe(1)
    expect(facts.capped.map(({ what }) => what)).not.toEqual([])
  })

  it('whose options say nothing of their end is read', async () => {
    const options = new Uint8Array(60_000) // option 0 ends them; a thousand of code 1 and length 0
    for (let at = 0; at < options.length; at += 4) options.set(Uint8Array.of(1, 0, 0, 0), at)
    const facts = await factsOf(writePcapng(frames, { blocks: [{ type: 5, body: options }] }))
    expect(facts.packets).toBe(1)
  })
})

describe('a compressed file', () => {
  it('that grows hundreds of times is read to its end', async () => {
    const capture = captureOf(frames)
    const record = capture.subarray(24)
    const count = 30_000
    const large = new Uint8Array(24 + count * record.length)
    large.set(capture)
    for (let n = 0; n < count; n++) large.set(record, 24 + n * record.length)
    const packed = new Uint8Array(gzipSync(large))
    expect(large.length / packed.length).toBeGreaterThan(100)
    const facts = only((await analyse(fileOf(packed, 'a.pcap.gz'))).captures).facts
    expect([facts.packets, facts.message]).toEqual([count, ''])
  })

  it('of zeros, which are no records, says so', async () => {
    const zeros = new Uint8Array(4 * 1024 * 1024)
    zeros.set(captureOf(frames))
    const packed = new Uint8Array(gzipSync(zeros))
    const facts = only((await analyse(fileOf(packed, 'a.pcap.gz'))).captures).facts
    expect(facts.packets).toBe(1)
    expect(facts.message).not.toBe('')
  })
})

describe('a DNS name', () => {
  it.each([
    ['that points at itself', [0xc0, 12]],
    ['that points back and forth', [0xc0, 14, 0xc0, 12]],
    [
      'of pointers without end',
      Array.from({ length: 400 }, (_, n) => [0xc0, 12 + 2 * (n + 1)]).flat(),
    ],
  ])('%s is read no further', async (_, name) => {
    const question = join(
      u16(1),
      u16(0x0100),
      u16(1),
      u16(0),
      u32(0),
      Uint8Array.from(name),
      u32(0x10001),
    )
    const packets = Array.from({ length: 1000 }, (_, n) => datagram(to(n, 53), question))
    const { applications } = only((await analyse(captureOf(inTime(packets)))).captures)
    expect(applications.totals.dns).toBe(1000)
    expect(new Set(applications.dns.map(({ query }) => query))).toEqual(new Set(['…']))
  })
})

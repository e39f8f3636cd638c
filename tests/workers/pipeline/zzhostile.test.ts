/** Captures that end anywhere and hold anything: the engine ends, says so, and never throws. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writePcapng } from '../../../workers/forge/capture-writer'
import { fragmentAt, lose, tailFirst } from '../../../workers/forge/faults'
import { httpExchange } from '../../../workers/forge/http'
import { merged } from '../../../workers/forge/observe'
import { type Bytes, ethernet, icmpError, ipv4, join, PROTO } from '../../../workers/forge/packet'
import { ping } from '../../../workers/forge/ping'
import { Scene } from '../../../workers/forge/scene'
import { talk } from '../../../workers/forge/talk'
import { analyseCase } from '../../../workers/pipeline/case-run'
import { analysisDocument } from '../../../workers/report/document'
import { captureOf, fileOf } from '../../support/analyse'

const LONG = { timeout: 580_000 }
const RUNS = { numRuns: 4000 }

/** A bit of everything: tunnels, fragments in any order, IPv6, losses, errors. */
const frames = (() => {
  const scene = new Scene({ seed: 6, tunnel: { kind: 'geneve' } })
  const node1 = scene.node({ address: '172.16.0.1' })
  const node2 = scene.node({ address: '172.16.0.2', reassembly: 'head-first' })
  const client = node1.pod('10.42.0.15', { vni: 100 })
  const server = node2.pod('10.42.1.23', { vni: 200 })
  scene.path.push(fragmentAt(800), tailFirst(0.5), lose(0.05))
  talk(scene, { client, server, exchanges: [httpExchange({ octets: 9_000 })] })
  ping(scene, { from: client, to: server, payload: 1000, count: 3 })
  ping(scene, { from: node1.host('fd16::1'), to: node2.host('fd16::2'), payload: 2000, count: 2 })
  scene.run(40e9)
  const seen = node2.frames()
  const quoted = seen.at(-1)?.octets.subarray(14) ?? new Uint8Array(0)
  const ends = { src: '172.16.0.1', dst: '172.16.0.2', proto: PROTO.icmp }
  const error = ethernet({}, ipv4(ends, icmpError({ type: 3, code: 4, mtu: 1400 }, quoted)))
  return [...seen, { time: 41e9, octets: error }]
})()

const captures: [string, Bytes][] = [
  ['pcap', captureOf(frames)],
  ['pcapng', writePcapng(merged(frames), { interfaces: [{ name: 'eth0' }], comment: 'hostile' })],
]

/** Analyses and writes out whatever comes of it; returns the frames that were counted. */
async function survive(octets: Bytes): Promise<number> {
  const outcome = await analyseCase([fileOf(octets)], () => undefined)
  if (outcome.kind === 'unreadable') {
    expect(outcome.files).toHaveLength(1)
    expect(outcome.files[0]?.message).not.toBe('')
    return 0
  }
  const { result } = outcome
  expect(JSON.parse(analysisDocument(result, '1.0.0'))).toHaveProperty('schema')
  const [capture] = result.captures
  expect(capture?.columns.length).toBe(capture?.facts.packets)
  return capture?.facts.packets ?? 0
}

const octet = fc.integer({ min: 0, max: 255 })

describe.each(captures)('a %s file', (_, whole) => {
  it('is read in full when nothing is wrong with it', LONG, async () => {
    expect(await survive(whole)).toBe(frames.length)
  })

  it('may end anywhere', LONG, async () => {
    const length = fc.integer({ min: 0, max: whole.length - 1 })
    await fc.assert(
      fc.asyncProperty(length, async (end) => {
        expect(await survive(whole.slice(0, end))).toBeLessThanOrEqual(frames.length)
      }),
      { ...RUNS, numRuns: 800 },
    )
  })

  it('may hold any octet anywhere', LONG, async () => {
    const change = fc.tuple(fc.integer({ min: 0, max: whole.length - 1 }), octet)
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 60 }), async (changes) => {
        const damaged = whole.slice()
        for (const [at, value] of changes) damaged[at] = value
        await survive(damaged)
      }),
      RUNS,
    )
  })
})

describe('frames', () => {
  /** Only the headers of the frames change, so that the file stays readable to its end. */
  it('may hold any octet in their first hundred, and are all counted', LONG, async () => {
    const change = fc.tuple(fc.nat(frames.length - 1), fc.integer({ min: 12, max: 99 }), octet)
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 100 }), async (changes) => {
        const damaged = frames.map(({ time, octets }) => ({ time, octets: join(octets) }))
        for (const [frame, at, value] of changes) {
          const { octets = new Uint8Array(0) } = damaged[frame] ?? {}
          if (at < octets.length) octets[at] = value
        }
        expect(await survive(captureOf(damaged))).toBe(frames.length)
      }),
      RUNS,
    )
  })

  it('may be cut anywhere, and are all counted', LONG, async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 120 }), async (snaplen) => {
        const cut = frames.map(({ time, octets }) => {
          return { time, octets: octets.subarray(0, snaplen), origLen: octets.length }
        })
        expect(await survive(captureOf(cut))).toBe(frames.length)
      }),
      { ...RUNS, numRuns: 800 },
    )
  })

  it('may be anything under any link type', LONG, async () => {
    const linktype = fc.constantFrom(0, 1, 9, 10, 12, 50, 101, 104, 113, 228, 229, 239, 276, 999)
    const some = fc.array(fc.uint8Array({ maxLength: 90 }), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(linktype, some, async (type, list) => {
        const random = list.map((octets, i) => ({ time: i * 1e6, octets }))
        expect(await survive(captureOf(random, type))).toBe(list.length)
      }),
      RUNS,
    )
  })
})

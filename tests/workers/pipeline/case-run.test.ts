/** Several files as one case: what can be read is analysed, and what cannot is named. */
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Progress } from '../../../workers/api/analysis'
import { readOctets } from '../../../workers/capture/read-octets'
import { collectEvidence } from '../../../workers/desk/evidence'
import { mtuBlackHoleCase } from '../../../workers/forge/cases/mtu-black-hole'
import { tailFirstCase } from '../../../workers/forge/cases/tail-first'
import type { Bytes } from '../../../workers/forge/packet'
import type { FullResult } from '../../../workers/model/run'
import { analyseCase } from '../../../workers/pipeline/case-run'
import { analysisDocument } from '../../../workers/report/document'
import { analyse, captureOf, EPOCH, fileOf } from '../../support/analyse'
import { tar, zip } from '../capture/bundle-bytes'
import { TcpScript } from '../../support/tcp-script'

const LONG = { timeout: 60_000 }
const PCAP_HEADER = 24 // octets
const SECOND = 1e9

function conversation(start = 0): Bytes {
  const script = new TcpScript({ start }).handshake()
  script.client({ length: 100 })
  script.server()
  return captureOf(script.frames)
}

const nothing = () => undefined

async function evidenceOf({ findings, captures }: FullResult, files: File[]) {
  const nowhere = () => Promise.resolve(null)
  return (await collectEvidence(findings, captures, files, readOctets, nowhere)).frames
}

describe('a bundle', () => {
  const inside = tailFirstCase().octets
  const plain = conversation()
  const files = [
    { name: 'node1/a.pcap', octets: plain },
    { name: 'notes.txt', octets: new TextEncoder().encode('pod-1 Running\n') },
    { name: 'node2/b.pcap', octets: inside },
  ]
  const packed = files.map((file) => ({ ...file, method: 8 }))

  it.each([
    ['ZIP, stored', zip(files)],
    ['ZIP, deflated', zip(packed)],
    ['tar', tar(...files)],
    ['tar, compressed', new Uint8Array(gzipSync(tar(...files)))],
  ])('gives the captures, findings and evidence of its entries: %s', LONG, async (_, octets) => {
    const first = fileOf(conversation(9000), 'first.pcap')
    const zipped = fileOf(octets, 'b.zip')
    const bundle = await analyse(first, zipped)
    const single = [
      first,
      fileOf(plain, 'b.zip/node1/a.pcap'),
      fileOf(inside, 'b.zip/node2/b.pcap'),
    ]
    const apart = await analyse(...single)
    expect(bundle.captures.map(({ facts }) => facts.name)).toEqual([
      'first.pcap',
      'b.zip/node1/a.pcap',
      'b.zip/node2/b.pcap',
    ])
    expect(bundle.captures.map(({ facts }) => facts.within?.first)).toEqual([undefined, 1, 1])
    expect(bundle.captures[2]?.facts).toMatchObject({ size: octets.length })
    expect(bundle.others).toEqual([])
    expect(bundle.sidecars.files).toMatchObject([{ name: 'b.zip/notes.txt', format: '' }])
    expect(bundle.findings).toEqual(apart.findings)
    const evidence = await evidenceOf(bundle, [first, zipped, zipped])
    expect(evidence.length).toBeGreaterThan(0)
    expect(evidence).toEqual(await evidenceOf(apart, single))
  })
})

describe('a case of two captures', () => {
  it('keeps them apart, and puts both on one time line', async () => {
    const first = fileOf(conversation(0), 'a.pcap')
    const second = fileOf(conversation(10_000), 'b.pcap')
    const { captures, flows, flowTotal, spine } = await analyse(first, second)
    expect(captures.map(({ facts }) => [facts.name, facts.packets])).toEqual([
      ['a.pcap', 5],
      ['b.pcap', 5],
    ])
    expect(flows.map(({ capture }) => capture)).toEqual([0, 1])
    expect(flowTotal).toBe(2)
    expect(spine.captureStart).toEqual([0, 10 * SECOND])
    expect(spine.startNs).toBe(String(EPOCH))
  })

  it('finds what is in each of them', LONG, async () => {
    const samples = [tailFirstCase(), mtuBlackHoleCase()]
    const { findings } = await analyse(...samples.map(({ octets, name }) => fileOf(octets, name)))
    const found = findings.map(({ detector, capture }) => [detector, capture])
    expect(found).toContainEqual(['fragment-order', 0])
    expect(found).toContainEqual(['mtu-black-hole', 1])
    for (const { capture, evidence } of findings) {
      for (const each of evidence) expect(each.capture).toBe(capture)
    }
  })
})

describe('a file that is no capture', () => {
  const notes = new File(['kubectl get pods'], 'notes.txt')

  it('is named, and the others are analysed', async () => {
    const picture = new File([Uint8Array.of(0x89, 0x50, 0x4e, 0x47)], 'a.png')
    const files = [notes, picture, fileOf(conversation(), 'a.pcap')]
    const { captures, others, sidecars } = await analyse(...files)
    expect(captures.map(({ facts }) => facts.name)).toEqual(['a.pcap'])
    expect(others).toEqual([{ name: 'a.png', message: '“a.png” is a PNG image, not a capture' }])
    // Text of no known format is no capture that could not be read.
    expect(sidecars.files).toMatchObject([{ name: 'notes.txt', format: '' }])
  })

  it('makes no case when there is nothing else', async () => {
    const empty = new File([], 'empty.pcap')
    const outcome = await analyseCase([notes, empty], nothing)
    expect(outcome.kind).toBe('unreadable')
    if (outcome.kind !== 'unreadable') return
    expect(outcome.files.map(({ name }) => name).sort()).toEqual(['empty.pcap', 'notes.txt'])
  })

  it('makes no case when there is no file at all', async () => {
    expect(await analyseCase([], nothing)).toEqual({ kind: 'unreadable', files: [] })
  })
})

describe('a damaged capture', () => {
  it('is analysed up to where it ends, and says so', async () => {
    const whole = conversation()
    const { captures, flows } = await analyse(whole.slice(0, -10))
    expect(captures[0]?.facts.packets).toBe(4)
    expect(captures[0]?.facts.message).not.toBe('')
    expect(flows[0]?.handshake.outcome).toBe('complete')
  })

  it('does not keep the next one from being analysed', async () => {
    const { captures } = await analyse(conversation().slice(0, -10), conversation())
    expect(captures.map(({ facts }) => facts.packets)).toEqual([4, 5])
    expect(captures[1]?.facts.message).toBe('')
  })

  it('may hold nothing at all', async () => {
    const { captures, flows, findings, spine } = await analyse(conversation().slice(0, PCAP_HEADER))
    expect(captures[0]?.facts).toMatchObject({ packets: 0, firstTsNs: '', lastTsNs: '' })
    expect(captures[0]?.columns.length).toBe(0)
    expect([flows, findings]).toEqual([[], []])
    expect(spine).toMatchObject({ startNs: '', captureStart: [0] })
  })
})

describe('the same files', () => {
  it('give the same document, octet by octet', LONG, async () => {
    const files = () => [tailFirstCase(3), mtuBlackHoleCase(3)].map(({ octets }) => fileOf(octets))
    const [once, again] = [await analyse(...files()), await analyse(...files())]
    expect(analysisDocument(again, '1.0.0')).toBe(analysisDocument(once, '1.0.0'))
  })

  it('give the same findings compressed', LONG, async () => {
    const { octets } = tailFirstCase(3)
    const plain = await analyse(octets)
    const packed = await analyse(new Uint8Array(gzipSync(octets)))
    expect(packed.findings).toEqual(plain.findings)
  })
})

describe('progress', () => {
  it('goes forward, file by file, never beyond the octets there are', LONG, async () => {
    const { octets } = tailFirstCase()
    const told: Progress[] = []
    await analyseCase([fileOf(octets, 'a'), fileOf(octets, 'b')], (each) => told.push(each))
    expect(told.length).toBeGreaterThan(0)
    const packets = told.map((each) => each.packets)
    expect(packets).toEqual(packets.toSorted((a, b) => a - b))
    for (const { octets: read, octetsTotal, file, files } of told) {
      expect(octetsTotal).toBe(2 * octets.length)
      expect(read).toBeLessThanOrEqual(octetsTotal)
      expect([files, file < 2]).toEqual([2, true])
    }
  })
})

import * as v from 'valibot'
import { expect, it } from 'vitest'
import { NEW_DETECTOR } from '../../../workers/model/own-detector'
import { QUALITY_KINDS } from '../../../workers/model/quality'
import type { FullResult } from '../../../workers/model/run'
import { analysisDocument } from '../../../workers/report/document'
import { passage } from '../../support/journey-records'
import { sampleConn, sampleFinding, sampleResult } from '../store/sample-case'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const texts = v.array(v.string())
const step = v.strictObject({ say: v.string(), command: v.string() })
const nanoseconds = v.pipe(v.string(), v.regex(/^\d*$/))

const capture = v.strictObject({
  name: v.string(),
  size: count,
  sha256: v.pipe(v.string(), v.regex(/^([0-9a-f]{64})?$/)),
  header: v.strictObject({
    container: v.picklist(['pcap', 'pcapng']),
    endian: v.picklist(['little', 'big', 'mixed']),
    nanosecond: v.boolean(),
    linktypes: v.array(count),
  }),
  interfaces: v.array(
    v.strictObject({
      section: count,
      id: count,
      name: v.string(),
      linktype: count,
      snaplen: count,
      tsresol: count,
    }),
  ),
  packets: count,
  first_ts_ns: nanoseconds,
  last_ts_ns: nanoseconds,
  caplen_sum: count,
  origlen_sum: count,
  truncated_frames: count,
  timestamp_steps_back: count,
  message: v.string(),
  undecoded: v.array(v.strictObject({ reason: v.string(), frames: count })),
  counts: v.record(v.string(), v.unknown()),
  applications: v.strictObject({
    totals: v.strictObject({ dns: count, http: count, tls: count, session: count }),
    dns: v.array(v.looseObject({ frame: count })),
    http: v.array(v.looseObject({ frame: count })),
    tls: v.array(v.looseObject({ frame: count })),
    session: v.array(v.looseObject({ frame: count })),
  }),
})

const finding = v.strictObject({
  detector: v.string(),
  version: count,
  severity: v.picklist(['critical', 'warning', 'note']),
  confidence: v.picklist(['certain', 'likely', 'possible']),
  claim: v.string(),
  metrics: v.record(v.string(), v.number()),
  units: v.record(v.string(), v.string()),
  entities: v.record(v.string(), v.string()),
  evidence: v.array(v.strictObject({ capture: count, frame: count, role: v.string() })),
  evidenceTotal: count,
  counterEvidence: texts,
  alternatives: v.array(v.strictObject({ cause: v.string(), for: texts, against: texts })),
  disprovedBy: texts,
  nextSteps: v.array(step),
  filter: v.string(),
  happened: texts,
  rule: v.string(),
  confidenceReasons: texts,
  confirm: v.array(step),
  key: v.string(),
  time: v.number(),
})

const quality = v.strictObject({
  kind: v.picklist(QUALITY_KINDS),
  capture: v.number(),
  count,
  say: v.string(),
  weakens: texts,
})

const clock = v.strictObject({
  reference: count,
  capture: count,
  matched: count,
  offset: v.nullable(v.number()),
  uncertainty: v.number(),
  driftPpm: v.number(),
  refused: v.string(),
})

const tunnel = v.strictObject({
  kind: v.string(),
  src: v.string(),
  dst: v.string(),
  vni: v.number(),
})
const place = v.strictObject({
  capture: count,
  tap: count,
  tunnel: v.nullable(tunnel),
  src: v.string(),
  dst: v.string(),
})

const podPlace = v.strictObject({
  node: v.string(),
  tunnel: v.strictObject({ kind: v.string(), udpPort: count }),
  vni: v.number(),
  ...{ pods: count, moved: count, disputed: count, others: count },
  prefixes: v.array(v.strictObject({ prefix: v.string(), pods: texts, podTotal: count })),
  prefixTotal: count,
  identities: v.array(
    v.strictObject({ id: count, name: v.string(), labels: texts, addresses: count }),
  ),
  identityTotal: count,
})

const way = v.strictObject({
  from: place,
  to: place,
  ...{ sent: count, passed: count, lost: count, missed: count, resegmented: count },
  ...{ largestPassed: count, smallestLost: count },
  ...{ delayMin: v.number(), delayMedian: v.number(), delayMax: v.number() },
})

const document = v.strictObject({
  schema: v.literal('tailfirst.analysis/1'),
  app: v.strictObject({ name: v.literal('tailfirst'), version: v.string() }),
  captures: v.array(capture),
  flows: v.array(
    v.looseObject({ capture: count, tap: count, stream: count, communityId: v.string() }),
  ),
  flowsTotal: count,
  findings: v.array(finding),
  quality: v.array(quality),
  clocks: v.array(clock),
  places: v.array(podPlace),
  passages: v.array(way),
  sidecars: v.array(
    v.strictObject({
      name: v.string(),
      size: count,
      sha256: v.pipe(v.string(), v.regex(/^([0-9a-f]{64})?$/)),
      format: v.string(),
      entries: count,
      notUnderstood: count,
      gave: v.string(),
      named: count,
      seen: count,
      message: v.string(),
    }),
  ),
})

const written = (result: FullResult) =>
  v.parse(document, JSON.parse(analysisDocument(result, '1.2.3')))

/** Every object with its keys the other way round; columns and other arrays as they are. */
function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards)
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, backwards(inner)]),
  )
}

it('has the published shape, and its keys in the published order', () => {
  const parsed = written(sampleResult())
  const order = (schema: { entries: object }) => Object.keys(schema.entries)
  expect(Object.keys(parsed)).toEqual(order(document))
  expect(Object.keys(parsed.captures[0] ?? {})).toEqual(order(capture))
  expect(Object.keys(parsed.findings[0] ?? {})).toEqual(order(finding))
})

it('gives the numbers of a finding by name, and their units beside them', () => {
  const [first] = written(sampleResult()).findings
  expect(first?.metrics).toEqual({ datagramsTailFirst: 52, pathMtu: 1460 })
  expect(first?.units).toEqual({ datagramsTailFirst: 'datagrams', pathMtu: 'octets' })
  expect(first?.evidence).toEqual([{ capture: 0, frame: 2, role: 'tail' }])
  expect(first?.evidenceTotal).toBe(104)
  expect(first?.alternatives).toEqual([
    { cause: 'rate limit', for: [], against: ['small packets pass'] },
  ])
  expect(first?.nextSteps).toEqual([
    { say: 'Lower the MTU', command: 'ip link set dev eth0 mtu 1410' },
  ])
})

it('keeps times beyond 2^53 exact, as decimal text', () => {
  const [first] = written(sampleResult()).captures
  expect(first?.first_ts_ns).toBe('1700000000000000001')
  expect(first?.last_ts_ns).toBe('1700000002000000001')
})

it('gives counts and flows as they are', () => {
  const result = sampleResult()
  result.flowTotal = 30_000
  const parsed = written(result)
  expect(parsed.captures[0]?.counts).toEqual({ tcp: { streams: 1, syn: 1 }, udp: { streams: 0 } })
  const [{ communityId, ...flow } = { communityId: '' }] = parsed.flows
  expect(flow).toEqual(sampleConn)
  expect(communityId).toMatch(/^1:[\w+/]{27}=$/)
  expect(parsed.flowsTotal).toBe(30_000)
  const bare = { ...sampleConn, tunnel: null, repeated: [] }
  expect(written({ ...result, flows: [bare] }).flows).toMatchObject([bare])
})

it('is the same, octet for octet, for the same result', () => {
  const text = analysisDocument(sampleResult(), '1.2.3')
  expect(analysisDocument({ ...sampleResult(), elapsedMs: 9999 }, '1.2.3')).toBe(text)
  expect(analysisDocument(structuredClone(sampleResult()), '1.2.3')).toBe(text)
})

it('does not depend on the order in which a flow was put together', () => {
  const result = sampleResult()
  const flows = backwards(result.flows) as FullResult['flows']
  expect(JSON.stringify(flows)).not.toBe(JSON.stringify(result.flows))
  expect(analysisDocument({ ...result, flows }, '')).toBe(analysisDocument(result, ''))
})

it('carries hostile text as text', () => {
  const claim = '"],"x":1}\u2028\u0000<script>\ud800\u202e'
  const metrics = [{ name: '__proto__', label: '', value: 1, unit: '', estimated: false }]
  const result = { ...sampleResult(), findings: [{ ...sampleFinding, claim, metrics }] }
  const text = analysisDocument(result, '1.2.3')
  const parsed = JSON.parse(text) as { findings: { claim: string; metrics: object }[] }
  expect(parsed.findings[0]?.claim).toBe(claim)
  expect(Object.keys(parsed.findings[0]?.metrics ?? {})).toEqual(['__proto__'])
  expect(text.trimEnd()).not.toContain('\n')
})

it('tells what a capture lacks, and what that weakens', () => {
  const { quality } = written(sampleResult())
  expect(quality).toEqual([
    {
      kind: 'dropped',
      capture: 0,
      count: 3,
      say: 'Lost 3 packets',
      weakens: ['packet-loss k'],
    },
  ])
})

it('tells how packets went from place to place, and of the clocks there', () => {
  const to = { capture: 1, tap: 0, tunnel: null, src: '10.0.0.1', dst: '10.0.0.2' }
  const clocks = [
    {
      ...{ reference: 0, capture: 1, matched: 40, offset: 1_500_000, uncertainty: 20_000 },
      ...{ driftPpm: 0, refused: '' },
    },
  ]
  const topology = { hosts: [], edges: [], left: 0, clocks }
  const document = written({ ...sampleResult(), topology, passages: [passage(10, 3, { to })] })
  expect(document.clocks).toEqual(clocks)
  expect(document.passages).toMatchObject([{ to, sent: 10, passed: 7, lost: 3 }])
})

it('has settings behind all else where detectors were off or had other parameters', () => {
  const documented = { slowMs: { value: 100, meaning: 'milliseconds' } }
  const use = { id: 'x', version: 1, title: 'X', silence: '', documented }
  const result = {
    ...sampleResult(),
    detectors: [
      { ...use, params: { slowMs: 50 } },
      { ...use, id: 'y', params: { slowMs: 100 }, off: true },
    ],
  }
  const { settings, ...rest } = JSON.parse(analysisDocument(result, '1.2.3')) as {
    settings: unknown
  }
  expect(settings).toEqual({
    off: ['y'],
    parameters: [{ detector: 'x', parameter: 'slowMs', value: 50, documented: 100 }],
  })
  expect(v.is(document, rest)).toBe(true)
})

it('has what the analyst wrote, whole, and nothing of it where nobody did', () => {
  const own = { ...NEW_DETECTOR, id: 'own-telnet', title: 'Telnet', filter: 'telnet' }
  const use = { id: own.id, version: 1, title: own.title, params: {}, silence: 'No.', own }
  const { detectors } = sampleResult()
  const read = (result: ReturnType<typeof sampleResult>) =>
    JSON.parse(analysisDocument(result, '1.2.3')) as { ownDetectors?: unknown }
  const { ownDetectors, ...rest } = read({ ...sampleResult(), detectors: [...detectors, use] })
  expect(ownDetectors).toEqual([own])
  expect(v.is(document, rest)).toBe(true)
  expect(read(sampleResult())).not.toHaveProperty('ownDetectors')
})

import { describe, expect, it } from 'vitest'
import { detectors } from '../../../workers/detect'
import { defineDetector, type Report, runDetectors } from '../../../workers/detect/detector'
import { EFFECTS } from '../../../workers/detect/quality-effects'
import { QUALITY_KINDS } from '../../../workers/model/quality'
import type { CaptureRecord, ConnRecord, PassageRecord } from '../../../workers/model/records'
import { noSidecars, type Sidecars } from '../../../workers/model/sidecar'
import { passage, place } from '../../support/journey-records'
import { captureRecord, conn, side } from '../../support/records'

const said = (changed: Partial<Report> = {}): Report => ({
  ...{ key: 'k', severity: 'warning', confidence: 'certain', claim: 'c', rule: '', filter: '' },
  ...{ capture: 0, time: 0, until: 0, evidenceTotal: 0, entities: {} },
  ...{ confidenceReasons: ['seen'], happened: [], metrics: [], evidence: [], counterEvidence: [] },
  ...{ alternatives: [], disprovedBy: [], nextSteps: [], confirm: [], figures: [] },
  ...changed,
})

interface Given {
  report?: Partial<Report>
  sidecars?: Sidecars
  records?: readonly ConnRecord[]
  passages?: readonly PassageRecord[]
}

/** Runs one that speaks in the name of a detector, on captures as told. */
function runOf(
  id: string,
  captures: Partial<CaptureRecord>[],
  { report = {}, sidecars, records = [], passages = [] }: Given = {},
) {
  const speaks = defineDetector({
    ...{ id, version: 1, title: id, looksAt: '', params: {} },
    start: (_, tell) => ({ end: () => tell(said(report)) }),
  })
  return runDetectors([speaks], (handlers) => {
    if (sidecars !== undefined) handlers.sidecars?.(sidecars)
    for (const [capture, changed] of captures.entries()) {
      handlers.capture?.(captureRecord({ capture, ...changed }))
    }
    for (const record of records) handlers.conn?.(record)
    for (const record of passages) handlers.passage?.(record)
    handlers.end?.()
  })
}

const tcpdump = (lost: number, name = 'tcpdump.log'): Sidecars => ({
  ...noSidecars(),
  files: [
    { name, file: name, size: 1, sha256: '', format: 'tcpdump', entries: 2 },
  ] as unknown as Sidecars['files'],
  counters: [
    { file: 0, source: 'tcpdump', name: 'captured', value: 500 },
    { file: 0, source: 'tcpdump', name: 'dropped by kernel', value: lost },
  ],
})

describe('the table of effects', () => {
  it('names detectors that exist', () => {
    const ids = new Set(detectors.map(({ id }) => id))
    const named = Object.values(EFFECTS).flatMap((effects) => effects.flatMap(({ on }) => on))
    expect(named.filter((id) => !ids.has(id))).toEqual([])
  })

  it('has something to say of every kind of fault, and one reason per detector', () => {
    for (const kind of QUALITY_KINDS) {
      const on = EFFECTS[kind].flatMap((effect) => effect.on)
      expect(on.length).toBeGreaterThan(0)
      expect(new Set(on).size).toBe(on.length)
    }
  })
})

describe('findings on captures that lack something', () => {
  it('stand as they are on a clean capture', () => {
    const { findings, quality } = runOf('packet-loss', [{}])
    expect(findings[0]).toMatchObject({ confidence: 'certain', confidenceReasons: ['seen'] })
    expect(quality).toEqual([])
  })

  it.each<[string, string, Partial<CaptureRecord>, string]>([
    ['packet-loss', 'dropped', { dropped: 12 }, 'lost 12 packets by its own account'],
    ['connect-unanswered', 'dropped', { dropped: 12 }, 'may have come'],
    ['dns-latency', 'truncated', { truncatedFrames: 5, shortestCut: 96 }, 'to 96 octets'],
    ['mtu-black-hole', 'super-packets', { superPackets: 40 }, '4 % of all'],
    ['slow-handshake', 'clock-steps', { stepsBack: 1, largestStepBack: 5e6 }, 'by up to 5 ms'],
  ])('%s is less sure where %s', (id, kind, changed, words) => {
    const { findings, quality } = runOf(id, [changed])
    expect(findings[0]?.confidence).toBe('likely')
    expect(findings[0]?.confidenceReasons[1]).toContain(words)
    expect(quality).toMatchObject([{ kind, capture: 0, weakens: [`${id} k`] }])
  })

  it('lose one step for each kind of fault, and never more than there are', () => {
    const both = { dropped: 12, stepsBack: 3, largestStepBack: 1e9 }
    const { findings } = runOf('dns-latency', [both])
    expect(findings[0]?.confidence).toBe('possible')
    expect(findings[0]?.confidenceReasons).toHaveLength(3)
    const unsure = runOf('dns-latency', [both], { report: { confidence: 'possible' } })
    expect(unsure.findings[0]?.confidence).toBe('possible')
  })

  it.each<[string, Partial<CaptureRecord>]>([
    ['loses one packet of a million', { packets: 1e6, dropped: 1 }],
    ['cuts large frames behind their headers', { truncatedFrames: 900, shortestCut: 1024 }],
    ['holds one large packet in ten thousand', { superPackets: 1, ipFrames: 10_000 }],
    ['interleaves its queues', { stepsBack: 500, largestStepBack: 80_000 }],
  ])('do not mind a capture that %s', (_, changed) => {
    for (const id of ['dns-latency', 'mtu-black-hole', 'packet-loss']) {
      expect(runOf(id, [changed]).findings[0]?.confidence).toBe('certain')
    }
  })

  it('do not mind what they do not rest on', () => {
    const { findings, quality } = runOf('connect-refused', [{ dropped: 500 }])
    expect(findings[0]?.confidence).toBe('certain')
    expect(quality).toMatchObject([{ kind: 'dropped', weakens: [] }])
  })

  it('do not mind another capture, unless they compare the two', () => {
    const captures = [{}, { dropped: 12 }]
    expect(runOf('packet-loss', captures).findings[0]?.confidence).toBe('certain')
    const metric = { name: 'lostBetweenPercent', label: '', value: 1, unit: '%', estimated: false }
    const { findings } = runOf('packet-loss', captures, { report: { metrics: [metric] } })
    expect(findings[0]?.confidence).toBe('likely')
  })
})

describe('a capture that misses packets without saying so', () => {
  const record = conn({
    origSide: side({ frames: 120, dataFrames: 100, finSent: true }),
    respSide: side({ frames: 120, dataFrames: 100, finSent: true, ackedUnseen: 1, gaps: 2 }),
  })
  const faultOf = (records: readonly ConnRecord[], passages: readonly PassageRecord[] = []) =>
    runOf('dead-peer', [{}], { records, passages }).quality

  it('is told by jumps that nothing fills', () => {
    expect(faultOf([record])).toMatchObject([{ kind: 'missed', capture: 0, count: 3 }])
    const open = side({ frames: 120, dataFrames: 100, finSent: false })
    expect(faultOf([conn({ ...record, origSide: open })])).toEqual([])
    const counts = { frames: 120, dataFrames: 100, finSent: true }
    const filled = side({ ...counts, gaps: 3, retransmissions: 3 })
    expect(faultOf([conn({ ...record, respSide: filled })])).toEqual([])
    const few = side({ frames: 120, dataFrames: 900, ackedUnseen: 3 })
    expect(faultOf([conn({ ...record, respSide: few })])).toEqual([])
    const oneWay = conn({ ...record, origSide: side({ frames: 0 }) })
    expect(faultOf([oneWay])).toEqual([])
  })

  it('is told by the taps around it', () => {
    const behind = { from: place(0, 0), to: place(1, 0), unseen: 4 }
    expect(faultOf([], [passage(200, 0, behind)])).toMatchObject([{ kind: 'missed', count: 4 }])
    const before = { from: place(1, 0), to: place(0, 0), missed: 5 }
    expect(faultOf([], [passage(200, 0, before)])).toMatchObject([{ kind: 'missed', count: 5 }])
    expect(faultOf([], [passage(200, 9, behind), passage(900, 0, before)])).toHaveLength(1)
  })

  it('is no witness of what it may have missed', () => {
    const metrics = [
      { name: 'requests', label: '', value: 100, unit: 'packets', estimated: false },
      { name: 'unanswered', label: '', value: 7, unit: 'packets', estimated: false },
    ]
    const { findings } = runOf('icmp-unanswered', [{}], { report: { metrics }, records: [record] })
    expect(findings[0]).toMatchObject({ severity: 'note', confidence: 'possible' })
  })

  it('says nothing by what is missing where it is a sample', () => {
    const sample = side({ frames: 60, dataFrames: 50, finSent: true, gaps: 40 })
    const records = [conn({ ...record, origSide: sample, respSide: sample })]
    const [unanswered] = runOf('connect-unanswered', [{}], { records }).findings
    expect(unanswered).toMatchObject({ severity: 'note', confidence: 'possible' })
    expect(runOf('reset-storm', [{}], { records }).findings[0]?.severity).toBe('warning')
  })

  it('is not told twice when tcpdump counted', () => {
    const { quality } = runOf('dead-peer', [{}], { sidecars: tcpdump(37), records: [record] })
    expect(quality).toMatchObject([{ kind: 'dropped' }])
  })
})

describe('what tcpdump says at its end', () => {
  it('counts as loss of the only capture', () => {
    const { findings, quality } = runOf('dead-peer', [{}], { sidecars: tcpdump(37) })
    expect(quality).toMatchObject([{ kind: 'dropped', capture: 0, count: 37 }])
    expect(findings[0]?.confidenceReasons[1]).toContain('lost 37 packets')
  })

  it('counts for the capture that the text is named after', () => {
    const captures = [{ name: 'node1.pcap' }, { name: 'node2.pcapng.gz' }]
    const { quality } = runOf('dead-peer', captures, { sidecars: tcpdump(37, 'node2.log') })
    expect(quality).toMatchObject([{ capture: 1, weakens: [] }])
  })

  it('may concern any capture where nothing tells which', () => {
    const { quality } = runOf('dead-peer', [{}, {}], { sidecars: tcpdump(37) })
    expect(quality).toMatchObject([{ capture: -1, weakens: ['dead-peer k'] }])
  })

  it('is silent where nothing was lost', () => {
    expect(runOf('dead-peer', [{}], { sidecars: tcpdump(0) }).quality).toEqual([])
  })
})

describe('packets that are missing in a capture that lost some', () => {
  const metric = (name: string, value: number) => ({
    ...{ name, label: name, value, unit: 'packets', estimated: false },
  })
  /** One packet of a hundred was lost to the capture. */
  const lossy = { packets: 990, dropped: 10 }
  const pings = (requests: number, missing: number) =>
    runOf('icmp-unanswered', [lossy], {
      report: { metrics: [metric('requests', requests), metric('unanswered', missing)] },
    }).findings[0]

  it('are a note as long as the capture may have lost them', () => {
    // 3 × 1 % of 100, and three by chance
    expect(pings(100, 6)).toMatchObject({ severity: 'note', confidence: 'possible' })
    expect(pings(100, 7)).toMatchObject({ severity: 'warning', confidence: 'likely' })
  })

  it('are a fault where they were sent again', () => {
    const metrics = [metric('lostBetweenTaps', 2), metric('seenAtFirstTap', 100)]
    const between = runOf('packet-loss', [lossy], { report: { metrics } }).findings[0]
    expect(between?.severity).toBe('note')
    const report = { metrics: [...metrics, metric('lostSegments', 2)] }
    expect(runOf('packet-loss', [lossy], { report }).findings[0]?.severity).toBe('warning')
  })

  it('are a fault where a size tells them from those that passed, which no capture does', () => {
    const inNode = (missing: number, passed: number) => {
      const counts = [metric('packetsLost', missing), metric('packetsSeen', 100)]
      const sizes = [metric('smallestLost', 1450), metric('largestPassed', passed)]
      const report = { metrics: [...counts, ...sizes] }
      return runOf('lost-in-node', [lossy], { report }).findings[0]?.severity
    }
    expect(inNode(4, 1449)).toBe('warning')
    expect(inNode(4, 1450)).toBe('note')
    expect(inNode(4, 0)).toBe('note')
    expect(inNode(3, 1449)).toBe('note')
  })
})

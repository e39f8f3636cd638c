import { describe, expect, it } from 'vitest'
import { defineDetector, type Report, runDetectors } from '../../../workers/detect/detector'
import { AS_DOCUMENTED } from '../../../workers/model/detector-settings'
import { MAX_EVIDENCE, MAX_FINDINGS_PER_DETECTOR } from '../../../workers/limits/limits'
import { conn } from '../../support/records'
import { replayOf, times } from '../../support/replay'

const said = (changed: Partial<Report> = {}): Report => ({
  key: 'k',
  severity: 'note',
  confidence: 'certain',
  confidenceReasons: [],
  claim: 'c',
  happened: [],
  rule: '',
  metrics: [],
  entities: {},
  capture: 0,
  time: 0,
  until: 0,
  evidence: [],
  evidenceTotal: 0,
  counterEvidence: [],
  alternatives: [],
  disprovedBy: [],
  nextSteps: [],
  confirm: [],
  filter: '',
  figures: [],
  ...changed,
})

function reporter(id: string, reports: Report[]) {
  return defineDetector({
    id,
    version: 3,
    title: id,
    looksAt: '',
    params: { least: { value: 7, meaning: 'nothing' } },
    start({ least }, report) {
      return {
        end: () => reports.forEach(report),
        silence: () => `below ${String(least)}`,
      }
    },
  })
}

describe('runDetectors', () => {
  it('sends every record to every detector and says who found what', () => {
    const heard: string[] = []
    const listener = (id: string) =>
      defineDetector({
        id,
        version: 1,
        title: '',
        looksAt: '',
        params: {},
        start: () => ({
          conn: () => void heard.push(id),
          captureEnd: () => void heard.push('end'),
        }),
      })
    runDetectors([listener('a'), listener('b')], replayOf({ conn: [conn()] }))
    expect(heard).toEqual(['a', 'b', 'end', 'end'])
    const { findings } = runDetectors([reporter('x', [said()])], replayOf())
    expect(findings).toMatchObject([{ detector: 'x', version: 3, key: 'k' }])
  })

  it('sorts the gravest first', () => {
    const reports = [said({ key: '1' }), said({ key: '2', severity: 'critical' })]
    const { findings } = runDetectors([reporter('x', reports)], replayOf())
    expect(findings.map(({ key }) => key)).toEqual(['2', '1'])
  })

  it('folds reports with the same key and keeps the gravest', () => {
    const reports = [said(), said({ severity: 'warning' }), said()]
    const { findings } = runDetectors([reporter('x', reports)], replayOf())
    expect(findings).toMatchObject([{ severity: 'warning' }])
  })

  it('counts the findings beyond the bound and keeps the gravest', () => {
    const reports = times(3 * MAX_FINDINGS_PER_DETECTOR, (index) =>
      said({ key: String(index), severity: index === 299 ? 'critical' : 'note' }),
    )
    const { findings, capped } = runDetectors([reporter('x', reports)], replayOf())
    expect(findings).toHaveLength(MAX_FINDINGS_PER_DETECTOR)
    expect(findings[0]?.key).toBe('299')
    expect(capped).toEqual([{ what: 'findings of x', count: 2 * MAX_FINDINGS_PER_DETECTOR }])
  })

  it('cuts evidence at its bound and keeps the count', () => {
    const evidence = times(MAX_EVIDENCE + 5, (frame) => ({
      capture: 0,
      frame,
      role: '',
      time: 0,
      note: '',
    }))
    const { findings } = runDetectors([reporter('x', [said({ evidence })])], replayOf())
    expect(findings[0]?.evidence).toHaveLength(MAX_EVIDENCE)
    expect(findings[0]?.evidenceTotal).toBe(MAX_EVIDENCE + 5)
  })

  it('records the parameters used and why a detector was silent', () => {
    const { uses } = runDetectors([reporter('x', [])], replayOf(), {
      ...AS_DOCUMENTED,
      changed: { x: { least: 9 } },
    })
    expect(uses).toMatchObject([{ id: 'x', params: { least: 9 }, silence: 'below 9' }])
    const spoke = runDetectors([reporter('x', [said()])], replayOf())
    expect(spoke.uses).toMatchObject([{ params: { least: 7 }, silence: '' }])
  })

  it('says of each what it looks at and what is documented, of those that are off as well', () => {
    const detectors = [reporter('x', [said()]), reporter('y', [said()])]
    const settings = { off: ['y'], changed: { y: { least: 9 } } }
    const { findings, uses } = runDetectors(detectors, replayOf(), settings)
    expect(findings.map(({ detector }) => detector)).toEqual(['x'])
    const documented = { least: { value: 7, meaning: 'nothing' } }
    expect(uses).toEqual([
      {
        id: 'x',
        version: 3,
        title: 'x',
        params: { least: 7 },
        silence: '',
        looksAt: '',
        documented,
      },
      {
        ...{ id: 'y', version: 3, title: 'y', params: { least: 9 }, silence: '', looksAt: '' },
        ...{ documented, off: true },
      },
    ])
  })

  it('starts no detector that is off', () => {
    const start = () => {
      throw new Error('it was started')
    }
    const detector = defineDetector({
      ...{ id: 'x', version: 1, title: '', looksAt: '', params: {} },
      start,
    })
    const settings = { off: ['x'], changed: {} }
    expect(runDetectors([detector], replayOf(), settings).uses).toMatchObject([{ off: true }])
  })
})

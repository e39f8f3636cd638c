import { beforeAll, describe, expect, it } from 'vitest'
import { detectors } from '../../../workers/detect'
import { healthyCase } from '../../../workers/forge/cases/healthy'
import { mtuBlackHoleCase } from '../../../workers/forge/cases/mtu-black-hole'
import { slowHandshakeCase } from '../../../workers/forge/cases/slow-handshake'
import { tailFirstCase } from '../../../workers/forge/cases/tail-first'
import { MAX_PARAM, settingsFrom } from '../../../workers/model/detector-settings'
import type { FullResult } from '../../../workers/model/run'
import { describedDetectors } from '../../../workers/pipeline/described-detectors'
import { analysisDocument } from '../../../workers/report/document'
import { analyse, analyseWith } from '../../support/analyse'

const tailFirst = tailFirstCase().octets
let plain: FullResult

beforeAll(async () => {
  plain = await analyse(tailFirst)
})

const found = ({ findings }: FullResult) => findings.map(({ detector }) => detector)
const documentOf = (result: FullResult) => analysisDocument(result, '1.2.3')
const useOf = ({ detectors: uses }: FullResult, id: string) => uses.find((use) => use.id === id)

describe('settings of detectors', () => {
  it('change nothing where they say nothing, or nothing that is known', async () => {
    for (const settings of [
      {},
      { off: ['nobody'], changed: { 'fragment-order': { minTailUnanswered: -1, other: 3 } } },
      { changed: { 'fragment-order': { minTailUnanswered: 5 } } },
    ]) {
      const result = await analyseWith(settingsFrom(settings), tailFirst)
      expect(documentOf(result)).toBe(documentOf(plain))
    }
    expect(documentOf(plain)).not.toContain('"settings"')
  })

  it('switch a detector off, which the run and its document say', async () => {
    expect(found(plain)).toContain('fragment-order')
    const result = await analyseWith({ off: ['fragment-order'], changed: {} }, tailFirst)
    expect(found(result)).not.toContain('fragment-order')
    expect(useOf(result, 'fragment-order')).toMatchObject({ off: true, silence: '' })
    expect(useOf(result, 'mtu-black-hole')?.off).toBeUndefined()
    const { settings } = JSON.parse(documentOf(result)) as { settings: unknown }
    expect(settings).toEqual({ off: ['fragment-order'], parameters: [] })
  })

  it('change where a detector begins to blame', async () => {
    const unanswered = plain.findings
      .find(({ detector }) => detector === 'fragment-order')
      ?.metrics.find(({ name }) => name === 'tailFirstUnanswered')?.value
    if (unanswered === undefined) throw new Error('nothing was counted')
    const severity = async (minTailUnanswered: number) => {
      const changed = { 'fragment-order': { minTailUnanswered } }
      const result = await analyseWith({ off: [], changed }, tailFirst)
      return result.findings.find(({ detector }) => detector === 'fragment-order')?.severity
    }
    expect(await severity(unanswered)).toBe('critical')
    expect(await severity(unanswered + 1)).not.toBe('critical')
  })

  it('are told with their documented values', async () => {
    const changed = { 'fragment-order': { minTailUnanswered: 6 } }
    const result = await analyseWith({ off: [], changed }, tailFirst)
    const use = useOf(result, 'fragment-order')
    expect(use?.params['minTailUnanswered']).toBe(6)
    expect(use?.documented?.['minTailUnanswered']).toMatchObject({ value: 5 })
    const { settings } = JSON.parse(documentOf(result)) as { settings: unknown }
    const parameter = 'minTailUnanswered'
    expect(settings).toEqual({
      off: [],
      parameters: [{ detector: 'fragment-order', parameter, value: 6, documented: 5 }],
    })
  })

  it('may have any value that is allowed', { timeout: 240_000 }, async () => {
    const captures = [tailFirst, mtuBlackHoleCase().octets, slowHandshakeCase().octets]
    for (const value of [0, 0.5, MAX_PARAM]) {
      const all = detectors.map(({ id, params }) => {
        const values = Object.keys(params).map((name) => [name, value] as const)
        return [id, Object.fromEntries(values)] as const
      })
      const result = await analyseWith({ off: [], changed: Object.fromEntries(all) }, ...captures)
      for (const { metrics } of result.findings)
        for (const metric of metrics) expect(metric.value).toSatisfy(Number.isFinite)
    }
  })
})

it('reports nothing of what never happened, however low the thresholds', async () => {
  const changed = Object.fromEntries(
    detectors.map(({ id, params }) => {
      return [id, Object.fromEntries(Object.keys(params).map((name) => [name, 0]))]
    }),
  )
  const { findings } = await analyseWith({ off: [], changed }, healthyCase().octets)
  expect(findings.map(({ claim }) => claim).filter((claim) => /\b0 of|^0 /.test(claim))).toEqual([])
})

it('describes every detector to the page', () => {
  const described = describedDetectors()
  expect(described.map(({ id }) => id)).toEqual(detectors.map(({ id }) => id))
  expect(structuredClone(described)).toEqual(described)
  for (const { looksAt } of described) expect(looksAt).toMatch(/\.$/)
})

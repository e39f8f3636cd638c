import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { detectors } from '../../../workers/detect'
import type { Detector } from '../../../workers/detect/detector'
import { runDetectors } from '../../../workers/detect/detector'
import { replayOf } from '../../support/replay'

const folder = new URL('../../../workers/detect/', import.meta.url)

describe('the list of detectors', () => {
  it('holds every file of the folder that is a detector, under its own name', async () => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.ts'))
    const found: string[] = []
    for (const name of names) {
      const module = (await import(new URL(name, folder).href)) as { default?: Detector }
      if (module.default) found.push(name.replace('.ts', ''))
      if (module.default) expect(module.default.id).toBe(name.replace('.ts', ''))
    }
    expect(detectors.map(({ id }) => id).sort()).toEqual(found.sort())
  })

  it('has documented parameters and says what each detector looks at', () => {
    for (const { looksAt, params, title } of detectors) {
      expect(title).not.toBe('')
      expect(looksAt).toMatch(/\.$/)
      for (const { meaning } of Object.values(params)) expect(meaning).not.toBe('')
    }
  })

  it('finds nothing in nothing, and each says so', () => {
    const { findings, uses } = runDetectors(detectors, replayOf({}))
    expect(findings).toEqual([])
    for (const { silence } of uses) expect(silence).not.toBe('')
  })
})

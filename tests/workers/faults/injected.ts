/** A fault that is put into healthy traffic, and what must come of it: its finding, and no other. */
import { expect } from 'vitest'
import type { Fault } from '../../../workers/forge/faults'
import type { Bytes } from '../../../workers/forge/packet'
import type { Finding } from '../../../workers/model/finding'
import type { FullResult } from '../../../workers/model/run'
import { analyse } from '../../support/analyse'
import { untold } from '../../support/untold'
import { cluster, type Cluster, type Needs } from './cluster'

export const LONG = { timeout: 120_000 }

/** Clusters to put a fault into: other ones for each; `FAULT_CLUSTERS` asks for more than three. */
export const seedsOf = (fault: string): number[] =>
  Array.from({ length: Number(process.env['FAULT_CLUSTERS'] ?? 3) }, (_, index) =>
    Array.from(fault).reduce(
      (seed, letter) => (seed * 31 + letter.charCodeAt(0)) % 9973,
      101 * index + 1,
    ),
  )

export interface Injected {
  name: string
  /** Detector that must speak, and how gravely; none: all stay below a warning. */
  finding: [detector: string, severity: Finding['severity']] | null
  faults?: (made: Cluster) => Fault[]
  needs?: Needs
  captures: (made: Cluster) => (Bytes | File)[]
}

export const atFar = ({ far, capture }: Cluster) => [capture(far.frames())]
export const atNear = ({ near, capture }: Cluster) => [capture(near.frames())]
export const atBoth = (made: Cluster) => [...atNear(made), ...atFar(made)]

/**
 * Its finding is told with its severity, and nothing else above a note stands for itself; all of it
 * in Chinese as well.
 */
export async function judge(seed: number, { finding, faults, needs, captures }: Injected) {
  const made = cluster(seed, faults, needs)
  const result: FullResult = await analyse(...captures(made))
  const { findings } = result
  const grave = findings.filter(({ severity }) => severity !== 'note')
  const told = findings.filter(({ symptomOf }) => symptomOf === undefined)
  const found = told.find(({ detector }) => detector === finding?.[0])
  expect(found?.severity).toBe(finding?.[1])
  const others = grave.filter(
    ({ detector, symptomOf }) => detector !== finding?.[0] && symptomOf === undefined,
  )
  expect(others.map(({ detector, claim }) => `${detector}: ${claim}`)).toEqual([])
  expect(untold(result)).toEqual([])
  return { made, result, found }
}

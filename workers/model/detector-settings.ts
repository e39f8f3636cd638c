/**
 * Which detectors are to run, and with which parameters: what an analyst changed, as it is kept by the
 * browser and as it goes with an analysis. It may come from another version, or from anybody's hand.
 */
/** A threshold that the analyst may change. */
export interface Param {
  /** As documented. */
  value: number
  /** What it decides, unit included. */
  meaning: string
  /** Below it, it would blame what never happened; absent: 0. */
  least?: number
}

/** What is told of a detector without running it. */
export interface DescribedDetector {
  id: string
  version: number
  title: string
  /** One sentence: the records it reads and what it compares. */
  looksAt: string
  params: Readonly<Record<string, Param>>
}

/** By detector and name. */
export type ParamValues = Readonly<Record<string, Readonly<Record<string, number>>>>

export interface DetectorSettings {
  /** Ids of those that do not run. */
  off: readonly string[]
  /** Parameters that differ from their documented values. */
  changed: ParamValues
}

/** What a run tells of a detector's settings, see `DetectorUse`. */
interface UsedDetector {
  id: string
  params: Readonly<Record<string, number>>
  documented?: Readonly<Record<string, Param>>
  off?: boolean
}

/** Every detector runs, with its documented parameters. */
export const AS_DOCUMENTED: DetectorSettings = { off: [], changed: {} }

/** Far beyond what any threshold means, and short enough to be shown. */
export const MAX_PARAM = 1_000_000_000

/** May a parameter have this value? */
export const isValueOf = ({ least = 0 }: Pick<Param, 'least'>, value: unknown): value is number =>
  typeof value === 'number' && value >= least && value <= MAX_PARAM

/** What of `value` has the shape of settings; the rest is ignored. */
export function settingsFrom(value: unknown): DetectorSettings {
  const { off, changed } = recordFrom(value)
  const ids = Array.isArray(off) ? off.filter((id) => typeof id === 'string') : []
  const params = Object.entries(recordFrom(changed)).map(([id, values]) => [id, valuesFrom(values)])
  return { off: [...new Set(ids)], changed: Object.fromEntries(params) as ParamValues }
}

/** What of them means something to these detectors, in their order. */
export function knownSettings(
  { off, changed }: DetectorSettings,
  detectors: readonly Pick<DescribedDetector, 'id' | 'params'>[],
): DetectorSettings {
  const known = detectors.map(({ id, params }) => {
    const values = Object.hasOwn(changed, id) ? recordFrom(changed[id]) : {}
    return [id, differing(params, values)] as const
  })
  return {
    off: detectors.filter(({ id }) => off.includes(id)).map(({ id }) => id),
    changed: Object.fromEntries(known.filter(([, values]) => Object.keys(values).length > 0)),
  }
}

/** With what a run was made. Cases of earlier versions tell values alone: those count as documented. */
export function settingsOfRun(uses: readonly UsedDetector[]): DetectorSettings {
  const changed = uses.map(({ id, params, documented = {} }) => [id, differing(documented, params)])
  return {
    off: uses.filter(({ off }) => off === true).map(({ id }) => id),
    changed: Object.fromEntries(
      changed.filter(([, values]) => Object.keys(values as object).length > 0),
    ) as ParamValues,
  }
}

export const changedParams = ({ changed }: DetectorSettings): number =>
  Object.values(changed).reduce((sum, values) => sum + Object.keys(values).length, 0)

/** Would these settings make another run than that one? Detectors that one of both lacks do not count. */
export function differsFromRun(
  settings: DetectorSettings,
  detectors: readonly DescribedDetector[],
  uses: readonly UsedDetector[],
): boolean {
  const { off, changed } = knownSettings(settings, detectors)
  return uses.some((use) => {
    const detector = detectors.find(({ id }) => id === use.id)
    if (detector === undefined) return false
    const isOff = off.includes(use.id)
    if (isOff || use.off === true) return isOff !== (use.off === true)
    return Object.entries(detector.params).some(([name, { value }]) => {
      const used = use.params[name]
      return used !== undefined && used !== (changed[use.id]?.[name] ?? value)
    })
  })
}

function differing(
  params: Readonly<Record<string, Param>>,
  values: Readonly<Record<string, unknown>>,
): Record<string, number> {
  const found = Object.entries(params).flatMap(([name, param]) => {
    const other = Object.hasOwn(values, name) ? values[name] : param.value
    return isValueOf(param, other) && other !== param.value ? [[name, other] as const] : []
  })
  return Object.fromEntries(found)
}

function valuesFrom(value: unknown): Record<string, number> {
  const values = Object.entries(recordFrom(value))
  return Object.fromEntries(
    values.filter((entry): entry is [string, number] => isValueOf({}, entry[1])),
  )
}

const recordFrom = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {}

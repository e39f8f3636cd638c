/**
 * Detectors that an analyst writes: a display filter, what of the frames that pass it is counted, and
 * from which count on it is a finding. They come from a browser's memory or from a file of somebody
 * else's, and go with the case that they were used on.
 */
import type { Severity } from './finding'

/** What is counted apart, and reported apart. */
export const OWN_GROUPS = [
  /** Nothing: one count for the capture. */
  'capture',
  'source',
  'destination',
  /** Both directions between two hosts. */
  'hosts',
  /** Both directions of one five-tuple. */
  'conversation',
  /** Every value of `field`. */
  'value',
] as const
export type OwnGroup = (typeof OWN_GROUPS)[number]

export interface OwnDetector {
  /** `own-…`, its name in documents; never changes. */
  id: string
  /** Rises with every change of what it finds or says. */
  version: number
  title: string
  off: boolean
  /** Display filter: the frames that are looked at. */
  filter: string
  per: OwnGroup
  /** Of `value`; else empty. */
  field: string
  /** Field whose different values are counted; empty: frames are. */
  distinct: string
  /** From this count on it is a finding. */
  atLeast: number
  /** Seconds in which they must come together; 0: at any time. */
  withinSeconds: number
  /** Display filter: the frames of which they must be a share; empty: of none. */
  of: string
  /** Percent of them, from which on it is a finding. */
  percent: number
  severity: Severity
  /** What it means that they are there; may be empty. */
  meaning: string
  /** What to do; may be empty, and so may the command. */
  advice: string
  command: string
}

/** Schema of a file of them. */
export const OWN_DETECTORS = 'tailfirst.detectors/1'

export const MAX_OWN_DETECTORS = 100
/** Characters of a title, of a field, and of every other text. */
export const MAX_TITLE = 120
const MAX_FIELD = 100
export const MAX_TEXT = 2000
const MAX_NUMBER = 1_000_000_000

/** One that counts nothing yet. */
export const NEW_DETECTOR: Readonly<OwnDetector> = {
  id: '',
  version: 1,
  title: '',
  off: false,
  filter: '',
  per: 'hosts',
  field: '',
  distinct: '',
  atLeast: 1,
  withinSeconds: 0,
  of: '',
  percent: 0,
  severity: 'warning',
  meaning: '',
  advice: '',
  command: '',
}

/** What keeps it from being used; null: nothing. Whether its filters can be read is not looked at. */
export function lacks({
  title,
  filter,
  per,
  field,
}: OwnDetector): 'title' | 'filter' | 'field' | null {
  if (title.trim() === '') return 'title'
  if (filter.trim() === '') return 'filter'
  return per === 'value' && field.trim() === '' ? 'field' : null
}

/** Would both find and say the same? */
export function isSameRule(a: OwnDetector, b: OwnDetector): boolean {
  return ruleOf(a) === ruleOf(b)
}

/** `own-` and the words of the title; another one than all of `taken`. */
export function newOwnId(title: string, taken: readonly string[]): string {
  const words = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '')
    .slice(0, 40)
  const base = `own-${words || 'detector'}`
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${String(number)}`
    if (!taken.includes(id)) return id
  }
}

/** What of `value` are detectors, and how many others there are. `value`: what `ownDetectorsFile` wrote. */
export function ownDetectorsFrom(value: unknown): { detectors: OwnDetector[]; refused: number } {
  const { schema, detectors } = recordFrom(value)
  if (schema !== OWN_DETECTORS || !Array.isArray(detectors)) return { detectors: [], refused: 0 }
  const read = detectors.slice(0, MAX_OWN_DETECTORS).map(detectorFrom)
  const good = read.filter((one) => one !== null)
  return { detectors: good, refused: detectors.length - good.length }
}

/** A file of them, to be given to others. */
export function ownDetectorsFile(detectors: readonly OwnDetector[]): string {
  return `${JSON.stringify({ schema: OWN_DETECTORS, detectors }, null, 2)}\n`
}

/** The ones at hand with others behind them, which get an id of their own where theirs is taken. */
export function joined(own: readonly OwnDetector[], others: readonly OwnDetector[]): OwnDetector[] {
  const all = [...own]
  for (const other of others) {
    if (all.some((one) => isSameRule(one, other))) continue
    const taken = all.map(({ id }) => id)
    const id = taken.includes(other.id) ? newOwnId(other.title, taken) : other.id
    if (all.length < MAX_OWN_DETECTORS) all.push({ ...other, id })
  }
  return all
}

function ruleOf(detector: OwnDetector): string {
  return JSON.stringify({ ...detector, id: '', version: 0, off: false }, Object.keys(NEW_DETECTOR))
}

/** null: it is none. What it does not say is as in a new one. */
function detectorFrom(value: unknown): OwnDetector | null {
  const given = { ...NEW_DETECTOR, ...recordFrom(value) } as Readonly<
    Record<keyof OwnDetector, unknown>
  >
  const { id, title, field, distinct, per, severity, off } = given
  const { filter, of, meaning, advice, command } = given
  const { version, atLeast, withinSeconds, percent } = given
  if (!isText(id, MAX_TITLE) || !/^own-[a-z0-9-]+$/u.test(id) || !isText(title, MAX_TITLE))
    return null
  if (!isText(field, MAX_FIELD) || !isText(distinct, MAX_FIELD)) return null
  if (!isText(filter) || !isText(of) || !isText(meaning) || !isText(advice) || !isText(command)) {
    return null
  }
  const group = OWN_GROUPS.find((known) => known === per)
  const gravity = (['critical', 'warning', 'note'] as const).find((known) => known === severity)
  if (group === undefined || gravity === undefined || typeof off !== 'boolean') return null
  if (!isCount(version, 1) || !isCount(atLeast, 1) || !isCount(withinSeconds, 0)) return null
  if (!isCount(percent, 0) || percent > 100) return null
  const read: OwnDetector = {
    ...{ id, version, title, off, filter, per: group, field, distinct, atLeast, withinSeconds },
    ...{ of, percent, severity: gravity, meaning, advice, command },
  }
  return lacks(read) === null ? read : null
}

const isText = (value: unknown, most = MAX_TEXT): value is string =>
  typeof value === 'string' && value.length <= most

const isCount = (value: unknown, least: number): value is number =>
  typeof value === 'number' && value >= least && value <= MAX_NUMBER

const recordFrom = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}

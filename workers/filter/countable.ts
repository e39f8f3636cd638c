/** Fields whose values may be counted and grouped by. */
import { fieldNamed } from './registry'
import type { FieldType } from './types'

const EXAMPLES: Readonly<Partial<Record<FieldType, string>>> = {
  time: '"2024-05-06 10:50"',
  epoch: '1714992637',
  duration: '0.2',
}

/** Why not those of a field; empty: they may be, or there is no such field. */
export function whyUncountable(name: string): string {
  const type = fieldNamed(name)?.type
  const value = type === undefined ? undefined : EXAMPLES[type]
  if (value === undefined) return ''
  const example = `${name} >= ${value}`
  return `Times differ from frame to frame: to count the values of ${name} is to count frames. Compare it in a filter instead: ${example}`
}

/** A frame made of values, for filters to ask. */
import { compileFilter } from '../../../workers/filter/bind'
import { passes } from '../../../workers/filter/evaluate'
import type { FieldSource, Occurrence } from '../../../workers/filter/field-source'
import type { Value } from '../../../workers/filter/values'

/** Values by field; the n-th stands in layer n. */
export type Values = Readonly<Record<string, readonly Value[]>>

export function frameOf(values: Values, references: Values = {}): FieldSource {
  return {
    occurrences: ({ name }): Occurrence[] =>
      (values[name] ?? []).map((value, index) => ({ value, layer: index + 1 })),
    references: ({ name }) => references[name] ?? [],
  }
}

export function isPassed(filter: string, values: Values, references: Values = {}): boolean {
  const test = compileFilter(filter)
  return test === null || passes(test, frameOf(values, references))
}

/** Of a dotted quad. */
export const ip = (text: string) =>
  text.split('.').reduce((value, octet) => value * 256 + Number(octet), 0)

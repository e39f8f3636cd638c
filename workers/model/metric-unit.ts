/** How a metric is written: its number, and the unit beside it. */
import type { Metric } from './finding'

/** English words for what is counted; `ms` and `octets/s` are no such words. */
const COUNTED = /^[A-Za-z-]{2,}s$/

/** Names of numbers that name something: 8472 is no amount, and is not written as one. */
const NAMING = /(^|[a-z])Port$/i

export interface WrittenMetric {
  number: string
  /** Empty: none, or the label already says what is counted. */
  unit: string
}

/** `format`: of an amount. */
export function writtenMetric(metric: Metric, format: (value: number) => string): WrittenMetric {
  const { name, label, value, unit } = metric
  return {
    number: NAMING.test(name) ? String(value) : format(value),
    unit: says(label, unit) ? '' : unitBeside({ value, unit }),
  }
}

/** Does a label name the unit? As a word: `s` is a letter of many. Han stands without spaces. */
function says(label: string, unit: string): boolean {
  return /\p{Script=Han}/u.test(unit) ? label.includes(unit) : label.split(/\s+/).includes(unit)
}

/** `8 packets`, `1 packet`. Words of other languages stay as they are. */
export function unitBeside({ value, unit }: Pick<Metric, 'value' | 'unit'>): string {
  return value === 1 && COUNTED.test(unit) ? unit.slice(0, -1) : unit
}

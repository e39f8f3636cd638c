/** The unit of a metric as it stands beside the value. */
import type { Metric } from './finding'

/** English words for what is counted; `ms` and `octets/s` are no such words. */
const COUNTED = /^[A-Za-z-]{2,}s$/

/** `8 packets`, `1 packet`. Words of other languages stay as they are. */
export function unitBeside({ value, unit }: Pick<Metric, 'value' | 'unit'>): string {
  return value === 1 && COUNTED.test(unit) ? unit.slice(0, -1) : unit
}

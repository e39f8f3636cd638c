/** Values that an application's message holds, by field. */
import type { Value } from '../../filter/values'

export type Tell = (field: string, value: Value) => void

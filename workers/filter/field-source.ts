/** What filters ask of a frame. */
import type { FieldInfo } from './registry'
import type { Value } from './values'

/** One value of a field in a frame. */
export interface Occurrence {
  readonly value: Value
  /** Which header of its protocol it stands in, from 1. */
  readonly layer: number
}

/** A frame, as far as filters ask. */
export interface FieldSource {
  /** In the order of the frame. A field without value has the value 1 where it is there. */
  occurrences(field: FieldInfo): readonly Occurrence[]
  /** Values of the frame that `${…}` speaks of. */
  references(field: FieldInfo): readonly Value[]
}

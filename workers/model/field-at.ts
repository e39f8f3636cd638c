/** Which field of a frame an octet belongs to. */
import type { Layer } from './frame-view'

/** A layer, or one of its fields: `field` is −1 for the layer itself. */
export interface Choice {
  layer: number
  field: number
}

export interface Range {
  at: number
  length: number
}

/** The shortest field over the octet, innermost layer first; null: no layer covers it. */
export function fieldAt(layers: readonly Layer[], octet: number): Choice | null {
  const covers = ({ at, length }: Range) => octet >= at && octet < at + length
  for (let layer = layers.length - 1; layer >= 0; layer--) {
    const fields = layers[layer]?.fields ?? []
    let best = -1
    for (const [index, field] of fields.entries()) {
      const shorter = field.length < (fields[best]?.length ?? Infinity)
      if (covers(field) && shorter) best = index
    }
    if (best >= 0) return { layer, field: best }
  }
  const layer = layers.findLastIndex(covers)
  return layer < 0 ? null : { layer, field: -1 }
}

export function rangeOf(layers: readonly Layer[], choice: Choice | null): Range {
  const layer = choice === null ? undefined : layers[choice.layer]
  const chosen = choice !== null && choice.field >= 0 ? layer?.fields[choice.field] : layer
  return chosen ?? { at: 0, length: 0 }
}

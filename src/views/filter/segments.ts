/** A filter cut into pieces that look alike: by what its words are, and by what is wrong. */
import { tokensOf, type FilterToken } from '../../../workers/filter/check'

export interface Segment {
  text: string
  kind: FilterToken['kind'] | 'space'
  wrong: boolean
}

/** [at, at + length) of the filter; beyond its end where something is missing. */
export interface Place {
  at: number
  length: number
}

export function segmentsOf(filter: string, wrong: Place | null): Segment[] {
  const from = wrong?.at ?? -1
  const to = wrong === null ? -1 : wrong.at + wrong.length
  const kinds = tokensOf(filter)
  const edges = new Set([0, filter.length, from, to])
  for (const { at, length } of kinds) edges.add(at).add(at + length)
  const cuts = [...edges].filter((at) => at >= 0 && at <= filter.length).sort((a, b) => a - b)
  return cuts.slice(0, -1).map((at, index) => {
    const end = cuts[index + 1] ?? filter.length
    const token = kinds.find((one) => one.at <= at && at < one.at + one.length)
    const kind = token?.kind ?? 'space'
    return { text: filter.slice(at, end), kind, wrong: at >= from && at < to }
  })
}

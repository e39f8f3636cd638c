/** What is wrong with a capture as such, and which findings are less sure for it. */

/**
 * `dropped`: the capturing system lost packets and says so. `missed`: it lost packets, by what TCP
 * and other taps say. `truncated`: frames were cut short. `one-way`: one
 * direction is missing. `copies`: packets stand in it twice. `super-packets`: taken before
 * segmentation or after coalescing. `clock-steps`: time stamps go back.
 */
export const QUALITY_KINDS = [
  'dropped',
  'missed',
  'truncated',
  'one-way',
  'copies',
  'super-packets',
  'clock-steps',
] as const

export type QualityKind = (typeof QUALITY_KINDS)[number]

export interface QualityFault {
  kind: QualityKind
  /** Index of the capture; −1: it is not told which one of the case. */
  capture: number
  /** Packets, frames or steps that it concerns; of `one-way`: conversations. */
  count: number
  /** One sentence, no full stop. */
  say: string
  /** Detector and key of each finding whose confidence it lowered. */
  weakens: string[]
}

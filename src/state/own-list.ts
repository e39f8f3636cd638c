/** Detectors of the analyst as a list: what saving one and taking a file over make of it. */
import {
  isSameRule,
  joined,
  newOwnId,
  ownDetectorsFrom,
  type OwnDetector,
} from '../../workers/model/own-detector'

/** Far beyond the largest file that could hold as many as there may be. */
export const MAX_FILE_OCTETS = 8_000_000

/** What came of a file; null: it is none of detectors. */
export interface Imported {
  list: OwnDetector[]
  added: number
  /** Here already, under whatever name. */
  known: number
  /** Not to be read as detectors. */
  refused: number
  /** Beyond how many there may be. */
  beyond: number
}

/** The saved one takes the place of the one with its id; without an id it comes last. */
export function withSaved(
  list: readonly OwnDetector[],
  detector: OwnDetector,
): { list: OwnDetector[]; id: string } {
  const before = list.find(({ id }) => id === detector.id)
  if (before === undefined) {
    const taken = list.map(({ id }) => id)
    const id = newOwnId(detector.title, taken)
    return { list: [...list, { ...detector, id, version: 1 }], id }
  }
  const version = isSameRule(before, detector) ? before.version : before.version + 1
  const { id } = before
  return { list: list.map((one) => (one === before ? { ...detector, version } : one)), id }
}

/** One that a case was analysed with, as it was then; under its own id where that is free. */
export function withKept(list: readonly OwnDetector[], detector: OwnDetector): OwnDetector[] {
  return list.some(({ id }) => id === detector.id) ? [...list] : [...list, detector]
}

export function importedFrom(list: readonly OwnDetector[], content: string): Imported | null {
  const { detectors, refused } = ownDetectorsFrom(parsed(content))
  if (detectors.length + refused === 0) return null
  const all = joined(list, detectors)
  const added = all.length - list.length
  const known = detectors.filter((one) => all.some((other) => isSameRule(one, other))).length
  return {
    ...{ list: all, added, refused },
    known: known - added,
    beyond: detectors.length - known,
  }
}

/** What a browser remembers; somebody may have changed it. */
export const listFrom = (content: string): OwnDetector[] =>
  ownDetectorsFrom(parsed(content)).detectors

function parsed(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return null
  }
}

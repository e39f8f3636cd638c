/** What the trial could not read, at its part of what is written, as long as that is still the same. */
import type { OwnTrial } from '../../../workers/api/own-detectors'
import type { OwnDetector } from '../../../workers/model/own-detector'
import type { Wrongs } from './draft-check'

/** `wrongs`: found without a trial; they come first. */
export function draftRefusal(
  draft: OwnDetector,
  tried: OwnDetector | null,
  outcome: OwnTrial | null,
  wrongs: Wrongs,
): Wrongs {
  if (tried === null || outcome?.kind !== 'refused') return wrongs
  const { part, message, at, length } = outcome
  const written = draft[part]
  if (wrongs[part] !== null || tried[part] !== written.trim()) return wrongs
  const before = written.length - written.trimStart().length
  return { ...wrongs, [part]: { message, at: at + before, length } }
}

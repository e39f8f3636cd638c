/** When something of a capture happened, in the time of its case. */
import type { CaseResult } from '../../../workers/model/run'
import { isLong, momentWords } from '../shell/time-words'

type Timed = Pick<CaseResult, 'spine'>

/** `nanos`: since the first frame of the case. */
export function momentOf(
  { spine }: Timed,
  { capture, time }: { capture: number; time: number },
): { nanos: number; words: string } {
  const nanos = (spine.captureStart[capture] ?? 0) + time
  return { nanos, words: momentWords(spine, nanos) }
}

/** Of a column of moments. */
export const momentWidth = ({ spine }: Timed): string => (isLong(spine) ? '184px' : '118px')

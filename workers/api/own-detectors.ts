/** What the page asks of detectors that the analyst writes. */
import type { SelectProgress } from './packets'
import type { Finding } from '../model/finding'
import type { OwnDetector } from '../model/own-detector'
import type { DetectorUse } from '../model/run'

/** Part of a detector that cannot be read. */
export type OwnPart = 'filter' | 'of' | 'distinct' | 'field'

export type OwnTrial =
  /** `silence`: why nothing was found; empty: something was. `cut`: frames beyond the bound. */
  | { kind: 'tried'; findings: Finding[]; silence: string; cut: number }
  | { kind: 'refused'; part: OwnPart; message: string; at: number; length: number }
  /** Not all of its captures are at hand. */
  | { kind: 'absent'; message: string }
  | { kind: 'cancelled' }

/** A case once the analyst's detectors have looked at it: all of its findings, and all detectors. */
export interface OwnRun {
  findings: Finding[]
  detectors: DetectorUse[]
}

export type OwnAgain =
  /** `message`: why the case is stored as it was before; empty: it is not. */
  | { kind: 'ran'; own: OwnRun; message: string }
  /** The case is gone, or none of its detectors was stopped. */
  | { kind: 'nothing' }

export interface OwnDetectorsApi {
  /** Looks at an open case without changing it. Another trial ends the one before. */
  tryDetector(
    id: string,
    detector: OwnDetector,
    onProgress: (progress: SelectProgress) => void,
  ): Promise<OwnTrial>
  cancelTrial(): Promise<void>
  /** Those that look at a case that is being saved, or look at it again, look no further. */
  skipOwn(id: string): Promise<void>
  /** Those that were stopped look at the case once more, as they were written then. */
  runStopped(id: string): Promise<OwnAgain>
}

/** What the page is told of detectors before any of them runs. */
import { detectors } from '../detect'
import type { DescribedDetector } from '../model/detector-settings'

export const describedDetectors = (): DescribedDetector[] =>
  detectors.map(({ id, version, title, looksAt, params }) => ({
    ...{ id, version, title, looksAt, params },
  }))

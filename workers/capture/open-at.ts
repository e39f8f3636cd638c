/** Opens a capture again, by the steps that lead to it from the file that was dropped. */
import type { CaptureStep } from '../model/capture'
import { ChunkSource, openBlob } from './octet-source'
import { openReader } from './open-reader'
import { placeOf, unpackingSteps } from './place'
import type { OpenOutcome } from './reader'

/** Without `steps`, the file is the capture, compressed or not. What was opened must be closed. */
export async function openAt(
  file: Blob,
  steps?: readonly CaptureStep[],
): Promise<Exclude<OpenOutcome, { kind: 'text' }>> {
  const { blob, open } = placeOf(file, steps ?? (await unpackingSteps(file)))
  const source = blob === null ? new ChunkSource(open()) : openBlob(blob)
  return openReader(source, blob?.size ?? -1, '', [])
}

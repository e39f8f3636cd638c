/** Opens the capture that a file is, or the first of a bundle. */
import { openParts } from './parts'
import type { OpenOutcome } from './reader'
import type { ReadingThread } from './reading-thread'

/**
 * `name` is for messages only. What was opened must be closed.
 * With a `thread`, an uncompressed file is read there, ahead of the analysis.
 */
export async function openCapture(
  blob: Blob,
  name: string,
  thread: ReadingThread | null = null,
): Promise<OpenOutcome> {
  const { value } = await openParts(blob, name, thread).next()
  if (value === undefined) throw new Error('a file has at least one part')
  return value.outcome
}

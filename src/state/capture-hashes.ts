/** Which dropped file became which capture, and the captures once their hashes are known. */
import type { CaptureResult, CaseResult } from '../../workers/model/run'

/** One file per capture: captures are in the order of the files, and some files are none. */
export function filesOfCaptures(captures: readonly CaptureResult[], files: File[]): File[] {
  const rest = [...files]
  return captures.flatMap(({ facts }) => {
    const at = rest.findIndex(({ name, size }) => name === facts.name && size === facts.size)
    return at < 0 ? [] : rest.splice(at, 1)
  })
}

export function withHashes(result: CaseResult, hashes: readonly string[]): CaseResult {
  const captures = result.captures.map((capture, index) => ({
    ...capture,
    facts: { ...capture.facts, sha256: hashes[index] ?? '' },
  }))
  return { ...result, captures }
}

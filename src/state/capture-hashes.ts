/** Which dropped file became which capture, and the captures once their hashes are known. */
import { filesOfSidecars } from '../../workers/model/sidecar'
import type { CaptureResult, CaseResult } from '../../workers/model/run'

/**
 * One file per capture: captures are in the order of the files, some of which are none, and some
 * bundles of several, which then stand next to each other.
 */
export function filesOfCaptures(
  captures: readonly CaptureResult[],
  files: readonly File[],
): File[] {
  const rest = [...files]
  const found: File[] = []
  for (const [index, { facts }] of captures.entries()) {
    const { within } = facts
    const wanted = within?.file ?? facts.name
    const at = rest.findIndex(({ name, size }) => name === wanted && size === facts.size)
    const shared = within !== undefined && within.first < index ? found[within.first] : undefined
    if (shared !== undefined) found.push(shared)
    else if (at >= 0) found.push(...rest.splice(at, 1))
  }
  return found
}

/** Stands for a file that is not at hand. */
const NOTHING = new Blob()

/** `all`: the captures, and behind them one for each side-car. */
export function filesToHash({ captures, sidecars }: CaseResult, files: readonly File[]) {
  const hashed = filesOfCaptures(captures, files)
  const beside = filesOfSidecars(sidecars.files, files)
  return { hashed, beside, all: [...hashed, ...beside.map((file) => file ?? NOTHING)] }
}

/** `beside`: one for each side-car. */
export function withHashes(
  result: CaseResult,
  hashes: readonly string[],
  beside: readonly string[],
): CaseResult {
  const captures = result.captures.map((capture, index) => ({
    ...capture,
    facts: { ...capture.facts, sha256: hashes[index] ?? '' },
  }))
  const beyond = result.sidecars.files.map((file, i) => ({ ...file, sha256: beside[i] ?? '' }))
  return { ...result, captures, sidecars: { ...result.sidecars, files: beyond } }
}

/**
 * Entry of all workers but the offline one: one script, so that the page carries once what they share.
 * The name that the page gives a worker tells which one it is.
 */
import { startAnalysis } from './analysis.worker'
import { startHash } from './hash.worker'
import { startIngest } from './ingest.worker'
import { startLibrary } from './library.worker'
import { startSamples } from './samples.worker'

const STARTS: Readonly<Record<string, () => void>> = {
  analysis: startAnalysis,
  hash: startHash,
  ingest: startIngest,
  library: startLibrary,
  samples: startSamples,
}

STARTS[self.name]?.()

/** Entry: analyses a case. The page ends this worker to cancel. */
import { expose, transfer } from 'comlink'
import type { AnalysisApi } from './api/analysis'
import { analyseCase } from './pipeline/case-run'
import { transferablesOf } from './pipeline/transferables'
import { warmUp } from './pipeline/warm-up'

expose({
  async analyse(files, onProgress) {
    const outcome = await analyseCase(files, onProgress)
    return transfer(outcome, transferablesOf(outcome))
  },
  warm: warmUp,
} satisfies AnalysisApi)

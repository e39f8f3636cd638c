/** Entry: analyses a case. The page ends this worker to cancel. */
import { expose, transfer } from 'comlink'
import type { AnalysisApi } from './api/analysis'
import { healthyCase } from './forge/cases/healthy'
import { mtuBlackHoleCase } from './forge/cases/mtu-black-hole'
import { tailFirstCase } from './forge/cases/tail-first'
import { warmUpCapture } from './forge/cases/warm-up'
import { analyseCase } from './pipeline/case-run'
import { openIngest } from './pipeline/open-ingest'
import { transferablesOf } from './pipeline/transferables'
import { warmUp } from './pipeline/warm-up'

const warming = warmUp(async (file) => {
  await analyseCase([file], () => undefined)
})

expose({
  async analyse(files, onProgress, ingest, options) {
    warming.stop()
    const outcome = await analyseCase(files, onProgress, openIngest(ingest), options)
    return transfer(outcome, transferablesOf(outcome))
  },
  warm: () =>
    warming.run([
      warmUpCapture,
      () => mtuBlackHoleCase().octets,
      () => tailFirstCase().octets,
      () => healthyCase().octets,
    ]),
} satisfies AnalysisApi)

/** Entry: analyses a case. The page ends this worker to cancel. */
import { expose, transfer } from 'comlink'
import type { AnalysisApi } from './api/analysis'
import { warmUpCapture } from './forge/cases/warm-up'
import { analyseCase } from './pipeline/case-run'
import { IngestThread } from './pipeline/ingest-thread'
import { transferablesOf } from './pipeline/transferables'

expose({
  async analyse(files, onProgress, ingest) {
    const outcome = await analyseCase(files, onProgress, new IngestThread(ingest).open)
    return transfer(outcome, transferablesOf(outcome))
  },
  async warm() {
    await analyseCase([new File([warmUpCapture()], 'warm-up.pcap')], () => undefined)
  },
} satisfies AnalysisApi)

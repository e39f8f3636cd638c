/** Entry: analyses a case. The page ends this worker to cancel. */
import { expose, transfer } from 'comlink'
import type { AnalysisApi } from './api/analysis'
import { ReadingThread } from './capture/reading-thread'
import { warmUpCapture } from './forge/cases/warm-up'
import { analyseCase } from './pipeline/case-run'
import { transferablesOf } from './pipeline/transferables'

expose({
  async analyse(files, onProgress, reading, options) {
    const outcome = await analyseCase(files, onProgress, new ReadingThread(reading), options)
    return transfer(outcome, transferablesOf(outcome))
  },
  async warm() {
    await analyseCase([new File([warmUpCapture()], 'warm-up.pcap')], () => undefined)
  },
} satisfies AnalysisApi)

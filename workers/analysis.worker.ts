/** Entry: analyses a case. The page ends this worker to cancel. */
import { expose, transfer, wrap } from 'comlink'
import type { AnalysisApi, AnalysisOutcome } from './api/analysis'
import type { ShelfApi } from './api/shelf'
import { healthyCase } from './forge/cases/healthy'
import { mtuBlackHoleCase } from './forge/cases/mtu-black-hole'
import { tailFirstCase } from './forge/cases/tail-first'
import { warmUpCapture } from './forge/cases/warm-up'
import { analyseCase } from './pipeline/case-run'
import { RemoteShelf } from './pipeline/column-shelf'
import { openIngest } from './pipeline/open-ingest'
import { packLists } from './pipeline/pack-lists'
import { buffersOf, transferablesOf } from './pipeline/transferables'
import { warmUp } from './pipeline/warm-up'

const warming = warmUp(async (file) => {
  await analyseCase([file], () => undefined)
})

expose({
  async analyse(files, onProgress, ingest, shelfPort, options) {
    warming.stop()
    const library = wrap<ShelfApi>(shelfPort)
    const shelf = new RemoteShelf({
      put: (capture, chunk, columns) =>
        library.put(capture, chunk, transfer(columns, buffersOf(columns))),
    })
    const analysed = await analyseCase(files, onProgress, openIngest(ingest), options, shelf)
    const outcome: AnalysisOutcome =
      analysed.kind === 'analysed' ? { kind: 'analysed', ...packLists(analysed.result) } : analysed
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

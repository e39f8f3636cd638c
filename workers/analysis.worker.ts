/** One of the workers: analyses a case. The page ends this worker to cancel. */
import { expose, transfer, wrap } from 'comlink'
import type { AnalysisApi, AnalysisOutcome } from './api/analysis'
import type { ShelfApi } from './api/shelf'
import { healthyCase } from './forge/cases/healthy'
import { mtuBlackHoleCase } from './forge/cases/mtu-black-hole'
import { tailFirstCase } from './forge/cases/tail-first'
import { warmUpCapture } from './forge/cases/warm-up'
import { warmUpTalks } from './forge/cases/warm-up-talks'
import type { CaseLists } from './model/run'
import { analyseCase } from './pipeline/case-run'
import { RemoteShelf } from './pipeline/column-shelf'
import { describedDetectors } from './pipeline/described-detectors'
import { openIngest } from './pipeline/open-ingest'
import { openSaid } from './pipeline/open-said'
import { setListsAside } from './pipeline/pack-lists'
import { buffersOf, buffersOfLists, transferablesOf } from './pipeline/transferables'
import { warmUp } from './pipeline/warm-up'

export function startAnalysis(): void {
  const warming = warmUp(async (file) => {
    await analyseCase([file], () => undefined)
  })

  /** Packs the lists of the case analysed last; null: there is none, or they were taken. */
  let pack: (() => CaseLists) | null = null

  expose({
    async analyse(files, onProgress, ingest, shelfPort, options) {
      warming.stop()
      const library = wrap<ShelfApi>(shelfPort)
      const shelf = new RemoteShelf({
        put: (capture, chunk, columns) =>
          library.put(capture, chunk, transfer(columns, buffersOf(columns))),
      })
      const analysed = await analyseCase(files, onProgress, openIngest(ingest), options, shelf)
      if (analysed.kind !== 'analysed') return analysed
      const { result, lists } = setListsAside(analysed.result)
      pack = lists
      const outcome: AnalysisOutcome = { kind: 'analysed', result }
      return transfer(outcome, transferablesOf(outcome))
    },
    lists() {
      if (pack === null) throw new Error('no case was analysed')
      const lists = pack()
      pack = null
      return Promise.resolve(transfer(lists, buffersOfLists(lists)))
    },
    detectors: () => Promise.resolve(describedDetectors()),
    openSaid: (...said) => Promise.resolve(openSaid(...said)),
    warm: () =>
      warming.run([
        warmUpCapture,
        warmUpTalks,
        () => mtuBlackHoleCase().octets,
        () => tailFirstCase().octets,
        () => healthyCase().octets,
      ]),
  } satisfies AnalysisApi)
}

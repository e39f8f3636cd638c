/** One of the workers: reads and decodes files for the analysis worker, ahead of it. */
import { expose } from 'comlink'
import type { IngestApi } from './api/ingest'
import { practiceCapture } from './forge/cases/practice'
import { openHere } from './pipeline/ingest'
import { serveIngest } from './pipeline/serve-ingest'
import { WarmUp } from './pipeline/warm-up'

export function startIngest(): void {
  const warming = new WarmUp(async (file) => {
    for await (const { outcome } of openHere(file)) {
      if (outcome.kind === 'capture') while ((await outcome.ingest.next()) !== null);
    }
  })

  expose({
    serve(port) {
      warming.stop()
      serveIngest(port)
      return Promise.resolve()
    },
    practice: (number) => Promise.resolve(practiceCapture(number)),
    warm: (practice) => warming.add(practice),
  } satisfies IngestApi)
}

/** One of the workers: reads and decodes files for the analysis worker, ahead of it. */
import { expose } from 'comlink'
import type { IngestApi } from './api/ingest'
import { warmUpCapture } from './forge/cases/warm-up'
import { openHere } from './pipeline/ingest'
import { serveIngest } from './pipeline/serve-ingest'
import { warmUp } from './pipeline/warm-up'

export function startIngest(): void {
  const warming = warmUp(async (file) => {
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
    warm: () => warming.run([warmUpCapture]),
  } satisfies IngestApi)
}

/** Entry: reads and decodes files for the analysis worker, ahead of it. */
import { expose } from 'comlink'
import type { IngestApi } from './api/ingest'
import { warmUpCapture } from './forge/cases/warm-up'
import { openHere } from './pipeline/ingest'
import { serveIngest } from './pipeline/serve-ingest'

expose({
  serve(port) {
    serveIngest(port)
    return Promise.resolve()
  },
  async warm() {
    const opened = await openHere(new File([warmUpCapture()], 'warm-up.pcap'))
    if (opened.kind === 'capture') while ((await opened.ingest.next()) !== null);
  },
} satisfies IngestApi)

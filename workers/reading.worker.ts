/** Entry: reads files for the analysis worker, ahead of it. */
import { expose } from 'comlink'
import type { ReadingApi } from './api/reading'
import { serveReading } from './capture/serve-reading'

expose({
  serve(port) {
    serveReading(port)
    return Promise.resolve()
  },
} satisfies ReadingApi)

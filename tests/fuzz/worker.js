/** The thread that analyses: it may hang or run out of memory without taking the fuzzer along. */
import { parentPort, workerData } from 'node:worker_threads'

const { analysisFlaws } = await import(workerData.engine)

parentPort?.on('message', async ({ name, octets }) => {
  try {
    parentPort?.postMessage(await analysisFlaws(name, octets))
  } catch (error) {
    const text = error instanceof Error ? error.stack : `thrown: ${JSON.stringify(error)}`
    parentPort?.postMessage([text])
  }
})
parentPort?.postMessage(['ready'])

/** One thread with the engine, watched: how long it takes, how much memory, and whether it lives. */
import { memoryUsage } from 'node:process'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'

/** Generous, as the machine may be busy: what hangs, hangs for ever. */
const TIME_MS = 30_000
const TIME_MS_PER_OCTET = 0.06
const HEAP_MB = 512
/** Of the process: no limit of a thread covers typed arrays, such as tables and windows. */
const PROCESS_MB = 1536
const LOOK_MS = 50

export class Watched {
  /** @param {string} engine */
  constructor(engine) {
    this.engine = engine
    /** @type {Worker | null} */
    this.worker = null
  }

  /**
   * @param {string} name
   * @param {Uint8Array} octets
   * @returns {Promise<string[]>} what went wrong
   */
  async analyse(name, octets) {
    this.worker ??= await started(this.engine)
    const flaws = await ask(this.worker, name, octets)
    if (flaws === null) return []
    // Whatever state it is in: the next input gets a fresh one.
    await this.close()
    return flaws
  }

  async close() {
    await this.worker?.terminate()
    this.worker = null
  }
}

/** @param {string} engine @returns {Promise<Worker>} */
function started(engine) {
  const worker = new Worker(new URL('worker.js', import.meta.url), {
    workerData: { engine: pathToFileURL(engine).href },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  })
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve(worker))
    worker.once('error', reject)
  })
}

/** @param {Worker} worker @param {string} name @param {Uint8Array} octets @returns {Promise<string[] | null>} */
function ask(worker, name, octets) {
  const begun = Date.now()
  return new Promise((resolve) => {
    /** @param {string[]} flaws */
    const end = (flaws) => {
      clearInterval(watch)
      worker.off('message', end).off('error', failed).off('exit', ended)
      resolve(flaws.length > 0 ? flaws : null)
    }
    const failed = (/** @type {unknown} */ error) => end([String(error)])
    const ended = (/** @type {number} */ code) => end([`the thread ended with ${code}`])
    const watch = setInterval(() => {
      const held = memoryUsage.rss() / 2 ** 20
      if (held > PROCESS_MB) end([`${held.toFixed(0)} MB of memory`])
      const took = Date.now() - begun
      if (took > TIME_MS + octets.length * TIME_MS_PER_OCTET) end([`no end after ${took} ms`])
    }, LOOK_MS)
    worker.on('message', end).on('error', failed).on('exit', ended)
    worker.postMessage({ name, octets })
  })
}

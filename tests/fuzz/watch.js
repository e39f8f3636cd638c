/** One thread with the engine, watched: how long it takes, how much memory, and whether it lives. */
import { memoryUsage } from 'node:process'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'

/** Generous, as the machine may be busy: what hangs, hangs for ever. */
const TIME_MS = 30_000
const TIME_MS_PER_OCTET = 0.06
const HEAP_MB = 512
/** Octets in typed arrays, which no limit of a thread covers: tables, windows of decompression. */
const ARRAYS_MB = 1024
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
  const before = memoryUsage().arrayBuffers
  const begun = Date.now()
  return new Promise((resolve) => {
    /** @param {string[] | null} flaws */
    const end = (flaws) => {
      clearInterval(watch)
      worker.removeAllListeners()
      resolve(flaws)
    }
    const watch = setInterval(() => {
      const held = (memoryUsage().arrayBuffers - before) / 2 ** 20
      if (held > ARRAYS_MB) end([`${held.toFixed(0)} MB in arrays`])
      const took = Date.now() - begun
      if (took > TIME_MS + octets.length * TIME_MS_PER_OCTET) end([`no end after ${took} ms`])
    }, LOOK_MS)
    worker.once('message', (flaws) => end(flaws.length > 0 ? flaws : null))
    worker.once('error', (error) => end([String(error)]))
    worker.once('exit', (code) => end([`the thread ended with ${code}`]))
    worker.postMessage({ name, octets })
  })
}

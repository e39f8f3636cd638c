/**
 * The only door to the workers. All of them are inlined: a worker loaded by URL would not inherit
 * the page's policy and could speak to the network.
 */
import { proxy, transfer, type Remote } from 'comlink'
import type {
  AnalysisApi,
  AnalysisOptions,
  AnalysisOutcome,
  Progress,
} from '../workers/api/analysis'
import type { HashApi } from '../workers/api/hash'
import type { LibraryApi, SaveOutcome } from '../workers/api/library'
import type { ReadingApi } from '../workers/api/reading'
import type { SampleName, SamplesApi } from '../workers/api/samples'
import type { CaseResult, FrameColumns } from '../workers/model/run'
import AnalysisWorker from '../workers/analysis.worker.ts?worker&inline'
import HashWorker from '../workers/hash.worker.ts?worker&inline'
import LibraryWorker from '../workers/library.worker.ts?worker&inline'
import ReadingWorker from '../workers/reading.worker.ts?worker&inline'
import SamplesWorker from '../workers/samples.worker.ts?worker&inline'
import { RemoteWorker, type Answer } from './engine/remote-worker'

export type { Answer } from './engine/remote-worker'

/** One analysis in its own worker, which ends with it. */
export interface Run {
  readonly outcome: Promise<Answer<AnalysisOutcome>>
  cancel(): void
}

export interface Saved {
  id: string
  outcome: SaveOutcome
}

export class Engine {
  readonly #library = new RemoteWorker<LibraryApi>(new LibraryWorker())
  #spare: RemoteWorker<AnalysisApi> | null = null

  /** Starts the worker of the next analysis, so that its first file does not wait for it. */
  warm(): void {
    if (this.#spare !== null) return
    this.#spare = new RemoteWorker<AnalysisApi>(new AnalysisWorker())
    void this.#spare.ask((api) => api.warm())
  }

  analyse(files: File[], onProgress: (progress: Progress) => void, options: AnalysisOptions): Run {
    const worker = this.#spare ?? new RemoteWorker<AnalysisApi>(new AnalysisWorker())
    this.#spare = null
    const reading = new RemoteWorker<ReadingApi>(new ReadingWorker())
    const { port1, port2 } = new MessageChannel()
    const serving = reading.ask((api) => api.serve(transfer(port1, [port1])))
    const outcome = worker.ask((api) =>
      api.analyse(files, proxy(onProgress), transfer(port2, [port2]), options),
    )
    const end = () => {
      worker.end()
      reading.end()
    }
    // Without its reader the analysis would wait for ever.
    const either = serving.then((served) => (served.kind === 'broken' ? served : outcome))
    return { outcome: either.finally(end), cancel: end }
  }

  /** Hashes one file after the other; stops at the first that cannot be read. */
  async sha256(files: readonly Blob[]): Promise<Answer<string[]>> {
    const worker = new RemoteWorker<HashApi>(new HashWorker())
    try {
      // Captures of one bundle share its file.
      const hashes = new Map<Blob, string>()
      for (const file of new Set(files)) {
        const answer = await worker.ask((api) => api.sha256(file))
        if (answer.kind !== 'answer') return answer
        hashes.set(file, answer.value)
      }
      return { kind: 'answer', value: files.map((file) => hashes.get(file) ?? '') }
    } finally {
      worker.end()
    }
  }

  library<P extends Promise<unknown>>(
    call: (api: Remote<LibraryApi>) => P,
  ): Promise<Answer<Awaited<P>>> {
    return this.#library.ask(call)
  }

  /** Moves the frame columns of `result` to the library: here they are empty afterwards. */
  save(result: CaseResult, files: File[], keep: boolean): Promise<Answer<Saved>> {
    const buffers = new Set(result.captures.flatMap(({ columns }) => buffersOf(columns)))
    return this.library((api) => api.save(transfer(result, [...buffers]), files, keep))
  }

  /** A sample capture as the file that could have been dropped. */
  async makeSample(name: SampleName): Promise<Answer<File>> {
    const worker = new RemoteWorker<SamplesApi>(new SamplesWorker())
    const answer = await worker.ask((api) => api.make(name))
    worker.end()
    if (answer.kind !== 'answer') return answer
    const { fileName, octets } = answer.value
    return { kind: 'answer', value: new File([octets], fileName) }
  }
}

function buffersOf(columns: FrameColumns): ArrayBuffer[] {
  return Object.values(columns)
    .filter((column: unknown) => ArrayBuffer.isView(column))
    .map(({ buffer }) => buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer)
}

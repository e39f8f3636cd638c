/**
 * The only door to the workers. All of them are inlined: a worker loaded by URL would not inherit
 * the page's policy and could speak to the network.
 */
import type { OpenTls } from '../workers/api/flows'
import type { WholeSpeech } from '../workers/model/flow-trace'
import { proxy, transfer, type Remote } from 'comlink'
import type {
  AnalysisApi,
  AnalysisOptions,
  AnalysisOutcome,
  Progress,
} from '../workers/api/analysis'
import type { HashApi } from '../workers/api/hash'
import type { IngestApi } from '../workers/api/ingest'
import type { IndexBounds, LibraryApi, Saved } from '../workers/api/library'
import type {
  PacketChoice,
  PacketExportOutcome,
  PacketExportProgress,
} from '../workers/api/packet-export'
import type { OctetQuestion, SearchOutcome, SearchState } from '../workers/api/octet-search'
import type { OwnTrial } from '../workers/api/own-detectors'
import type { SelectProgress } from '../workers/api/packets'
import type { SampleName, SamplesApi } from '../workers/api/samples'
import type {
  TableChoice,
  TableExportOutcome,
  TableExportProgress,
} from '../workers/api/table-export'
import type { CensusAnswer } from '../workers/api/views'
import type { DescribedDetector } from '../workers/model/detector-settings'
import type { FrameColumns } from '../workers/model/frame-columns'
import type { OwnDetector } from '../workers/model/own-detector'
import type { CaseLists, CaseResult } from '../workers/model/run'
import type { TimeScope } from '../workers/model/time-scope'
import EngineWorker from '../workers/engine.worker.ts?worker&inline'
import { RemoteWorker, type Answer } from './engine/remote-worker'

export { proxy } from 'comlink'
export type { Answer } from './engine/remote-worker'

/** One analysis in its own worker, which ends with it. */
export interface Run {
  /** Of the case that comes of it; '' when the library does not answer. */
  readonly id: Promise<string>
  readonly outcome: Promise<Answer<AnalysisOutcome>>
  /** Its long lists, which come behind the outcome. */
  readonly lists: Promise<Answer<CaseLists>>
  /** Ends it, and leaves nothing of it behind. */
  cancel(): void
}

/** The workers of one analysis: those that read and decode for it, at least one. */
interface Crew {
  analysis: RemoteWorker<AnalysisApi>
  ingest: RemoteWorker<IngestApi>[]
}

/** See `workers/engine.worker.ts`. */
const started = (name: 'analysis' | 'hash' | 'ingest' | 'library' | 'samples') =>
  new EngineWorker({ name })

function newCrew(readers: number): Crew {
  const newReader = () => new RemoteWorker<IngestApi>(started('ingest'))
  return {
    analysis: new RemoteWorker<AnalysisApi>(started('analysis')),
    ingest: Array.from({ length: readers }, newReader),
  }
}

export class Engine {
  readonly #library = new RemoteWorker<LibraryApi>(started('library'))
  #spare: Crew | null = null
  readonly #readers: number
  readonly #index: IndexBounds

  /** `readers`: workers that read and decode for one analysis, at least one. */
  constructor(readers: number, index: IndexBounds) {
    this.#readers = readers
    this.#index = index
  }

  /** Starts the workers of the next analysis, so that its first file does not wait for them. */
  warm(): void {
    this.#nextCrew()
  }

  #nextCrew(): Crew {
    if (this.#spare !== null) return this.#spare
    const crew = newCrew(this.#readers)
    this.#spare = crew
    void crew.analysis.ask((api) => api.warm())
    for (const reader of crew.ingest) void reader.ask((api) => api.warm())
    return crew
  }

  /** What each detector looks at, and its parameters. */
  async detectors(): Promise<Answer<DescribedDetector[]>> {
    const answer = await this.#nextCrew().analysis.ask((api) => api.detectors())
    // An analysis took the worker that was asked, and ended before it could answer.
    return answer.kind === 'ended' ? this.detectors() : answer
  }

  analyse(
    files: readonly File[],
    onProgress: (progress: Progress) => void,
    options: AnalysisOptions,
  ): Run {
    const { analysis, ingest } = this.#spare ?? newCrew(this.#readers)
    this.#spare = null
    const ports: MessagePort[] = []
    const serving = ingest.map((reader) => {
      const { port1, port2 } = new MessageChannel()
      ports.push(port2)
      return reader.ask((api) => api.serve(transfer(port1, [port1])))
    })
    const shelf = new MessageChannel()
    const begun = this.library((api) =>
      api.begin(transfer(shelf.port1, [shelf.port1]), this.#index),
    )
    const id = begun.then((answer) => (answer.kind === 'answer' ? answer.value : ''))
    const outcome = analysis.ask((api) =>
      api.analyse(
        files,
        proxy(onProgress),
        transfer(ports, ports),
        transfer(shelf.port2, [shelf.port2]),
        options,
      ),
    )
    const end = () => {
      analysis.end()
      for (const reader of ingest) reader.end()
    }
    const cancel = () => {
      end()
      void this.#discard(id)
    }
    // Without its frames the analysis would wait for ever.
    const either = Promise.all(serving).then(
      (served) => served.find((answer) => answer.kind === 'broken') ?? outcome,
    )
    const lists = either.then((answer): Promise<Answer<CaseLists>> | Answer<never> => {
      if (answer.kind !== 'answer') return answer
      if (answer.value.kind === 'unreadable') return { kind: 'ended' }
      return analysis.ask((api) => api.lists())
    })
    return { id, outcome: either, lists: lists.finally(end), cancel }
  }

  /** Hashes one file after the other; stops at the first that cannot be read. */
  async sha256(files: readonly Blob[]): Promise<Answer<string[]>> {
    const worker = new RemoteWorker<HashApi>(started('hash'))
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

  /** Counts the frames of a capture; `told`: how many so far. */
  census(
    id: string,
    capture: number,
    told: (frames: number) => void,
    scope: TimeScope,
  ): Promise<Answer<CensusAnswer>> {
    return this.library((api) => api.census(id, capture, proxy(told), scope))
  }

  searchOctets(
    id: string,
    question: OctetQuestion,
    onProgress: (state: SearchState) => void,
  ): Promise<Answer<SearchOutcome>> {
    return this.library((api) => api.searchOctets(id, question, proxy(onProgress)))
  }

  tryDetector(
    id: string,
    detector: OwnDetector,
    onProgress: (progress: SelectProgress) => void,
  ): Promise<Answer<OwnTrial>> {
    return this.library((api) => api.tryDetector(id, detector, proxy(onProgress)))
  }

  exportPackets(
    id: string,
    choice: PacketChoice,
    notes: boolean,
    onProgress: (progress: PacketExportProgress) => void,
  ): Promise<Answer<PacketExportOutcome>> {
    return this.library((api) => api.exportPackets(id, choice, notes, proxy(onProgress)))
  }

  exportTable(
    id: string,
    choice: TableChoice,
    onProgress: (progress: TableExportProgress) => void,
  ): Promise<Answer<TableExportOutcome>> {
    return this.library((api) => api.exportTable(id, choice, proxy(onProgress)))
  }

  /** Opens what was said in TLS, for the library, which has no ciphers. @throws Error when it cannot. */
  readonly openTls = async (...said: Parameters<OpenTls>): Promise<WholeSpeech> => {
    const worker = new RemoteWorker<AnalysisApi>(started('analysis'))
    const answer = await worker.ask((api) => api.openSaid(...said))
    worker.end()
    if (answer.kind !== 'answer') throw new Error('what was said could not be opened')
    return answer.value
  }

  /**
   * Moves the frame columns of `result` and the lists to the library: here they are empty afterwards.
   * `onHeld`: the library answers questions about the case from now on. `own`: detectors of the analyst, to be run.
   */
  async save(
    result: CaseResult,
    files: readonly File[],
    run: Run,
    onHeld: (id: string) => void,
    own: readonly OwnDetector[],
  ): Promise<Answer<Saved>> {
    const [id, packed] = await Promise.all([run.id, run.lists])
    if (packed.kind !== 'answer') return packed
    const lists = packed.value
    const buffers = new Set(
      result.captures.flatMap(({ columns }) => columns.chunks.flatMap(buffersOf)),
    )
    const packs = [lists.flows, ...lists.applications, ...(lists.numbers ?? [])]
    const moved = packs.map(({ buffer }) => buffer)
    return this.library((api) =>
      api.save(
        transfer(result, [...buffers]),
        transfer(lists, moved),
        files,
        id || undefined,
        proxy(onHeld),
        own,
      ),
    )
  }

  /** What was kept of a case that comes to nothing. */
  async #discard(run: Promise<string>): Promise<void> {
    const id = await run
    if (id !== '') await this.library((api) => api.discard(id))
  }

  /** A sample capture as the file that could have been dropped. */
  async makeSample(name: SampleName): Promise<Answer<File>> {
    const worker = new RemoteWorker<SamplesApi>(started('samples'))
    const answer = await worker.ask((api) => api.make(name))
    worker.end()
    if (answer.kind !== 'answer') return answer
    const { fileName, octets } = answer.value
    return { kind: 'answer', value: new File([octets], fileName) }
  }
}

function buffersOf(columns: FrameColumns | null): ArrayBuffer[] {
  return Object.values(columns ?? {})
    .filter((column: unknown) => ArrayBuffer.isView(column))
    .map(({ buffer }) => buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer)
}

/** Captures read by several threads in segments; here all of them share the thread of the test. */
import type { Seek } from '../../workers/capture/segment'
import { seekRecord } from '../../workers/capture/segment'
import type { CaptureState } from '../../workers/capture/reader'
import { analyseCase } from '../../workers/pipeline/case-run'
import { openHere, type OpenIngest } from '../../workers/pipeline/ingest'
import { SegmentThread } from '../../workers/pipeline/segment-thread'
import { openInSegments } from '../../workers/pipeline/segments'
import { serveSegments } from '../../workers/pipeline/serve-segments'
import { analysisDocument } from '../../workers/report/document'
import { fileOf } from './analyse'

/** Pairs of buffers of each thread: so few that all of them must wait for their turn. */
const BUFFERS = 3

export interface Crew {
  /** `workers` 1: the way of one reader. `octets`: of a segment. */
  open(workers: 1 | 2 | 4, octets: number): OpenIngest
  /** Jobs that the threads were given. */
  jobs(): number
  close(): void
}

export function newCrew(seek: Seek = seekRecord): Crew {
  let jobs = 0
  const channels = [0, 1, 2, 3].map(() => new MessageChannel())
  const newThread = ({ port1, port2 }: MessageChannel) => {
    serveSegments(port1, seek)
    const thread = new SegmentThread(port2, BUFFERS)
    const read = thread.read.bind(thread)
    thread.read = (...order) => {
      jobs++
      return read(...order)
    }
    return thread
  }
  const [first, ...others] = channels.map(newThread)
  if (first === undefined) throw new Error('no threads')
  return {
    open: (workers, octets) =>
      workers === 1
        ? openHere
        : openInSegments([first, ...others.slice(0, workers - 1)], openHere, octets),
    jobs: () => jobs,
    close: () => {
      for (const { port1 } of channels) port1.close()
    },
  }
}

/** The analysis document. */
export async function documentOf(octets: Uint8Array<ArrayBuffer>, open: OpenIngest) {
  const outcome = await analyseCase([fileOf(octets)], () => undefined, open)
  if (outcome.kind !== 'analysed') throw new Error(outcome.files[0]?.message)
  return analysisDocument(outcome.result, '0')
}

export interface Ingested {
  /** Of each frame: offset, time, lengths, interface, link type, first octet. */
  frames: string[]
  state: CaptureState
}

/** Everything that the analysis is given. */
export async function ingested(
  octets: Uint8Array<ArrayBuffer>,
  open: OpenIngest,
): Promise<Ingested> {
  for await (const { outcome } of open(fileOf(octets))) {
    if (outcome.kind !== 'capture') throw new Error(outcome.kind)
    const { ingest } = outcome
    const frames: string[] = []
    for (let batch = await ingest.next(); batch !== null; batch = await ingest.next()) {
      const { records } = batch
      for (let row = 0; row < records.count; row++) {
        const { fileAt, time, capLen, origLen, iface, linktype, at, view } = records
        const columns = [fileAt, time, capLen, origLen, iface, linktype].map((list) => list[row])
        const octet = capLen[row] === 0 ? -1 : view.getUint8(at[row] ?? NaN)
        frames.push([...columns, octet].join())
      }
    }
    const { state } = ingest
    await ingest.close()
    return { frames, state: { ...state, octetsRead: 0 } }
  }
  throw new Error('no part')
}

/** The other end of `segment-thread.ts`: reads and decodes stretches of files, one after the other. */
import { openRest, openSegment, seekRecord, type Rest, type Segment } from '../capture/segment'
import { stateOf } from '../capture/reader'
import type { RecordBatch } from '../model/record-batch'
import { Decoder } from './decode'
import type { Buffers } from './buffer-returns'
import { packetBatchOver } from './packet-batch'
import type {
  FromSegments,
  StretchBatch,
  StretchNews,
  StretchOrder,
  ToSegments,
} from './segment-job'

interface Reader {
  next(batch: RecordBatch): Promise<boolean>
  exchange(window: ArrayBuffer): ArrayBuffer
}

type Place = Pick<StretchBatch, 'position' | 'lastAt' | 'state'>

/** `seek` finds where the records of a segment begin. */
export function serveSegments(port: MessagePort, seek = seekRecord): void {
  const free: Buffers[] = []
  const decoder = new Decoder()
  /** Jobs that somebody still waits for. */
  const wanted = new Set<number>()
  let wake: (() => void) | null = null
  let before: Promise<void> = Promise.resolve()

  port.onmessage = ({ data }: MessageEvent<ToSegments>) => {
    if ('job' in data) {
      const { job } = data
      wanted.add(job)
      before = before
        .then(() => read(data))
        .catch((error: unknown) => {
          const message = error instanceof Error ? error.message : String(error)
          send(job, { kind: 'broken', message })
        })
    } else if ('cancel' in data) wanted.delete(data.cancel)
    else free.push(...data.free)
    wake?.()
    wake = null
  }

  function read({ job, file, stretch }: StretchOrder): Promise<void> {
    if (!wanted.has(job)) return Promise.resolve()
    return 'segment' in stretch
      ? readSegment(job, file, stretch.segment)
      : readRest(job, file, stretch.rest)
  }

  async function readSegment(job: number, file: Blob, segment: Segment): Promise<void> {
    const reader = await openSegment(file, segment, seek)
    send(job, { kind: 'begin', at: reader?.position ?? -1 })
    if (reader !== null) {
      const place = () => ({ position: reader.position, lastAt: reader.lastAt, state: null })
      while (await batch(job, reader, place));
      await reader.close()
    }
    send(job, { kind: 'end', state: null })
  }

  async function readRest(job: number, file: Blob, rest: Rest): Promise<void> {
    const reader = await openRest(file, rest)
    if (reader !== null) {
      const place = () => ({ position: 0, lastAt: 0, state: stateOf(reader) })
      while (await batch(job, reader, place));
      await reader.close()
    }
    send(job, { kind: 'end', state: reader && stateOf(reader) })
  }

  /** Sends the next batch; false: there is none, or nobody wants it. */
  async function batch(job: number, reader: Reader, place: () => Place): Promise<boolean> {
    const lent = await nextFree(job)
    if (lent === null) return false
    const frames = packetBatchOver(lent.batch)
    if (!(await reader.next(frames.records))) {
      free.push(lent)
      return false
    }
    decoder.decode(frames)
    const { count } = frames.records
    const buffers = { batch: lent.batch, window: reader.exchange(lent.window) }
    const news: FromSegments = { job, news: { kind: 'batch', count, buffers, ...place() } }
    port.postMessage(news, [buffers.batch, buffers.window])
    return true
  }

  /** Null: nobody wants the job any more. */
  async function nextFree(job: number): Promise<Buffers | null> {
    for (;;) {
      if (!wanted.has(job)) return null
      const buffers = free.shift()
      if (buffers !== undefined) return buffers
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }

  function send(job: number, news: StretchNews): void {
    const message: FromSegments = { job, news }
    port.postMessage(message)
  }
}

/** The other end of `ingest-thread.ts`: reads and decodes files into the buffers that it is lent. */
import { openParts } from '../capture/parts'
import { stateOf, type CaptureReader } from '../capture/reader'
import { isSidecar } from '../sidecar'
import { Decoder } from './decode'
import type { NoCapture } from './ingest'
import type { Buffers } from './buffer-returns'
import type { FromIngest, ToIngest } from './ingest-thread'
import { packetBatchOver } from './packet-batch'
import { serveSegments } from './serve-segments'

export function serveIngest(port: MessagePort): void {
  const free: Buffers[] = []
  const decoder = new Decoder()
  let wake: (() => void) | null = null
  let current = 0

  port.onmessage = ({ data }: MessageEvent<ToIngest>) => {
    if ('open' in data) {
      const { open, turn } = data
      current = turn
      read(open, turn).catch((error: unknown) => {
        send({
          kind: 'broken',
          turn,
          message: error instanceof Error ? error.message : String(error),
        })
      })
    } else if ('segments' in data) serveSegments(data.segments)
    else free.push(...data.free)
    wake?.()
    wake = null
  }

  async function read(file: File, turn: number): Promise<void> {
    for await (const { outcome, ...part } of openParts(file, file.name, isSidecar)) {
      if (outcome.kind !== 'capture') {
        send({ kind: 'other', turn, part, outcome }, outcome)
        continue
      }
      const { reader } = outcome
      send({ kind: 'part', turn, part, state: stateOf(reader) })
      while (await batch(reader, turn));
      await reader.close()
      if (turn !== current) return
    }
    send({ kind: 'done', turn })
  }

  /** Sends the next batch; false: there is none, or another file has its turn. */
  async function batch(reader: CaptureReader, turn: number): Promise<boolean> {
    const lent = await nextFree(turn)
    if (lent === null) return false
    const frames = packetBatchOver(lent.batch)
    const { interfaces, secrets } = reader
    const known = interfaces.length + secrets.length
    if (!(await reader.next(frames.records))) {
      free.push(lent)
      send({ kind: 'end', turn, state: stateOf(reader) })
      return false
    }
    decoder.decode(frames)
    const buffers = { batch: lent.batch, window: reader.exchange(lent.window) }
    const { octetsRead, epochNs, lastNs } = reader
    const news: FromIngest = {
      kind: 'batch',
      turn,
      count: frames.records.count,
      buffers,
      state: { octetsRead, epochNs, lastNs },
      whole: interfaces.length + secrets.length === known ? null : stateOf(reader),
    }
    port.postMessage(news, [buffers.batch, buffers.window])
    return true
  }

  /** Null: another file has its turn. */
  async function nextFree(turn: number): Promise<Buffers | null> {
    for (;;) {
      if (turn !== current) return null
      const buffers = free.shift()
      if (buffers !== undefined) return buffers
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }

  function send(news: FromIngest, outcome?: NoCapture): void {
    port.postMessage(news, outcome?.kind === 'text' ? [outcome.octets.buffer] : [])
  }
}

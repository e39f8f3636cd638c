/** The other end of `reading-thread.ts`: reads files into the buffers that it is lent. */
import { openBlob } from './octet-source'
import type { FromReading, ToReading } from './reading-thread'

export function serveReading(port: MessagePort): void {
  const free: ArrayBuffer[] = []
  let wake: (() => void) | null = null
  let current = 0

  port.onmessage = ({ data }: MessageEvent<ToReading>) => {
    if ('read' in data) {
      current = data.turn
      void read(data.read, data.turn)
    } else free.push(data.free)
    wake?.()
    wake = null
  }

  async function read(file: Blob, turn: number): Promise<void> {
    const source = openBlob(file)
    for (;;) {
      const lent = await nextFree(turn)
      if (lent === null) break
      const { buffer, count } = await source.fill(lent, 0)
      const news: FromReading = { turn, buffer, count, message: source.message }
      port.postMessage(news, [buffer])
      if (count <= 0) break
    }
    await source.close()
  }

  /** Null: another file has its turn. */
  async function nextFree(turn: number): Promise<ArrayBuffer | null> {
    for (;;) {
      if (turn !== current) return null
      const buffer = free.shift()
      if (buffer !== undefined) return buffer
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
}

import { afterEach, describe, expect, it, vi } from 'vitest'
import { openCapture } from '../../../workers/capture/open'
import { newRecordBatch } from '../../../workers/model/record-batch'
import { frame, join, open, openBlob, pcapHead, pcapRecord, rowsOf } from './capture-bytes'

const records = Array.from({ length: 40 }, (_, i) => pcapRecord([i, 0], frame(50_000, i)))
const octets = join(pcapHead(), ...records)

/** A blob whose stream is made by the test. */
class StreamingBlob extends Blob {
  private readonly source: () => UnderlyingDefaultSource<Uint8Array<ArrayBuffer>>

  constructor(source: () => UnderlyingDefaultSource<Uint8Array<ArrayBuffer>>) {
    super([octets])
    this.source = source
  }

  /** Not a byte stream: like WebKit's, it refuses to read into a buffer of the reader's. */
  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new ReadableStream(this.source())
  }
}

afterEach(() => vi.useRealTimers())

describe('reading a blob', () => {
  it('works with streams that cannot fill a given buffer', async () => {
    const blob = new StreamingBlob(() => ({
      start(controller) {
        for (let at = 0; at < octets.length; at += 7001) {
          controller.enqueue(octets.slice(at, at + 7001))
        }
        controller.close()
      },
    }))
    const reader = await openBlob(blob)
    expect((await rowsOf(reader)).map(({ octets: [first] }) => first)).toEqual(
      records.map((_, i) => i),
    )
    expect(reader.octetsRead).toBe(octets.length)
  })

  it('keeps what was read before the file became unreadable', async () => {
    const blob = new StreamingBlob(() => {
      const parts = [octets.slice(0, 125_000)]
      return {
        pull(controller) {
          const part = parts.pop()
          if (part === undefined) throw new DOMException('It has changed.', 'NotReadableError')
          controller.enqueue(part)
        },
      }
    })
    const reader = await openBlob(blob)
    expect(await rowsOf(reader)).toHaveLength(2)
    expect(reader.message).toContain('the browser gave the file up: It has changed.')
  })

  it('gives a read up that never ends', async () => {
    vi.useFakeTimers()
    const outcome = openCapture(new StreamingBlob(() => ({})), 'a.pcap')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await outcome).toEqual({
      kind: 'not-a-capture',
      message:
        '“a.pcap” could not be opened: the browser gave the file up: nothing came for 60 seconds',
      text: false,
    })
  })

  it('lets the reader be closed early', async () => {
    const reader = await open(octets)
    await reader.next(newRecordBatch())
    await reader.close()
    expect(await reader.next(newRecordBatch())).toBe(false)
  })
})

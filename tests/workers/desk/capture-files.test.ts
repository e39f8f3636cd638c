/** The dropped file is read before the one that is kept, as long as it can be. */
import { describe, expect, it, vi } from 'vitest'
import { newAttachedFiles } from '../../../workers/desk/attached-files'
import { newCaptureFiles } from '../../../workers/desk/capture-files'
import { newMemoryStore } from '../../../workers/store/memory-store'
import { sampleFacts } from '../store/sample-case'

const FACTS = [sampleFacts('a.pcap', 3)]

class Moved extends File {
  override slice(): Blob {
    const gone = new Blob()
    gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'))
    return gone
  }
}

function files({ kept }: { kept: boolean }) {
  const store = newMemoryStore(() => Promise.resolve(null))
  const blob = vi.fn(() => Promise.resolve(kept ? new Blob(['kept']) : null))
  const holder = { ...store, blob }
  const attached = newAttachedFiles()
  const released: Blob[] = []
  const own = newCaptureFiles({ holderOf: () => Promise.resolve(holder) }, attached, {
    released: (file) => void released.push(file),
  })
  return { attached, blob, released, own, of: () => own.of('case', FACTS, 0) }
}

describe('the file of a capture', () => {
  it('is the dropped one, and the database is not asked', async () => {
    const { attached, blob, of } = files({ kept: true })
    const dropped = new File(['dropped'], 'a.pcap')
    attached.attach('case', 0, dropped)
    expect(await of()).toBe(dropped)
    expect(blob).not.toHaveBeenCalled()
  })

  it('is the kept one when the dropped one was moved', async () => {
    const { attached, of } = files({ kept: true })
    attached.attach('case', 0, new Moved(['x'], 'a.pcap'))
    expect(await (await of())?.text()).toBe('kept')
  })

  it('is the moved one when none is kept: reading it tells why it cannot be read', async () => {
    const { attached, of } = files({ kept: false })
    const moved = new Moved(['x'], 'a.pcap')
    attached.attach('case', 0, moved)
    expect(await of()).toBe(moved)
  })

  it('is the same blob every time, until it is forgotten', async () => {
    const { own, blob, released, of } = files({ kept: true })
    const first = await of()
    expect(await of()).toBe(first)
    expect(blob).toHaveBeenCalledTimes(1)
    own.forget('case')
    expect(released).toEqual([first])
    expect(await of()).not.toBe(first)
  })

  it('is none when it was neither dropped nor kept', async () => {
    const { of } = files({ kept: false })
    expect(await of()).toBeNull()
  })
})

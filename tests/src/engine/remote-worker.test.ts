import { expect, it } from 'vitest'
import { RemoteWorker } from '../../../src/engine/remote-worker'

interface Api {
  work(): Promise<number>
}

/** A worker that never speaks: like one that failed to load. */
class SilentWorker extends EventTarget {
  onerror: ((event: unknown) => void) | null = null
  onmessageerror: (() => void) | null = null
  terminated = false

  postMessage() {}

  terminate() {
    this.terminated = true
  }
}

function silent() {
  const worker = new SilentWorker()
  return { worker, remote: new RemoteWorker<Api>(worker as unknown as Worker) }
}

it('settles what waits when the worker breaks', async () => {
  const { worker, remote } = silent()
  const answer = remote.ask((api) => api.work())
  worker.onerror?.({ message: 'no such thing', preventDefault: () => undefined })
  expect(await answer).toEqual({ kind: 'broken', message: 'no such thing' })
})

it('settles what waits when the worker is ended', async () => {
  const { worker, remote } = silent()
  const answer = remote.ask((api) => api.work())
  remote.end()
  expect(await answer).toEqual({ kind: 'ended' })
  expect(worker.terminated).toBe(true)
})

it('does not wait for a worker that has ended', async () => {
  const { remote } = silent()
  remote.end()
  expect(await remote.ask((api) => api.work())).toEqual({ kind: 'ended' })
})

it('turns a rejection into an answer', async () => {
  const { remote } = silent()
  const answer = await remote.ask(() => Promise.reject(new Error('quota')))
  expect(answer).toEqual({ kind: 'broken', message: 'quota' })
})

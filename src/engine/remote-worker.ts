/**
 * One worker and the remote that speaks with it. Comlink listens to messages only: without this, a
 * worker that fails to load leaves its caller waiting for ever, and a remote that nobody holds is
 * collected during a long call and its answer lost.
 */
import { wrap, type Remote } from 'comlink'

export type Answer<T> =
  | { kind: 'answer'; value: T }
  /** A bug of ours, or a browser that refuses to start workers. */
  | { kind: 'broken'; message: string }
  /** Somebody ended the worker: cancelled. */
  | { kind: 'ended' }

type Stop = Exclude<Answer<never>, { kind: 'answer' }>

export class RemoteWorker<Api> {
  readonly #worker: Worker
  readonly #remote: Remote<Api>
  readonly #waiting = new Set<(stop: Stop) => void>()
  #stopped: Stop | null = null

  constructor(worker: Worker) {
    this.#worker = worker
    this.#remote = wrap<Api>(worker)
    worker.onerror = (event) => {
      event.preventDefault()
      this.#stop({ kind: 'broken', message: event.message || 'The worker could not be started.' })
    }
    worker.onmessageerror = () => {
      this.#stop({ kind: 'broken', message: 'The answer of the worker could not be read.' })
    }
  }

  /** Never rejects, and settles even when the worker dies. */
  ask<P extends Promise<unknown>>(call: (api: Remote<Api>) => P): Promise<Answer<Awaited<P>>> {
    return new Promise((resolve) => {
      if (this.#stopped !== null) {
        resolve(this.#stopped)
        return
      }
      const settle = (answer: Answer<Awaited<P>>) => {
        this.#waiting.delete(settle)
        resolve(answer)
      }
      this.#waiting.add(settle)
      call(this.#remote).then(
        (value) => settle({ kind: 'answer', value: value as Awaited<P> }),
        (error: unknown) => settle({ kind: 'broken', message: messageOf(error) }),
      )
    })
  }

  /** At once, whatever the worker is doing. */
  end(): void {
    this.#worker.terminate()
    this.#stop({ kind: 'ended' })
  }

  #stop(stop: Stop): void {
    this.#stopped ??= stop
    for (const settle of this.#waiting) settle(stop)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

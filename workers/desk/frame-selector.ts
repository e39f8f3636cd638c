/**
 * Which frames of a capture pass a filter. One question after the other: they share what is known of
 * the capture.
 */
import type { PacketQuery, SelectProgress } from '../api/packets'
import { compileFilter } from '../filter/bind'
import type { Test } from '../filter/program'
import { Refusal } from '../filter/refusal'
import { Cancelled, Unreadable, type CaptureAccess, type Pace } from '../select/capture-access'
import { NO_REFERENCES, referencesIn, referencesOf, type References } from '../select/references'
import type { RowSet } from '../select/row-set'
import { needsOctets, selectFrames } from '../select/select-frames'
import type { CaptureAccesses, CaseCapture } from './capture-accesses'
import type { FacetShelf } from './facet-shelf'
import { NO_SUCH_CASE, noFrameSelected, octetsNotKept, octetsUnreadable } from './sentences'

/** Milliseconds between two calls of `onProgress`, and that others wait at most. */
const PROGRESS_MS = 100
const PATIENCE_MS = 12

export interface Asking {
  cancelled: boolean
}

export type Selected =
  | { kind: 'rows'; rows: RowSet; access: CaseCapture }
  | { kind: 'refused'; message: string; at: number; length: number }
  | { kind: 'absent'; message: string }
  | { kind: 'cancelled' }

export interface FrameSelector {
  select(
    id: string,
    query: PacketQuery,
    asking: Readonly<Asking>,
    onProgress: (progress: SelectProgress) => void,
  ): Promise<Selected>
  /** Somebody waits for another answer: this one lets it go first, and begins again after it. */
  selectBehind: FrameSelector['select']
  forget(id: string): void
}

export function newFrameSelector(
  accesses: CaptureAccesses,
  facets: FacetShelf,
  nowMs: () => number,
): FrameSelector {
  let last: Promise<unknown> = Promise.resolve()
  /** Questions that are not to wait for those that stand behind. */
  let urgent = 0

  function inTurn<T>(answer: () => Promise<T>): Promise<T> {
    const answered = last.then(answer)
    last = answered.catch(() => undefined)
    return answered
  }

  async function answered(
    ...[id, query, asking, onProgress]: Parameters<FrameSelector['select']>
  ): Promise<Selected> {
    const test = compiled(query.filter)
    if (test instanceof Refusal) return refused(test)
    const access = await accesses.of(id, query.capture)
    if (access === null) return { kind: 'absent', message: NO_SUCH_CASE }
    const question = { test, from: query.from, to: query.to, references: NO_REFERENCES }
    const selecting = {
      access,
      ...facets.of(id, query.capture, access.rows),
      pace: newPace(asking, onProgress, nowMs),
    }
    if (needsOctets(question, selecting) && (await access.file()) === null) {
      return { kind: 'absent', message: octetsNotKept(access.facts.name) }
    }
    try {
      const references = await resolved(test, query.filter, access, query.selected)
      const rows = await selectFrames({ ...question, references }, selecting)
      return { kind: 'rows', rows, access }
    } catch (error) {
      return outcomeOf(error, access.facts.name)
    }
  }

  return {
    async select(...question) {
      urgent++
      try {
        return await inTurn(() => answered(...question))
      } finally {
        urgent--
      }
    },
    async selectBehind(id, query, asking, onProgress) {
      for (;;) {
        const patient = {
          get cancelled() {
            return asking.cancelled || urgent > 0
          },
        }
        const found = await inTurn(() => answered(id, query, patient, onProgress))
        if (found.kind !== 'cancelled' || asking.cancelled) return found
      }
    },
    forget: (id) => facets.forget(id),
  }
}

function compiled(filter: string): Test | null | Refusal {
  try {
    return compileFilter(filter)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

function refused({ message, at, length }: Refusal): Selected {
  return { kind: 'refused', message, at, length }
}

/** @throws Refusal when no frame is selected that the filter speaks of. */
async function resolved(
  test: Test | null,
  filter: string,
  access: CaptureAccess,
  selected: number | undefined,
): Promise<References> {
  const fields = test === null ? [] : referencesIn(test)
  if (fields.length === 0) return NO_REFERENCES
  const at = filter.indexOf('${')
  const length = filter.indexOf('}', at) + 1 - at
  if (selected === undefined) throw new Refusal(noFrameSelected(), at, length)
  return referencesOf(fields, access, selected)
}

/** A file that was moved or changed is a circumstance, and so is one that asks for something else. */
function outcomeOf(error: unknown, name: string): Selected {
  if (error instanceof Refusal) return refused(error)
  if (error instanceof Cancelled) return { kind: 'cancelled' }
  if (error instanceof Unreadable || error instanceof DOMException) {
    return { kind: 'absent', message: octetsUnreadable(name) }
  }
  throw error
}

export function newPace(
  asking: Readonly<Asking>,
  onProgress: (progress: SelectProgress) => void,
  nowMs: () => number,
): Pace {
  let told = nowMs()
  let rested = told
  return {
    get cancelled() {
      return asking.cancelled
    },
    async rest(asked, total, found) {
      const now = nowMs()
      if (now - rested < PATIENCE_MS) return
      if (now - told >= PROGRESS_MS && !asking.cancelled) {
        told = now
        onProgress({ asked, total, found })
      }
      await othersFirst()
      rested = nowMs()
    },
  }
}

/** Messages that wait are taken first. A timer would wait longer than that. */
function othersFirst(): Promise<void> {
  return new Promise((settle) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      settle()
    }
    port2.postMessage(null)
  })
}

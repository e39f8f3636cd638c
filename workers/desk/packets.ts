/** Answers which packets of a case pass a filter. */
import type { PacketsApi, SelectOutcome, SelectProgress } from '../api/packets'
import { compileFilter } from '../filter/bind'
import type { Test } from '../filter/program'
import { Refusal } from '../filter/refusal'
import { MAX_UNPACKED_OCTETS } from '../limits/workspace-limits'
import { CHUNK_ROWS } from '../model/frame-columns'
import { Cancelled, Unreadable, type CaptureAccess, type Pace } from '../select/capture-access'
import { NO_REFERENCES, referencesIn, referencesOf, type References } from '../select/references'
import { needsOctets, selectFrames } from '../select/select-frames'
import type { CaptureAccesses, OctetOpening } from './capture-accesses'
import type { FacetShelf } from './facet-shelf'
import { newPacketSets } from './packet-sets'
import { NO_SUCH_CASE, noFrameSelected, octetsNotKept, octetsUnreadable } from './sentences'

export interface Packets extends PacketsApi {
  /** Nothing of the case is held any more. */
  forget(id: string): void
}

/** Milliseconds between two calls of `onProgress`, and that others wait at most. */
const PROGRESS_MS = 100
const PATIENCE_MS = 12

export interface PacketTools extends OctetOpening {
  nowMs: () => number
}

export function newPackets(
  accesses: CaptureAccesses,
  facets: FacetShelf,
  tools: PacketTools,
): Packets {
  const sets = newPacketSets()
  /** The last question, and whether somebody still waits for its answer. */
  let asking = { cancelled: false }
  let last: Promise<unknown> = Promise.resolve()

  async function select(
    ...[id, query, onProgress]: Parameters<PacketsApi['selectPackets']>
  ): Promise<SelectOutcome> {
    const begun = tools.nowMs()
    asking.cancelled = true
    const own = (asking = { cancelled: false })
    const before = last
    const answer = (async (): Promise<SelectOutcome> => {
      const test = compiled(query.filter)
      if (test instanceof Refusal) return refused(test)
      await before
      const access = await accesses.of(id, query.capture)
      if (access === null) return { kind: 'absent', message: NO_SUCH_CASE }
      const question = { test, from: query.from, to: query.to, references: NO_REFERENCES }
      const selecting = {
        access,
        ...facets.of(id, query.capture, access.rows),
        pace: newPace(own, onProgress, tools.nowMs),
      }
      if (needsOctets(question, selecting) && (await access.file()) === null) {
        return { kind: 'absent', message: octetsNotKept(access.facts.name) }
      }
      const found = await resolved(test, query.filter, access, query.selected)
        .then((references) => selectFrames({ ...question, references }, selecting))
        .catch((error: unknown) => outcomeOf(error, access.facts.name))
      if ('kind' in found) return found
      const elapsedMs = tools.nowMs() - begun
      const set = sets.add(id, found)
      const { count } = found
      const quickOctets = await quickOctetsOf(access)
      return { kind: 'selected', set, count, asked: access.rows, elapsedMs, quickOctets }
    })()
    last = answer.catch(() => undefined)
    return answer.catch((error: unknown) => {
      if (error instanceof Refusal) return refused(error)
      throw error
    })
  }

  return {
    selectPackets: select,
    cancelSelection() {
      asking.cancelled = true
      return Promise.resolve()
    },
    framesOf(set, from, count) {
      const rows = sets.of(set)?.rows(from, count) ?? new Uint32Array(0)
      return Promise.resolve(rows.map((row) => row + 1))
    },
    rowOf: (set, frame) => Promise.resolve(sets.of(set)?.rank(frame - 1) ?? 0),
    forget(id) {
      accesses.forget(id)
      facets.forget(id)
      sets.forget(id)
    },
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

function refused({ message, at, length }: Refusal): SelectOutcome {
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
function outcomeOf(error: unknown, name: string): SelectOutcome {
  if (error instanceof Cancelled) return { kind: 'cancelled' }
  if (error instanceof Unreadable || error instanceof DOMException) {
    return { kind: 'absent', message: octetsUnreadable(name) }
  }
  throw error
}

/** See `PacketSet`. */
async function quickOctetsOf(access: CaptureAccess): Promise<number> {
  const { facts, rows } = access
  if (rows === 0) return 0
  const last = await access.chunk(Math.floor((rows - 1) / CHUNK_ROWS))
  const at = last?.fileAt[(rows - 1) % CHUNK_ROWS] ?? 0
  if (at < MAX_UNPACKED_OCTETS) return 0
  const packed = facts.within?.steps.some((step) => 'packing' in step) ?? at >= facts.size
  return packed ? MAX_UNPACKED_OCTETS : 0
}

export function newPace(
  asking: { readonly cancelled: boolean },
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

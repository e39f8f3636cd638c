/** Searches through all octets of a case, capture by capture; the last search is kept. */
import type {
  NotSought,
  OctetSearchApi,
  SearchOutcome,
  SearchScope,
  SearchState,
} from '../api/octet-search'
import type { SelectProgress } from '../api/packets'
import { Refusal } from '../filter/refusal'
import { MAX_MATCH_ROWS } from '../limits/workspace-limits'
import type { CaptureFacts, CaptureStep } from '../model/capture'
import type { MatchRow } from '../model/match-row'
import type { Matcher } from '../search/matcher'
import { Matches } from '../search/matches'
import { matcherOf } from '../search/question'
import { searchFrames, type OctetSlices, type Sought } from '../search/search-frames'
import { Cancelled, Unreadable } from '../select/capture-access'
import type { CaptureAccesses } from './capture-accesses'
import { matchRows, type MatchTools } from './match-rows'
import { newPace, type FrameSelector } from './frame-selector'
import { NoScope, partOf, type SearchPart } from './search-scope'
import { NO_SUCH_CASE } from './sentences'
import type { Stores } from './stores'

export interface SearchTools extends MatchTools {
  nowMs: () => number
  /** A capture to be read in any order; `steps` lead to it from the file. */
  openSlices: (file: Blob, steps?: readonly CaptureStep[]) => Promise<OctetSlices>
}

export interface OctetSearch {
  api: OctetSearchApi
  /** Nothing of the case is held any more. */
  forget(id: string): void
}

interface Search {
  id: string
  number: number
  cancelled: boolean
  begunMs: number
  matches: Matches
  sought: Sought
  totalOctets: number
  totalFrames: number
  filtering: SearchState['filtering']
}

export function newOctetSearch(
  stores: Pick<Stores, 'holderOf'>,
  captures: CaptureAccesses,
  selector: Pick<FrameSelector, 'selectBehind'>,
  tools: SearchTools,
): OctetSearch {
  let numbers = 0
  let current: Search | null = null

  function begin(id: string): Search {
    if (current !== null) current.cancelled = true
    current = {
      ...{ id, number: ++numbers, cancelled: false, begunMs: tools.nowMs() },
      ...{ matches: new Matches(), sought: { octets: 0, frames: 0 } },
      ...{ totalOctets: 0, totalFrames: 0, filtering: null },
    }
    return current
  }

  async function searchAll(
    search: Search,
    facts: readonly CaptureFacts[],
    matcher: Matcher,
    within: SearchScope | undefined,
    onProgress: (state: SearchState) => void,
  ): Promise<NotSought[]> {
    const tell = () => onProgress(stateOf(search, tools.nowMs()))
    const scoping = {
      ...{ id: search.id, asking: search, selector },
      onProgress({ asked, total }: SelectProgress) {
        search.filtering = { asked, total }
        tell()
      },
    }
    const parts: (SearchPart | NotSought['why'])[] = []
    for (const index of facts.keys()) {
      const access = await captures.of(search.id, index)
      if (access === null) throw new Cancelled() // the case goes
      const part = await partOf(scoping, access, index, within)
      if (search.cancelled) throw new Cancelled()
      parts.push(part)
      if (typeof part === 'string') continue
      search.totalOctets += part.octets
      search.totalFrames += part.frames
    }
    search.filtering = null
    const pace = newPace(search, tell, tools.nowMs)
    const notSought: NotSought[] = []
    for (const [capture, part] of parts.entries()) {
      const packets = facts[capture]?.packets ?? 0
      const note = (frames: number, why: NotSought['why']) => {
        if (frames > 0) notSought.push({ capture, frames, why })
      }
      if (typeof part === 'string') {
        note(packets, part)
        continue
      }
      const missing = await searchCapture(search, part, capture, matcher, pace)
      if (search.cancelled) throw new Cancelled()
      if (missing !== null) note(part.rows === null ? packets : part.frames, missing)
      else {
        note(packets - part.access.rows, 'unindexed')
        note(part.cut, 'cut')
      }
    }
    return notSought
  }

  /** Why it cannot be sought through; null: it was. */
  async function searchCapture(
    { matches, sought }: Search,
    { access, rows }: SearchPart,
    capture: number,
    matcher: Matcher,
    pace: ReturnType<typeof newPace>,
  ): Promise<'absent' | 'changed' | null> {
    if (rows?.count === 0) return null
    const file = await access.file()
    if (file === null) return 'absent'
    try {
      const slices = await tools.openSlices(file, access.facts.within?.steps)
      try {
        await searchFrames({ capture, access, rows, slices, matcher, matches, sought, pace })
      } finally {
        await slices.close()
      }
    } catch (error) {
      if (error instanceof Unreadable || error instanceof DOMException) return 'changed'
      throw error
    }
    return null
  }

  const api: OctetSearchApi = {
    async searchOctets(id, question, onProgress): Promise<SearchOutcome> {
      const search = begin(id)
      const facts = await (await stores.holderOf(id))?.facts(id)
      if (!facts) return { kind: 'absent', message: NO_SUCH_CASE }
      const state = () => stateOf(search, tools.nowMs())
      try {
        const matcher = matcherOf(question)
        const { within } = question
        const notSought = await searchAll(search, facts, matcher, within, onProgress)
        return { kind: 'searched', state: state(), notSought }
      } catch (error) {
        if (error instanceof Cancelled) return { kind: 'cancelled', state: state(), notSought: [] }
        if (error instanceof NoScope) return { kind: 'absent', message: error.message }
        if (!(error instanceof Refusal)) throw error
        const { message, at, length } = error
        return { kind: 'refused', message, at, length }
      }
    },

    cancelSearch() {
      if (current !== null) current.cancelled = true
      return Promise.resolve()
    },

    async matchRows(number, from, count) {
      if (current?.number !== number) return []
      const { id, matches } = current
      const asked = matches.rows(from, Math.min(count, MAX_MATCH_ROWS))
      const rows: MatchRow[] = []
      for (const capture of new Set(asked.map((match) => match.capture))) {
        const access = await captures.of(id, capture)
        if (access === null) return []
        const own = asked.filter((match) => match.capture === capture)
        rows.push(...(await matchRows(access, own, tools)))
      }
      return rows
    },

    matchFrom(number, capture, frame) {
      const matches = current?.number === number ? current.matches : null
      const index = matches?.firstFrom(capture, frame) ?? 0
      return Promise.resolve(matches !== null && index < matches.listed ? index : -1)
    },
  }

  return {
    api,
    forget(id) {
      if (current?.id !== id) return
      current.cancelled = true
      current = null
    },
  }
}

function stateOf(search: Search, nowMs: number): SearchState {
  const { matches, sought, totalOctets, totalFrames, filtering } = search
  return {
    search: search.number,
    matches: matches.total,
    listed: matches.listed,
    frames: matches.frames,
    filtering,
    octets: sought.octets,
    totalOctets,
    soughtFrames: sought.frames,
    totalFrames,
    elapsedMs: nowMs - search.begunMs,
  }
}

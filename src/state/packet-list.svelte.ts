/** The frames of a capture that a filter leaves, and those of them that are in sight. */
import type { PacketQuery, PacketSet, RowOfFrame, SelectProgress } from '../../workers/api/packets'
import type { PacketRow } from '../../workers/model/packet-row'
import { proxy, type Engine } from '../engine'
import { text } from '../text'
import { Leaps } from './leaps'
import { joined, toRead, type RowsAtHand, type Stretch } from './rows-at-hand'

export type { SelectProgress } from '../../workers/api/packets'

/** What is wrong with a filter: [at, at + length) of it. */
export interface Refusal {
  message: string
  at: number
  length: number
}

const NOTHING: RowsAtHand<PacketRow> = { from: 0, rows: [] }

export class PacketList {
  /** null: nothing was selected yet. */
  set = $state.raw<PacketSet | null>(null)
  /** What `set` was selected by. */
  query = $state.raw<PacketQuery | null>(null)
  rows = $state.raw<RowsAtHand<PacketRow>>(NOTHING)
  refusal = $state.raw<Refusal | null>(null)
  /** Why there is no answer; empty: there is one. */
  trouble = $state('')
  asking = $state(false)
  /** null: nothing that takes long is going on. */
  progress = $state.raw<SelectProgress | null>(null)
  /** The chosen frame and its row in the set; 0 and −1: none, or not among them. */
  frame = $state(0)
  row = $state(-1)

  readonly #engine: Engine
  readonly #caseId: () => Promise<string>
  #asked: PacketQuery | null = null
  /** The frame that was chosen before a filter left none. */
  #aside = 0
  #view: Stretch = { from: 0, count: 0 }
  readonly #leaps = new Leaps(() => void this.#read())
  #reading = false

  constructor(engine: Engine, caseId: () => Promise<string>) {
    this.#engine = engine
    this.#caseId = caseId
  }

  /** Another case: nothing of the last one stays. */
  clear(): void {
    this.#asked = null
    this.set = null
    this.query = null
    this.rows = NOTHING
    this.refusal = null
    this.trouble = ''
    this.asking = false
    this.progress = null
    this.frame = 0
    this.row = -1
    this.#aside = 0
  }

  /** The filter will be asked once more although it was: what it refers to may be another frame now. */
  askAgain(filter: string): void {
    if (refers(filter)) this.#asked = null
  }

  /**
   * The frames before stay until the new ones are there. What a filter refers to is the frame chosen
   * when it was asked, as in Wireshark: choosing another one asks nothing. True: the chosen frame was
   * filtered away, and the one nearest to it is chosen; a frame that the question itself names stays.
   */
  async select(wanted: PacketQuery): Promise<boolean> {
    if (this.#asked !== null && sameQuery(this.#asked, wanted)) return false
    const named = wanted.selected ?? this.frame
    const moves = this.query?.capture === wanted.capture && named === this.frame
    const query = withSelected(wanted, this.frame)
    this.#asked = query
    this.asking = true
    this.progress = null
    this.refusal = null
    const id = await this.#caseId()
    const onProgress = (progress: SelectProgress) => {
      if (this.#asked === query) this.progress = progress
    }
    const answer = await this.#engine.library((api) =>
      api.selectPackets(id, query, proxy(onProgress)),
    )
    if (this.#asked !== query) return false // another question was asked meanwhile
    this.asking = false
    this.progress = null
    this.trouble = ''
    if (answer.kind !== 'answer') {
      this.trouble = text.failure.library(answer.kind === 'broken' ? answer.message : '')
    } else if (answer.value.kind === 'selected') return this.#take(answer.value, query, moves)
    else if (answer.value.kind === 'refused') this.refusal = answer.value
    else if (answer.value.kind === 'absent') this.trouble = answer.value.message
    else this.#asked = this.query // cancelled: what was there before stands
    return false
  }

  async cancel(): Promise<void> {
    await this.#engine.library((api) => api.cancelSelection())
  }

  /** The frame that is shown; 0: none. */
  async choose(frame: number): Promise<void> {
    this.frame = frame
    this.#aside = 0
    await this.#find()
  }

  async chooseRow(row: number): Promise<number> {
    const { set } = this
    if (set === null || row < 0 || row >= set.count) return 0
    const at = this.rows.rows[row - this.rows.from]
    const frame = at?.frame ?? (await this.#frameAt(set, row))
    if (frame === 0 || this.set !== set) return 0
    this.frame = frame
    this.row = row
    this.#aside = 0
    return frame
  }

  /** The next frame of the connection, whether the filter leaves it or not; 0: none. */
  async inFlow(step: 1 | -1): Promise<number> {
    const id = await this.#caseId()
    const { frame } = this
    const capture = this.query?.capture ?? 0
    const answer = await this.#engine.library((api) => api.frameOfFlow(id, capture, frame, step))
    return answer.kind === 'answer' ? answer.value : 0
  }

  /** Rows [from, from + count) are in sight. */
  view(from: number, count: number): void {
    this.#leaps.see(this.#view, from)
    this.#view = { from, count }
    void this.#read()
  }

  /** The same rows again: their octets have come or gone. */
  refresh(): void {
    this.rows = NOTHING
    void this.#read()
  }

  /** As `select` tells. */
  async #take(set: PacketSet, query: PacketQuery, moves: boolean): Promise<boolean> {
    const before = this.frame
    const near = moves ? await this.#near(set, before || this.#aside) : before
    // Rows and their number change at once: a row in between would be of the wrong frame.
    const from = near === 0 ? 0 : (await this.#rowIn(set, near)).row
    const window = await this.#fetch(set, query, {
      from: Math.max(0, Math.min(from, set.count) - 60),
      count: 120,
    })
    if (this.#asked !== query) return false
    const moved = near !== before && this.frame === before // else another one was chosen meanwhile
    if (moved) {
      this.#aside = near === 0 ? before : 0
      this.frame = near
      this.row = -1
    }
    this.set = set
    this.query = query
    this.rows = window
    await this.#find()
    void this.#read()
    return moved
  }

  /** The frame itself where it is listed, else the listed one nearest to it; 0: there is none. */
  async #near(set: PacketSet, frame: number): Promise<number> {
    if (frame === 0 || set.count === 0) return 0
    const { row, listed } = await this.#rowIn(set, frame)
    if (listed) return frame
    const before = row === 0 ? 0 : await this.#frameAt(set, row - 1)
    const behind = row === set.count ? 0 : await this.#frameAt(set, row)
    return before === 0 || (behind !== 0 && behind - frame < frame - before) ? behind : before
  }

  /** Where the chosen frame stands; another one may be chosen meanwhile. */
  async #find(): Promise<void> {
    const { frame, set } = this
    const row = await this.#rowOf(frame)
    if (this.frame === frame && this.set === set && frame !== 0) this.row = row
    else if (this.frame === 0) this.row = -1
  }

  async #rowOf(frame: number): Promise<number> {
    const { set, rows } = this
    if (set === null || frame === 0) return -1
    const near = rows.rows.findIndex((row) => row.frame === frame)
    if (near >= 0) return rows.from + near
    const { row, listed } = await this.#rowIn(set, frame)
    return listed ? row : -1
  }

  async #rowIn({ set }: PacketSet, frame: number): Promise<RowOfFrame> {
    const answer = await this.#engine.library((api) => api.rowOf(set, frame))
    return answer.kind === 'answer' ? answer.value : { row: 0, listed: false }
  }

  async #frameAt({ set }: PacketSet, row: number): Promise<number> {
    const answer = await this.#engine.library((api) => api.framesOf(set, row, 1))
    return answer.kind === 'answer' ? (answer.value[0] ?? 0) : 0
  }

  /** One question at a time; the last view is what counts. */
  async #read(): Promise<void> {
    if (this.#reading) return
    this.#reading = true
    for (;;) {
      const { set, query } = this
      const wanted =
        set === null ? null : toRead(this.#view, this.rows, set.count, !this.#leaps.going)
      if (set === null || query === null || wanted === null) break
      const window = await this.#fetch(set, query, wanted)
      if (this.#leaps.going) await nextPicture()
      if (this.set !== set) continue
      if (window.rows.length > 0) this.rows = joined(this.rows, window)
      // While the bar is dragged, drawing other rows and asking for the next ones take a picture each.
      if (this.#leaps.going) await nextPicture()
      if (window.rows.length < wanted.count) break // there are no more, or they cannot be read
    }
    this.#reading = false
  }

  async #fetch(
    { set }: PacketSet,
    query: PacketQuery,
    wanted: Stretch,
  ): Promise<RowsAtHand<PacketRow>> {
    const id = await this.#caseId()
    const { from, count } = wanted
    const answer = await this.#engine.library((api) =>
      api.packetRows(id, query.capture, set, from, count),
    )
    return { from, rows: answer.kind === 'answer' ? answer.value : [] }
  }
}

/** Rows that are made between two pictures hold the next one up. A page that is hidden draws none. */
function nextPicture(): Promise<unknown> {
  return document.hidden ? Promise.resolve() : new Promise(requestAnimationFrame)
}

const refers = (filter: string) => filter.includes('${')

/** `frame`: the chosen one, where the question names none; 0: none is. */
function withSelected({ selected, ...query }: PacketQuery, frame: number): PacketQuery {
  const chosen = selected ?? frame
  return refers(query.filter) && chosen > 0 ? { ...query, selected: chosen } : query
}

function sameQuery(a: PacketQuery, b: PacketQuery): boolean {
  return a.capture === b.capture && a.filter === b.filter && a.from === b.from && a.to === b.to
}

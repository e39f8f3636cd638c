/** Which frames of a capture pass a filter. */
import { passes } from '../filter/evaluate'
import type { Test } from '../filter/program'
import { CHUNK_ROWS, type ColumnName } from '../model/frame-columns'
import type { CaptureFacts } from '../model/capture'
import { RecordFields } from './application/record-fields'
import {
  DEEP_STEP,
  rest,
  Unreadable,
  type CaptureAccess,
  type Pace,
  type Reader,
} from './capture-access'
import { contextOf } from './capture-context'
import { chunksAhead } from './chunks-ahead'
import { ChunkEvaluator } from './chunk-evaluator'
import { octetsOf, placeOf, type CaptureFacets } from './facet-store'
import { FrameSource } from './frame-source'
import { byInterval } from './kernels'
import { countMaybe, filled, MAYBE, NO, YES, type Mask } from './masks'
import { columnsOf, fieldsOfTest, needsOf, planOf, streamQuestionsOf, type Node } from './plan'
import type { References } from './references'
import { withRelativeTimes } from './relative-times'
import { RowSet } from './row-set'
import { RowSource, type ChunkRows } from './row-source'
import { NO_STREAM_FACTS, StreamFactsReader } from './streams/stream-facts'
import { stretchesOf } from './stretches'

export interface Question {
  /** null: every frame. */
  readonly test: Test | null
  /** Nanoseconds since the first frame, inclusive; null: all of it. */
  readonly from: number | null
  readonly to: number | null
  /** Values of the frame that `${…}` speaks of. */
  readonly references: References
}

export interface Selecting {
  readonly access: CaptureAccess
  readonly facets: CaptureFacets
  /** Frames that may have facets; the others are read whenever they are asked. */
  readonly facetRows: number
  readonly pace: Pace
}

/** Does the question need octets, given the facets that there are? */
export function needsOctets({ test }: Question, { access, facets }: Selecting): boolean {
  if (test === null) return false
  const needs = needsOf(planOf(timed(test, access.facts)))
  return needs.octets || (needs.facets && facets.rows < access.rows)
}

const timed = (test: Test, facts: CaptureFacts) => withRelativeTimes(test, contextOf(facts).firstNs)

/** @throws Cancelled, Unreadable: octets that are needed cannot be read. */
export async function selectFrames(question: Question, selecting: Selecting): Promise<RowSet> {
  const selection = new Selection(question, selecting)
  try {
    return await selection.run()
  } finally {
    await selection.close()
  }
}

class Selection {
  private readonly question: Question
  private readonly selecting: Selecting
  private readonly set: RowSet
  private readonly test: Test | null
  private readonly plan: Node | null
  private readonly evaluator: ChunkEvaluator
  private readonly row: RowSource
  private source: FrameSource | null = null
  private reader: Reader | null = null
  private found = 0
  private sinceRest = 0

  constructor(question: Question, selecting: Selecting) {
    const { access } = selecting
    const context = contextOf(access.facts)
    this.question = question
    this.selecting = selecting
    this.set = new RowSet(access.rows)
    this.test = question.test === null ? null : timed(question.test, access.facts)
    this.plan = this.test === null ? null : planOf(this.test)
    this.evaluator = new ChunkEvaluator(context, question.references)
    this.row = new RowSource(context, question.references)
  }

  async run(): Promise<RowSet> {
    const { access, facets, facetRows, pace } = this.selecting
    const { plan } = this
    if (plan === null && this.question.from === null && this.question.to === null) {
      this.set.addAll()
      return this.set.close()
    }
    const needs = plan === null ? { facets: false, octets: false } : needsOf(plan)
    if (needs.facets && facets.rows < Math.min(facetRows, access.rows)) {
      await facets.complete(access, await this.opened(), facetRows, pace)
    }
    const fields = this.test === null ? [] : fieldsOfTest(this.test)
    const streams = new StreamFactsReader(streamQuestionsOf(fields))
    let timeBefore = NaN
    for await (const { chunk, columns } of chunksAhead(access, this.wanted())) {
      const own = needs.facets ? (facets.chunks[chunk] ?? null) : null
      const headers = needs.facets ? facets.headers : null
      const conversations = facets.conversations
      const first = chunk * CHUNK_ROWS
      const streamFacts =
        own === null ? NO_STREAM_FACTS : streams.take(columns, own, conversations, first)
      const told = { facets: own, headers, conversations, streamFacts }
      await this.askChunk({ columns, ...told, first, timeBefore })
      timeBefore = columns.time.at(-1) ?? timeBefore
    }
    return this.set.close()
  }

  /** Columns that the question and its stretch of time are about. */
  private wanted(): ColumnName[] {
    const columns = this.plan === null ? new Set<ColumnName>() : columnsOf(this.plan)
    const { from, to } = this.question
    if (from !== null || to !== null) columns.add('time')
    return [...columns]
  }

  async close(): Promise<void> {
    await this.reader?.close()
  }

  private async askChunk(rows: ChunkRows): Promise<void> {
    const { length } = rows.columns
    const mask = this.plan === null ? filled(length, YES) : this.evaluator.evaluate(this.plan, rows)
    this.applyWindow(mask, rows)
    const { first } = rows
    this.found += this.set.addMask(mask, first, length)
    const maybe = countMaybe(mask, length)
    if (maybe > 0) await this.askOctets(mask, maybe, rows)
    if (this.plan !== null) this.evaluator.release(mask)
    const { access, pace } = this.selecting
    await rest(pace, first + length, access.rows, this.found)
  }

  private applyWindow(mask: Mask, { columns }: ChunkRows): void {
    const { from, to } = this.question
    if (from === null && to === null) return
    const inside = new Uint8Array(columns.length)
    const window = { low: from ?? -Infinity, high: to ?? Infinity }
    byInterval(columns.time, window, false, inside, columns.length)
    for (let row = 0; row < columns.length; row++) if (inside[row] === NO) mask[row] = NO
  }

  /** Frames that columns cannot decide. */
  private async askOctets(mask: Mask, count: number, asked: ChunkRows): Promise<void> {
    const { access, pace } = this.selecting
    const { first } = asked
    const columns = await access.chunk(first / CHUNK_ROWS)
    if (columns === null) throw new Unreadable()
    const rows = { ...asked, columns }
    const maybe = new Uint32Array(count)
    for (let row = 0, at = 0; at < count; row++) if (mask[row] === MAYBE) maybe[at++] = row
    const reader = await this.opened()
    const source = await this.prepared()
    for (const stretch of stretchesOf(columns, maybe)) {
      const octets = await octetsOf(reader, stretch)
      for (let index = stretch.from; index < stretch.to; index++) {
        const row = maybe[index] as number
        const at = (columns.fileAt[row] as number) - stretch.at
        const frame = octets.subarray(at, at + (columns.capLen[row] as number))
        if (this.framePasses(source, frame, rows, row)) {
          this.set.add(first + row)
          this.found++
        }
        if (++this.sinceRest < DEEP_STEP) continue
        this.sinceRest = 0
        await rest(pace, first + row, access.rows, this.found)
      }
    }
  }

  private async prepared(): Promise<FrameSource> {
    const { access } = this.selecting
    this.source ??= new FrameSource(
      this.row,
      contextOf(access.facts),
      new RecordFields(await access.applications()),
    )
    return this.source
  }

  private framePasses(
    source: FrameSource,
    octets: Uint8Array,
    rows: ChunkRows,
    row: number,
  ): boolean {
    if (this.test === null) return true
    this.row.aim(rows, row)
    source.aim({ octets, ...placeOf(this.selecting.access.facts, rows.columns, row) })
    return passes(this.test, source)
  }

  /** @throws Unreadable */
  private async opened(): Promise<Reader> {
    this.reader ??= await this.selecting.access.open()
    if (this.reader === null) throw new Unreadable()
    return this.reader
  }
}

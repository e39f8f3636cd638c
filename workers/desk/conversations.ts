/**
 * Conversations of a case: counted when somebody asks, by reading its captures once more. A stretch of
 * frames at a time, so that the library answers others between them.
 */
import type { ConversationsApi, Counting } from '../api/conversations'
import { MAX_LISTED_CONVERSATIONS } from '../limits/flow-limits'
import { CHUNK_ROWS } from '../model/frame-columns'
import {
  CONVERSATION_KINDS,
  type ConversationKind,
  type ConversationList,
  type Conversations,
} from '../model/conversation'
import type { CaptureResult, CaseResult } from '../model/run'
import { rangeWithin, type TimeScope } from '../model/time-scope'
import { ConversationCounter } from '../trace/conversation-counter'
import { conversationList } from '../trace/conversation-rows'
import type { CaptureFiles } from './capture-files'
import {
  openCapture,
  type CapturePlaceInCase,
  type FlowReading,
  type OpenCapture,
} from './flow-places'
import { NO_SUCH_CASE } from './sentences'
import type { Stores } from './stores'

export function newConversations(
  stores: Stores,
  files: CaptureFiles,
  reading: FlowReading,
): ConversationsApi {
  /** Of the case asked for last. */
  let count: CaseCount | null = null
  return {
    async countConversations(id, scope) {
      if (count?.id !== id || !count.isOf(scope) || (await count.isStale(files))) {
        await count?.close()
        const store = await stores.holderOf(id)
        const result = (await store?.open(id))?.result
        if (!store || !result) return { kind: 'absent', message: NO_SUCH_CASE }
        const facts = result.captures.map((capture) => capture.facts)
        const places = await Promise.all(
          facts.map(async (_, capture) => ({
            ...{ store, id, capture, facts },
            file: await files.of(id, facts, capture),
          })),
        )
        count = new CaseCount(id, result, places, reading, scope)
      }
      return count.step()
    },
  }
}

const EVER = { from: -Infinity, to: Infinity }

class CaseCount {
  readonly id: string
  private readonly result: CaseResult
  private readonly places: readonly CapturePlaceInCase[]
  private readonly reading: FlowReading
  private readonly scope: TimeScope | undefined
  private readonly total: number
  private readonly absent: string[] = []
  private lists: Record<ConversationKind, ConversationList>
  private capture = 0
  private chunk = 0
  private counted = 0
  private unindexed = 0
  private opened: OpenCapture | null = null
  private counter = new ConversationCounter()

  constructor(
    id: string,
    result: CaseResult,
    places: readonly CapturePlaceInCase[],
    reading: FlowReading,
    scope: TimeScope | undefined,
  ) {
    this.id = id
    this.scope = scope
    this.result = result
    this.places = places
    this.reading = reading
    this.total = result.captures.reduce((sum, { facts }) => sum + facts.packets, 0)
    const none = (): ConversationList => ({ rows: [], total: 0, beyond: 0 })
    this.lists = { udp: none(), ip: none(), ethernet: none(), tunnel: none() }
  }

  /** A capture that was not at hand was attached since. */
  async isStale(files: CaptureFiles): Promise<boolean> {
    if (this.absent.length === 0) return false
    for (const { facts, capture, file } of this.places) {
      if ((await files.of(this.id, facts, capture)) !== file) return true
    }
    return false
  }

  isOf(scope: TimeScope | undefined): boolean {
    return this.scope?.from === scope?.from && this.scope?.to === scope?.to
  }

  async step(): Promise<Counting> {
    const capture = this.result.captures[this.capture]
    if (capture === undefined) return { kind: 'counted', conversations: this.conversations() }
    await this.countChunk(capture)
    return {
      kind: 'counting',
      share: this.total === 0 ? 1 : Math.min(1, this.counted / this.total),
    }
  }

  async close(): Promise<void> {
    await this.opened?.close()
    this.opened = null
  }

  private async countChunk({ columns, facts }: CaptureResult): Promise<void> {
    const place = this.places[this.capture] as CapturePlaceInCase
    const from = this.chunk * CHUNK_ROWS
    const to = Math.min(columns.length, from + CHUNK_ROWS)
    const rows = from < to ? await place.store.columns(this.id, this.capture, from, to) : null
    if (this.opened === null && rows !== null) {
      const opened = await openCapture(place, this.reading)
      if (typeof opened === 'string') {
        this.absent.push(opened)
        this.counted += facts.packets
        return this.next(0)
      }
      this.opened = opened
    }
    if (rows === null || this.opened === null) return this.next(facts.packets - from)
    const linktypes = facts.interfaces.map(({ linktype }) => linktype)
    const places = { length: rows.length, at: rows.fileAt, octets: rows.capLen }
    const { from: earliest, to: latest } = rangeWithin(this.scope, this.capture) ?? EVER
    const trouble = await this.opened.visit(places, (row, ...octets) => {
      const iface = rows.iface[row] as number
      const linktype = linktypes[iface]
      if (linktype === undefined) return // an event that is numbered like a frame
      const length = rows.origLen[row] as number
      const time = rows.time[row] as number
      this.counter.counts = time >= earliest && time <= latest
      this.counter.frame(from + row + 1, time, iface, linktype, length, ...octets)
    })
    if (trouble !== '') this.absent.push(trouble)
    this.counted += to - from
    this.chunk++
    if (to === columns.length || trouble !== '')
      await this.next(trouble === '' ? facts.packets - to : 0)
  }

  /** `left`: frames of the capture that were not counted. */
  private async next(left: number): Promise<void> {
    this.unindexed += left
    this.counted += left
    const start = this.result.spine.captureStart[this.capture] ?? 0
    for (const kind of CONVERSATION_KINDS) {
      const list = conversationList(this.counter, kind, this.capture, start)
      this.lists[kind] = joined(this.lists[kind], list)
    }
    this.counter = new ConversationCounter()
    this.capture++
    this.chunk = 0
    await this.close()
  }

  private conversations(): Conversations {
    return { lists: this.lists, unindexed: this.unindexed, absent: this.absent }
  }
}

function joined(a: ConversationList, b: ConversationList): ConversationList {
  const sum = ({ octets }: ConversationList['rows'][number]) => octets[0] + octets[1]
  const rows = [...a.rows, ...b.rows].sort((left, right) => sum(right) - sum(left))
  return {
    rows: rows.slice(0, MAX_LISTED_CONVERSATIONS),
    total: a.total + b.total,
    beyond: a.beyond + b.beyond,
  }
}

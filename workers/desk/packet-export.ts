/** Which packets are saved, and from where they are read. */
import type { PacketChoice, PacketExportApi } from '../api/packet-export'
import type { PacketsApi } from '../api/packets'
import { identityOf } from '../model/finding'
import { compareNotes, type Note } from '../model/note'
import type { ConnRecord } from '../model/records'
import type { CaseResult } from '../model/run'
import type { CaptureFiles } from './capture-files'
import { exportPackets, type Cancellation } from './export-packets'
import { connOf } from './frame-conns'
import { PacketSource, type OpenRanges, type PacketPlace } from './packet-source'
import { seldom } from './seldom'
import { NO_SUCH_CASE } from './sentences'
import type { Stores } from './stores'

const TELL_EVERY_MS = 100

interface Tools {
  nowMs: () => number
  appVersion: string
  openRanges: OpenRanges
}

interface Sources {
  stores: Stores
  files: CaptureFiles
  /** Gives the frames of a selection. */
  packets: Pick<PacketsApi, 'framesOf'>
  flows: (id: string) => Promise<readonly ConnRecord[]>
  tools: Tools
}

export function newPacketExport({
  stores,
  files,
  packets,
  flows,
  tools,
}: Sources): PacketExportApi {
  const { appVersion, openRanges, nowMs } = tools
  let current: Cancellation = { cancelled: false }
  return {
    async exportPackets(id, choice, withNotes, onProgress) {
      current.cancelled = true
      const own = { cancelled: false }
      current = own
      const store = await stores.holderOf(id)
      const result = (await store?.open(id))?.result
      if (!store || !result) return { kind: 'nothing', message: NO_SUCH_CASE }
      const notes = await store.notes(id)
      const texts = withNotes ? textsOf(notes, await flows(id)) : new Map<string, string[]>()
      const { captures, places, total } = chosen(choice, result, notes, packets)
      const facts = result.captures.map((capture) => capture.facts)
      const fileOf = (capture: number) => files.of(id, facts, capture)
      const source = new PacketSource(id, store, result, fileOf, openRanges)
      const notesOn = ({ capture, frame }: PacketPlace) =>
        texts.size === 0 ? [] : (texts.get(`${capture} ${frame}`) ?? [])
      const application = `Tailfirst ${appVersion}`
      try {
        const wanted = { result, captures, places, total, notesOn, application }
        return await exportPackets(wanted, source, own, seldom(onProgress, TELL_EVERY_MS, nowMs))
      } finally {
        await source.close()
      }
    },

    cancelPacketExport() {
      current.cancelled = true
      return Promise.resolve()
    },
  }
}

/** By capture and frame: of packets on which something is written; a connection is its first packet. */
function textsOf(notes: readonly Note[], flows: readonly ConnRecord[]): Map<string, string[]> {
  const texts = new Map<string, string[]>()
  for (const { subject, text } of notes.toSorted(compareNotes)) {
    if (text.trim() === '' || subject.kind === 'finding') continue
    const { capture } = subject
    const frame =
      subject.kind === 'packet' ? subject.frame : connOf(flows, capture, subject.flow)?.firstFrame
    const key = `${capture} ${frame ?? 0}`
    texts.set(key, [...(texts.get(key) ?? []), text.trim()])
  }
  return texts
}

interface Chosen {
  /** Ascending. */
  captures: number[]
  places: Iterable<PacketPlace> | AsyncIterable<PacketPlace>
  total: number
}

function chosen(
  choice: PacketChoice,
  { findings }: CaseResult,
  notes: readonly Note[],
  packets: Sources['packets'],
): Chosen {
  switch (choice.kind) {
    case 'finding': {
      const identity = identityOf(choice)
      const finding = findings.find((known) => identityOf(known) === identity)
      return listed(finding?.evidence ?? [])
    }
    case 'marked':
      return listed(
        notes.flatMap(({ subject, mark }) =>
          subject.kind === 'packet' && mark !== null ? [subject] : [],
        ),
      )
    case 'set': {
      const { capture, count } = choice
      return { captures: [capture], places: placesOfSet(choice, packets), total: count }
    }
    case 'frames': {
      const { capture, frames } = choice
      return { captures: [capture], places: placesOf(capture, frames), total: frames.length }
    }
  }
}

/** In the order of the case, each once. */
function listed(all: readonly PacketPlace[]): Chosen {
  const places = all
    .map(({ capture, frame }) => ({ capture, frame }))
    .sort((a, b) => a.capture - b.capture || a.frame - b.frame)
    .filter((place, i, sorted) => {
      const before = sorted[i - 1]
      return before?.capture !== place.capture || before.frame !== place.frame
    })
  const captures = [...new Set(places.map(({ capture }) => capture))]
  return { captures, places, total: places.length }
}

function* placesOf(capture: number, frames: Uint32Array): Generator<PacketPlace> {
  for (const frame of frames) yield { capture, frame }
}

/** Frames of a selection that are asked for at once. */
const OF_SET = 16_384

async function* placesOfSet(
  { capture, set, count }: Extract<PacketChoice, { kind: 'set' }>,
  { framesOf }: Sources['packets'],
): AsyncGenerator<PacketPlace> {
  for (let from = 0; from < count; from += OF_SET) {
    const frames = await framesOf(set, from, Math.min(OF_SET, count - from))
    yield* placesOf(capture, frames)
  }
}

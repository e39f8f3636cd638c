/** Searches in captures that hold given octets. */
import type { OctetQuestion } from '../../../workers/api/octet-search'
import { openSlices } from '../../../workers/capture/slices'
import { captureOf, fileOf, analyse } from '../../support/analyse'
import { Matches, type Match } from '../../../workers/search/matches'
import { matcherOf } from '../../../workers/search/question'
import { searchFrames, type Sought } from '../../../workers/search/search-frames'
import type { Pace } from '../../../workers/select/capture-access'

export const octetsOf = (text: string) => new TextEncoder().encode(text)
export const utf16 = (text: string, bigEndian = false) =>
  Uint8Array.from(text, (one) => one.charCodeAt(0)).reduce<number[]>(
    (all, octet) => [...all, ...(bigEndian ? [0, octet] : [octet, 0])],
    [],
  )

const TEXT: OctetQuestion = { kind: 'text', words: '', anyCase: false, encodings: 'narrow' }
export const text = (words: string, more: Partial<OctetQuestion> = {}): OctetQuestion => ({
  ...TEXT,
  words,
  ...more,
})
export const hex = (words: string) => text(words, { kind: 'hex' })
export const pattern = (words: string, more: Partial<OctetQuestion> = {}) =>
  text(words, { kind: 'pattern', ...more })

/** `frame: [at, length]` of each match in one frame of octets. */
export function inOctets(question: OctetQuestion, octets: Uint8Array): [number, number][] {
  const matcher = matcherOf(question)
  // Not at the beginning of what was read, and not up to its end
  const around = new Uint8Array(octets.length + 20).fill(0x61)
  around.set(octets, 7)
  matcher.begin(around, 7, 7 + octets.length)
  const found: [number, number][] = []
  while (matcher.next()) found.push([matcher.at - 7, matcher.length])
  return found
}

export const UNHURRIED: Pace = { cancelled: false, rest: () => Promise.resolve() }

export interface Searched {
  matches: Match[]
  total: number
  frames: number
  sought: Sought
}

/** Link type 147 is of nobody's: the octets of a frame are what is given. */
export async function inFrames(
  question: OctetQuestion,
  frames: readonly Uint8Array[],
  { pace = UNHURRIED, most = 100 }: { pace?: Pace; most?: number } = {},
): Promise<Searched> {
  const captured = frames.map((octets, i) => ({ time: i * 1000, octets }))
  const file = fileOf(captureOf(captured, 147))
  const { captures } = await analyse(file)
  const columns = captures[0]?.columns
  if (columns === undefined) throw new Error('no capture')
  const access = {
    rows: columns.length,
    chunk: (chunk: number) => Promise.resolve(columns.chunks[chunk] ?? null),
  }
  const slices = await openSlices(file)
  const matches = new Matches(most)
  const sought = { octets: 0, frames: 0 }
  const matcher = matcherOf(question)
  await searchFrames({ capture: 0, access, rows: null, slices, matcher, matches, sought, pace })
  return { matches: matches.rows(0, most), total: matches.total, frames: matches.frames, sought }
}

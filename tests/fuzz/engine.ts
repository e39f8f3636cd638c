/**
 * The engine as the fuzzer sees it: octets in, out what is wrong with the answer. Bundled into one
 * module by `bundle.js`, so that a plain Node thread can load it.
 */
import { samples } from '../../workers/forge'
import { analyseCase } from '../../workers/pipeline/case-run'
import { plainConn } from '../../workers/model/plain-conn'
import type { CaptureResult, FullResult } from '../../workers/model/run'
import { analysisDocument } from '../../workers/report/document'
import { renderReport } from '../../workers/report/html'

/** Characters that must have been written out: controls but for the line feed, bidi controls, surrogates. */
const RAW = /(?!\n)[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u

/** JSON writes surrogates as an escape only where they are not paired, and no UTF-8 holds those. */
const LONE_SURROGATE = /(?<!\\)(?:\\\\)*\\ud[89a-f]/

/** Captures to begin with where there is no corpus. */
export const generated = (): [string, Uint8Array][] =>
  samples.map((sample) => {
    const { name, octets } = sample()
    return [name, octets]
  })

/** Analyses the octets and writes out what comes of it. Throws what the engine throws. */
export async function analysisFlaws(name: string, octets: Uint8Array): Promise<string[]> {
  const file = new File([octets.slice()], name)
  const outcome = await analyseCase([file], () => undefined, undefined, { streams: true })
  if (outcome.kind === 'unreadable') {
    return outcome.files.flatMap(({ message }) =>
      message === '' ? ['unreadable, not told why'] : [],
    )
  }
  // Records of connections read their facts when they are asked, and leave the worker as plain ones.
  const result = { ...outcome.result, flows: outcome.result.flows.map(plainConn) }
  structuredClone(result)
  return [...result.captures.flatMap(captureFlaws), ...caseFlaws(result), ...exportFlaws(result)]
}

function captureFlaws({ facts, counts, columns }: CaptureResult): string[] {
  const flaws: string[] = []
  const rows = columns.chunks.reduce((sum, chunk) => sum + (chunk?.length ?? 0), 0)
  if (facts.packets !== columns.length || rows !== columns.length) {
    flaws.push(`${facts.packets} packets, ${columns.length} frames in ${rows} rows`)
  }
  for (const chunk of columns.chunks) {
    if (chunk?.time.every(Number.isFinite) === false) flaws.push('a time of a frame is no number')
  }
  for (const { what, count } of facts.capped) {
    if (!(count > 0)) flaws.push(`${what} reached ${count} times`)
  }
  return [...flaws, ...numberFlaws(facts, 'facts'), ...countFlaws(counts, 'counts')]
}

function caseFlaws(result: FullResult): string[] {
  const { flows, flowTotal, findings, spine, captures, evidence } = result
  const flaws: string[] = []
  if (flowTotal < flows.length) flaws.push(`${flowTotal} flows, ${flows.length} listed`)
  for (const { columns } of captures) {
    for (const chunk of columns.chunks) {
      if (chunk?.flow.some((number) => number > flowTotal)) flaws.push('a frame of no flow')
    }
  }
  for (const { capture, frame } of evidence) {
    if (frame < 1 || frame > (captures[capture]?.columns.length ?? 0))
      flaws.push('no such evidence')
  }
  const inside = captures.map(({ taps, applications }) => ({ taps, applications }))
  return [...flaws, ...numberFlaws({ flows, findings, spine, inside }, 'result')]
}

function exportFlaws(result: FullResult): string[] {
  const document = analysisDocument(result, '0')
  if (typeof JSON.parse(document) !== 'object') return ['the document is no object']
  if (LONE_SURROGATE.test(document)) return ['a lone surrogate in the document']
  const report = renderReport({
    title: 'fuzz',
    appVersion: '0',
    result,
    leaveOut: [],
    language: 'en',
    phrases: {},
    generatedNote: '',
    notes: [],
  })
  const raw = RAW.exec(report)
  return raw === null ? [] : [`U+${(raw[0].codePointAt(0) ?? 0).toString(16)} in the report`]
}

/** Counts are never negative, nor anything but finite. */
function countFlaws(value: unknown, path: string): string[] {
  if (typeof value === 'number') return value >= 0 && isFinite(value) ? [] : [`${path} is ${value}`]
  return children(value).flatMap(([key, child]) => countFlaws(child, `${path}.${key}`))
}

function numberFlaws(value: unknown, path: string): string[] {
  if (typeof value === 'number') return isFinite(value) ? [] : [`${path} is ${value}`]
  return children(value).flatMap(([key, child]) => numberFlaws(child, `${path}.${key}`))
}

function children(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

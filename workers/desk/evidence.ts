/** The octets of the frames that findings point at, so that a case survives the loss of its files. */
import { MAX_EVIDENCE_OCTETS } from '../limits/limits'
import type { FrameColumns } from '../model/frame-columns'
import type { Finding } from '../model/finding'
import type { CaptureResult, EvidenceFrame } from '../model/run'
import { rowsOfFrames, type FrameRow } from './frame-rows'
import type { FrameReading } from './open-frame'

export interface CollectedEvidence {
  frames: EvidenceFrame[]
  capped: boolean
}

/** Chunks of columns that a result has no more; null: nobody has them. */
export type ChunkElsewhere = (capture: number, chunk: number) => Promise<FrameColumns | null>

/** `files`: one per capture, null: not at hand. */
export async function collectEvidence(
  findings: readonly Finding[],
  captures: readonly CaptureResult[],
  files: readonly (Blob | null)[],
  readOctets: FrameReading['readOctets'],
  elsewhere: ChunkElsewhere,
): Promise<CollectedEvidence> {
  const rows = await rowsOfEvidence(findings, captures, elsewhere)
  const wanted = captures.map(() => new Map<number, FrameRow>())
  let octets = 0
  let capped = false
  for (const { capture, frame } of findings.flatMap(({ evidence }) => evidence)) {
    const row = rows[capture]?.get(frame)
    const frames = wanted[capture]
    if (frames === undefined || frames.has(frame)) continue
    if (row === undefined) {
      capped ||= isIn(captures[capture], frame) // and has no index
      continue
    }
    if (octets + row.capLen > MAX_EVIDENCE_OCTETS) {
      capped = true
      continue
    }
    octets += row.capLen
    frames.set(frame, row)
  }
  const frames: EvidenceFrame[] = []
  for (const [capture, set] of wanted.entries()) {
    const file = files[capture]
    const result = captures[capture]
    if (set.size === 0 || !file || result === undefined) continue
    const sorted = [...set].sort(([a], [b]) => a - b)
    try {
      frames.push(...(await read(capture, sorted, result, file, readOctets)))
    } catch {
      capped = true // the file was moved or changed meanwhile; what was found in it stands
    }
  }
  return { frames, capped }
}

function isIn(capture: CaptureResult | undefined, frame: number): boolean {
  return capture !== undefined && frame >= 1 && frame <= capture.facts.packets
}

/** One map per capture. */
async function rowsOfEvidence(
  findings: readonly Finding[],
  captures: readonly CaptureResult[],
  elsewhere: ChunkElsewhere,
): Promise<Map<number, FrameRow>[]> {
  const wanted = captures.map(() => new Set<number>())
  for (const { evidence } of findings) {
    for (const { capture, frame } of evidence) wanted[capture]?.add(frame)
  }
  const found: Map<number, FrameRow>[] = []
  for (const [capture, { columns }] of captures.entries()) {
    const chunk = (number: number) => elsewhere(capture, number)
    found.push(await rowsOfFrames(columns, wanted[capture] ?? [], chunk))
  }
  return found
}

async function read(
  capture: number,
  rows: readonly (readonly [number, FrameRow])[],
  { facts }: CaptureResult,
  file: Blob,
  readOctets: FrameReading['readOctets'],
): Promise<EvidenceFrame[]> {
  const ranges = rows.map(([, { fileAt, capLen }]) => ({ at: fileAt, length: capLen }))
  const octets = await readOctets(file, ranges, facts.within?.steps)
  return rows.map(([frame, { time, capLen, origLen, iface }], i) => ({
    capture,
    frame,
    time,
    capLen,
    origLen,
    linktype: facts.interfaces[iface]?.linktype ?? 1,
    octets: octets[i] ?? new Uint8Array(0),
  }))
}

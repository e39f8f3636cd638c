/** The octets of the frames that findings point at, so that a case survives the loss of its files. */
import { MAX_EVIDENCE_OCTETS } from '../limits/limits'
import { rowOf } from '../model/frame-columns'
import type { Finding } from '../model/finding'
import type { CaptureResult, EvidenceFrame } from '../model/run'
import type { FrameReading } from './open-frame'

export interface CollectedEvidence {
  frames: EvidenceFrame[]
  capped: boolean
}

/** `files`: one per capture, null: not at hand. */
export async function collectEvidence(
  findings: readonly Finding[],
  captures: readonly CaptureResult[],
  files: readonly (Blob | null)[],
  readOctets: FrameReading['readOctets'],
): Promise<CollectedEvidence> {
  const wanted = captures.map(() => new Set<number>())
  let octets = 0
  let capped = false
  for (const finding of findings) {
    for (const { capture, frame } of finding.evidence) {
      const columns = captures[capture]?.columns
      const found = columns === undefined ? null : rowOf(columns, frame)
      const frames = wanted[capture]
      if (found === null || frames === undefined || frames.has(frame)) continue
      const length = found[0].capLen[found[1]] as number
      if (octets + length > MAX_EVIDENCE_OCTETS) {
        capped = true
        continue
      }
      octets += length
      frames.add(frame)
    }
  }
  const frames: EvidenceFrame[] = []
  for (const [capture, set] of wanted.entries()) {
    const file = files[capture]
    const result = captures[capture]
    if (set.size === 0 || !file || result === undefined) continue
    const numbers = [...set].sort((a, b) => a - b)
    try {
      frames.push(...(await read(capture, numbers, result, file, readOctets)))
    } catch {
      capped = true // the file was moved or changed meanwhile; what was found in it stands
    }
  }
  return { frames, capped }
}

async function read(
  capture: number,
  numbers: readonly number[],
  { columns, facts }: CaptureResult,
  file: Blob,
  readOctets: FrameReading['readOctets'],
): Promise<EvidenceFrame[]> {
  const rows = numbers.flatMap((frame) => {
    const found = rowOf(columns, frame)
    return found === null ? [] : [{ frame, columns: found[0], row: found[1] }]
  })
  const octets = await readOctets(
    file,
    rows.map(({ columns: { fileAt, capLen }, row }) => ({
      at: fileAt[row] as number,
      length: capLen[row] as number,
    })),
    facts.within?.steps,
  )
  return rows.map(({ frame, columns: { time, capLen, origLen, iface }, row }, i) => ({
    capture,
    frame,
    time: time[row] as number,
    capLen: capLen[row] as number,
    origLen: origLen[row] as number,
    linktype: facts.interfaces[iface[row] as number]?.linktype ?? 1,
    octets: octets[i] ?? new Uint8Array(0),
  }))
}

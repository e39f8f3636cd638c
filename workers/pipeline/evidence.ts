/** The octets of the frames that findings point at, so that a case survives the loss of its files. */
import { readOctets } from '../capture/read-octets'
import { MAX_EVIDENCE_OCTETS } from '../limits/limits'
import type { Finding } from '../model/finding'
import type { CaptureResult, EvidenceFrame } from '../model/run'

export interface CollectedEvidence {
  frames: EvidenceFrame[]
  capped: boolean
}

export async function collectEvidence(
  findings: readonly Finding[],
  captures: readonly CaptureResult[],
  files: readonly Blob[],
): Promise<CollectedEvidence> {
  const wanted = captures.map(() => new Set<number>())
  let octets = 0
  let capped = false
  for (const finding of findings) {
    for (const { capture, frame } of finding.evidence) {
      const length = captures[capture]?.columns.capLen[frame - 1]
      const frames = wanted[capture]
      if (length === undefined || frames === undefined || frames.has(frame)) continue
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
    if (set.size === 0 || file === undefined || result === undefined) continue
    const numbers = [...set].sort((a, b) => a - b)
    try {
      frames.push(...(await read(capture, numbers, result, file)))
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
): Promise<EvidenceFrame[]> {
  const ranges = numbers.map((frame) => ({
    at: columns.fileAt[frame - 1] as number,
    length: columns.capLen[frame - 1] as number,
  }))
  const octets = await readOctets(file, ranges, facts.within?.steps)
  return numbers.map((frame, i) => ({
    capture,
    frame,
    time: columns.time[frame - 1] as number,
    capLen: columns.capLen[frame - 1] as number,
    origLen: columns.origLen[frame - 1] as number,
    linktype: facts.interfaces[columns.iface[frame - 1] as number]?.linktype ?? 1,
    octets: octets[i] ?? new Uint8Array(0),
  }))
}

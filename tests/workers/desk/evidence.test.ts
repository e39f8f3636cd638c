import { describe, expect, it } from 'vitest'
import { mtuBlackHoleCase } from '../../../workers/forge/cases/mtu-black-hole'
import type { Evidence, Finding } from '../../../workers/model/finding'
import { MAX_EVIDENCE_OCTETS } from '../../../workers/limits/limits'
import { readOctets } from '../../../workers/capture/read-octets'
import { collectEvidence } from '../../../workers/desk/evidence'
import { analyse, captureOf, columnsOf, fileOf, only } from '../../support/analyse'

/** Frame n: `10 + n` octets, all of them n. */
const FRAMES = Array.from({ length: 5 }, (_, i) => new Uint8Array(11 + i).fill(i + 1))
const CAPTURE = captureOf(FRAMES.map((octets, i) => ({ time: i * 1e6, octets, origLen: 100 })))

async function aFinding(...frames: number[]): Promise<Finding> {
  const { findings } = await analyse(mtuBlackHoleCase().octets)
  return { ...only(findings), evidence: frames.map((frame) => pointAt(0, frame)) }
}

const pointAt = (capture: number, frame: number): Evidence => ({
  capture,
  frame,
  role: '',
  time: 0,
  note: '',
})

/** Chunks are all at hand. */
const nowhere = () => Promise.resolve(null)

const resultsOf = async (octets = CAPTURE) => (await analyse(octets)).captures

describe('evidence', () => {
  it('holds the octets of the very frames, once each, in order', async () => {
    const findings = [await aFinding(4, 2), await aFinding(2)]
    const { frames, capped } = await collectEvidence(
      findings,
      await resultsOf(),
      [fileOf(CAPTURE)],
      readOctets,
      nowhere,
    )
    expect(capped).toBe(false)
    expect(frames).toEqual(
      [2, 4].map((frame) => ({
        capture: 0,
        frame,
        time: (frame - 1) * 1e6,
        capLen: 10 + frame,
        origLen: 100,
        linktype: 1,
        octets: FRAMES[frame - 1],
      })),
    )
  })

  it('leaves out what is not there', async () => {
    const finding = await aFinding(0, 6)
    const pointing = { ...finding, evidence: [...finding.evidence, pointAt(7, 1)] }
    const collected = await collectEvidence(
      [pointing],
      await resultsOf(),
      [fileOf(CAPTURE)],
      readOctets,
      nowhere,
    )
    expect(collected).toEqual({ frames: [], capped: false })
  })

  it('is bounded in octets, and says so', async () => {
    const frame = new Uint8Array(65_536)
    const fitting = MAX_EVIDENCE_OCTETS / frame.length
    const times = Array.from({ length: fitting + 1 }, (_, i) => i * 1e6)
    const capture = captureOf(times.map((time) => ({ time, octets: frame })))
    const finding = await aFinding(...times.map((_, i) => i + 1))
    const results = await resultsOf(capture)
    const { frames, capped } = await collectEvidence(
      [finding],
      results,
      [fileOf(capture)],
      readOctets,
      nowhere,
    )
    expect([frames.length, capped]).toEqual([fitting, true])
  })

  it('is left out, with a note, when the file has gone meanwhile', async () => {
    class Gone extends File {
      override slice(): Blob {
        throw new DOMException('gone', 'NotFoundError')
      }
    }
    const findings = [await aFinding(1)]
    const gone = new Gone([CAPTURE], 'gone.pcap')
    expect(await collectEvidence(findings, await resultsOf(), [gone], readOctets, nowhere)).toEqual(
      {
        frames: [],
        capped: true,
      },
    )
  })

  it('of a finding of the engine is what the finding speaks of', async () => {
    const { octets } = mtuBlackHoleCase()
    const { findings, captures } = await analyse(octets)
    const { frames: evidence } = await collectEvidence(
      findings,
      captures,
      [fileOf(octets)],
      readOctets,
      nowhere,
    )
    const { fileAt, capLen } = columnsOf(only(captures))
    const wanted = new Set(only(findings).evidence.map(({ frame }) => frame))
    expect(new Set(evidence.map(({ frame }) => frame))).toEqual(wanted)
    for (const { frame, octets: kept } of evidence) {
      const at = fileAt[frame - 1] ?? NaN
      expect(kept).toEqual(octets.slice(at, at + (capLen[frame - 1] ?? NaN)))
    }
  })
})

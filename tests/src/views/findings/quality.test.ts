import { expect, it } from 'vitest'
import { byCapture, limitsOf } from '../../../../src/views/findings/quality'
import type { CaptureFacts } from '../../../../workers/model/capture'
import type { CaseResult } from '../../../../workers/model/run'
import { someFacts } from '../../support'

/** `indexed`: of its frames. */
function caseOf(
  facts: CaptureFacts,
  others: CaseResult['others'] = [],
  indexed: number = facts.packets,
) {
  const columns = { length: indexed, chunks: [] }
  return { captures: [{ facts, columns }], others, evidenceCapped: false } as unknown as CaseResult
}

it('has nothing to say of a clean capture', () => {
  expect(limitsOf(caseOf(someFacts({ packets: 10 })))).toEqual([])
})

it('counts everything that was not captured, read or kept', () => {
  const facts = someFacts({
    message: 'The file ends inside of a frame.',
    interfaces: [
      { section: 0, id: 0, name: '', linktype: 1, snaplen: 96, tsresol: 6, dropped: 7 },
      { section: 0, id: 1, name: '', linktype: 1, snaplen: 96, tsresol: 6, dropped: -1 },
    ],
    truncatedFrames: 1,
    undecoded: [
      { reason: 'a', frames: 2 },
      { reason: 'b', frames: 3 },
    ],
  })
  const says = limitsOf(caseOf(facts, [{ name: 'x', message: 'y' }])).map(({ say }) => say)
  expect(says).toEqual([
    'The file ends inside of a frame.',
    'The capturing system lost 7 packets by its own account.',
    '1 frame was cut short by the snap length.',
    '5 frames could not be decoded.',
    '1 file could not be read: x.',
  ])
})

it('names the files that could not be read, the first of many', () => {
  const others = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ name, message: '' }))
  expect(limitsOf(caseOf(someFacts({}), others)).map(({ say }) => say)).toEqual([
    '6 files could not be read: a, b, c, d, e, ….',
  ])
})

it('makes a sentence of what a reader of files says', () => {
  const facts = someFacts({ message: 'the file is cut off in the middle of frame 113' })
  expect(limitsOf(caseOf(facts)).map(({ say }) => say)).toEqual([
    'The file is cut off in the middle of frame 113.',
  ])
})

it('counts the frames that there was no room for an index of', () => {
  const says = limitsOf(caseOf(someFacts({ packets: 10 }), [], 7)).map(({ say }) => say)
  expect(says).toEqual([
    '3 frames were analysed but cannot be opened: there was no room for their index.',
  ])
})

it('says first what findings are less sure for, and gathers what is said of a capture', () => {
  const captures = ['a.pcap', 'b.pcap'].map((name) => ({
    facts: someFacts({ name, truncatedFrames: 1, timestampStepsBack: 2 }),
    columns: { length: 0, chunks: [] },
  }))
  const fault = (kind: string, capture: number, weakens: string[] = []) => {
    return { kind, capture, count: 1, say: `${kind} of it`, weakens }
  }
  const quality = [
    fault('clock-steps', 0),
    fault('clock-steps', 1, ['packet-loss x']),
    fault('one-way', 0),
    fault('copies', -1),
  ]
  const result = { captures, quality, others: [], evidenceCapped: false } as unknown as CaseResult
  const steps = 'Time stamps step back 2 times.'
  const cut = '1 frame was cut short by the snap length.'
  const limits = limitsOf(result)
  expect(limits[0]).toEqual({ capture: 'b.pcap', say: steps, weakens: true })
  expect(byCapture(limits)).toEqual([
    { capture: 'b.pcap', says: [steps, cut] },
    { capture: 'a.pcap', says: [cut, steps, 'one-way of it.'] },
    { capture: '', says: ['copies of it.'] },
  ])
})

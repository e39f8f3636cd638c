import { expect, it } from 'vitest'
import { limitsOf } from '../../../../src/views/findings/quality'
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
    '1 file could not be read.',
  ])
})

it('counts the frames that there was no room for an index of', () => {
  const says = limitsOf(caseOf(someFacts({ packets: 10 }), [], 7)).map(({ say }) => say)
  expect(says).toEqual([
    '3 frames were analysed but cannot be opened: there was no room for their index.',
  ])
})

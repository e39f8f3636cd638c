import { expect, it } from 'vitest'
import type { Answer, Engine } from '../../../src/engine'
import { DetectorTrial } from '../../../src/state/detector-trial.svelte'
import type { OwnTrial } from '../../../workers/api/own-detectors'
import type { SelectProgress } from '../../../workers/api/packets'
import { NEW_DETECTOR } from '../../../workers/model/own-detector'

interface Question {
  told: (progress: SelectProgress) => void
  answer: (answer: Answer<OwnTrial>) => void
}

/** A library that answers when it is told to. */
function slowLibrary() {
  const questions: Question[] = []
  let cancelled = 0
  const engine = {
    tryDetector: (_id: string, _detector: unknown, told: Question['told']) =>
      new Promise<Answer<OwnTrial>>((answer) => questions.push({ told, answer })),
    library: () => {
      cancelled++
      return Promise.resolve({ kind: 'answer' })
    },
  } as unknown as Engine
  const trial = new DetectorTrial(engine, () => Promise.resolve('case'))
  return { trial, questions, cancelled: () => cancelled }
}

const silent = (silence: string): Answer<OwnTrial> => ({
  kind: 'answer',
  value: { kind: 'tried', findings: [], silence, cut: 0 },
})
const first = { ...NEW_DETECTOR, filter: 'tcp' }
const second = { ...NEW_DETECTOR, filter: 'udp' }

it('shows what came of the detector that was asked for last', async () => {
  const { trial, questions } = slowLibrary()
  const before = trial.ask(first)
  await Promise.resolve()
  const after = trial.ask(second)
  await Promise.resolve()
  questions[1]?.told({ asked: 5, total: 9, found: 0 })
  questions[0]?.told({ asked: 1, total: 9, found: 0 })
  expect(trial.progress).toMatchObject({ asked: 5 })
  questions[1]?.answer(silent('no udp'))
  await after
  questions[0]?.answer({ kind: 'answer', value: { kind: 'cancelled' } })
  await before
  expect(trial.tried).toBe(second)
  expect(trial.outcome).toMatchObject({ silence: 'no udp' })
  expect(trial.progress).toBeNull()
})

it('says when the library does not answer, and forgets it with the next answer', async () => {
  const { trial, questions } = slowLibrary()
  const asked = trial.ask(first)
  await Promise.resolve()
  questions[0]?.answer({ kind: 'broken', message: 'out of memory' })
  await asked
  expect(trial.trouble).toContain('out of memory')
  expect(trial.outcome).toBeNull()
  const again = trial.ask(second)
  await Promise.resolve()
  questions[1]?.answer(silent('no udp'))
  await again
  expect(trial.trouble).toBe('')
})

it('ends what is going on when there is nothing to try any more', async () => {
  const { trial, questions, cancelled } = slowLibrary()
  trial.clear()
  expect(cancelled()).toBe(0)
  const asked = trial.ask(first)
  await Promise.resolve()
  trial.clear()
  expect(cancelled()).toBe(1)
  questions[0]?.answer(silent('late'))
  await asked
  expect(trial.outcome).toBeNull()
})

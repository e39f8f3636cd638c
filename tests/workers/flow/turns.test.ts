/** Questions, their acknowledgements and their answers, of one connection. */
import { describe, expect, it } from 'vitest'
import type { TurnsRecord } from '../../../workers/model/turns'
import { captureOf, only, recordsOf } from '../../support/analyse'
import { TcpScript } from '../../support/tcp-script'

const MS = 1e6

const opened = () => new TcpScript().handshake()

const turnsOf = async (script: TcpScript): Promise<TurnsRecord> =>
  only((await recordsOf(captureOf(script.frames))).turns)

/** A question that is acknowledged after 1 ms and answered after `wait`, in milliseconds. */
function turn(script: TcpScript, wait: number): TcpScript {
  script.client({ length: 100 })
  script.server()
  script.server({ length: 300, after: wait - 1 })
  script.client({ after: 0.1 })
  return script
}

describe('an answer that is long in coming', () => {
  it('is kept with its question and the ACK of that', async () => {
    const { answered, slow, slowTotal, bins } = await turnsOf(turn(turn(opened(), 2), 400))
    expect({ answered, slowTotal }).toEqual({ answered: 2, slowTotal: 1 })
    const [first] = slow
    expect(first).toMatchObject({ askedFrame: 8, ackFrame: 9, answerFrame: 10 })
    expect((first?.answerTime ?? 0) - (first?.askedTime ?? 0)).toBe(400 * MS)
    expect((first?.ackTime ?? 0) - (first?.askedTime ?? 0)).toBe(1 * MS)
    // 1.95 to 3.9 ms, and 250 to 500 ms.
    expect(bins.flatMap((count, bin) => (count > 0 ? [bin] : []))).toEqual([3, 10])
  })

  it('is kept from 125 ms on', async () => {
    expect((await turnsOf(turn(opened(), 125))).slow).toHaveLength(1)
    expect((await turnsOf(turn(opened(), 124))).slow).toHaveLength(0)
  })

  it('has no ACK of its own where the answer is the first that acknowledges', async () => {
    const script = opened()
    script.client({ length: 100 })
    script.server({ length: 300, after: 300 })
    expect((await turnsOf(script)).slow[0]).toMatchObject({ ackFrame: 0, ackTime: -1 })
  })

  it('counts from the end of a question in several segments', async () => {
    const script = opened()
    script.client({ length: 150 })
    script.client({ length: 100, after: 80 })
    script.server({ after: 1 })
    script.server({ length: 50, after: 199 })
    const [slow] = (await turnsOf(script)).slow
    expect((slow?.answerTime ?? 0) - (slow?.askedTime ?? 0)).toBe(200 * MS)
  })

  it('that has not come yet is told as an open question', async () => {
    const script = opened()
    const askedFrame = script.client({ length: 100 })
    const ackFrame = script.server()
    script.client({ flags: 'FA', after: 3000 })
    expect((await turnsOf(script)).open).toMatchObject({ askedFrame, ackFrame, answerFrame: 0 })
  })
})

describe('what held the answer up', () => {
  it.each([
    [
      'a question sent again',
      (script: TcpScript) => {
        script.client({ seq: 1, length: 100 })
        script.client({ seq: 1, length: 100, after: 250 })
        script.server({ length: 50, after: 1 })
      },
    ],
    [
      'an answer whose beginning was lost before the tap',
      (script: TcpScript) => {
        script.client({ length: 100 })
        script.server()
        script.server({ seq: 151, length: 50, after: 300 })
        script.server({ seq: 1, length: 150, after: 200 })
      },
    ],
    [
      'a closed window',
      (script: TcpScript) => {
        script.client({ length: 100 })
        script.server({ window: 0 })
        script.server({ window: 500, after: 300 })
        script.server({ length: 50, after: 1 })
      },
    ],
  ])('may be %s: it is counted apart', async (_, play) => {
    const script = opened()
    play(script)
    const { answered, disturbed, slowTotal } = await turnsOf(script)
    expect({ answered, disturbed, slowTotal }).toEqual({ answered: 0, disturbed: 1, slowTotal: 0 })
  })

  it('is no keep-alive of either side', async () => {
    const script = opened()
    script.client({ length: 100 })
    script.server()
    script.client({ seq: 100, length: 1, after: 15_000 })
    script.server()
    script.server({ length: 50, after: 5000 })
    const { answered, disturbed, unprompted, unanswered } = await turnsOf(script)
    expect({ answered, disturbed, unprompted, unanswered }).toEqual({
      ...{ answered: 1, disturbed: 0, unprompted: 0, unanswered: 0 },
    })
  })
})

describe('data that nobody asked for', () => {
  it('is told from the rest of an answer by the silence before it', async () => {
    const script = turn(turn(turn(opened(), 2), 2), 2)
    script.server({ length: 150, after: 499 })
    script.server({ length: 150, after: 500 })
    script.server({ length: 150, after: 1 })
    expect(await turnsOf(script)).toMatchObject({ answered: 3, unprompted: 1, early: 0 })
  })

  it('is counted apart while TLS may still send tickets', async () => {
    const script = turn(turn(opened(), 2), 2)
    script.server({ length: 150, after: 800 })
    expect(await turnsOf(script)).toMatchObject({ answered: 2, unprompted: 0, early: 1 })
  })
})

it('counts questions that follow each other without an answer', async () => {
  const script = opened()
  for (const after of [1, 499, 500, 3000]) script.client({ length: 40, after })
  script.server()
  expect(await turnsOf(script)).toMatchObject({ answered: 0, unanswered: 2 })
})

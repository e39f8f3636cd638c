/** How long the side that began waits for data in answer to its own. */
import { expect, it } from 'vitest'
import { captureOf, only, recordsOf } from '../../support/analyse'
import { TcpScript } from '../../support/tcp-script'

const MS = 1e6

const opened = () => new TcpScript().handshake()

async function replyLatency(script: TcpScript): Promise<number> {
  return only((await recordsOf(captureOf(script.frames))).conns).replyLatency
}

it('is the time from a question to the data that acknowledges it, not to its ACK', async () => {
  const script = opened()
  script.client({ length: 100 })
  script.server({ after: 0.1 })
  script.server({ length: 50, after: 300 })
  expect(await replyLatency(script)).toBeCloseTo(300.1 * MS)
})

it('counts from the end of a question in several segments', async () => {
  const script = opened()
  script.client({ length: 1400 })
  script.client({ length: 100, after: 80 })
  script.server({ length: 50, after: 20 })
  expect(await replyLatency(script)).toBe(20 * MS)
})

it('takes no data for an answer that were sent before the question came', async () => {
  const script = opened()
  script.client({ length: 100 })
  script.server({ ack: 1, length: 40, after: 2 })
  script.server({ length: 10, after: 30 })
  expect(await replyLatency(script)).toBe(32 * MS)
})

it('is not known of a server that speaks first and is never asked', async () => {
  const script = opened()
  script.server({ length: 40 })
  script.client()
  expect(await replyLatency(script)).toBe(-1)
})

it('counts from the first transmission of a question', async () => {
  const script = opened()
  script.client({ seq: 1, length: 100 })
  script.client({ seq: 1, length: 100, after: 200 })
  script.server({ length: 10, after: 40 })
  expect(await replyLatency(script)).toBe(240 * MS)
})

it('is the longest of the first four, so that two who talk at once do not shorten it', async () => {
  const script = opened()
  for (const wait of [0.5, 0.5, 150, 151, 900]) {
    script.client({ length: 20 })
    script.server({ length: 20, after: wait })
  }
  expect(await replyLatency(script)).toBe(151 * MS)
})

it('starts no new wait with a question that was answered already', async () => {
  const script = opened()
  script.client({ seq: 1, length: 100 })
  script.server({ length: 10, after: 5 })
  script.client({ seq: 1, length: 100 })
  script.server({ length: 10, after: 500 })
  expect(await replyLatency(script)).toBe(5 * MS)
})

/** Octets that reached neither the tap nor the receiver, until late or to the end. */
import { describe, expect, it } from 'vitest'
import type { MissingOctets } from '../../../workers/model/records'
import { captureOf, only, recordsOf } from '../../support/analyse'
import { TcpScript } from '../../support/tcp-script'

const MS = 1e6
/** IPv4 and TCP headers without options. */
const HEADERS = 40

async function missingIn(script: TcpScript): Promise<MissingOctets[]> {
  const { respSide } = only((await recordsOf(captureOf(script.frames))).conns)
  return respSide.missing
}

/** A request in frame 4, at 3 ms, and nothing of its answer yet. */
function asked(): TcpScript {
  const script = new TcpScript().handshake()
  script.client({ length: 100 })
  return script
}

/** Octets 1 to 2920 of the server never come: the tail behind them does, in frame 5, at 4 ms. */
function cut(): TcpScript {
  const script = asked()
  script.server({ seq: 2921, length: 80 })
  return script
}

const leftOut = (script: TcpScript, left = 2921, right = 3001) => ({
  sack: [[script.seqOf('server', left), script.seqOf('server', right)] as const],
})

describe('octets that a tap misses', () => {
  it('are told with what stands behind them, and the SACK that leaves them out', async () => {
    const script = cut()
    script.client({ ack: 1, options: leftOut(script) })
    expect(only(await missingIn(script))).toEqual({
      seq: script.seqOf('server', 1),
      relativeSeq: 1,
      length: 2920,
      frame: 5,
      time: 4 * MS,
      behind: HEADERS + 80,
      sackFrame: 6,
      sackTime: 5 * MS,
      filled: 0,
      largestPiece: 0,
      filledFrame: 0,
      filledTime: -1,
    } satisfies MissingOctets)
  })

  it('are told by a packet without data as well', async () => {
    const script = asked()
    script.server({ seq: 2921 })
    const hole = only(await missingIn(script))
    expect(hole).toMatchObject({ relativeSeq: 1, length: 2920, frame: 5, behind: 0, sackFrame: 0 })
  })

  it('are told with the smaller pieces in which they came late', async () => {
    const script = cut()
    script.server({ seq: 1, length: 1460, after: 1000 })
    script.server({ seq: 1461, length: 1000 })
    script.server({ seq: 2461, length: 460 })
    script.client({ ack: 3001 })
    expect(only(await missingIn(script))).toMatchObject({
      ...{ length: 2920, filled: 2920, largestPiece: HEADERS + 1460 },
      ...{ filledFrame: 6, filledTime: 1004 * MS },
    })
  })

  it('are nothing to tell when they came before a second had passed', async () => {
    const script = cut()
    script.server({ seq: 1, length: 2920, after: 999 })
    script.client({ ack: 3001 })
    expect(await missingIn(script)).toEqual([])
  })

  it('were lost by the capture when the receiver acknowledges them', async () => {
    const script = cut()
    script.client({ ack: 3001 })
    expect(await missingIn(script)).toEqual([])
    const partly = cut()
    partly.client({ ack: 1461 })
    expect(await missingIn(partly)).toEqual([])
  })

  it('are told of each hole that is open to the end', async () => {
    const script = cut()
    script.client({ ack: 1, options: leftOut(script) })
    script.server({ seq: 4461, length: 80 })
    script.client({ ack: 1, options: leftOut(script, 4461, 4541) })
    const holes = await missingIn(script)
    expect(holes.map(({ relativeSeq, length }) => [relativeSeq, length])).toEqual([
      [1, 2920],
      [3001, 1460],
    ])
  })

  it('are none where a reset tells of a number further on', async () => {
    const script = asked()
    script.server({ seq: 2921, flags: 'R' })
    expect(await missingIn(script)).toEqual([])
  })
})

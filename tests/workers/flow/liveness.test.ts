/** Signs that a side is gone, or cannot take more. */
import { describe, expect, it } from 'vitest'
import { MAX_CLOSURES, MAX_PROBE_FRAMES } from '../../../workers/limits/limits'
import { captureOf, only, recordsOf } from '../../support/analyse'
import { TcpScript } from '../../support/tcp-script'

const MS = 1e6

async function connOf(script: TcpScript) {
  return only((await recordsOf(captureOf(script.frames))).conns)
}

/** Frame 5 acknowledges 100 octets of the client. */
function opened() {
  const script = new TcpScript().handshake()
  script.client({ length: 100 })
  script.server()
  return script
}

describe('who was heard last', () => {
  it('has frame and time of both sides', async () => {
    const { origSide, respSide } = await connOf(opened())
    expect(origSide).toMatchObject({ lastFrame: 4, lastTime: 3 * MS })
    expect(respSide).toMatchObject({ lastFrame: 5, lastTime: 4 * MS })
  })

  it('has neither of a side that was never heard', async () => {
    const script = new TcpScript()
    script.client({ flags: 'S' })
    expect((await connOf(script)).respSide).toMatchObject({ lastFrame: 0, lastTime: -1 })
  })
})

describe('probes', () => {
  it('are none where nobody probes', async () => {
    expect((await connOf(opened())).origSide.probes).toBeNull()
  })

  it('are answered by whatever the other side says before the next one', async () => {
    const script = opened()
    script.client({ seq: 100, after: 1000 })
    script.server()
    script.client({ seq: 100, length: 1, after: 1000 })
    script.server({ length: 20 })
    const { origSide, respSide } = await connOf(script)
    expect(origSide.probes).toEqual({ total: 2, answered: 2, unanswered: 0, samples: [] })
    expect(respSide.probes).toBeNull()
  })

  it('are unanswered from the last word of the other side on', async () => {
    const script = opened()
    script.client({ seq: 100, after: 1000 })
    script.client({ seq: 100, after: 1000 })
    script.server()
    const first = script.client({ seq: 100, after: 1000 })
    const second = script.client({ seq: 100, after: 1000 })
    script.client({ flags: 'RA', after: 1000 })
    expect((await connOf(script)).origSide.probes).toEqual({
      total: 4,
      answered: 1,
      unanswered: 2,
      samples: [
        { frame: first, time: 3005 * MS },
        { frame: second, time: 4005 * MS },
      ],
    })
  })

  it('are told one by one as far as the bound goes', async () => {
    const script = opened()
    for (let probe = 0; probe < MAX_PROBE_FRAMES + 2; probe++) script.client({ seq: 100 })
    const { probes } = (await connOf(script)).origSide
    expect(probes?.unanswered).toBe(MAX_PROBE_FRAMES + 2)
    expect(probes?.samples).toHaveLength(MAX_PROBE_FRAMES)
  })
})

describe('a window', () => {
  it('says nothing while it is open', async () => {
    const { origSide, respSide } = await connOf(opened())
    expect([origSide.window, respSide.window]).toEqual([null, null])
  })

  it('is closed from the first segment that says so to the first that says otherwise', async () => {
    const script = opened()
    const closed = script.server({ window: 0, after: 10 })
    script.client({ seq: 100, after: 300 })
    script.server({ window: 0 })
    const open = script.server({ after: 99 })
    script.client({ length: 100 })
    script.server({ window: 0, after: 1 })
    script.server({ after: 50 })
    const { respSide, origSide } = await connOf(script)
    expect(origSide.window).toBeNull()
    expect(respSide.window).toMatchObject({ closures: 2, closedTime: 450 * MS, probes: 1 })
    expect(respSide.window?.longest[0]).toEqual({
      frame: closed,
      time: 14 * MS,
      endFrame: open,
      endTime: 414 * MS,
      probes: 1,
    })
  })

  it('is counted as filled by data up to its edge', async () => {
    const script = opened()
    script.client({ length: 502 })
    expect((await connOf(script)).respSide.window).toMatchObject({ filled: 1, closures: 0 })
  })

  it('counts as closed to the end when there are probes to the end', async () => {
    const script = opened()
    script.server({ window: 0, after: 10 })
    script.client({ length: 1, after: 300 })
    script.client({ seq: 101, length: 1, after: 600 })
    const { window } = (await connOf(script)).respSide
    expect(window).toMatchObject({ closures: 1, closedTime: 900 * MS, probes: 2 })
    expect(window?.longest).toMatchObject([{ endFrame: 0, endTime: 914 * MS }])
  })

  it('does not count when the other side took no notice', async () => {
    const atTheEnd = opened()
    atTheEnd.server({ window: 0 })
    atTheEnd.client({ flags: 'FA', after: 3000 })
    expect((await connOf(atTheEnd)).respSide.window).toMatchObject({ closures: 0, closedTime: 0 })

    const idle = (ms: number) => {
      const script = opened()
      script.server({ window: 0 })
      script.server({ after: ms })
      return script
    }
    expect((await connOf(idle(5001))).respSide.window).toMatchObject({ closures: 0 })
    expect((await connOf(idle(5000))).respSide.window).toMatchObject({ closures: 1 })
  })

  it('is no matter of resets', async () => {
    const script = opened()
    script.server({ flags: 'RA', window: 0 })
    script.client()
    expect((await connOf(script)).respSide.window).toBeNull()
  })

  it('keeps the longest closures, in order of time', async () => {
    const script = opened()
    const lasted = [30, 900, 40, 50, 60, 70, 80, 90, 100, 110]
    for (const after of lasted) {
      script.server({ window: 0 })
      script.server({ after })
    }
    const { window } = (await connOf(script)).respSide
    expect(window?.closures).toBe(lasted.length)
    expect(window?.longest.map(({ time, endTime }) => (endTime - time) / MS)).toEqual(
      lasted.filter((ms) => ms > 40).slice(0, MAX_CLOSURES),
    )
  })
})

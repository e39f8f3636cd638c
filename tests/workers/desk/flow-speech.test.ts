import { describe, expect, it } from 'vitest'
import { captureOf } from '../../support/analyse'
import { TcpScript } from '../../support/tcp-script'
import { firstOf, flowDeskOf, had } from './flow-desk'

const spoken = (octets: Uint8Array) => new TextDecoder().decode(octets)

describe('what a connection said', () => {
  it('comes in order, both sides in turn, and every octet once', async () => {
    const script = new TcpScript().handshake()
    script.client({ data: 'one ' })
    script.client({ data: 'three ', seq: 9 })
    script.client({ data: 'two ', seq: 5 })
    script.client({ data: 'two ', seq: 5 })
    script.server({ data: 'four' })
    const { desk, id, rows } = await flowDeskOf(captureOf(script.frames))
    const page = had(await desk.flowSaid(id, firstOf(rows), 0))
    expect(page.parts.map(({ side, octets, gap }) => [side, spoken(octets), gap])).toEqual([
      [0, 'one two three ', 0],
      [1, 'four', 0],
    ])
    expect(page).toMatchObject({ until: 18, done: true })
  })

  it('marks what was acknowledged and never captured, with its length', async () => {
    const script = new TcpScript().handshake()
    script.client({ data: 'before' })
    script.client({ data: 'behind', seq: 107 })
    script.server({ ack: 113 })
    script.client({ data: ', and on' })
    const { desk, id, rows } = await flowDeskOf(captureOf(script.frames))
    const { parts } = had(await desk.flowSaid(id, firstOf(rows), 0))
    expect(parts.map(({ octets, gap }) => [gap, spoken(octets)])).toEqual([
      [0, 'before'],
      [100, 'behind, and on'],
    ])
    const saved = had(await desk.flowSpeech(id, firstOf(rows), 0))
    expect([spoken(saved.octets), saved.missing]).toEqual(['beforebehind, and on', 100])
  })

  it('marks what the snaplen cut off', async () => {
    const script = new TcpScript().handshake()
    script.client({ data: 'whole' })
    script.client({ data: 'cut off here' })
    script.server()
    script.client({ data: ' and whole' })
    const frames = script.frames.map((frame, n) =>
      n === 4 ? { ...frame, octets: frame.octets.subarray(0, -9), origLen: 66 } : frame,
    )
    const { desk, id, rows } = await flowDeskOf(captureOf(frames))
    const { parts } = had(await desk.flowSaid(id, firstOf(rows), 0))
    expect(parts.map(({ octets, gap }) => [gap, spoken(octets)])).toEqual([
      [0, 'wholecut'],
      [9, ' and whole'],
    ])
  })

  it('comes page by page, and goes on wherever it is asked for', async () => {
    const script = new TcpScript().handshake()
    for (let n = 0; n < 100; n++) {
      script.client({ length: 1400 })
      script.server()
    }
    const { desk, id, rows } = await flowDeskOf(captureOf(script.frames))
    const row = firstOf(rows)
    const all = had(await desk.flowSpeech(id, row, null)).octets
    expect(all.length).toBe(140_000)
    const pages: Uint8Array[] = []
    let from = 0
    for (let done = false; !done;) {
      const page = had(await desk.flowSaid(id, row, from))
      pages.push(...page.parts.map(({ octets }) => octets))
      expect(page.until - from).toBeLessThanOrEqual(65_536)
      from = page.until
      done = page.done
    }
    expect(Buffer.concat(pages).equals(Buffer.from(all))).toBe(true)
    const again = had(await desk.flowSaid(id, row, 65_536))
    expect(again.until).toBe(131_072)
    expect(again.parts[0]?.octets).toEqual(
      all.subarray(65_536, 65_536 + (again.parts[0]?.octets.length ?? 0)),
    )
  })

  it('is told by side', async () => {
    const script = new TcpScript().handshake()
    script.client({ data: 'ask' })
    script.server({ data: 'answer' })
    const { desk, id, rows } = await flowDeskOf(captureOf(script.frames))
    const side = async (n: 0 | 1) => spoken(had(await desk.flowSpeech(id, firstOf(rows), n)).octets)
    expect([await side(0), await side(1)]).toEqual(['ask', 'answer'])
  })
})

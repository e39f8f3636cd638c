/** Slow answers on a fast network, from octets on. */
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../workers/model/finding'
import { analyse, captureOf } from '../../support/analyse'
import { ask, type Asked, closed, get, opened, reply } from '../../support/asked'
import { metric, times } from '../../support/replay'
import { type ScriptSpec, type TcpScript, together } from '../../support/tcp-script'
import { untold } from '../../support/untold'

async function told(...scripts: TcpScript[]): Promise<Finding | undefined> {
  const result = await analyse(captureOf(together(...scripts)))
  expect(untold(result)).toEqual([])
  return result.findings.find(({ detector }) => detector === 'slow-service')
}

/** A connection with these answers. */
function said(waits: readonly Asked[], port = 80, spec: ScriptSpec = {}) {
  const script = opened({ serverPort: port, ...spec })
  for (const asked of waits) ask(script, asked)
  return closed(script)
}

/** The same, after one of HTTP that is prompt. */
const talk = (waits: readonly Asked[], port = 80, spec: ScriptSpec = {}) =>
  said([{}, ...waits], port, spec)

const slow = (wait: number, target = '/report'): Asked => ({ wait, request: get(target) })

describe('requests that are acknowledged at once and answered late', () => {
  it('are told with request, ACK and answer, and what was asked', async () => {
    const finding = await told(
      talk([slow(900), {}, slow(1200), {}, slow(2500)]),
      talk([{}, {}], 80, { client: '10.0.0.9', clientPort: 41_000, start: 100 }),
    )
    expect(finding).toMatchObject({
      severity: 'note',
      confidence: 'certain',
      claim:
        'The network is fast, 10.0.0.2:80 is slow: 3 of 9 answers (33 %) took up to 2.5 s, where a round trip takes 400 µs',
      entities: { from: '10.0.0.1', to: '10.0.0.2:80' },
    })
    expect(finding?.evidence.slice(0, 3).map(({ role }) => role)).toEqual([
      'request',
      'its ACK',
      'answer begins',
    ])
    const said = finding?.happened.join(' ') ?? ''
    expect(said).toContain('GET /report (3 of 3)')
    expect(said).toContain('Of 2 clients, 1 is concerned: 10.0.0.1 (3 of 6)')
    expect(said).toContain('it acknowledged them within 400 µs')
    if (finding) expect(metric(finding, 'maxMs')).toBe(2500)
  })

  it('are slow from 300 ms beyond a round trip on', async () => {
    const three = (wait: number) => talk(times(3, () => slow(wait)))
    expect(await told(three(300.4))).toBeDefined()
    expect(await told(three(300.3))).toBeUndefined()
  })

  it('are told from three on, or one of HTTP that takes 3 s', async () => {
    expect(await told(talk(times(2, () => slow(2999))))).toBeUndefined()
    expect(await told(talk([slow(3000)]))).toBeDefined()
    expect(await told(talk(times(3, () => slow(500))))).toBeDefined()
  })

  it('are not the service’s doing where no ACK shows when they had arrived', async () => {
    const unacked = times(5, () => ({ ...slow(900), ack: null }))
    expect(await told(talk(unacked))).toBeUndefined()
    const late = times(5, () => ({ ...slow(900), ack: 260 }))
    expect(await told(talk(late))).toBeUndefined()
    const delayed = times(5, () => ({ ...slow(900), ack: 240 }))
    expect(await told(talk(delayed))).toBeDefined()
  })

  it('are left to the failures where that is what they tell', async () => {
    const failures = times(4, () => ({ ...slow(900), answer: reply(504) }))
    expect(await told(talk(failures))).toBeUndefined()
    const finding = await told(talk([...failures, ...times(3, () => slow(900))]))
    expect(finding?.counterEvidence.join(' ')).toContain('4 more slow answers are not counted')
  })

  it('are not told where a request was lost and sent again', async () => {
    const scripts = times(5, (index) => {
      const script = opened({ clientPort: 40_000 + index, start: 10 * index })
      script.client({ data: get('/') })
      const [next] = script.reached('client')
      script.client({ data: get('/'), seq: next - get('/').length, after: 400 })
      script.server({ after: 0.4 })
      script.server({ data: reply(200), after: 2 })
      return closed(script)
    })
    expect(await told(...scripts)).toBeUndefined()
  })
})

describe('what the slow ones have in common', () => {
  it('is their time: a timer', async () => {
    const finding = await told(talk([slow(5001), slow(5010), slow(5004)]))
    expect(finding?.happened.join(' ')).toContain('as good as the same time, 5 s: that is a timer')
  })

  it('is a period', async () => {
    const minute = [slow(900), slow(900), slow(900), { after: 30_000 }]
    const finding = await told(talk([...minute, ...minute, ...minute, ...minute]))
    expect(finding?.happened.join(' ')).toMatch(/They come in 4 bursts, one every 32\.\d s/)
  })

  it('is another service that their host waits for', async () => {
    const inner = { client: '10.0.0.2', server: '10.0.0.3', serverPort: 8080, start: 3 }
    const finding = await told(
      talk([slow(1000), slow(1500), slow(800)]),
      talk(
        [
          { ...slow(990), after: 8 },
          { ...slow(1490), after: 14 },
          { ...slow(790), after: 14 },
        ],
        8080,
        inner,
      ),
    )
    expect(finding?.entities['to']).toBe('10.0.0.2:80')
    expect(finding?.happened.join(' ')).toContain('a request to 10.0.0.3:8080 open')
    expect(finding?.nextSteps[0]?.say).toContain('10.0.0.3:8080')
  })
})

describe('what waits on purpose is no slow answer', () => {
  it.each([
    ['a watch', times(4, () => slow(8000, '/api/v1/pods?watch=true'))],
    ['Socket.IO', times(4, () => slow(8000, '/socket.io/?EIO=4&transport=polling'))],
    ['a long poll that is asked again at once', times(4, () => slow(30_000, '/news'))],
    [
      'an event stream',
      times(4, () => ({ ...slow(4000), answer: reply(200, 'Content-Type: text/event-stream') })),
    ],
    [
      'a WebSocket that opens',
      [
        {
          ...slow(4000),
          answer: 'HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
        },
      ],
    ],
  ])('%s over HTTP', async (_, waits) => {
    expect(await told(talk(waits))).toBeUndefined()
  })

  it('a terminal', async () => {
    const keys = times(60, (at) => ({
      request: 'l',
      answer: 'l',
      wait: at % 9 === 0 ? 500 + at : 2,
    }))
    expect(await told(said(keys, 22))).toBeUndefined()
  })

  it('a pause of the client: only the answer counts', async () => {
    expect(await told(talk(times(5, () => ({ after: 20_000 }))))).toBeUndefined()
  })
})

describe('of a protocol that is not read', () => {
  const question = (wait = 2): Asked => ({ request: 'select 1', answer: 'one', wait })
  const mostly = (waits: readonly number[]) => [
    ...times(25, () => question()),
    ...waits.map((wait) => question(wait)),
  ]

  it('slow ones among many prompt ones are told with less confidence', async () => {
    expect(await told(said(mostly([700, 900, 1500]), 5432))).toMatchObject({ confidence: 'likely' })
    expect(await told(said(mostly([700, 900, 1500]), 7777))).toMatchObject({
      ...{ severity: 'note', confidence: 'possible' },
    })
  })

  it('twenty answers are needed', async () => {
    const few = [...times(10, () => question()), ...[700, 900, 1500].map((wait) => question(wait))]
    expect(await told(said(few, 7777))).toBeUndefined()
  })

  it('a blocked read is none: it takes its time-out, or most of the answers wait', async () => {
    expect(await told(said(mostly([2001, 2005, 2003, 2002]), 6379))).toBeUndefined()
    const waits = times(20, (index) => 400 + 137 * index)
    expect(await told(said(mostly(waits), 7777))).toBeUndefined()
  })

  it('nor is a server that says something unasked', async () => {
    const script = opened({ serverPort: 7777 })
    for (const asked of mostly([700, 900, 1500])) ask(script, asked)
    script.server({ data: 'news', after: 3000 })
    script.client({ after: 1 })
    expect(await told(script)).toBeUndefined()
  })

  it('nor one that does not answer everything', async () => {
    const script = opened({ serverPort: 7777 })
    for (const asked of mostly([700, 900, 1500])) ask(script, asked)
    for (let index = 0; index < 3; index++) {
      script.client({ data: 'log', after: 2000 })
      script.server({ after: 0.4 })
    }
    expect(await told(script)).toBeUndefined()
  })
})

/** Failed requests, and what is behind them, from octets on. */
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../workers/model/finding'
import { analyse, captureOf } from '../../support/analyse'
import { ask, type Asked, closed, get, opened, reply } from '../../support/asked'
import { metric, times } from '../../support/replay'
import { type ScriptSpec, TcpScript, together } from '../../support/tcp-script'
import { untold } from '../../support/untold'

async function all(...scripts: TcpScript[]): Promise<Finding[]> {
  const result = await analyse(captureOf(together(...scripts)))
  expect(untold(result)).toEqual([])
  return result.findings
}

const told = async (...scripts: TcpScript[]): Promise<Finding | undefined> =>
  (await all(...scripts)).find(({ detector }) => detector === 'http-errors')

function talk(asked: readonly Asked[], spec: ScriptSpec = {}): TcpScript {
  const script = opened(spec)
  for (const each of asked) ask(script, each)
  return closed(script)
}

const failing = (status: number, target = '/cart', ...fields: string[]): Asked => ({
  request: get(target),
  answer: reply(status, ...fields),
})

const good = (count: number): Asked[] => times(count, () => ({}))

describe('failed requests', () => {
  it('are told by status, target, client and signer, with what went well before', async () => {
    const finding = await told(
      talk([
        ...good(20),
        ...times(8, () => failing(503, '/cart?id=1', 'Server: nginx/1.25.3')),
        ...times(4, () => failing(500, '/pay', 'Server: nginx/1.25.3')),
        failing(404, '/favicon.ico'),
      ]),
      talk(good(7), { client: '10.0.0.9', clientPort: 41_000 }),
    )
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'certain',
      claim: '10.0.0.2:80 (shop.example) failed 12 of 40 requests (30 %): 8 × 503 and 4 × 500',
      entities: { from: '10.0.0.1', to: '10.0.0.2:80' },
    })
    const said = finding?.happened.join(' ') ?? ''
    expect(said).toContain('after 27 answers without a failure')
    expect(said).toContain('since the first one, 12 of 13 failed')
    expect(said).toContain('signed by nginx/1.25.3 (12 of 12)')
    expect(said).toContain('GET /cart (8 of 8) and GET /pay (4 of 4)')
    expect(said).toContain('Of 2 clients, 1 is concerned')
    expect(finding?.counterEvidence.join(' ')).toContain('1 more answer blames the request')
    expect(finding?.evidence.slice(0, 2).map(({ role }) => role)).toEqual(['request', 'failure'])
    if (finding) expect(metric(finding, 'status503')).toBe(8)
  })

  it('are a warning from ten and 10 % on, else a note', async () => {
    const severity = async (failed: number, others: number) =>
      (await told(talk([...times(failed, () => failing(500)), ...good(others)])))?.severity
    expect(await severity(10, 90)).toBe('warning')
    expect(await severity(9, 1)).toBe('note')
    expect(await severity(10, 91)).toBe('note')
    expect(await severity(1, 5)).toBe('note')
  })

  it('are no answers that blame the request, and none that went well', async () => {
    const blamed = [400, 401, 403, 404, 301, 304, 200].map((status) => failing(status))
    expect(await told(talk([...blamed, ...blamed]))).toBeUndefined()
    expect((await told(talk(times(12, () => failing(429)))))?.severity).toBe('warning')
  })

  it('are told for each host name, and at once where there are many', async () => {
    const hosts = (count: number) =>
      talk(
        times(count, (index) => ({
          ...failing(503),
          request: get('/', `h${String(index)}.example`),
        })),
      )
    const findings = async (count: number) =>
      (await all(hosts(count))).filter(({ detector }) => detector === 'http-errors')
    expect((await findings(3)).map(({ key }) => key)).toEqual([
      '10.0.0.2:80 h0.example',
      '10.0.0.2:80 h1.example',
      '10.0.0.2:80 h2.example',
    ])
    expect((await findings(4))[0]?.happened[0]).toContain('for 4 host names')
  })
})

describe('a gateway', () => {
  const front = (status: number, wait: number) =>
    talk(
      times(12, () => ({ ...failing(status, '/', 'Server: nginx'), wait, after: 20 })),
      { start: 0 },
    )
  /** Connections of the gateway, one during each request. */
  const behind = (wait: number, play: (script: TcpScript) => void) =>
    times(12, (index) => {
      const start = 22 + index * (wait + 20.02)
      const script = new TcpScript({
        ...{ client: '10.0.0.2', server: '10.0.0.7', serverPort: 8080 },
        ...{ clientPort: 50_000 + index, start },
      })
      play(script)
      return script
    })

  it('that is refused is told as a symptom of that', async () => {
    const refused = behind(5, (script) => {
      script.client({ flags: 'S' })
      script.server({ flags: 'RA', after: 0.2 })
    })
    const findings = await all(front(502, 5), ...refused)
    const finding = findings.find(({ detector }) => detector === 'http-errors')
    expect(finding).toMatchObject({
      entities: { gateway: '10.0.0.2:80', from: '10.0.0.2', to: '10.0.0.7:8080' },
      symptomOf: 'connect-refused 10.0.0.7 8080',
    })
    expect(finding?.happened.join(' ')).toContain(
      'During 12 of them 10.0.0.7:8080 refused a connection of this server',
    )
    expect(finding?.evidence.filter(({ role }) => role === 'refused behind')).toHaveLength(8)
    expect(finding?.nextSteps[0]?.command).toContain('http://10.0.0.7:8080/')
    expect(finding?.alternatives[0]?.cause).toContain('is down')
  })

  it('that waits in vain is told with whom it waits for', async () => {
    const silent = behind(3000, (script) => {
      script.handshake()
      script.client({ data: get('/') })
      script.server({ after: 0.2 })
      script.client({ flags: 'FA', after: 2990 })
    })
    const finding = await told(front(504, 3000), ...silent)
    const said = finding?.happened.join(' ') ?? ''
    expect(said).toContain('10.0.0.7:8080 left a request of this server without an answer')
    expect(said).toContain('as good as the same time, 3 s: that is a time-out')
    expect(finding?.alternatives[0]?.cause).toContain('too slow')
  })

  it('that passes a failure on is told with whose it is', async () => {
    const inner = behind(50, (script) => {
      script.handshake()
      ask(script, { ...failing(500), after: 1, wait: 20 })
    })
    const findings = (await all(front(500, 50), ...inner)).filter(
      ({ detector }) => detector === 'http-errors',
    )
    const gateway = findings.find(({ entities }) => entities['gateway'] === '10.0.0.2:80')
    expect(gateway?.happened.join(' ')).toContain('10.0.0.7:8080 gave this server a failure itself')
  })

  it('whose own connections are well is not explained by them', async () => {
    const fine = behind(50, (script) => {
      script.handshake()
      ask(script, { after: 1, wait: 20 })
    })
    const finding = await told(front(503, 50), ...fine)
    expect(finding?.entities).toEqual({ from: '10.0.0.1', to: '10.0.0.2:80' })
    expect(JSON.stringify(finding?.alternatives)).toContain('nothing went wrong on them')
  })
})

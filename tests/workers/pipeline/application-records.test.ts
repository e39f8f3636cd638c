/** Application records on their way to detectors. */
import { expect, it } from 'vitest'
import { captureOf, captureRun } from '../../support/analyse'
import { TcpScript, together } from '../../support/tcp-script'

it('are told between the capture and its end', async () => {
  const script = new TcpScript().handshake()
  script.client({ flags: 'PA', data: 'GET /a HTTP/1.1\r\nHost: a.example\r\n\r\n' })
  script.server({ flags: 'PA', data: 'HTTP/1.1 204 No Content\r\n\r\n' })
  const run = await captureRun(captureOf(script.frames))
  while (await run.step());
  const told: string[] = []
  run.replay({
    capture: ({ packets }) => told.push(`capture ${packets}`),
    http: ({ target, status }) => told.push(`http ${target} ${status}`),
    dns: () => told.push('dns'),
    captureEnd: (capture) => told.push(`end ${capture}`),
  })
  expect(told).toEqual(['capture 5', 'http /a 204', 'end 0'])
})

it('are in order of their frames, however late they were completed', async () => {
  const ask = (target: string) => `GET ${target} HTTP/1.1\r\nHost: a.example\r\n\r\n`
  const early = new TcpScript({ clientPort: 40_001 }).handshake()
  early.client({ flags: 'PA', data: ask('/silence') })
  const late = new TcpScript({ clientPort: 40_002, start: 100 }).handshake()
  late.client({ flags: 'PA', data: ask('/answered') })
  late.server({ flags: 'PA', data: 'HTTP/1.1 204 No Content\r\n\r\n' })
  const run = await captureRun(captureOf(together(early, late)))
  while (await run.step());
  const told: string[] = []
  run.replay({ http: ({ frame, target }) => told.push(`${frame} ${target}`) })
  expect(told).toEqual(['4 /silence', '8 /answered'])
  expect(run.result(0).applications.http.map(({ frame }) => frame)).toEqual([4, 8])
})

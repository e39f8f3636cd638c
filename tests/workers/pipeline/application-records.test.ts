/** Application records on their way to detectors. */
import { expect, it } from 'vitest'
import { captureOf, captureRun } from '../../support/analyse'
import { TcpScript } from '../../support/tcp-script'

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

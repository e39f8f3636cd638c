/** How far a handshake gets, and who ends it. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { TlsCourse } from '../../../../workers/model/app-records'
import { analyse } from '../../../support/analyse'
import type { Flight } from '../../../support/tls-handshake'
import {
  alert,
  captureOf,
  completed,
  said,
  sealedAlert,
  untilAnswer,
  untilFinished,
  type TlsConn,
} from '../../../support/tls-conns'

let tls12: Flight[] = []
let tls13: Flight[] = []

beforeAll(async () => {
  tls12 = await completed('TLSv1.2')
  tls13 = await completed('TLSv1.3')
})

async function courseOf(
  flights: readonly Flight[],
  closes: TlsConn['closes'] = 'client FIN',
): Promise<TlsCourse> {
  const { captures } = await analyse(captureOf([{ flights, closes }]))
  const [record] = captures[0]?.applications.tls ?? []
  if (record === undefined) throw new Error('no TLS')
  return record.course
}

describe('a handshake that is completed', () => {
  it('of TLS 1.2, with both sides under new keys', async () => {
    const course = await courseOf(tls12)
    expect(course).toMatchObject({ completed: true, sealed: null, alerts: [], whole: true })
    expect(course.offered).toEqual(['TLS 1.2'])
    expect(course.random).toMatch(/^[0-9a-f]{64}$/)
    expect(course.certificateFrame).toBeGreaterThanOrEqual(course.serverHelloFrame)
  })

  it('of TLS 1.3, with the Finished of the client', async () => {
    expect(await courseOf(tls13)).toMatchObject({
      ...{ completed: true, sealed: null, certificateFrame: 0 },
      ...{ end: { by: 'client', how: 'fin' } },
    })
    expect(await courseOf(untilFinished(tls13))).toMatchObject({ completed: true })
  })
})

describe('an alert', () => {
  it('is told with its sender and frame', async () => {
    const flights = [...untilAnswer(tls12), alert(true, 48)]
    const course = await courseOf(flights, 'client RST')
    const [told] = course.alerts
    expect(told).toMatchObject({ from: 'client', name: 'fatal unknown_ca' })
    expect(course).toMatchObject({ completed: false, end: { by: 'client', how: 'reset' } })
    expect(course.end?.frame).toBeGreaterThan(told?.frame ?? 0)
  })

  it('in clear behind the ServerHello of TLS 1.3 is read', async () => {
    const course = await courseOf([...untilAnswer(tls13), alert(true, 42)])
    expect(course.alerts).toMatchObject([{ from: 'client', name: 'fatal bad_certificate' }])
  })

  it('that is encrypted is told by its length, in place of the Finished', async () => {
    const course = await courseOf([...untilAnswer(tls13), sealedAlert(true)])
    expect(course).toMatchObject({ completed: false, sealed: { from: 'client' } })
  })

  it('of the server right behind the Finished of the client takes it back', async () => {
    const course = await courseOf([...untilFinished(tls13), sealedAlert(false)], 'server FIN')
    expect(course).toMatchObject({ completed: false, sealed: { from: 'server' } })
  })

  it('of a client that takes leave, and the answer to it, are none', async () => {
    const flights = [...untilFinished(tls13), sealedAlert(true), sealedAlert(false)]
    expect(await courseOf(flights)).toMatchObject({ completed: true, sealed: null })
  })

  it('behind data of the server is none', async () => {
    expect(await courseOf([...tls13, sealedAlert(false)])).toMatchObject({ sealed: null })
  })
})

describe('a handshake that breaks off', () => {
  it('tells who closed', async () => {
    const [hello] = tls13
    const flights = hello === undefined ? [] : [hello]
    expect(await courseOf(flights, 'server RST')).toMatchObject({
      ...{ completed: false, serverHelloFrame: 0, end: { by: 'server', how: 'reset' } },
    })
    expect((await courseOf(flights, 'nobody')).end).toBeNull()
  })

  it('because the server speaks something else tells what it said', async () => {
    const flights = [...tls13.slice(0, 1), said(false, 'HTTP/1.1 400 Bad Request\r\n\r\n')]
    expect((await courseOf(flights, 'server FIN')).text).toBe('HTTP/1.1 400 Bad Request')
  })
})

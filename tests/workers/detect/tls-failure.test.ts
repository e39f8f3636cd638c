/** Handshakes of OpenSSL, broken off as clients and servers do, and what is said of them. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Finding } from '../../../workers/model/finding'
import { writePcap } from '../../../workers/forge/capture-writer'
import { analyse } from '../../support/analyse'
import { utf8 } from '../../support/certificate'
import { TcpScript } from '../../support/tcp-script'
import { metric } from '../../support/replay'
import {
  alert,
  captureOf,
  completed,
  EPOCH_2026,
  framesOf,
  said,
  sealedAlert,
  untilAnswer,
  untilFinished,
  type TlsConn,
} from '../../support/tls-conns'
import type { Flight } from '../../support/tls-handshake'
import { untold } from '../../support/untold'

let tls12: Flight[] = []
let tls13: Flight[] = []
let expired: Flight[] = []

beforeAll(async () => {
  tls12 = await completed('TLSv1.2')
  tls13 = await completed('TLSv1.3')
  const certificate = { notAfter: utf8(0x17, '260215120000Z') }
  expired = await completed('TLSv1.2', { certificate })
})

/** Each handshake has a random of its own, as those of clients have. */
function fresh(flights: readonly Flight[], at: number): Flight[] {
  return flights.map((flight, i) => {
    if (i > 0) return flight
    const octets = Uint8Array.from(flight.octets)
    octets.set([at >> 8, at & 0xff], 11)
    return { client: flight.client, octets }
  })
}

/** `of`: how often each of these occurs. */
const conns = (...of: [number, readonly Flight[], TlsConn['closes'], Partial<TlsConn>?][]) => {
  let at = 0
  return of.flatMap(([times, flights, closes, ends]) =>
    Array.from({ length: times }, (): TlsConn => {
      return { flights: fresh(flights, ++at), closes, ...ends }
    }),
  )
}

async function told(all: readonly TlsConn[]): Promise<{ finding: Finding; all: Finding[] }> {
  const result = await analyse(captureOf(all))
  expect(untold(result)).toEqual([])
  const [finding] = result.findings.filter(({ detector }) => detector === 'tls-failure')
  if (finding === undefined) throw new Error('nothing was said')
  // Nothing in these captures shows a cluster.
  expect(JSON.stringify(finding)).not.toMatch(/cilium|kube|\bpods?\b|\bnodes?\b/i)
  return { finding, all: result.findings }
}

const only = async (all: readonly TlsConn[]): Promise<Finding> => (await told(all)).finding

describe('the threshold', () => {
  const refused = () => [...untilAnswer(tls12), alert(true, 48)]

  it('is three failures that are a fifth of all', async () => {
    const finding = await only(conns([12, tls13, 'client FIN'], [3, refused(), 'client RST']))
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'certain' })
    expect(finding.claim).toBe(
      '3 of 15 TLS handshakes with 10.0.0.2:8443 (server.example) failed: the client does not trust the issuer of the certificate, with alert unknown_ca (48)',
    )
    expect(metric(finding, 'alertsByClient')).toBe(3)
  })

  it('is not reached by two, nor by less than a fifth', async () => {
    expect(await only(conns([2, refused(), 'client RST']))).toMatchObject({ severity: 'note' })
    const few = conns([13, tls13, 'client FIN'], [3, refused(), 'client RST'])
    expect(await only(few)).toMatchObject({ severity: 'note' })
  })
})

it('says nothing of handshakes that were completed', async () => {
  const all = conns([5, tls13, 'client FIN'], [5, tls12, 'server FIN'], [2, tls13, 'client RST'])
  const { findings, detectors } = await analyse(captureOf(all))
  expect(findings).toEqual([])
  const use = detectors.find(({ id }) => id === 'tls-failure')
  expect(use?.silence).toBe('12 TLS handshakes, all of them completed.')
})

describe('a certificate that has expired', () => {
  it('and was refused once is a warning, held against the clock of the capture', async () => {
    const flights = [...untilAnswer(expired), alert(true, 42)]
    const finding = await only(conns([1, flights, 'client FIN']))
    expect(finding.severity).toBe('warning')
    expect(finding.claim).toContain('which had expired 14 d before, with alert bad_certificate')
    expect(finding.happened.join(' ')).toContain('valid from 2024-01-01 00:00:00 UTC')
    expect(finding.alternatives[0]?.cause).toContain('was not renewed')
    expect(finding.nextSteps[0]?.command).toBe(
      'openssl s_client -connect 10.0.0.2:8443 -servername server.example </dev/null | openssl x509 -noout -subject -issuer -dates -ext subjectAltName',
    )
    const roles = finding.evidence.map(({ role }) => role)
    expect(roles).toEqual([
      'ClientHello',
      'ServerHello',
      'alert bad_certificate (42) of the client',
      'FIN',
    ])
  })

  it('and was accepted is a note', async () => {
    const finding = await only(conns([4, expired, 'client FIN']))
    expect(finding.severity).toBe('note')
    expect(finding.claim).toBe(
      'The certificate for server.example of 10.0.0.2:8443 had expired 14 d before, and was accepted in 4 handshakes',
    )
  })
})

it('sees that the certificate is for another name', async () => {
  const other = await completed('TLSv1.2', { servername: 'api.example' })
  const finding = await only(conns([3, [...untilAnswer(other), alert(true, 42)], 'client FIN']))
  expect(finding.claim).toContain(
    'which does not cover api.example, with alert bad_certificate (42)',
  )
})

describe('alerts that are encrypted', () => {
  it('in place of the Finished of the client are likely', async () => {
    const flights = [...untilAnswer(tls13), sealedAlert(true)]
    const finding = await only(conns([3, flights, 'client RST']))
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'likely' })
    expect(finding.happened.join(' ')).toContain('neither its names nor its validity can be read')
  })

  it('of the server behind it are possible', async () => {
    const flights = [...untilFinished(tls13), sealedAlert(false)]
    const finding = await only(conns([3, flights, 'server FIN']))
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'possible' })
  })
})

describe('the server', () => {
  const hello = () => tls13.slice(0, 1)

  it.each([
    [70, 'the server speaks no version that the client offers, with alert protocol_version (70)'],
    [40, 'client and server have no parameters in common, with alert handshake_failure (40)'],
    [112, 'the server does not serve the name asked for, with alert unrecognized_name (112)'],
    [120, 'the server speaks no application protocol that the client offers'],
    [80, 'the server failed by itself, with alert internal_error (80)'],
    [200, 'the server gave up, with alert 200'],
  ])('refuses with %i', async (number, said) => {
    const all = conns(
      [3, [...hello(), alert(false, number)], 'server FIN'],
      [1, tls13, 'client FIN'],
    )
    expect((await only(all)).claim).toContain(said)
  })

  it('names what others agreed on where versions do not fit', async () => {
    const old = tls12.slice(0, 1)
    const all = conns([2, tls13, 'client FIN'], [3, [...old, alert(false, 70)], 'server FIN'])
    const { happened } = await only(all)
    expect(happened.join(' ')).toContain('The client offered TLS 1.2.')
    expect(happened.join(' ')).toContain('Handshakes that were completed there have TLS 1.3')
  })

  it('closes instead of answering: resets of the same handshakes stand under it', async () => {
    const { finding, all } = await told(conns([12, hello(), 'server RST']))
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'likely' })
    const storm = all.find(({ detector }) => detector === 'reset-storm')
    expect(storm?.symptomOf).toContain('tls-failure')
  })

  it('never answers', async () => {
    const all = conns([3, hello(), 'client FIN', { waits: 10_000 }])
    expect((await only(all)).claim).toContain('the server never answered the ClientHello')
  })

  it('speaks HTTP', async () => {
    const flights = [...hello(), said(false, 'HTTP/1.1 400 Bad Request\r\n\r\n')]
    const finding = await only(conns([3, flights, 'server FIN']))
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'certain' })
    expect(finding.happened.join(' ')).toContain('is "HTTP/1.1 400 Bad Request"')
  })

  it('is asked in plain HTTP', async () => {
    const request = said(true, 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n')
    const answer = said(false, 'HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request')
    const all = conns([2, tls13, 'client FIN'], [3, [request, answer], 'server FIN'])
    const finding = await only(all)
    expect(finding.claim).toContain('the clients speak plain HTTP to a port of TLS')
  })
})

describe('no failure is', () => {
  it('a client that leaves: a note, and only from three on', async () => {
    const leaving = untilAnswer(tls13)
    const { findings } = await analyse(captureOf(conns([2, leaving, 'client FIN'])))
    expect(findings).toEqual([])
    expect(await only(conns([8, leaving, 'client FIN']))).toMatchObject({ severity: 'note' })
    const warned = await only(conns([1, untilAnswer(expired), 'client FIN']))
    expect(warned.severity).toBe('note')
    expect(warned.claim).toContain('without a word; the certificate of the server had expired 14 d')
  })

  it('a handshake that still runs, or of which octets are missing', async () => {
    const running = captureOf(conns([4, untilAnswer(tls13), 'nobody']))
    expect((await analyse(running)).findings).toEqual([])
    const frames = framesOf(conns([4, [...untilAnswer(tls12), alert(true, 0, 1)], 'client FIN']))
    const oneWay = frames.filter(({ octets }) => octets[29] === 1)
    const { findings } = await analyse(writePcap(oneWay, { epoch: EPOCH_2026 }))
    expect(findings.filter(({ detector }) => detector === 'tls-failure')).toEqual([])
  })

  it('HTTP at a port that answers it', async () => {
    const script = new TcpScript({ serverPort: 8443 }).handshake()
    script.client({ flags: 'PA', data: 'GET / HTTP/1.1\r\nHost: a\r\n\r\n' })
    script.server({ flags: 'PA', data: 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n' })
    script.client({ flags: 'PA', data: 'GET /? HTTP/1.1\r\nHost: a\r\n\r\n' })
    script.server({ flags: 'PA', data: 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n' })
    const { findings } = await analyse(writePcap(script.frames, { epoch: EPOCH_2026 }))
    expect(findings).toEqual([])
  })
})

it('counts a handshake once that two captures show', async () => {
  const octets = captureOf(conns([3, [...untilAnswer(tls12), alert(true, 48)], 'client RST']))
  const files = ['a.pcap', 'b.pcap'].map((name) => new File([octets], name))
  const { findings } = await analyse(...files)
  const [finding] = findings.filter(({ detector }) => detector === 'tls-failure')
  expect(finding && metric(finding, 'failed')).toBe(3)
})

it('folds servers that fail alike', async () => {
  const flights = [
    ...(await completed('TLSv1.2', { servername: '' })).slice(0, 1),
    alert(false, 40),
  ]
  const all = Array.from({ length: 8 }, (_, at) =>
    conns([1, flights, 'server FIN', { server: `10.0.1.${String(at + 1)}` }]),
  ).flatMap((each, at) => each.map((one) => ({ ...one, flights: fresh(flights, 100 + at) })))
  const { findings } = await analyse(captureOf(all))
  const own = findings.filter(({ detector }) => detector === 'tls-failure')
  expect(own.map(({ claim }) => claim)).toEqual([
    '8 of 8 TLS handshakes with 8 servers failed: client and server have no parameters in common, with alert handshake_failure (40)',
  ])
})

it('puts no hostile name into a command', async () => {
  const hostile = await completed('TLSv1.2', { servername: 'a.example$(reboot)' })
  const finding = await only(conns([3, [...untilAnswer(hostile), alert(true, 42)], 'client FIN']))
  const commands = [...finding.nextSteps, ...finding.confirm].map(({ command }) => command)
  expect(commands.join('\n')).not.toContain('reboot')
})

import { describe, expect, it } from 'vitest'
import connectRefused from '../../../workers/detect/connect-refused'
import type { ConnRecord, IcmpErrorRecord } from '../../../workers/model/records'
import { analyse, captureOf } from '../../support/analyse'
import { icmpError } from '../../support/path-records'
import { absent, conn, handshake, side, SECOND, unanswered, vxlan } from '../../support/records'
import { findings, metric, onlyFinding, run, silence, times } from '../../support/replay'
import { refused } from '../../support/reset-records'
import { TcpScript, together } from '../../support/tcp-script'

const client = '10.0.1.10'
const server = '10.0.1.20'

/** Attempts at port 5433, one a second. */
function attempts(count: number, changed: Partial<ConnRecord> = {}, ttl = 64): ConnRecord[] {
  return times(count, (index) =>
    refused(
      index,
      {
        orig: { address: client, port: 50_000 + index },
        resp: { address: server, port: 5433 },
        ...changed,
      },
      { ttl },
    ),
  )
}

function accepted(second: number, port = 5433, changed: Partial<ConnRecord> = {}): ConnRecord {
  return conn({
    orig: { address: client, port: 60_000 + second },
    resp: { address: server, port },
    handshake: handshake(second * SECOND),
    ...changed,
  })
}

function rejected(code: number, from: string, sourcePort = 50_000): IcmpErrorRecord {
  return icmpError({
    ...{ type: 3, code, from, frame: 31, time: 1 * SECOND },
    quoted: {
      ...{ src: client, srcPort: sourcePort, dst: server, dstPort: 5433 },
      ...{ proto: 6, ipLength: 60, id: 1, seq: 1 },
    },
  })
}

describe('connect-refused', () => {
  it('warns of a port that refuses everything, with each SYN and its RST', () => {
    const finding = onlyFinding(connectRefused, { conn: attempts(4) })
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'certain',
      entities: { from: client, to: server, port: '5433' },
    })
    expect(finding.claim).toContain('10.0.1.20:5433 refused every connection: 4 attempts')
    expect(metric(finding, 'refusedByReset')).toBe(4)
    expect(metric(finding, 'refusedByIcmp')).toBe(0)
    expect(finding.evidence.map(({ role }) => role).slice(0, 2)).toEqual(['SYN', 'RST'])
    expect(finding.evidence).toHaveLength(8)
    expect(finding.filter).toContain('tcp.port == 5433')
    expect(finding.nextSteps[0]?.command).toBe("ss -ltnp 'sport = :5433'")
  })

  it('is a note one attempt below the threshold', () => {
    expect(onlyFinding(connectRefused, { conn: attempts(3) }).severity).toBe('note')
  })

  it('is a note where most attempts succeed, up to the threshold', () => {
    const good = (count: number) => times(count, (index) => accepted(100 + index))
    const told = (count: number) => ({ conn: [...attempts(4), ...good(count)] })
    expect(onlyFinding(connectRefused, told(16)).severity).toBe('warning')
    const below = onlyFinding(connectRefused, told(17))
    expect(below.severity).toBe('note')
    expect(below.claim).toContain('refused connections: 4 of 21 attempts')
  })

  it('counts an attempt once that one tap shows inside of a tunnel and outside', () => {
    const good = (tunnel: ConnRecord['tunnel']) => times(3, (n) => accepted(n, 5433, { tunnel }))
    const conns = [null, vxlan()].flatMap((tunnel) => [...good(tunnel), ...attempts(5, { tunnel })])
    const finding = onlyFinding(connectRefused, { conn: conns })
    expect(metric(finding, 'refusedByReset')).toBe(5)
    expect(finding.claim).toContain('5 of 8 attempts')
    expect(finding.evidence).toHaveLength(10)
    expect(silence(connectRefused, { conn: [...good(null), ...good(vxlan())] })).toBe(
      '3 connection attempts, none was refused.',
    )
  })

  it('is silent where everybody is let in', () => {
    const told = { conn: times(5, (index) => accepted(index)) }
    expect(findings(connectRefused, told)).toEqual([])
    expect(silence(connectRefused, told)).toBe('5 connection attempts, none was refused.')
  })

  it('tells when the port answered before, after and in between', () => {
    const [first, second, ...rest] = attempts(6)
    const text = (...conns: (ConnRecord | undefined)[]) =>
      onlyFinding(connectRefused, {
        conn: conns.filter((each) => each !== undefined),
      }).happened.join(' ')
    expect(text(accepted(0), first, second, ...rest)).toContain('refuses since')
    expect(text(accepted(0), first, second, ...rest, accepted(9))).toContain('away in between')
    expect(text(first, second, ...rest, accepted(9))).toContain('not ready before')
    expect(text(first, accepted(1), second, ...rest)).toContain('several backends')
  })

  describe('says who refuses', () => {
    const text = (conns: ConnRecord[]) =>
      onlyFinding(connectRefused, { conn: conns }).happened.join(' ')
    const voice = accepted(0, 80, { respSide: side({ ttl: 57 }) })

    it('the host, when RSTs have the TTL of its other packets', () => {
      expect(text([voice, ...attempts(4, {}, 57)])).toContain('the host itself refuses')
    })

    it('a device on the way, when they have another', () => {
      const found = onlyFinding(connectRefused, { conn: [voice, ...attempts(4, {}, 63)] })
      expect(found.happened.join(' ')).toContain('a device on the way')
      expect(found.alternatives[0]?.cause).toContain('firewall')
    })

    it('nobody knows, when nothing else of the host is there', () => {
      expect(text(attempts(4))).toContain('whether the host itself speaks is open')
    })
  })

  it('counts attempts that ICMP rejects, and names the device that does', () => {
    const silent = times(4, (index) =>
      conn({
        orig: { address: client, port: 50_000 + index },
        resp: { address: server, port: 5433 },
        respSide: absent(),
        handshake: unanswered(0),
      }),
    )
    const icmp = times(4, (index) => rejected(13, '10.0.0.254', 50_000 + index))
    const finding = onlyFinding(connectRefused, { conn: silent, icmpError: icmp })
    expect(finding.severity).toBe('warning')
    expect(metric(finding, 'refusedByIcmp')).toBe(4)
    expect(finding.claim).toContain('ICMP communication administratively prohibited')
    expect(finding.happened.join(' ')).toContain('10.0.0.254')
    expect(finding.alternatives[0]?.cause).toContain('firewall or policy')
    expect(finding.evidence[1]).toMatchObject({ frame: 31 })
  })

  it('leaves "fragmentation needed" and errors about other attempts alone', () => {
    const asked = conn({
      orig: { address: client, port: 50_000 },
      resp: { address: server, port: 5433 },
      respSide: absent(),
      handshake: unanswered(0),
    })
    const told = (error: IcmpErrorRecord) => ({ conn: [asked], icmpError: [error] })
    expect(findings(connectRefused, told(rejected(4, '10.0.0.254')))).toEqual([])
    expect(findings(connectRefused, told(rejected(3, server, 50_001)))).toEqual([])
    expect(findings(connectRefused, told(rejected(3, server)))).toHaveLength(1)
  })

  it('counts each attempt once, though two captures saw it', () => {
    const again = attempts(4, { capture: 1 })
    const finding = onlyFinding(connectRefused, { conn: attempts(4) }, { conn: again })
    expect(metric(finding, 'refusedByReset')).toBe(4)
    expect(finding.happened.join(' ')).toContain('capture-0.pcap and capture-1.pcap')
  })

  it('adds up the clients of two captures', () => {
    const other = attempts(2, { capture: 1, orig: { address: '10.0.1.11', port: 1 } })
    const finding = onlyFinding(connectRefused, { conn: attempts(2) }, { conn: other })
    expect(metric(finding, 'refusedByReset')).toBe(4)
    expect(metric(finding, 'sources')).toBe(2)
  })
})

describe('what is innocent', () => {
  it('an identity that servers ask for at port 113', () => {
    const ident = attempts(9, { resp: { address: client, port: 113 } })
    expect(onlyFinding(connectRefused, { conn: ident }).severity).toBe('note')
  })

  it('IPv6 that is refused while IPv4 succeeds at once', () => {
    const pairs = times(6, (index) => [
      refused(index, {
        orig: { address: '::1', port: 50_000 + index },
        resp: { address: '::1', port: 5433 },
      }),
      accepted(index, 5433, {
        orig: { address: '127.0.0.1', port: 50_000 + index },
        resp: { address: '127.0.0.1', port: 5433 },
      }),
    ]).flat()
    const finding = onlyFinding(connectRefused, { conn: pairs })
    expect(finding.severity).toBe('note')
    expect(finding.counterEvidence.join(' ')).toContain('6 of 6 had a twin')
  })

  it('a scan, which becomes one note; one target below it is told as ports of the host', () => {
    const scan = (targets: number) =>
      times(targets, (index) =>
        refused(index, {
          orig: { address: client, port: 50_000 },
          resp: { address: server, port: 1000 + index },
        }),
      )
    const [finding] = findings(connectRefused, { conn: scan(20) })
    expect(finding).toMatchObject({ severity: 'note', key: `scan ${client}` })
    const below = onlyFinding(connectRefused, { conn: scan(19) })
    expect(below).toMatchObject({ severity: 'note', key: `few address ${server}` })
    // A scanner does not hide what is refused to others.
    const others = attempts(4, { orig: { address: '10.0.1.77', port: 1 } })
    expect(
      findings(connectRefused, { conn: [...scan(20), ...others] }).map(({ key }) => key),
    ).toEqual([`${server} 5433`, `scan ${client}`])
  })
})

it('tells many refusing ports of one host in one warning', () => {
  const conns = times(6, (port) =>
    attempts(4, { resp: { address: server, port: 9000 + port } }),
  ).flat()
  const finding = onlyFinding(connectRefused, { conn: conns })
  expect(finding.claim).toBe('10.0.1.20 refuses connections on 6 ports: 24 refusals')
  expect(finding.severity).toBe('warning')
})

it('gives advice about Cilium only inside of its tunnel', () => {
  const text = (tunnel: ConnRecord['tunnel']) =>
    JSON.stringify(onlyFinding(connectRefused, { conn: attempts(4, { tunnel }) }))
  expect(text(vxlan())).toContain('cilium-dbg service list')
  expect(text(null)).not.toContain('cilium')
})

it('bears a flood, and counts what it has no room for', () => {
  const flood = times(70_000, (index) =>
    refused(1, { orig: { address: client, port: 1 }, resp: { address: server, port: index } }),
  )
  const { findings: found, capped } = run(connectRefused, { conn: flood })
  expect(found).toHaveLength(1)
  expect(capped).toEqual([
    { what: 'records beyond the bounds of connect-refused', count: 70_000 - 65_536 },
  ])
})

describe('from octets', () => {
  const script = (port: number, listening: boolean, ttl = 63) => {
    const talk = new TcpScript({ clientPort: port, serverPort: listening ? 80 : 8443 })
    talk.now = (port - 40_000) * 500
    talk.client({ flags: 'S', options: { mss: 1460 } })
    if (!listening) talk.server({ flags: 'RA', seq: 0, window: 0, ttl })
    else {
      talk.server({ flags: 'SA', options: { mss: 1460 }, ttl: 63 })
      for (const flags of ['A', 'FA']) talk.client({ flags })
      talk.server({ flags: 'FA', ttl: 63 })
      talk.client()
    }
    return talk
  }
  const found = async (...scripts: TcpScript[]) =>
    (await analyse(captureOf(together(...scripts)))).findings

  it('finds a closed port beside an open one', async () => {
    const scripts = times(7, (index) => script(40_000 + index, index === 3))
    const [finding, ...others] = await found(...scripts)
    expect(others).toEqual([])
    expect(finding).toMatchObject({ detector: 'connect-refused', severity: 'warning' })
    expect(finding && metric(finding, 'refusedByReset')).toBe(6)
    expect(finding?.happened.join(' ')).toContain('the host itself refuses')
  })

  it('says nothing of open ports', async () => {
    expect(await found(...times(7, (index) => script(40_000 + index, true)))).toEqual([])
  })
})

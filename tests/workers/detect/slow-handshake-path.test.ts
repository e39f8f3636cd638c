/** What the path needs, where something near the tap acknowledges in the name of the server. */
import { describe, expect, it } from 'vitest'
import slowHandshake from '../../../workers/detect/slow-handshake'
import type { ConnRecord } from '../../../workers/model/records'
import { captureOf, recordsOf } from '../../support/analyse'
import { conn, handshake, MS, SECOND, side, vxlan } from '../../support/records'
import { findings, onlyFinding, times } from '../../support/replay'
import { TcpScript, together } from '../../support/tcp-script'

/** Beside a client: a NAT acknowledges its data at once, the server answers much later. */
function behindNat(index: number, answerLatency: number, replyLatency: number): ConnRecord {
  return conn({
    orig: { address: '10.2.25.102', port: 50_000 + index },
    resp: { address: '203.0.113.84', port: 587 },
    stream: index,
    handshake: handshake(index * SECOND, { answerLatency, synFrames: [10 * index + 1] }),
    replyLatency,
    origSide: side({ rttSamples: 18, rttMin: 0.08 * MS, rttMean: 0.17 * MS }),
  })
}

describe('the path', () => {
  it('is as long as its handshakes and answers, however soon data is acknowledged', () => {
    const conns = times(20, (index) => behindNat(index, (180 + index) * MS, 175 * MS))
    expect(findings(slowHandshake, { conn: conns })).toEqual([])
  })

  it('is not known from acknowledgements alone', () => {
    const conns = times(20, (index) => behindNat(index, 400 * MS, -1))
    expect(findings(slowHandshake, { conn: conns })).toEqual([])
  })

  it('is known from the first answers where every handshake is slow', () => {
    const conns = times(20, (index) => behindNat(index, 500 * MS, 2 * MS))
    const finding = onlyFinding(slowHandshake, { conn: conns })
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'likely' })
    expect(finding.claim).toContain('up to 500 ms where the path needs at most 2 ms')
    expect(finding.happened.join(' ')).toContain('their first data is answered after 2 ms')
    expect(finding.confidenceReasons.join(' ')).toContain('No faster handshake')
  })

  it('is at most one nanosecond beyond the threshold shorter than a handshake that is left alone', () => {
    const at = (reply: number) => ({ conn: [behindNat(0, 200 * MS, reply)] })
    expect(findings(slowHandshake, at(100 * MS + 1))).toEqual([])
    expect(findings(slowHandshake, at(100 * MS))).toHaveLength(1)
  })

  it('shows who acknowledges for the server as a cause', () => {
    const { alternatives, happened } = onlyFinding(slowHandshake, {
      conn: [behindNat(0, 750 * MS, 370 * MS)],
    })
    const proxy = alternatives.find(({ cause }) => cause.includes('NAT or proxy near the tap'))
    expect(proxy?.for.join(' ')).toContain('acknowledged within 80 µs')
    expect(happened.join(' ')).not.toContain('µs on average')
  })
})

describe('advice', () => {
  const all = (conns: ConnRecord[]) => JSON.stringify(onlyFinding(slowHandshake, { conn: conns }))
  const slow = times(10, (index) => behindNat(index, (index < 5 ? 700 : 40) * MS, 40 * MS))

  it('names nothing of a cluster where no overlay is in the capture', () => {
    expect(all(slow)).not.toMatch(/cilium|kube|conntrack|node|overlay|tunnel/i)
    expect(all(slow)).toContain('TcpExtListenDrops')
    expect(all(slow)).toContain('firewall')
  })

  it('names Cilium where its port of VXLAN is in the capture, on these connections or others', () => {
    const carried = slow.map((record) => ({ ...record, tunnel: vxlan() }))
    expect(all(carried)).toContain('cilium bpf ct list global')
    expect(all([...slow, conn({ tunnel: vxlan() })])).toContain('cilium bpf ct list global')
  })

  it('names conntrack and not Cilium where another overlay is', () => {
    const carried = slow.map((record) => ({ ...record, tunnel: vxlan('1.1.1.1', '1.1.1.2', 4789) }))
    expect(all(carried)).not.toMatch(/cilium/i)
    expect(all(carried)).toContain('conntrack -S')
  })
})

it('stays silent on a capture beside a client behind a NAT that acknowledges at once', async () => {
  const scripts = times(12, (index) => {
    const script = new TcpScript({ clientPort: 40_000 + index, start: index * 2000 })
    script.client({ flags: 'S', options: { mss: 1460 } })
    script.server({ flags: 'SA', options: { mss: 1460 }, after: 180 + 5 * index })
    script.client({ after: 0.1 })
    script.client({ length: 400 })
    script.server({ after: 0.08 })
    script.server({ length: 900, after: 190 })
    return script
  })
  const { capture, conns } = await recordsOf(captureOf(together(...scripts)))
  expect(conns.every(({ origSide }) => origSide.rttMin < MS)).toBe(true)
  expect(findings(slowHandshake, { capture, conn: conns })).toEqual([])
})

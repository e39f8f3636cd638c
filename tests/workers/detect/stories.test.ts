import { describe, expect, it } from 'vitest'
import { joinStories } from '../../../workers/detect/stories'
import type { Finding } from '../../../workers/model/finding'
import { lose, only } from '../../../workers/forge/faults'
import { httpExchange } from '../../../workers/forge/http'
import { merged } from '../../../workers/forge/observe'
import { writePcapng } from '../../../workers/forge/pcapng-writer'
import { talk } from '../../../workers/forge/talk'
import { analyse } from '../../support/analyse'
import { twoNodes } from '../../support/places'

function finding(
  detector: string,
  entities: Record<string, string>,
  severity = 'warning',
): Finding {
  return {
    ...{ detector, version: 1, key: detector, severity: severity as Finding['severity'] },
    ...{ confidence: 'certain', confidenceReasons: [], claim: detector, happened: [], rule: '' },
    ...{ metrics: [], entities, capture: 0, time: 0, until: 0, evidence: [], evidenceTotal: 0 },
    ...{ counterEvidence: [], alternatives: [], disprovedBy: [], nextSteps: [], confirm: [] },
    ...{ filter: '', figures: [] },
  }
}

const told = (...findings: Finding[]) =>
  joinStories(findings).map(({ detector, symptomOf }) => [detector, symptomOf])

const hosts = { from: '10.0.0.1', to: '10.0.0.2' }

describe('stories', () => {
  it('puts a symptom behind its cause, before findings that stand for themselves', () => {
    expect(
      told(
        finding('lost-in-node', hosts, 'critical'),
        finding('slow-handshake', hosts),
        finding('connect-unanswered', { ...hosts, port: '5432' }),
      ),
    ).toEqual([
      ['lost-in-node', undefined],
      ['connect-unanswered', 'lost-in-node lost-in-node'],
      ['slow-handshake', undefined],
    ])
  })

  it('joins only what concerns the same hosts', () => {
    const other = { from: '10.0.0.1', to: '10.0.0.3' }
    const alone = told(finding('lost-in-node', hosts), finding('connect-unanswered', other))
    expect(alone.map(([, cause]) => cause)).toEqual([undefined, undefined])
  })

  it('explains TLS handshakes by lost packets only where no alert was sent', () => {
    const failed = finding('tls-failure', hosts)
    const alerts = [{ name: 'alertsByServer', label: '', value: 3, unit: '', estimated: false }]
    const cause = () => finding('mtu-black-hole', hosts, 'critical')
    const of = 'mtu-black-hole mtu-black-hole'
    expect(told(cause(), failed)[1]).toEqual(['tls-failure', of])
    expect(told(cause(), { ...failed, metrics: alerts })[1]).toEqual(['tls-failure', undefined])
  })

  it('knows hosts inside of a network that the cause names', () => {
    const cause = { sender: '10.42.0.15', cidr: '10.42.2.0/24', node: '172.16.0.3' }
    const inside = { from: '10.42.0.15', to: '10.42.2.31' }
    const outside = { from: '10.42.0.15', to: '10.42.3.31' }
    const [, first, second] = joinStories([
      finding('tunnel-misdelivery', cause, 'critical'),
      finding('connect-unanswered', inside),
      { ...finding('connect-unanswered', outside), key: 'other' },
    ])
    expect(first?.symptomOf).toBe('tunnel-misdelivery tunnel-misdelivery')
    expect(second?.symptomOf).toBeUndefined()
  })

  it('leads from symptom to symptom without going in circles', () => {
    expect(
      told(
        finding('tunnel-size-drop', hosts, 'critical'),
        finding('mtu-black-hole', hosts, 'critical'),
        finding('lost-in-node', hosts),
        finding('packet-loss', hosts),
      ),
    ).toEqual([
      ['tunnel-size-drop', undefined],
      ['mtu-black-hole', 'tunnel-size-drop tunnel-size-drop'],
      ['lost-in-node', 'mtu-black-hole mtu-black-hole'],
      ['packet-loss', 'tunnel-size-drop tunnel-size-drop'],
    ])
  })

  it('stands where its gravest part stood', () => {
    const map = { staleEntry: '10.42.2.0/24 → 172.16.0.2', mapOf: '172.16.0.1' }
    const astray = { to: '10.42.2.31', sendingNode: '172.16.0.1', wrongNode: '172.16.0.2' }
    const story = joinStories([
      finding('tunnel-misdelivery', astray, 'critical'),
      finding('checksum-errors', { from: '10.9.0.1', to: '10.9.0.2' }, 'critical'),
      finding('sidecar-contradiction', map),
    ])
    expect(story.map(({ detector, severity }) => [detector, severity])).toEqual([
      ['sidecar-contradiction', 'critical'],
      ['tunnel-misdelivery', 'critical'],
      ['checksum-errors', 'critical'],
    ])
  })

  it('makes a cause as grave as the gravest thing it does, through other symptoms too', () => {
    const story = joinStories([
      finding('packet-loss', hosts, 'critical'),
      finding('tunnel-size-drop', hosts),
      finding('mtu-black-hole', hosts),
    ])
    expect(story.map(({ detector, severity }) => [detector, severity])).toEqual([
      ['tunnel-size-drop', 'critical'],
      ['packet-loss', 'critical'],
      ['mtu-black-hole', 'warning'],
    ])
    const chain = joinStories([
      finding('dead-peer', hosts, 'critical'),
      finding('mtu-black-hole', hosts),
      finding('lost-in-node', hosts),
      finding('http-errors', hosts),
    ])
    expect(chain[0]).toMatchObject({ detector: 'mtu-black-hole', severity: 'critical' })
  })

  it('takes slow handshakes for lost packets only as far as loss explains them', () => {
    const metric = (name: string, value: number) =>
      ({ name, label: name, value, unit: '', estimated: false }) as const
    const loss = { ...finding('packet-loss', hosts), metrics: [metric('lossPercent', 4)] }
    const slow = (count: number, ...more: Finding['metrics']) => ({
      ...finding('slow-handshake', hosts),
      metrics: [metric('handshakes', 100), metric('slow', count), ...more],
    })
    const cause = 'packet-loss packet-loss'
    expect(joinStories([loss, slow(16)])[1]?.symptomOf).toBe(cause)
    expect(joinStories([loss, slow(17)])[1]?.symptomOf).toBeUndefined()
    const periodic = slow(8, metric('burstPeriodSeconds', 600))
    expect(joinStories([loss, periodic])[1]?.symptomOf).toBeUndefined()
  })

  it('lets a note be explained, and explain nothing', () => {
    expect(told(finding('lost-in-node', hosts), finding('packet-loss', hosts, 'note'))).toEqual([
      ['lost-in-node', undefined],
      ['packet-loss', 'lost-in-node lost-in-node'],
    ])
    expect(told(finding('packet-loss', hosts), finding('lost-in-node', hosts, 'note'))).toEqual([
      ['packet-loss', undefined],
      ['lost-in-node', undefined],
    ])
  })

  it('tells one story of a port that a machine lets nothing through to', async () => {
    const toDatabase = (octets: Uint8Array, at: number) =>
      octets[at] === 5432 >>> 8 && octets[at + 1] === (5432 & 255)
    const blocked = only(({ octets }) => toDatabase(octets, 22), lose())
    const { scene, near, client, server } = twoNodes({ tunnel: { kind: 'none' } }, blocked)
    for (const start of [20e9, 22e9, 24e9]) {
      talk(scene, { client, server, serverPort: 5432, start, exchanges: [httpExchange({})] })
    }
    talk(scene, { client, server, start: 60e9, exchanges: [httpExchange({})] })
    scene.run(80e9)
    const left = near.frames().filter(({ octets }) => !toDatabase(octets, 36))
    const interfaces = ['lxc1', 'eth0'].map((name) => ({ name, linktype: 1, tsresol: 9 }))
    const file = writePcapng(merged(near.frames('lxc'), left), { interfaces, epoch: scene.epoch })
    const { findings } = await analyse(file)
    const grave = findings.filter(({ severity }) => severity !== 'note')
    expect(grave.map(({ detector }) => detector)).toEqual(['lost-in-node', 'connect-unanswered'])
    expect(grave[1]?.symptomOf).toBe(`lost-in-node ${grave[0]?.key ?? ''}`)
  })
})

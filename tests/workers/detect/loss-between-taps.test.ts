import { describe, expect, it } from 'vitest'
import packetLoss from '../../../workers/detect/packet-loss'
import { lose, only, sometimes } from '../../../workers/forge/faults'
import { ping } from '../../../workers/forge/ping'
import { Scene } from '../../../workers/forge/scene'
import { analyse } from '../../support/analyse'
import { lostPacket, passage, place } from '../../support/journey-records'
import { captureAt, pcapOf } from '../../support/places'
import { captureRecord, conn, side } from '../../support/records'
import { findings, metric, onlyFinding } from '../../support/replay'

const ends = { from: place(0, 0), to: place(1, 0) }

describe('packet-loss between two captures', () => {
  it('adds to a finding what the other end says', () => {
    const lossy = conn({
      origSide: side({ frames: 400, dataFrames: 400, retransmissions: 8, largestIpAcked: 1500 }),
    })
    const finding = onlyFinding(
      packetLoss,
      { conn: [lossy], passage: [passage(410, 9, { ...ends, lostAcks: 1 })] },
      {},
    )
    expect(metric(finding, 'lostSegments')).toBe(8)
    expect(metric(finding, 'lostBetweenTaps')).toBe(9)
    expect(finding.happened.join(' ')).toContain(
      '9 of 410 packets in capture-0.pcap never came to capture-1.pcap',
    )
    expect(finding.nextSteps[0]?.say).toContain('lies between capture-0.pcap and capture-1.pcap')
  })

  it('misses datagrams that nobody repeats', () => {
    const lostPackets = [lostPacket(7, { proto: 'udp', flags: 0, dstPort: 53 })]
    const udp = passage(100, 5, { ...ends, lostPackets })
    const finding = onlyFinding(packetLoss, { passage: [udp] }, {})
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'certain' })
    expect(metric(finding, 'lostBetweenTaps')).toBe(5)
    expect(finding.evidence[0]).toMatchObject({ frame: 7, role: 'never arrived' })
    expect(onlyFinding(packetLoss, { passage: [passage(501, 5, ends)] }, {}).severity).toBe('note')
    expect(findings(packetLoss, { passage: [passage(100, 4, ends)] }, {})).toEqual([])
  })

  it('tells several ways over one stretch as one loss', () => {
    const ways = ['10.0.0.7', '10.0.0.8', '10.0.0.9'].map((dst) => {
      return passage(50, 2, { ...ends, from: place(0, 0, { dst }) })
    })
    const finding = onlyFinding(packetLoss, { passage: ways }, {})
    expect(metric(finding, 'lostBetweenTaps')).toBe(6)
    expect(metric(finding, 'seenAtFirstTap')).toBe(150)
    expect(finding.entities['to']).toBe('10.0.0.7, 10.0.0.8 and 10.0.0.9')
  })

  it('misses packets between two interfaces that need not be of one machine', () => {
    const inside = passage(100, 5)
    const finding = onlyFinding(packetLoss, { passage: [inside] }, {})
    expect(metric(finding, 'lostBetweenTaps')).toBe(5)
    const taps = ['lxc8f2a', 'eth0'].map((name, tap) => ({ capture: 0, tap, name }))
    const named = captureRecord({ taps })
    expect(findings(packetLoss, { capture: named, passage: [inside] }, {})).toEqual([])
  })

  it('leaves a matter of size to those who know it', () => {
    const bySize = passage(100, 20, { ...ends, smallestLost: 1411, largestPassed: 1410 })
    expect(findings(packetLoss, { passage: [bySize] }, {})).toEqual([])
  })

  it('does not believe a capture that misses more than was lost', () => {
    const doubtful = passage(100, 5, { ...ends, missed: 6 })
    expect(findings(packetLoss, { passage: [doubtful] }, {})).toEqual([])
  })

  it('tells the pings that died between two captures', async () => {
    let dead = 0
    const kill = only(
      () => true,
      sometimes(0.2, (parcels, context) => {
        dead += parcels.length
        return lose()(parcels, context)
      }),
    )
    const scene = new Scene({ seed: 12 })
    const near = scene.node({ address: '192.168.7.1' })
    const far = scene.node({ address: '192.168.7.2' })
    const client = near.pod('10.9.0.1', { vni: 77 })
    const server = far.pod('10.9.1.1', { vni: 78 })
    scene.path.push(kill)
    ping(scene, { from: client, to: server, count: 100, interval: 0.05e9 })
    scene.run(20e9)
    const { findings: all } = await analyse(captureAt(near, scene), pcapOf(far.frames(), scene))
    const told = all.filter(({ detector }) => detector === 'packet-loss')
    const lost = told.reduce((sum, each) => sum + (metric(each, 'lostBetweenTaps') ?? 0), 0)
    expect(lost).toBe(dead)
  })
})

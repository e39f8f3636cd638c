import { describe, expect, it } from 'vitest'
import lostInNode from '../../../workers/detect/lost-in-node'
import { dropAbove } from '../../../workers/forge/faults'
import { merged } from '../../../workers/forge/observe'
import type { SeenFrame } from '../../../workers/forge/node'
import { writePcapng } from '../../../workers/forge/pcapng-writer'
import { analyse } from '../../support/analyse'
import { lostPacket, passage, place } from '../../support/journey-records'
import { twoNodes } from '../../support/places'
import { icmpError } from '../../support/path-records'
import { captureRecord, vxlan } from '../../support/records'
import { findings, metric, onlyFinding, silence } from '../../support/replay'

const taps = captureRecord({
  taps: [
    { capture: 0, tap: 0, name: 'lxc63571a' },
    { capture: 0, tap: 1, name: 'cilium_vxlan' },
  ],
})

const silenced = [{ proto: 'tcp', srcPort: 40_000, dstPort: 5432, sent: 8, lost: 8 } as const]

describe('lost-in-node', () => {
  it('names both interfaces, the hosts, the port and the frames that went in', () => {
    const told = { capture: taps, passage: [passage(53, 8, { flows: [...silenced] })] }
    const finding = onlyFinding(lostInNode, told)
    expect(finding).toMatchObject({
      severity: 'critical',
      confidence: 'certain',
      entities: {
        from: '10.0.0.1',
        to: '10.0.0.2',
        seenAt: 'lxc63571a',
        missingAt: 'cilium_vxlan',
      },
      evidenceTotal: 8,
    })
    expect(finding.claim).toContain('all to port 5432')
    expect(metric(finding, 'packetsLost')).toBe(8)
    expect(finding.evidence.map(({ frame }) => frame)).toEqual([
      100, 101, 102, 103, 104, 105, 106, 107,
    ])
    expect(finding.nextSteps[0]?.command).toContain('cilium-dbg monitor --type drop')
  })

  it('speaks from three packets on, and warns from one percent on', () => {
    expect(findings(lostInNode, { capture: taps, passage: [passage(100, 2)] })).toEqual([])
    expect(onlyFinding(lostInNode, { capture: taps, passage: [passage(300, 3)] }).severity).toBe(
      'warning',
    )
    expect(onlyFinding(lostInNode, { capture: taps, passage: [passage(301, 3)] }).severity).toBe(
      'note',
    )
  })

  it('is critical when a size decides what passes', () => {
    const big = passage(60, 4, { smallestLost: 1450, largestPassed: 1440 })
    const finding = onlyFinding(lostInNode, { capture: taps, passage: [big] })
    expect(finding.severity).toBe('critical')
    expect(finding.claim).toContain('1450 octets and more')
    const overlap = passage(60, 4, { smallestLost: 1440, largestPassed: 1440 })
    expect(onlyFinding(lostInNode, { capture: taps, passage: [overlap] }).severity).toBe('warning')
  })

  it('does not count mere acknowledgements', () => {
    const lostPackets = [lostPacket(1, { flags: 16 }), lostPacket(2), lostPacket(3), lostPacket(4)]
    const mixed = passage(100, 4, { lostAcks: 1, lostPackets })
    const finding = onlyFinding(lostInNode, { capture: taps, passage: [mixed] })
    expect(metric(finding, 'packetsLost')).toBe(3)
    expect(finding.evidence.map(({ frame }) => frame)).toEqual([2, 3, 4])
    expect(
      findings(lostInNode, { capture: taps, passage: [passage(100, 4, { lostAcks: 2 })] }),
    ).toEqual([])
  })

  it('doubts a capture that misses packets itself', () => {
    const misses = passage(100, 5, { missed: 6 })
    expect(onlyFinding(lostInNode, { capture: taps, passage: [misses] })).toMatchObject({
      severity: 'note',
      confidence: 'possible',
    })
  })

  it('leaves interfaces that may be of different machines to packet-loss', () => {
    const nameless = captureRecord({
      taps: [
        { capture: 0, tap: 0, name: '' },
        { capture: 0, tap: 1, name: '' },
      ],
    })
    expect(findings(lostInNode, { capture: nameless, passage: [passage(100, 50)] })).toEqual([])
    const tunnel = vxlan()
    const underlay = { from: place(0, 0, { tunnel }), to: place(0, 1, { tunnel }), hops: 0 }
    expect(findings(lostInNode, { capture: taps, passage: [passage(100, 50, underlay)] })).toEqual(
      [],
    )
    const far = passage(100, 50, { delayMedian: 3e6 })
    expect(findings(lostInNode, { capture: taps, passage: [far] })).toEqual([])
  })

  it('is silent about packets whose sender learns that they are too big', () => {
    const from = place(0, 0, { src: '10.0.0.2', dst: '10.0.0.1' })
    const big = passage(60, 4, { from, smallestLost: 1450, largestPassed: 1440 })
    const told = { capture: taps, icmpError: [icmpError({ mtu: 1440 })] }
    expect(findings(lostInNode, { ...told, passage: [big] })).toEqual([])
    expect(findings(lostInNode, { ...told, passage: [passage(60, 4, { from })] })).toHaveLength(1)
  })

  it('leaves what two captures show to packet-loss', () => {
    const between = passage(100, 50, { from: place(0, 0), to: place(1, 0) })
    expect(findings(lostInNode, { capture: taps, passage: [between] })).toEqual([])
    expect(silence(lostInNode, { capture: taps, passage: [between] })).toBe(
      'No packet was seen at two places of one machine.',
    )
  })
})

describe('lost-in-node, from octets', () => {
  const interfaces = ['lxc8f2a', 'eth0'].map((name) => ({ name, linktype: 1, tsresol: 9 }))

  it.each([
    { tunnel: { kind: 'vxlan', port: 8472 } as const, limit: 1000, seed: 5 },
    { tunnel: { kind: 'geneve' } as const, limit: 700, seed: 6 },
  ])('finds the size above which a machine passes nothing on', async ({ tunnel, limit, seed }) => {
    const { scene, far } = twoNodes({ tunnel, seed }, dropAbove(limit, { of: 'inner' }))
    const inner = ({ octets }: SeenFrame) => octets.length - 14
    const outer = far.frames().filter((frame) => frame.octets.length < limit)
    const sent = far.frames('lxc').filter((frame) => !frame.outgoing && inner(frame) > limit)
    const frames = merged(far.frames('lxc'), outer)
    const file = writePcapng(frames, { interfaces, epoch: scene.epoch })
    const { findings: all } = await analyse(file)
    const finding = all.find(({ detector }) => detector === 'lost-in-node')
    expect(finding).toMatchObject({
      severity: 'critical',
      entities: { seenAt: 'lxc8f2a', missingAt: 'eth0' },
    })
    // Each of them was repeated or never acknowledged; none behind the end of the capture counts.
    expect(finding && metric(finding, 'packetsLost')).toBeGreaterThan(0.9 * sent.length)
    expect(finding && metric(finding, 'smallestLost')).toBeGreaterThan(limit)
  })

  it('is silent on a healthy machine', async () => {
    const { scene, near } = twoNodes()
    const frames = merged(near.frames('lxc'), near.frames())
    const file = writePcapng(frames, { interfaces, epoch: scene.epoch })
    const { findings: all } = await analyse(file)
    expect(all.filter(({ severity }) => severity !== 'note')).toEqual([])
    expect(all.map(({ detector }) => detector)).not.toContain('lost-in-node')
  })
})

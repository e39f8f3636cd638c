import { describe, expect, it } from 'vitest'
import duplicateCapture from '../../../workers/detect/duplicate-capture'
import { captureRecord } from '../../support/records'
import { findings, metric, onlyFinding, silence } from '../../support/replay'

const copied = (otherTap: number, sameTap: number, ipFrames: number) => ({
  capture: captureRecord({
    name: 'node1-any.pcap',
    ipFrames,
    copies: {
      originals: otherTap,
      otherTap,
      sameTap,
      ttlLower: otherTap,
      tunnelDiffers: 0,
      medianGap: 4000,
      pairs: [{ original: 1, copy: 2, time: 500, gap: 4000, tap: 'eth0', copyTap: 'lxc1' }],
    },
  }),
})

describe('duplicate-capture', () => {
  it('counts copies at other taps and at the same, and shows the first pairs', () => {
    const finding = onlyFinding(duplicateCapture, copied(300, 27, 654))
    expect(finding.severity).toBe('note')
    expect(metric(finding, 'copies')).toBe(327)
    expect(metric(finding, 'share')).toBe(50)
    expect(finding.evidence).toMatchObject([
      { frame: 1, time: 500, role: 'original', note: 'eth0' },
      { frame: 2, time: 4500, role: 'copy', note: 'lxc1' },
    ])
    expect(finding.evidenceTotal).toBe(627)
    expect(JSON.stringify(finding.nextSteps)).toContain('tcpdump -i eth0')
  })

  it('lists a frame once, however many copies it has', () => {
    const facts = copied(10, 10, 30)
    const pair = { original: 1, copy: 2, time: 500, gap: 4000, tap: 'eth0', copyTap: 'lxc1' }
    facts.capture.copies.pairs = [pair, { ...pair, copy: 3, gap: 9000 }]
    const finding = onlyFinding(duplicateCapture, facts)
    expect(finding.evidence.map(({ frame }) => frame)).toEqual([1, 2, 3])
    expect(finding.evidenceTotal).toBe(30)
    expect(finding.filter).toBe('frame.number in {1, 2, 3}')
    expect(finding.filterCut).toEqual({ listed: 3, total: 30 })
  })

  it('needs ten copies and five percent', () => {
    expect(findings(duplicateCapture, copied(10, 0, 200))).toHaveLength(1)
    expect(findings(duplicateCapture, copied(9, 0, 20))).toEqual([])
    expect(findings(duplicateCapture, copied(10, 0, 201))).toEqual([])
  })

  it('says how many frames it looked at', () => {
    expect(silence(duplicateCapture, copied(0, 0, 654))).toBe('654 IP frames, no copies.')
  })
})

/** Loss of many pairs of hosts: which of them are told one by one, and what the others make. */
import { describe, expect, it } from 'vitest'
import packetLoss from '../../../workers/detect/packet-loss'
import type { ConnRecord } from '../../../workers/model/records'
import { conn, lostSegment, SECOND, side, vxlan } from '../../support/records'
import { findings, metric, onlyFinding, silence, times } from '../../support/replay'

const again = lostSegment(1500, [1 * SECOND, 1.2 * SECOND], {
  acked: true,
  ackTime: 1.3 * SECOND,
  ackFrame: 30,
})

/** Server number `server` sends `data` segments to client number `client` and repeats `lost`. */
function transfer(
  lost: number,
  data: number,
  server: number,
  client = server,
  changed: Partial<ConnRecord> = {},
): ConnRecord {
  return conn({
    orig: { address: `10.1.0.${String(client)}`, port: 40_000 },
    resp: { address: `10.2.0.${String(server)}`, port: 443 },
    origSide: side({ frames: data, dataFrames: 0 }),
    respSide: side({
      frames: data,
      dataFrames: data,
      retransmissions: lost,
      largestIpAcked: 1500,
    }),
    repeated: lost > 0 ? [again] : [],
    ...changed,
  })
}

describe('loss that does not prefer any pair', () => {
  it('is one finding with the share of all, and the worst ten', () => {
    const pairs = times(40, (index) => transfer(4 + (index % 3), 1000, index + 1))
    const finding = onlyFinding(packetLoss, { conn: pairs })
    expect(finding).toMatchObject({ key: 'spread', severity: 'note', confidence: 'certain' })
    expect(finding.claim).toBe(
      'Loss is spread: 199 of 40,000 data segments (0.5 %) between 40 of 40 pairs of hosts had to be sent again',
    )
    expect(metric(finding, 'lostSegments')).toBe(199)
    expect(finding.happened.join(' ')).toContain('no pair stands out')
    expect(finding.happened.join(' ')).not.toContain('time-out')
    const [bars] = finding.figures
    expect(bars?.kind === 'bars' && bars.bars).toHaveLength(10)
    expect(bars?.kind === 'bars' && bars.bars[0]).toMatchObject({ value: 6, of: 1000 })
    expect(finding.evidence.map(({ frame }) => frame)).toContain(21)
  })

  it('is a warning from one percent of all on, and nothing below a tenth', () => {
    const pairs = (lost: number, data: number) => ({
      conn: times(20, (index) => transfer(lost, data, index + 1)),
    })
    expect(onlyFinding(packetLoss, pairs(10, 1000)).severity).toBe('warning')
    expect(onlyFinding(packetLoss, pairs(10, 1001)).severity).toBe('note')
    const calm = times(20, (index) => transfer(0, 100_000, index + 30))
    const little = { conn: [...pairs(6, 1000).conn, ...calm] }
    const quiet = { conn: [...times(20, (index) => transfer(index < 4 ? 6 : 5, 6000, index + 1))] }
    expect(findings(packetLoss, quiet)).toEqual([])
    expect(silence(packetLoss, quiet)).toContain('104 losses (0.09 %) on 20 pairs')
    expect(findings(packetLoss, little).map(({ key }) => key)).not.toContain('spread')
  })

  it('stays two or three findings when only so many pairs lose anything', () => {
    const two = times(2, (index) => transfer(30, 1000, index + 1))
    expect(findings(packetLoss, { conn: two })).toHaveLength(2)
    const three = times(3, (index) => transfer(30, 1000, index + 1))
    expect(findings(packetLoss, { conn: three })).toHaveLength(3)
    const four = times(4, (index) => transfer(30, 1000, index + 1))
    expect(findings(packetLoss, { conn: four }).map(({ key }) => key)).toEqual(['spread'])
  })

  it('is told of pairs of which none loses enough alone, from ten losses on', () => {
    const few = (...lost: number[]) => ({
      conn: lost.map((each, index) => transfer(each, 200, index + 1)),
    })
    const finding = onlyFinding(packetLoss, few(4, 4, 4))
    expect(finding).toMatchObject({ key: 'spread', severity: 'warning' })
    expect(finding.claim).toContain('12 of 600 data segments (2 %) between 3 of 3 pairs of hosts')
    expect(onlyFinding(packetLoss, few(4, 3, 3)).key).toBe('spread')
    expect(findings(packetLoss, few(3, 3, 3))).toEqual([])
    const many = times(5, (index) => transfer(2, 2001, index + 1))
    expect(findings(packetLoss, { conn: many })).toEqual([])
    expect(silence(packetLoss, { conn: many })).toContain('10 losses (0.1 %) on 5 pairs')
  })

  it('takes in the unlucky few that lose a little more by chance', () => {
    const pairs = times(40, (index) => transfer(index < 2 ? 6 : 3, 1000, index + 1))
    expect(findings(packetLoss, { conn: pairs }).map(({ key }) => key)).toEqual(['spread'])
  })
})

describe('pairs that stand out', () => {
  const usual = times(40, (index) => transfer(index % 2, 1000, index + 100))

  it('are told by themselves up to three, with their own share', () => {
    const bad = times(2, (index) => transfer(50, 1000, index + 1))
    const found = findings(packetLoss, { conn: [...bad, ...usual] })
    expect(found.map(({ key, severity }) => [key, severity])).toEqual([
      ['10.2.0.1 10.1.0.1', 'warning'],
      ['10.2.0.2 10.1.0.2', 'warning'],
    ])
  })

  it('are told beside the spread loss of the others', () => {
    const noisy = times(40, (index) => transfer(5, 1000, index + 100))
    const found = findings(packetLoss, { conn: [transfer(80, 1000, 1), ...noisy] })
    expect(found.map(({ key }) => key)).toEqual(['10.2.0.1 10.1.0.1', 'spread'])
    expect(found[1]?.claim).toContain('200 of 40,000 data segments')
  })

  it('are one finding from four on, that counts only them', () => {
    const bad = times(5, (index) => transfer(50, 1000, index + 1))
    const finding = onlyFinding(packetLoss, { conn: [...bad, ...usual] })
    expect(finding).toMatchObject({ key: 'outliers', severity: 'warning' })
    expect(finding.claim).toBe(
      '5 of 45 pairs of hosts lose more than the others: 250 of 5000 data segments (5 %) had to be sent again',
    )
    expect(finding.happened.join(' ')).toContain('against 20 of 40,000 (0.05 %) between all others')
    expect(finding.filter).toBe('tcp.analysis.retransmission')
  })

  it('name what they have in common and the others have not', () => {
    const bad = times(5, (index) => transfer(50, 1000, 1, index + 1))
    const finding = onlyFinding(packetLoss, { conn: [...bad, ...usual] })
    expect(finding.claim).toMatch(/^Loss from 10\.2\.0\.1: 250 of 5000 data segments \(5 %\)/)
    expect(finding.filter).toBe('ip.src == 10.2.0.1 && tcp.analysis.retransmission')
    expect(finding.entities['shared']).toBe('10.2.0.1')
  })

  it('name a shared tunnel end', () => {
    const tunnel = vxlan('172.16.0.1', '172.16.0.2')
    const bad = times(5, (index) => transfer(50, 1000, index + 1, index + 1, { tunnel }))
    const finding = onlyFinding(packetLoss, { conn: [...bad, ...usual] })
    expect(finding.claim).toContain('Loss at the tunnel end 172.16.0.2')
  })

  it('are those of one bad host, however many it talks to', () => {
    const bad = times(30, (index) => transfer(50, 1000, 1, index + 1))
    const many = times(200, (index) => transfer(index % 2, 1000, 2 + (index % 100), 50 + index))
    const finding = onlyFinding(packetLoss, { conn: [...bad, ...many] })
    expect(finding).toMatchObject({ key: 'shared 10.2.0.1', severity: 'warning' })
    expect(metric(finding, 'lostSegments')).toBe(1500)
  })

  it('share no host when a quarter of the others has it as well', () => {
    const bad = times(4, (index) => transfer(50, 1000, 1, index + 1))
    const others = (same: number) =>
      times(40, (index) => transfer(0, 1000, index < same ? 1 : 2 + index, 50 + index))
    const shared = (same: number) =>
      onlyFinding(packetLoss, { conn: [...bad, ...others(same)] }).entities['shared']
    expect(shared(10)).toBe('10.2.0.1')
    expect(shared(11)).toBeUndefined()
  })

  it('name no host that all pairs of the case share', () => {
    const pairs = times(40, (index) => transfer(10, 1000, index + 1, 1))
    const finding = onlyFinding(packetLoss, { conn: pairs })
    expect(finding.entities['shared']).toBeUndefined()
  })
})

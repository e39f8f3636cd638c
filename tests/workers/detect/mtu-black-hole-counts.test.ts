import { describe, expect, it } from 'vitest'
import mtuBlackHole from '../../../workers/detect/mtu-black-hole'
import type { ConnRecord } from '../../../workers/model/records'
import { echoPath, echoSize } from '../../support/path-records'
import { conn, lostSegment, SECOND, side } from '../../support/records'
import { onlyFinding } from '../../support/replay'

const BACKOFF = [0.1, 0.3, 0.7, 1.5].map((second) => second * SECOND)

/** The receiver misses what begins at 5000; only its first segment is sent again and again. */
function stalled(missing: number): ConnRecord {
  const sackHole = { left: 5000, right: 5000 + missing, frame: 40, time: 0.2 * SECOND }
  return conn({
    respSide: side({ frames: 12, largestIpAcked: 200, largestIpSent: 1450 }),
    repeated: [lostSegment(1450, BACKOFF, { sackHole })],
    repeatedTotal: 1,
    closedBy: 'none',
  })
}

describe('mtu-black-hole says what it counts', () => {
  it('where the receiver misses more than was sent often enough', () => {
    const finding = onlyFinding(mtuBlackHole, { conn: [stalled(4 * 1398)] })
    const text = finding.happened.join(' ')
    expect(text).toContain('5592 octets (4 segments of 1398)')
    expect(text).toContain(
      'Of what is missing, this finding counts only what was sent 3 times or more: 1 segment.',
    )
    expect(finding.metrics).toContainEqual(
      expect.objectContaining({ label: 'segments repeated in vain', value: 1 }),
    )
    expect(finding.counterEvidence).toContain('Only one segment was sent 3 times or more.')
    const sizes = finding.figures.find(({ kind }) => kind === 'sizes')
    expect(sizes?.title).toBe('IP packets by size: delivered, and those repeated in vain')
  })

  it('and nothing more where it counts all that is missing', () => {
    const finding = onlyFinding(mtuBlackHole, { conn: [stalled(1398)] })
    expect(finding.happened.join(' ')).not.toContain('this finding counts only')
  })

  it('of pings, with DF where there is such a flag: IPv6 has none (RFC 8200)', () => {
    const sizes = [echoSize(84, 3, 3), echoSize(1448, 5, 0)]
    const text = (src: string, dst: string) =>
      onlyFinding(mtuBlackHole, { echoPath: [echoPath({ src, dst, sizes })] }).happened.join(' ')
    expect(text('10.0.0.1', '10.0.0.2')).toContain('none of 5, with DF set.')
    const six = text('2001:db8::1', '2001:db8::2')
    expect(six).toContain('from 1448 on none of 5.')
    expect(six).not.toContain('DF')
  })
})

/**
 * Packets that a capture holds more than once: taken at several interfaces (`-i any`), inside and
 * outside of a tunnel, or by a mirror port. Not a fault of the network, but other tools count the
 * copies as retransmissions. A copy is no retransmission: it has the same IP-ID and timestamp.
 */
import type { CaptureRecord } from '../model/records'
import { defineDetector, type Report } from './detector'
import { framesCut, framesOf } from './display-filter'
import { EvidenceList } from './evidence'
import { count, lookedAt } from './format'
import { copyMetrics, sayCopies } from './wording/duplicate-capture'

export default defineDetector({
  id: 'duplicate-capture',
  version: 4,
  title: 'Packets captured more than once',
  looksAt: 'Frames that are copies of an earlier frame of the same capture.',
  params: {
    minCopies: { value: 10, least: 1, meaning: 'copies in one capture' },
    minPercent: { value: 5, meaning: 'percent of the IP frames that are copies' },
  },

  start(limits, report) {
    let frames = 0
    let copies = 0
    return {
      capture(record) {
        const found = record.copies.otherTap + record.copies.sameTap
        frames += record.ipFrames
        copies += found
        const percent = record.ipFrames === 0 ? 0 : (100 * found) / record.ipFrames
        if (found >= limits.minCopies && percent >= limits.minPercent) {
          report(reportOf(record, found, limits))
        }
      },
      silence: () =>
        lookedAt(
          frames,
          'IP frame',
          () =>
            `, ${copies === 0 ? 'no copies' : `${count(copies, 'copy', 'copies')}, too few to matter`}.`,
        ),
    }
  },
})

function reportOf(
  record: CaptureRecord,
  copies: number,
  limits: Readonly<Record<'minCopies' | 'minPercent', number>>,
): Report {
  const evidence = new EvidenceList()
  const listed = new Set<number>()
  for (const { original, copy, time, gap, tap, copyTap } of record.copies.pairs) {
    // Several copies may have one original: each frame is listed once.
    if (!listed.has(original)) evidence.add(record.capture, original, time, 'original', tap)
    listed.add(original)
    evidence.add(record.capture, copy, time + gap, 'copy', copyTap)
  }
  evidence.countAtLeast(record.copies.originals + copies)
  return {
    ...sayCopies(record, copies, limits),
    key: String(record.capture),
    severity: 'note',
    confidence: 'certain',
    metrics: copyMetrics(record, copies),
    entities: { capture: record.name },
    capture: record.capture,
    time: 0,
    until: record.duration,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: framesOf(evidence.list),
    ...framesCut(evidence),
    figures: [],
  }
}

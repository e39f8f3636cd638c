/** A finding and a capture with nothing in them, for tests that set what they look at. */
import type { CaptureFacts } from '../../workers/model/capture'
import type { Finding } from '../../workers/model/finding'

export function someFinding(parts: Partial<Finding>): Finding {
  return {
    ...{ detector: 'test', version: 1, key: '', severity: 'warning', confidence: 'likely' },
    ...{ confidenceReasons: [], claim: '', happened: [], rule: '', metrics: [], entities: {} },
    ...{ capture: 0, time: 0, until: 0, evidence: [], evidenceTotal: 0, counterEvidence: [] },
    ...{ alternatives: [], disprovedBy: [], nextSteps: [], confirm: [], filter: '', figures: [] },
    ...parts,
  }
}

export function someFacts(parts: Partial<CaptureFacts>): CaptureFacts {
  return {
    ...{ name: 'a.pcap', size: 0, sha256: '', interfaces: [], packets: 0 },
    header: { container: 'pcap', endian: 'little', nanosecond: false, linktypes: [1] },
    ...{ firstTsNs: '', lastTsNs: '', caplenSum: 0, origlenSum: 0, truncatedFrames: 0 },
    ...{ timestampStepsBack: 0, message: '', undecoded: [], comments: [], names: [] },
    ...{ weirds: [], capped: [] },
    ...parts,
  }
}

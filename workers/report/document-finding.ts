/** One finding of the analysis document. */
import type { Finding, Step } from '../model/finding'

export function findingDocument(finding: Finding) {
  return {
    detector: finding.detector,
    version: finding.version,
    severity: finding.severity,
    confidence: finding.confidence,
    claim: finding.claim,
    metrics: Object.fromEntries(finding.metrics.map(({ name, value }) => [name, value])),
    units: Object.fromEntries(finding.metrics.map(({ name, unit }) => [name, unit])),
    entities: finding.entities,
    evidence: finding.evidence.map(({ capture, frame, role }) => ({ capture, frame, role })),
    evidenceTotal: finding.evidenceTotal,
    counterEvidence: finding.counterEvidence,
    alternatives: finding.alternatives.map((alternative) => ({
      cause: alternative.cause,
      for: alternative.for,
      against: alternative.against,
    })),
    disprovedBy: finding.disprovedBy,
    nextSteps: finding.nextSteps.map(stepDocument),
    filter: finding.filter,
    ...(finding.filterCut && { filterCut: finding.filterCut }),
    happened: finding.happened,
    rule: finding.rule,
    confidenceReasons: finding.confidenceReasons,
    confirm: finding.confirm.map(stepDocument),
    key: finding.key,
    time: finding.time,
    ...(finding.symptomOf !== undefined && { symptomOf: finding.symptomOf }),
  }
}

function stepDocument({ say, command }: Step): Step {
  return { say, command }
}

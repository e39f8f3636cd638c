/** A finding with its words in another language; addresses, commands and filters stay as they are. */
import type { Figure } from './figure'
import type { Finding, Step } from './finding'

type Say = (words: string) => string

/** `sayUnit`: of metrics, which may be called like a label. */
export function saidFinding(finding: Finding, say: Say, sayUnit: Say): Finding {
  const all = (list: readonly string[]) => list.map(say)
  const steps = (list: readonly Step[]) =>
    list.map(({ say: sentence, command }) => ({ say: say(sentence), command }))
  return {
    ...finding,
    claim: say(finding.claim),
    happened: all(finding.happened),
    rule: say(finding.rule),
    confidenceReasons: all(finding.confidenceReasons),
    counterEvidence: all(finding.counterEvidence),
    disprovedBy: all(finding.disprovedBy),
    metrics: finding.metrics.map((metric) => ({
      ...metric,
      label: say(metric.label),
      unit: sayUnit(metric.unit),
    })),
    entities: Object.fromEntries(
      Object.entries(finding.entities).map(([role, text]) => [role, say(text)]),
    ),
    evidence: finding.evidence.map((each) => ({
      ...each,
      role: say(each.role),
      note: say(each.note),
    })),
    alternatives: finding.alternatives.map(({ cause, for: speaksFor, against }) => ({
      cause: say(cause),
      for: all(speaksFor),
      against: all(against),
    })),
    nextSteps: steps(finding.nextSteps),
    confirm: steps(finding.confirm),
    figures: finding.figures.map((figure) => saidFigure(figure, say)),
  }
}

function saidFigure(figure: Figure, say: Say): Figure {
  const title = say(figure.title)
  switch (figure.kind) {
    case 'ladder':
      return { ...figure, title, groups: figure.groups.map((group) => saidGroup(group, say)) }
    case 'byte-budget':
      return {
        ...figure,
        title,
        parts: figure.parts.map((part) => labelled(part, say)),
        limit: labelled(figure.limit, say),
      }
    case 'attempts':
      return {
        ...figure,
        title,
        lanes: figure.lanes.map((lane) => ({
          ...labelled(lane, say),
          points: lane.points.map((point) => labelled(point, say)),
        })),
      }
    case 'scatter':
      return { ...figure, title, spans: figure.spans.map((span) => labelled(span, say)) }
    case 'bars':
      return {
        ...figure,
        title,
        unit: say(figure.unit),
        bars: figure.bars.map((bar) => labelled(bar, say)),
      }
    case 'sizes':
      return { ...figure, title, unit: say(figure.unit) }
    case 'histogram':
      return { ...figure, title }
  }
}

type Group = Extract<Figure, { kind: 'ladder' }>['groups'][number]

function saidGroup(group: Group, say: Say): Group {
  const steps = group.steps.map((step) => ({
    ...labelled(step, say),
    headers: say(step.headers),
  }))
  return { ...group, caption: say(group.caption), steps }
}

function labelled<T extends { label: string }>(thing: T, say: Say): T {
  return { ...thing, label: say(thing.label) }
}

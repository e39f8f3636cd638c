/** From counted groups to what a detector that an analyst wrote reports. */
import { compareFindings, type Finding } from '../model/finding'
import type { OwnDetector } from '../model/own-detector'
import { MAX_OWN_FINDINGS } from '../limits/workspace-limits'
import { EvidenceList } from './evidence'
import { rounded } from './format'
import { greatest, least } from './grouping'
import { keyOf, type OwnGroup, type OwnName } from './own-tally'
import { measured } from './said'
import {
  isWhole,
  sayOthers,
  sayOwn,
  shareOf,
  togetherOf,
  type OwnSums,
} from './wording/own-detector'

export { ruleOf, silentOwn } from './wording/own-detector'
export { OwnTally, type OwnName } from './own-tally'
export type { OwnNear, OwnSums } from './wording/own-detector'

/** Does a group reach the thresholds? */
export function isFound({ atLeast, of, percent }: OwnDetector, group: OwnGroup): boolean {
  if (group.count < atLeast) return false
  const share = shareOf(group)
  return of === '' || (share !== null && share >= percent)
}

/** Findings of one capture, by its index in the case: the groups with most first, the many others as one. */
export function ownFindings(
  detector: OwnDetector,
  groups: readonly OwnGroup[],
  capture: number,
  sums: OwnSums,
): Finding[] {
  const found = groups
    .filter((group) => isFound(detector, group))
    .sort((a, b) => b.count - a.count || a.first - b.first)
  const findings = found
    .slice(0, MAX_OWN_FINDINGS)
    .map((group) => findingOf(detector, group, capture, sums))
  const others = found.slice(MAX_OWN_FINDINGS)
  return others.length === 0 ? findings : [...findings, othersOf(detector, others, capture, sums)]
}

function findingOf(
  detector: OwnDetector,
  group: OwnGroup,
  capture: number,
  sums: OwnSums,
): Finding {
  const { filter } = detector
  const { name } = group
  const evidence = evidenceOf(detector, [group], capture)
  evidence.countAtLeast(detector.distinct === '' ? group.count : group.distinct)
  return {
    ...commonOf(detector, capture, sums),
    ...sayOwn(detector, group, sums),
    key: `${String(capture)} ${keyOf(name)}`,
    metrics: metricsOf(detector, group),
    entities: entitiesOf(name),
    time: group.from,
    until: group.until,
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: name.condition === '' ? filter : `(${filter}) && ${name.condition}`,
  }
}

/** Those that are too many to be told one by one. */
function othersOf(
  detector: OwnDetector,
  groups: readonly OwnGroup[],
  capture: number,
  sums: OwnSums,
): Finding {
  const evidence = evidenceOf(detector, groups, capture)
  const frames = groups.reduce((sum, group) => sum + group.frames, 0)
  return {
    ...commonOf(detector, capture, sums),
    ...sayOthers(detector, groups, sums),
    key: `${String(capture)} others`,
    metrics: [
      measured('groups', 'not told one by one', groups.length),
      measured('frames', 'frames', frames, 'frames'),
    ],
    entities: {},
    time: least(groups.map(({ from }) => from)),
    until: greatest(groups.map(({ until }) => until)),
    evidence: evidence.list,
    evidenceTotal: evidence.total,
    filter: detector.filter,
  }
}

function commonOf(
  { id, version, severity }: OwnDetector,
  capture: number,
  sums: OwnSums,
): Pick<Finding, 'detector' | 'version' | 'severity' | 'confidence' | 'capture' | 'figures'> {
  const confidence = isWhole(sums) ? 'certain' : 'likely'
  return { detector: id, version, severity, confidence, capture, figures: [] }
}

function evidenceOf(
  { distinct }: OwnDetector,
  groups: readonly OwnGroup[],
  capture: number,
): EvidenceList {
  const evidence = new EvidenceList()
  for (const { shown } of groups) {
    for (const { frame, time, values } of shown) {
      evidence.add(capture, frame, time, 'passes', distinct === '' ? '' : values.join(', '))
    }
  }
  return evidence
}

function metricsOf(detector: OwnDetector, group: OwnGroup): Finding['metrics'] {
  const { distinct, withinSeconds, of } = detector
  const share = shareOf(group)
  return [
    measured('frames', 'frames', group.frames, 'frames'),
    ...(distinct === '' ? [] : [measured('values', 'different values', group.distinct)]),
    ...(withinSeconds === 0
      ? []
      : [
          measured(
            'together',
            `most${togetherOf(detector)}`,
            group.count,
            distinct === '' ? 'frames' : '',
          ),
        ]),
    ...(of === '' || share === null
      ? []
      : [
          measured('of', 'frames of the other filter', group.of, 'frames'),
          measured('sharePercent', 'share of them', rounded(share), '%'),
        ]),
  ]
}

function entitiesOf({ from, to, value }: OwnName): Record<string, string> {
  const named = { from, to, value }
  return Object.fromEntries(Object.entries(named).filter(([, text]) => text !== ''))
}

/** Findings in their order, others among them by gravity: symptoms stay behind what explains them. */
export function withOwn(findings: readonly Finding[], own: readonly Finding[]): Finding[] {
  const stories: Finding[][] = []
  for (const finding of findings) {
    const last = stories.at(-1)
    if (finding.symptomOf === undefined || last === undefined) stories.push([finding])
    else last.push(finding)
  }
  for (const finding of own) stories.push([finding])
  return stories
    .sort(([a], [b]) => (a === undefined || b === undefined ? 0 : compareFindings(a, b)))
    .flat()
}

/** What a detector that an analyst wrote says; its own words stand as they were written. */
import type { OwnDetector } from '../../model/own-detector'
import { count, formatDuration, formatList, formatNumber, formatPercent } from '../format'
import type { OwnGroup, OwnName } from '../own-tally'
import { NOTHING_SAID, sentences, type Said } from '../said'
import { NANOS_PER_SECOND } from '../../model/units'

/** What is known of all groups of a capture. */
export interface OwnSums {
  /** Copies of packets, which were passed over. */
  copies: number
  /** Frames, and values, beyond the bounds. */
  cut: number
  /** Frames that have nothing that names a group. */
  nameless: number
  /** Frames without an index, which no filter is held against. */
  unindexed: number
}

/** Was all of the capture looked at? */
export const isWhole = ({ cut, unindexed }: OwnSums): boolean => cut === 0 && unindexed === 0

export function sayOwn(detector: OwnDetector, group: OwnGroup, sums: OwnSums): Said {
  const { title, of, meaning } = detector
  const where = whereOf(detector, group.name)
  const { frames, first, last } = group
  const share = shareOf(group)
  return {
    ...sayAlways(detector, sums),
    claim: `${title}: ${measureOf(detector, group)}${where}${withinOf(detector, group)}`,
    happened: sentences(
      frames === 1
        ? `1 frame${where} passes its filter.`
        : `${count(frames, 'frame')}${where} pass its filter, spread over ${formatDuration(last - first)}.`,
      detector.distinct !== '' &&
        `They hold ${valuesOf(group.distinct, detector)}: ${formatList(group.values, 6)}.`,
      detector.withinSeconds > 0 &&
        `Most came within ${formatDuration(group.until - group.from)}: ${formatNumber(group.count)}.`,
      share !== null &&
        `They are ${formatPercent(share)} of ${count(group.of, 'frame that passes', 'frames that pass')} ${of}.`,
      meaning,
    ),
  }
}

/** Of groups that are told together, the ones with most first. */
export function sayOthers(detector: OwnDetector, groups: readonly OwnGroup[], sums: OwnSums): Said {
  const [one, many] = GROUPS[detector.per]
  const others = count(groups.length, `more ${one}`, `more ${many}`)
  const [first] = groups
  const most = first === undefined ? '' : measureOf(detector, first)
  const names = groups.map(({ name }) => nameOf(name))
  return {
    ...sayAlways(detector, sums),
    claim: `${detector.title}: ${others}, at most ${most} each`,
    happened: sentences(
      `Among them: ${formatList(names, 12)}.`,
      'Those with most are told one by one.',
      detector.meaning,
    ),
  }
}

/** What does not depend on the group. */
function sayAlways(detector: OwnDetector, sums: OwnSums): Said {
  const { advice, command } = detector
  const { copies, nameless } = sums
  return {
    ...NOTHING_SAID,
    rule: ruleOf(detector),
    confidenceReasons: isWhole(sums)
      ? ['The frames were counted: every frame of the capture was held against the filter.']
      : ['The frames were counted.', ...leftOut(sums)],
    counterEvidence: sentences(
      copies > 0 &&
        `${count(copies, 'frame passes too and is a copy of another: it was', 'frames pass too and are copies of others: they were')} not counted.`,
      nameless > 0 && sayNameless(nameless),
    ),
    disprovedBy: ['Frames below that pass the filter and mean something else.'],
    nextSteps: advice === '' && command === '' ? [] : [{ say: advice, command }],
  }
}

/** What was not looked at. */
function leftOut({ cut, unindexed }: OwnSums): string[] {
  return sentences(
    cut > 0 && `${count(cut, 'frame')} beyond the bound ${cut === 1 ? 'was' : 'were'} left out.`,
    unindexed > 0 &&
      `${count(unindexed, 'frame')} without an index ${unindexed === 1 ? 'was' : 'were'} not looked at.`,
  )
}

const sayNameless = (nameless: number): string =>
  `${count(nameless, 'frame passes', 'frames pass')} without what names a group, and ${nameless === 1 ? 'was' : 'were'} not counted.`

/** Percent of the other filter's frames; null: it is no share. */
export function shareOf({ frames, of }: OwnGroup): number | null {
  return of === 0 ? null : (100 * frames) / of
}

/** Of all captures. `frames` passed; `most`: the largest count of a group, and share. */
export interface OwnNear extends OwnSums {
  frames: number
  most: number
  share: number
}

/** Why nothing was found. */
export function silentOwn(detector: OwnDetector, near: OwnNear): string {
  const { frames, nameless } = near
  return sentences(
    frames === 0 && 'No frame passes its filter.',
    frames > nameless && sayNear(detector, near),
    nameless > 0 && sayNameless(nameless),
    ...leftOut(near),
  ).join(' ')
}

function sayNear(detector: OwnDetector, { frames, most, share }: OwnNear): string {
  const each = EACH[detector.per]
  const counted = detector.distinct === '' ? formatNumber(most) : valuesOf(most, detector)
  const near =
    most >= detector.atLeast
      ? `${formatPercent(share)} of the others${each}`
      : `${counted}${each}${togetherOf(detector)}`
  return `${count(frames, 'frame passes', 'frames pass')} its filter, at most ${near}.`
}

function measureOf(detector: OwnDetector, group: OwnGroup): string {
  return detector.distinct === '' ? count(group.count, 'frame') : valuesOf(group.count, detector)
}

const valuesOf = (values: number, { distinct }: OwnDetector): string =>
  `${count(values, 'value', 'different values')} of ${distinct}`

const EACH: Readonly<Record<OwnDetector['per'], string>> = {
  capture: '',
  source: ' from one source',
  destination: ' to one destination',
  hosts: ' between two hosts',
  conversation: ' in one conversation',
  value: ' with one value',
}

/** One group, and many. */
const GROUPS: Readonly<Record<OwnDetector['per'], readonly [string, string]>> = {
  capture: ['capture', 'captures'],
  source: ['source', 'sources'],
  destination: ['destination', 'destinations'],
  hosts: ['pair of hosts', 'pairs of hosts'],
  conversation: ['conversation', 'conversations'],
  value: ['value', 'values'],
}

const nameOf = ({ from, to, value }: OwnName): string =>
  [from, to, value].filter((part) => part !== '').join(' – ')

function whereOf({ field }: OwnDetector, { from, to, value }: OwnName): string {
  if (value !== '') return ` with ${field} ${value}`
  if (from !== '' && to !== '') return ` between ${from} and ${to}`
  if (from !== '') return ` from ${from}`
  return to === '' ? '' : ` to ${to}`
}

function withinOf({ withinSeconds }: OwnDetector, { from, until }: OwnGroup): string {
  return withinSeconds === 0 ? '' : ` within ${formatDuration(until - from)}`
}

/** A stretch of time, as a phrase; empty: at any time. */
export const togetherOf = ({ withinSeconds }: OwnDetector): string =>
  withinSeconds === 0 ? '' : ` within ${formatDuration(withinSeconds * NANOS_PER_SECOND)}`

/** What it looks for, in one sentence or two. */
export function ruleOf(detector: OwnDetector): string {
  const { distinct, atLeast, per, field, filter, of, percent } = detector
  const counted =
    distinct === '' ? count(atLeast, 'frame') : `${valuesOf(atLeast, detector)} in frames`
  const pass = distinct === '' && atLeast === 1 ? 'passes' : 'pass'
  const each = per === 'value' ? ` with one value of ${field}` : EACH[per]
  const share =
    of === '' ? '' : ` They must be at least ${formatPercent(percent)} of those that pass ${of}.`
  return `At least ${counted}${each}${togetherOf(detector)} that ${pass} ${filter}.${share}`
}

/** A detector while it is written: what of it cannot be used yet, and where. */
import { checkFilter, tokensOf } from '../../../workers/filter/check'
import { whyUncountable } from '../../../workers/filter/countable'
import {
  isSameRule,
  lacks,
  MAX_TEXT,
  NEW_DETECTOR,
  type OwnDetector,
} from '../../../workers/model/own-detector'
import type { OwnPart } from '../../../workers/api/own-detectors'
import { text } from '../../text'

/** Numbers may not be greater. */
export const MOST = 1_000_000_000

/** What is wrong with a filter or a field; its place counts from 0. */
export interface Wrong {
  message: string
  at: number
  length: number
}

export type Wrongs = Readonly<Record<OwnPart, Wrong | null>>

/** An empty part is not wrong: `lacks` tells what must be there. */
export function wrongsOf({ filter, of, distinct, field, per }: OwnDetector): Wrongs {
  return {
    filter: wrongFilter(filter),
    of: wrongFilter(of),
    distinct: wrongField(distinct),
    field: per === 'value' ? wrongField(field) : null,
  }
}

export type NumberPart = 'atLeast' | 'withinSeconds' | 'percent'

/** null: every number can be used. */
export function wrongNumber(detector: OwnDetector): NumberPart | null {
  const { atLeast, withinSeconds, percent, of } = detector
  if (!isWithin(atLeast, 1, MOST)) return 'atLeast'
  if (!isWithin(withinSeconds, 0, MOST)) return 'withinSeconds'
  return of.trim() === '' || (isWithin(percent, 0, 100) && percent > 0) ? null : 'percent'
}

/** Can it be tried, whatever it says? */
export function isTriable(detector: OwnDetector): boolean {
  return isSound(detector) && lacks({ ...detector, title: '×' }) === null
}

export function isSound(detector: OwnDetector): boolean {
  const { filter, of, distinct, field } = wrongsOf(detector)
  const wrong = filter ?? of ?? distinct ?? field
  return wrong === null && wrongNumber(detector) === null
}

/** As it is kept: without the spaces around, and without what has no meaning. */
export function tidied(detector: OwnDetector): OwnDetector {
  const { title, filter, field, distinct, of, meaning, advice, command, per } = detector
  return {
    ...detector,
    ...{ title: title.trim(), filter: filter.trim(), of: of.trim(), distinct: distinct.trim() },
    ...{ meaning: meaning.trim(), advice: advice.trim(), command: command.trim() },
    field: per === 'value' ? field.trim() : '',
    percent: of.trim() === '' ? 0 : detector.percent,
  }
}

export const isUntouched = (detector: OwnDetector): boolean => isSameRule(detector, NEW_DETECTOR)

/** What a trial depends on. */
export function trialKey(detector: OwnDetector): string {
  const { title, filter, per, field, distinct, atLeast, withinSeconds, of, percent, severity } =
    tidied(detector)
  return JSON.stringify([
    ...[title, filter, per, field, distinct, atLeast, withinSeconds, of, percent, severity],
  ])
}

function wrongFilter(filter: string): Wrong | null {
  if (filter.trim() === '') return null
  if (filter.trim().length > MAX_TEXT) {
    return { message: text.own.tooLong(MAX_TEXT), at: MAX_TEXT, length: filter.length - MAX_TEXT }
  }
  const checked = checkFilter(filter)
  return checked.ok ? null : checked
}

function wrongField(field: string): Wrong | null {
  if (field.trim() === '') return null
  const [token, more] = tokensOf(field)
  if (token?.kind === 'field' && more === undefined) {
    const { at, length } = token
    const message = whyUncountable(field.slice(at, at + length))
    return message === '' ? null : { message, at, length }
  }
  const checked = checkFilter(field)
  if (!checked.ok) return checked
  return { message: text.own.noField, at: 0, length: field.length }
}

const isWithin = (value: number, least: number, most: number) => value >= least && value <= most

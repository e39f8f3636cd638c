/** Times and amounts as the report writes them. */
import { formatDuration, formatNumber } from '../figure/format'
import { formatElapsed, formatInstantAfter } from '../model/elapsed'
import { instantAt, sinceEpoch } from '../model/instant'

/** `2024-03-05 10:50:37.118204 UTC` of nanoseconds since 1970, decimal. */
export function formatInstant(nanos: string): string {
  if (nanos === '') return 'no time'
  const at = instantAt(BigInt(nanos))
  if (at === null) return sinceEpoch(BigInt(nanos))
  const { day, clock, fraction } = at
  const shown = fraction.endsWith('000') ? fraction.slice(0, 6) : fraction
  return `${day} ${clock}.${shown} UTC`
}

/** `2024-03-05 10:50:37 UTC`, cut to the second. */
export function formatSecond(nanos: bigint): string {
  const at = instantAt(nanos)
  return at === null ? sinceEpoch(nanos) : `${at.day} ${at.clock} UTC`
}

/** A distance of nanoseconds in words. */
export function formatSpan(nanos: bigint): string {
  return formatDuration(Number(nanos))
}

/** Time since the first frame, to the microsecond or, where told, the nanosecond. */
export function formatSeconds(nanos: number): string {
  return formatElapsed(nanos, digitsOf(nanos))
}

/** The same in a sentence, with its unit. */
export function formatMoment(nanos: number): string {
  return formatInstantAfter(nanos, digitsOf(nanos))
}

const digitsOf = (nanos: number): number => (nanos % 1000 === 0 ? 6 : 9)

/** `1.71 GB`; the exact count up to a thousand, in the language's `word` for octets. */
export function formatOctets(octets: number, word: string): string {
  const units = ['kB', 'MB', 'GB', 'TB']
  if (octets < 1000) return `${formatNumber(octets)} ${word}`
  let value = octets
  let unit = word
  for (const next of units) {
    if (value < 1000) break
    value /= 1000
    unit = next
  }
  return `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${unit}`
}

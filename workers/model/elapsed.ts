/** Times too long for seconds alone, as page, figures and findings write them. */
import { NANOS_PER_SECOND, type Nanos } from './units'

const MINUTE = 60 // seconds
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A span from two minutes on, in its two largest units: `12 min 5 s`, `2 h 30 min`, `58 d 17 h`. */
export function formatLongSpan(nanos: Nanos): string {
  const seconds = Math.round(nanos / NANOS_PER_SECOND)
  if (seconds < 2 * HOUR) return twoUnits(seconds, MINUTE, 'min', 1, 's')
  if (seconds < 2 * DAY) return twoUnits(seconds, HOUR, 'h', MINUTE, 'min')
  return twoUnits(seconds, DAY, 'd', HOUR, 'h')
}

/**
 * Time since the first frame: seconds as Wireshark's `frame.time_relative`, `37.118205`; from a day
 * on days and time, `31 d 15:16:42.987972`. `digits` of the second, 0 to 9.
 */
export function formatElapsed(nanos: Nanos, digits = 6): string {
  const perSecond = 10 ** digits
  const ticks = Math.round(nanos / 10 ** (9 - digits))
  const seconds = Math.floor(ticks / perSecond)
  if (seconds < DAY) return (nanos / NANOS_PER_SECOND).toFixed(digits)
  const clock = [HOUR, MINUTE, 1].map((unit) => twoDigits(Math.floor((seconds % DAY) / unit) % 60))
  const fraction = digits === 0 ? '' : `.${String(ticks % perSecond).padStart(digits, '0')}`
  return `${grouped(Math.floor(seconds / DAY))} d ${clock.join(':')}${fraction}`
}

/** The same in a sentence: `37.1 s`, `31 d 15:16:42.9`. */
export function formatInstantAfter(nanos: Nanos, digits = 6): string {
  const text = formatElapsed(nanos, digits)
  return text.includes(' d ') ? text : `${text} s`
}

/**
 * Digits in groups of three from five digits on: `12,345`, `2,412,006`; `1460` stays as it is typed into
 * commands and settings. SI Brochure §5.4.4, GB/T 15835-2011 §5.1.4.
 */
export function grouped(whole: number | string): string {
  const text = String(whole)
  return /\d{5}/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, ',') : text
}

function twoUnits(seconds: number, big: number, bigName: string, small: number, smallName: string) {
  const rest = Math.floor((seconds % big) / small)
  const first = `${grouped(Math.floor(seconds / big))} ${bigName}`
  return rest === 0 ? first : `${first} ${String(rest)} ${smallName}`
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')

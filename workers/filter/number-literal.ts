/** Numbers and times as they are written in a filter. */

const DECIMAL = /^[+-]?(?:0|[1-9]\d*)$/u
const OCTAL = /^[+-]?0[0-7]+$/u
const HEX = /^[+-]?0x[\da-f]+$/iu
const BINARY = /^[+-]?0b[01]+$/iu

/** null: no number. Beyond 2^53 not exact. */
export function numberLiteral(text: string): number | null {
  const negative = text.startsWith('-')
  const digits = text.replace(/^[+-]/u, '')
  const value = DECIMAL.test(text)
    ? Number(digits)
    : OCTAL.test(text)
      ? parseInt(digits, 8)
      : HEX.test(text) || BINARY.test(text)
        ? Number(digits.toLowerCase())
        : null
  return value === null ? null : negative ? -value : value
}

/** Nanoseconds of a number of seconds; null: it is none. */
export function secondsLiteral(text: string): bigint | null {
  const found = /^([+-]?)(\d{0,18})(?:\.(\d{0,9})\d*)?$/u.exec(text)
  if (found === null || !/\d/u.test(text)) return null
  const [, sign, whole = '', fraction = ''] = found
  const nanos = BigInt(whole || '0') * NANOS + BigInt(fraction.padEnd(9, '0'))
  return sign === '-' ? -nanos : nanos
}

const NANOS = 1_000_000_000n
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/u
const NAMED =
  /^([A-Z][a-z]{2}) +(\d{1,2}), (\d{4}) (\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/u
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec'

/**
 * Nanoseconds since 1970; null: no time. `2024-05-01 12:30:00.25`, `May  1, 2024 12:30:00`; without a
 * zone it is UTC, so that a filter says the same everywhere.
 */
export function timeLiteral(text: string): bigint | null {
  const iso = ISO.exec(text)
  if (iso !== null) {
    const [, year, month, ...rest] = iso
    return timeOf(Number(year), Number(month), rest)
  }
  const named = NAMED.exec(text)
  if (named === null) return null
  const [, month = '', day, year, ...rest] = named
  const at = MONTHS.indexOf(month)
  return at < 0 ? null : timeOf(Number(year), at / 3 + 1, [day, ...rest])
}

/** `rest`: day, hour, minute, second, fraction and zone. */
function timeOf(year: number, month: number, rest: readonly (string | undefined)[]): bigint | null {
  const [day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = rest
  const parts = [Number(hour), Number(minute), Number(second)] as const
  const ms = Date.UTC(year, month - 1, Number(day), ...parts)
  const date = new Date(ms)
  if (date.getUTCDate() !== Number(day) || date.getUTCMonth() !== month - 1) return null
  if (parts[0] > 23 || parts[1] > 59 || parts[2] > 60) return null
  const nanos = BigInt(ms) * 1_000_000n + BigInt(fraction.padEnd(9, '0'))
  return nanos - BigInt(offsetSeconds(zone)) * NANOS
}

function offsetSeconds(zone: string): number {
  const found = /^([+-])(\d\d):?(\d\d)$/u.exec(zone)
  if (found === null) return 0
  const [, sign, hours, minutes] = found
  const seconds = (Number(hours) * 60 + Number(minutes)) * 60
  return sign === '-' ? -seconds : seconds
}

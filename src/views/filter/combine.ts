/** Filters put together from filters, and as a command. */

/** Operators that bind less tightly than a comparison: what holds them is put in brackets. */
const JOINED = /&&|\|\||\^\^|\b(and|or|xor)\b/

const bracketed = (filter: string) => (JOINED.test(filter) ? `(${filter})` : filter)

/** `current` may be empty. */
export function combined(current: string, operator: '&&' | '||', filter: string): string {
  if (current.trim() === '') return filter
  return `${bracketed(current.trim())} ${operator} ${bracketed(filter)}`
}

export function excluding(current: string, filter: string): string {
  return combined(current, '&&', `!(${filter})`)
}

/** JSON of side-cars: hostile, and of any shape; whoever asks gets what is there, or nothing. */
import { linesOf } from './lines'
import { nameOf } from './values'

export type Json = Readonly<Record<string, unknown>>

const NOTHING: Json = {}

export function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json)
    : NOTHING
}

/** The object at the end of a path. */
export function within(value: unknown, ...path: readonly string[]): Json {
  let at = objectOf(value)
  for (const key of path) at = objectOf(own(at, key))
  return at
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** A text fit to be shown, of a text or a number. */
export function wordOf(object: Json, key: string): string {
  const value = own(object, key)
  return typeof value === 'string' || typeof value === 'number' ? nameOf(String(value)) : ''
}

/** −1: no number. Those of 64 bits stand as text in JSON of protobuf. */
export function numberOf(object: Json, key: string): number {
  const value = own(object, key)
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : -1
}

function own(object: Json, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined
}

/** `undefined`: the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Keys and their texts in an object of lists, as `cilium … -o json` writes a map. */
export function* entriesOf(text: string): Generator<[key: string, value: string], void> {
  for (const [key, values] of Object.entries(objectOf(parseJson(text)))) {
    for (const value of listOf(values)) yield [key, String(value)]
  }
}

/**
 * The objects in a text: one a line, one over many lines that begin and end with a brace of their
 * own, or a list. Lines that are none are given as `undefined`.
 */
export function* objectsOf(text: string): Generator<Json | undefined, void> {
  if (/^\s*\[/.test(text.slice(0, 100))) {
    const whole = parseJson(text)
    if (whole !== undefined) {
      for (const value of listOf(whole)) yield objectOf(value)
      return
    }
  }
  let open: string[] | null = null
  for (const line of linesOf(text)) {
    if (line === '' || (open === null && /^[[\],]$/.test(line))) continue
    if (open === null && line !== '{') {
      const value = line.startsWith('{') ? parseJson(line.replace(/,$/, '')) : undefined
      yield value === undefined ? undefined : objectOf(value)
      continue
    }
    open ??= []
    open.push(line)
    if (!/^\},?$/.test(line)) continue
    const value = parseJson(open.join('\n').replace(/,$/, ''))
    yield value === undefined ? undefined : objectOf(value)
    open = null
  }
  if (open !== null) yield undefined
}

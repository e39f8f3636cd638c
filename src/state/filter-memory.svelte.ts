/** Filters that were used before, and those that were given a name: remembered by this browser. */
import { readPreference, writePreference } from './preference'

export interface SavedFilter {
  name: string
  filter: string
}

const MOST_USED = 50
const MOST_SAVED = 200
/** Longer ones are not remembered. */
const LONGEST = 2000

export class FilterMemory {
  /** The latest first. */
  used = $state.raw<readonly string[]>(readUsed())
  saved = $state.raw<readonly SavedFilter[]>(readSaved())

  use(filter: string): void {
    if (filter === '' || filter.length > LONGEST) return
    this.used = [filter, ...this.used.filter((other) => other !== filter)].slice(0, MOST_USED)
    writePreference('filter-history', JSON.stringify(this.used))
  }

  /** Under a name that was given before, the filter is another one. */
  save(name: string, filter: string): void {
    const others = this.saved.filter((one) => one.name !== name)
    this.#keep([...others, { name, filter }].slice(-MOST_SAVED))
  }

  remove(name: string): void {
    this.#keep(this.saved.filter((one) => one.name !== name))
  }

  #keep(saved: readonly SavedFilter[]): void {
    this.saved = saved
    writePreference('saved-filters', JSON.stringify(saved))
  }
}

/** Somebody may have changed it, or an other version written it. */
function readList(name: 'filter-history' | 'saved-filters'): unknown[] {
  try {
    const list: unknown = JSON.parse(readPreference(name) || '[]')
    return Array.isArray(list) ? list : []
  } catch {
    return []
  }
}

function readUsed(): string[] {
  return readList('filter-history')
    .filter((one) => typeof one === 'string')
    .slice(0, MOST_USED)
}

function readSaved(): SavedFilter[] {
  return readList('saved-filters').filter(isSaved).slice(0, MOST_SAVED)
}

function isSaved(one: unknown): one is SavedFilter {
  if (typeof one !== 'object' || one === null) return false
  const { name, filter } = one as Partial<Record<keyof SavedFilter, unknown>>
  return typeof name === 'string' && typeof filter === 'string'
}

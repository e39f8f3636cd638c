/** What is being looked at, kept in the address so that back and forward work. */
import { addressOf, graphOf, placeOf, type Place, type Query, type View } from './address'

export type { Query, View } from './address'

export class Selection {
  view = $state<View>('start')
  part = $state('')
  query = $state.raw<Query>({})
  /** Index into the findings of the case. */
  readonly finding = $derived(this.view === 'findings' ? indexOf(this.part) : 0)

  constructor() {
    this.#read()
    addEventListener('hashchange', () => this.#read())
  }

  /** To another place, which `back` leaves again; the graph stays as it is. */
  go(view: View, part = '', narrowed: Query = {}): void {
    const query = { ...graphOf(this.query), ...narrowed }
    this.#take({ view, part, query })
    location.hash = addressOf(view, part, query)
  }

  /** The same place, narrowed otherwise; no step of its own for `back`. */
  adjust(query: Query): void {
    this.query = query
    history.replaceState(history.state, '', addressOf(this.view, this.part, query))
  }

  /** What is looked at has another name now. */
  stay(part: string): void {
    this.part = part
    this.adjust(this.query)
  }

  #read(): void {
    this.#take(placeOf(location.hash))
  }

  #take({ view, part, query }: Place): void {
    this.view = view
    this.part = part
    this.query = query
  }
}

/** Numbered from 1 in addresses. */
const indexOf = (part: string) => Math.max(0, (Number.parseInt(part, 10) || 1) - 1)

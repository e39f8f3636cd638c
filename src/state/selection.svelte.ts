/** What is being looked at, kept in the address so that back and forward work. */

export type View = 'start' | 'findings' | 'topology' | 'captures' | 'detectors'

export class Selection {
  view = $state<View>('start')
  /** Index into the findings of the case. */
  finding = $state(0)

  constructor() {
    this.#read()
    addEventListener('hashchange', () => this.#read())
  }

  go(view: View, finding = 0): void {
    location.hash = addressOf(view, finding)
    this.view = view
    this.finding = finding
  }

  #read(): void {
    const [view = '', number = '1'] = location.hash.slice(1).split('/')
    this.view = isView(view) ? view : 'start'
    this.finding = Math.max(0, (Number.parseInt(number, 10) || 1) - 1)
  }
}

/** `#findings/3` is the third finding. */
export function addressOf(view: View, finding = 0): string {
  return view === 'findings' ? `#findings/${finding + 1}` : `#${view}`
}

function isView(text: string): text is View {
  return ['start', 'findings', 'topology', 'captures', 'detectors'].includes(text)
}

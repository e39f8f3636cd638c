/** Small choices that outlive the page. A browser may forbid them: then the default stands. */

export type Preference =
  | 'theme'
  | 'language'
  | 'keep-cases'
  | 'plain-keys'
  | 'packet-columns'
  | 'packet-time'
  | 'packet-pane'
  | 'packet-matches'
  | 'address-form'
  | 'filter-history'
  | 'saved-filters'
  | 'graph-series'
  | 'detectors'
  | 'own-detectors'

export function readPreference(name: Preference): string {
  try {
    return localStorage.getItem(`tailfirst.${name}`) ?? ''
  } catch {
    return ''
  }
}

export function writePreference(name: Preference, value: string): void {
  try {
    localStorage.setItem(`tailfirst.${name}`, value)
  } catch {
    // The choice holds until the page is closed.
  }
}

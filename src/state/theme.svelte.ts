/** Light, dark, or as the system says. */
import { readPreference, writePreference } from './preference'

export type ThemeChoice = 'system' | 'light' | 'dark'

export class Theme {
  #choice = $state<ThemeChoice>('system')

  constructor() {
    const stored = readPreference('theme')
    if (stored === 'light' || stored === 'dark') this.#choice = stored
    document.documentElement.dataset['theme'] = this.#choice
  }

  get choice(): ThemeChoice {
    return this.#choice
  }

  choose(choice: ThemeChoice): void {
    this.#choice = choice
    document.documentElement.dataset['theme'] = choice
    writePreference('theme', choice)
  }
}

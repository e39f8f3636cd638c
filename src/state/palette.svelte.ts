/** Whether the command palette or the shortcut sheet is open, and which keys count. */
import { readPreference, writePreference } from './preference'

/** `frame`: the palette, asking for the number of a frame. */
export type PaletteView = 'none' | 'commands' | 'frame' | 'keys'

export class Palette {
  view = $state<PaletteView>('none')

  /** Do keys count that are pressed alone? Who speaks to the computer may want none (WCAG 2.1.4). */
  #plainKeys = $state(readPreference('plain-keys') !== 'off')

  get plainKeys(): boolean {
    return this.#plainKeys
  }

  set plainKeys(count: boolean) {
    this.#plainKeys = count
    writePreference('plain-keys', count ? '' : 'off')
  }
}

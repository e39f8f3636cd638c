/** Keys as they are written on the keyboard at hand. */
import type { Shortcut } from '../../state/commands'
import { text } from '../../text'

/** One text per key: `Ctrl`, `K`. */
export function keyNames(
  { key, ctrl = false, alt = false, shift = false }: Shortcut,
  mac: boolean,
): string[] {
  const { names, macNames } = text.commands
  const known: Readonly<Record<string, string>> = mac ? { ...names, ...macNames } : names
  const name = known[key] ?? (key.length === 1 ? key.toUpperCase() : key)
  return [...(ctrl ? ['Ctrl'] : []), ...(alt ? ['Alt'] : []), ...(shift ? ['Shift'] : [])]
    .map((held) => known[held] ?? held)
    .concat(name)
}

export const isMac = (): boolean => /Mac|iP(ad|hone|od)/.test(navigator.userAgent)

/** The commands that fit what was typed, best first; all that can be done, in their order, before. */
import type { Command, CommandGroup } from '../../state/commands'
import { fuzzyMatch } from './fuzzy'

/** As they follow each other in the palette and on the shortcut sheet. */
export const COMMAND_GROUPS: readonly CommandGroup[] = [
  'go',
  'packet',
  'case',
  'page',
  'finding',
  'recent',
]

export interface Ranked {
  command: Command
  /** Where in its title the letters stand. */
  at: readonly number[]
}

/** More than anybody looks through. */
const MOST = 60

export function ranked(words: string, commands: readonly Command[]): Ranked[] {
  const possible = commands.filter((command) => command.possible ?? true)
  const wanted = words.trim()
  if (wanted === '') {
    const order = ({ group }: Command) => COMMAND_GROUPS.indexOf(group)
    const grouped = possible.toSorted((a, b) => order(a) - order(b))
    return grouped.slice(0, MOST).map((command) => ({ command, at: [] }))
  }
  return possible
    .flatMap((command) => {
      const match = fuzzyMatch(wanted, command.title)
      return match === null ? [] : [{ command, ...match }]
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
}

/** The command to open a frame by the number that was typed is no match of letters. */
export function framesFirst(words: string, commands: readonly Command[]): Ranked[] {
  const found = commands.filter(({ id }) => /^frame-\d+$/.test(id))
  return [
    ...found.map((command) => ({ command, at: [] })),
    ...ranked(words, commands).filter(({ command }) => !found.includes(command)),
  ]
}

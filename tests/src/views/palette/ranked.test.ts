import { describe, expect, it } from 'vitest'
import type { Command, CommandGroup } from '../../../../src/state/commands'
import { fuzzyMatch, piecesOf } from '../../../../src/views/palette/fuzzy'
import { framesFirst, ranked } from '../../../../src/views/palette/ranked'

const named = (title: string, group: CommandGroup = 'case', id = title): Command => ({
  ...{ id, group, title },
  run: () => undefined,
})
const titles = (found: readonly { command: Command }[]) => found.map(({ command }) => command.title)

describe('letters', () => {
  it('are found in order, at the beginnings of words rather than anywhere', () => {
    expect(fuzzyMatch('sr', 'Save the report')?.at).toEqual([0, 9])
    expect(fuzzyMatch('RPT', 'Save the report')?.at).toEqual([9, 11, 14])
    expect(fuzzyMatch('rs', 'Save the report')).toBeNull()
  })

  it('are found where looking for a beginning alone would miss them', () => {
    expect(fuzzyMatch('abc', 'ab c b')).not.toBeNull()
  })

  it('of several words may stand in any order', () => {
    expect(fuzzyMatch('rep save', 'Save the report')?.at).toEqual([0, 1, 2, 3, 9, 10, 11])
  })

  it('stay in their place beside letters that are two in the other case', () => {
    expect(fuzzyMatch('b', 'İİb')?.at).toEqual([2])
    expect(piecesOf('İİb', [2])).toEqual([
      { text: 'İİ', hit: false },
      { text: 'b', hit: true },
    ])
  })
})

describe('commands', () => {
  const all = [
    named('Restore a capture'),
    named('Findings', 'go'),
    named('Save the report'),
    { ...named('Save nothing'), possible: false },
  ]

  it('come by group as long as nothing is typed, those that can be done', () => {
    expect(titles(ranked(' ', all))).toEqual(['Findings', 'Restore a capture', 'Save the report'])
  })

  it('come best first once something is', () => {
    expect(titles(ranked('re', all))).toEqual(['Restore a capture', 'Save the report'])
    expect(titles(ranked('rep', all))[0]).toBe('Save the report')
    expect(ranked('xyz', all)).toEqual([])
  })

  it('are led by the frame whose number was typed', () => {
    const frame = named('Open frame 4,411', 'packet', 'frame-0')
    expect(titles(framesFirst('4411', [...all, frame]))).toEqual(['Open frame 4,411'])
  })
})

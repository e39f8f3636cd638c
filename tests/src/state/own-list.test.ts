import { describe, expect, it } from 'vitest'
import { importedFrom, listFrom, withKept, withSaved } from '../../../src/state/own-list'
import {
  MAX_OWN_DETECTORS,
  NEW_DETECTOR,
  ownDetectorsFile,
  type OwnDetector,
} from '../../../workers/model/own-detector'

const detector = (parts: Partial<OwnDetector>): OwnDetector => ({
  ...NEW_DETECTOR,
  ...{ id: 'own-resets', title: 'Resets', filter: 'tcp.flags.reset == 1' },
  ...parts,
})
const resets = detector({})
const pings = detector({ id: 'own-pings', title: 'Pings', filter: 'icmp' })

describe('saving', () => {
  it('gives a new one an id of its own and version 1', () => {
    const { list, id } = withSaved([resets], detector({ id: '', version: 7, filter: 'tcp' }))
    expect(id).toBe('own-resets-2')
    expect(list.map(({ id: each, version }) => [each, version])).toEqual([
      ['own-resets', 1],
      ['own-resets-2', 1],
    ])
  })

  it('raises the version when the rule is another one, and only then', () => {
    const changed = withSaved([resets, pings], { ...resets, atLeast: 5 })
    expect(changed.id).toBe('own-resets')
    expect(changed.list.map(({ id, version }) => [id, version])).toEqual([
      ['own-resets', 2],
      ['own-pings', 1],
    ])
    expect(withSaved([resets], { ...resets, off: true }).list).toEqual([{ ...resets, off: true }])
  })

  it('keeps the id when the title changes', () => {
    const { list } = withSaved([resets], { ...resets, title: 'Aborts' })
    expect(list).toMatchObject([{ id: 'own-resets', title: 'Aborts', version: 2 }])
  })
})

it('keeps one of a run under its own id', () => {
  expect(withKept([resets], pings)).toEqual([resets, pings])
  expect(withKept([resets], detector({ filter: 'icmp' }))).toEqual([resets])
})

describe('a file', () => {
  it('adds what is not there yet, and counts the rest', () => {
    const content = ownDetectorsFile([resets, pings]).replace(
      '"detectors": [',
      '"detectors": [ {"id": "other"},',
    )
    const imported = importedFrom([detector({ id: 'own-mine' })], content)
    expect(imported).toMatchObject({ added: 1, known: 1, refused: 1, beyond: 0 })
    expect(imported?.list.map(({ id }) => id)).toEqual(['own-mine', 'own-pings'])
  })

  it('gives an id of its own to one whose id is taken', () => {
    const imported = importedFrom([resets], ownDetectorsFile([detector({ filter: 'icmp' })]))
    expect(imported?.list.map(({ id }) => id)).toEqual(['own-resets', 'own-resets-2'])
  })

  it('may hold more than there is room for', () => {
    const many = Array.from({ length: MAX_OWN_DETECTORS - 1 }, (_, index) =>
      detector({ id: `own-${index}`, atLeast: index + 10 }),
    )
    const imported = importedFrom(many, ownDetectorsFile([resets, pings]))
    expect(imported).toMatchObject({ added: 1, known: 0, refused: 0, beyond: 1 })
    expect(imported?.list).toHaveLength(MAX_OWN_DETECTORS)
  })

  it('of anything else is none of detectors', () => {
    for (const content of ['', '{', '[]', '{"schema":"tailfirst.analysis/1"}', 'null']) {
      expect(importedFrom([resets], content)).toBeNull()
    }
  })

  it('comes back as it was written', () => {
    const list = [resets, { ...pings, off: true }]
    expect(listFrom(ownDetectorsFile(list))).toEqual(list)
    expect(listFrom('no JSON')).toEqual([])
  })
})

import { expect, it } from 'vitest'
import { noSidecars, type SidecarFile } from '../../../workers/model/sidecar'
import { renderReport } from '../../../workers/report/html'
import { sampleCase, sampleReport } from './sample-case'

const file = (changed: Partial<SidecarFile>): SidecarFile => ({
  ...{ name: 'pods.txt', file: 'pods.txt', size: 9, sha256: 'ab'.repeat(32) },
  ...{ format: 'kubectl get pods -o wide', entries: 3, notUnderstood: 0, message: '' },
  ...{ gave: '3 addresses of pods', named: 3, seen: 2 },
  ...changed,
})

const reportOf = (...files: SidecarFile[]) => {
  const result = sampleCase({ sidecars: { ...noSidecars(), files } })
  return renderReport(sampleReport({ result })).replace(/\s+/g, ' ')
}

it('lists side-cars with what they gave, how they fit, and their hash', () => {
  const report = reportOf(
    file({}),
    file({ name: 'r.txt', seen: 0, notUnderstood: 1200, message: 'cut' }),
    file({ name: 'notes.txt', sha256: '', format: '', gave: '', named: 0, seen: 0 }),
  )
  expect(report).toContain('<h3>Side-cars</h3>')
  expect(report).toContain('2 of 3 names occur in the captures')
  expect(report).toContain('ab'.repeat(32))
  expect(report).toContain(
    'fits nothing in these captures: none of its 3 names occurs; lines not understood: 1200; cut',
  )
  expect(report).toContain('text of no known format, not used')
  expect(report).toContain('not computed')
})

it('writes hostile names out', () => {
  const report = reportOf(file({ name: '<img src=x>\u202e.txt' }))
  expect(report).not.toContain('<img')
  expect(report).toContain('&lt;img src=x&gt;&lt;U+202E&gt;.txt')
})

it('says nothing where there are none', () => {
  expect(reportOf()).not.toContain('Side-cars')
})

import { expect, it } from 'vitest'
import { noteIdOf, type Note } from '../../../workers/model/note'
import { renderReport } from '../../../workers/report/html'
import { sampleCase, sampleReport } from './sample-case'

const report = renderReport(sampleReport()).replace(/\s+/g, ' ')
const sectionOf = (page: string) => /<section id="notes".*?<\/section>/.exec(page)?.[0] ?? ''

it('has a note on a finding under that finding, and nowhere else', () => {
  const [first = '', second = ''] = report.split('id="finding-2"')
  expect(first).toMatch(/Analyst’s note<\/h3> <p>Seen again on Tuesday\.<\/p>/)
  expect(second).not.toContain('Seen again')
})

it('lists notes and marks on packets and connections in a section of their own', () => {
  const section = sectionOf(report)
  expect(section).toContain('2 notes and marks')
  expect(section).toMatch(/frame 4411.*The first tail\.<br \/>Ask the &lt;network&gt; team\./)
  expect(section).toMatch(/connection 3.*green/)
  expect(report).toContain('<a href="#notes">Notes</a>')
})

it('calls a connection by its ends, escaped, where these are known', () => {
  const subject = { kind: 'flow', capture: 0, flow: 3 } as const
  const id = noteIdOf(subject)
  const note: Note = { id, subject, text: 'slow', mark: null, created: 0, edited: 0 }
  const connections = new Map([[id, '10.0.0.1:5 → <b>:80 (tcp.stream 2)']])
  const page = renderReport(sampleReport({ notes: [note], connections })).replace(/\s+/g, ' ')
  const section = sectionOf(page)
  expect(section).toContain('10.0.0.1:5 → &lt;b&gt;:80 (tcp.stream 2)')
  expect(section).not.toContain('connection 3')
})

it('has neither without notes', () => {
  const page = renderReport(sampleReport({ notes: [] }))
  expect(sectionOf(page)).toBe('')
  expect(page).not.toContain('#notes')
  expect(page).not.toContain('Analyst')
})

it('lists all of them, however many', () => {
  const notes = Array.from({ length: 150 }, (_, i): Note => {
    const subject = { kind: 'packet', capture: 0, frame: i + 1 } as const
    return { id: noteIdOf(subject), subject, text: 'x', mark: null, created: 0, edited: 0 }
  })
  const section = sectionOf(renderReport(sampleReport({ notes })).replace(/\s+/g, ' '))
  expect(section.match(/frame \d+/g)).toHaveLength(150)
})

it('names the capture where there are several', () => {
  const { captures } = sampleCase()
  const result = sampleCase({ captures: [...captures, ...captures] })
  const page = renderReport(sampleReport({ result })).replace(/\s+/g, ' ')
  expect(sectionOf(page)).toContain('idc-bond1.pcapng')
})

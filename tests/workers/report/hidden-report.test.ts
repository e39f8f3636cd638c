import { describe, expect, it } from 'vitest'
import { noSidecars } from '../../../workers/model/sidecar'
import { renderReport } from '../../../workers/report/html'
import { Pseudonyms } from '../../../workers/report/pseudonyms'
import { sampleCase, sampleFacts, sampleReport } from './sample-case'

const POD = {
  file: 0,
  address: '10.4.15.171',
  name: 'orders-7d9',
  namespace: 'shop',
  node: 'node-a',
}

function hiddenReport() {
  const result = sampleCase()
  const [capture] = result.captures
  if (capture === undefined) throw new Error('the sample case has no capture')
  const facts = {
    ...sampleFacts(),
    comments: [{ frame: 3, text: 'taken at ACME' }],
    details: [{ what: 'hardware', value: 'rack 12' }],
  }
  const hide = new Pseudonyms()
  const html = renderReport(
    sampleReport({
      result: {
        ...result,
        captures: [{ ...capture, facts }],
        sidecars: { ...noSidecars(), pods: [POD] },
      },
      title: `orders-7d9 in ${facts.name}`,
      hide,
    }),
  )
  return { html, key: hide.key(), facts }
}

describe('a report with pseudonyms', () => {
  const { html, key, facts } = hiddenReport()

  it('names no address, host or file of the case', () => {
    expect(renderReport(sampleReport())).toContain('10.4.15.171')
    for (const told of ['10.4.15.171', '10.4.', facts.name, 'orders-7d9']) {
      expect(html).not.toContain(told)
    }
  })

  it('has neither octets nor what people wrote into the files', () => {
    expect(renderReport(sampleReport())).toContain('class="octets"')
    expect(html).not.toContain('class="octets"')
    expect(html).not.toContain('ACME')
    expect(html).not.toContain('rack 12')
  })

  it('says so, and keeps its sense: ports, numbers, causes and their symptoms', () => {
    expect(html).toContain('stand here under pseudonyms')
    expect(html).toContain(':8080')
    const links = (page: string) => page.match(/href="#finding-\d+"/g)
    expect(links(html)).toEqual(links(renderReport(sampleReport())))
  })

  it('gives its writer the key', () => {
    expect(key.map(({ original }) => original)).toContain('10.4.15.171')
    expect(new Set(key.map(({ pseudonym }) => pseudonym)).size).toBe(key.length)
  })
})

describe('a report without octets', () => {
  const html = renderReport(sampleReport({ octets: false }))

  it('shows evidence by number alone', () => {
    expect(html).not.toContain('class="octets"')
    expect(html).toContain('10.4.15.171')
  })
})

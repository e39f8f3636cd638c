import { expect, it } from 'vitest'
import type { NodePods } from '../../../workers/model/pod-places'
import { analysisDocument } from '../../../workers/report/document'
import { renderReport } from '../../../workers/report/html'
import { sampleResult } from '../store/sample-case'
import { sampleCase, sampleReport } from './sample-case'

const place: NodePods = {
  ...{ node: '172.16.0.1', tunnel: { kind: 'vxlan', udpPort: 8472 }, vni: -1 },
  prefixes: [{ prefix: '10.42.1.0/28', pods: ['10.42.1.5', '10.42.1.9'], podTotal: 3 }],
  ...{ prefixTotal: 70, pods: 3, moved: 1, disputed: 0, others: 2 },
  identities: [
    { id: 6, name: 'remote-node', labels: [], addresses: 1 },
    { id: 4711, name: '', labels: ['app=<b>'], addresses: 2 },
  ],
  identityTotal: 2,
}
const topology = { hosts: [], edges: [], left: 0, clocks: [], places: [place] }

it('stands in the report: prefixes with what they rest on, identities with their names', () => {
  const result = sampleCase({ topology })
  const report = renderReport(sampleReport({ result })).replace(/\s+/g, ' ')
  expect(report).toContain('<h3>Where pods live</h3>')
  expect(report).toContain('10.42.1.0/28 (10.42.1.5, 10.42.1.9, 1 more); 69 more')
  expect(report).toContain('6 remote-node; 4711 app=&lt;b&gt;')
  expect(report).toContain('VXLAN 8472')
})

it('stands in the document as it is', () => {
  const document = JSON.parse(analysisDocument({ ...sampleResult(), topology }, '')) as object
  expect(document).toMatchObject({ places: [place] })
})

import { describe, expect, it } from 'vitest'
import tunnelMisdelivery from '../../../workers/detect/tunnel-misdelivery'
import type { TunnelWayRecord } from '../../../workers/model/records'
import { noSidecars, type Sidecars } from '../../../workers/model/sidecar'
import { tunnelWay } from '../../support/path-records'
import { SECOND, vxlan } from '../../support/records'
import { findings, onlyFinding } from '../../support/replay'

const [SENDER, WRONG, RIGHT, OTHER] = ['172.16.0.1', '172.16.0.2', '172.16.0.3', '172.16.0.4']
const POD = '10.42.2.1'

const way = (
  [from, to]: [string, string],
  [src, dst]: [string, string],
  changed: Partial<TunnelWayRecord> = {},
): TunnelWayRecord => tunnelWay({ tunnel: vxlan(from, to), src, dst, ...changed })

const astray = way([SENDER, WRONG], ['10.42.0.1', POD])
/** The wrong node is a node like others. */
const works = [
  way([SENDER, WRONG], ['10.42.0.1', '10.42.1.9']),
  way([WRONG, SENDER], ['10.42.1.9', '10.42.0.1']),
]

describe('tunnel-misdelivery with text beside the captures', () => {
  /** Nothing of the pod itself is seen. */
  const unheard = { tunnelWay: [astray, ...works] }
  const file = (name: string) => ({ name }) as Sidecars['files'][number]
  const POD_TEXT = { file: 0, address: POD, name: 'orders-0', namespace: 'shop', node: 'node3' }
  const NODES = [
    { file: 1, address: WRONG, name: 'node2' },
    { file: 1, address: RIGHT, name: 'node3' },
  ]
  const beside = (facts: Partial<Sidecars>): Sidecars => ({
    ...noSidecars(),
    files: [file('pods.txt'), file('nodes.txt'), file('tunnels.txt')],
    ...facts,
  })
  const told = (facts: Partial<Sidecars>) => ({ ...unheard, sidecars: beside(facts) })
  const entry = (node: string) => ({
    ...{ file: 2, base: '10.42.2.0', length: 24, lengthTold: true, node, identity: -1 },
  })

  it('knows the right node from pods and nodes', () => {
    const finding = onlyFinding(tunnelMisdelivery, told({ pods: [POD_TEXT], nodes: NODES }))
    expect(finding).toMatchObject({
      ...{ severity: 'critical', confidence: 'likely' },
      entities: { wrongNode: `${WRONG} (node2)`, rightNode: `${RIGHT} (node3)` },
    })
    expect(finding.happened.join(' ')).toContain('(pods.txt)')
  })

  it('knows the right node from the table of another node', () => {
    const finding = onlyFinding(tunnelMisdelivery, told({ tunnels: [entry(RIGHT)] }))
    expect(finding.entities).toMatchObject({ rightNode: RIGHT, podCidr: '10.42.2.0/24' })
    expect(finding.confidence).toBe('likely')
  })

  it('knows the wrong node by a pod that was heard there, and the right one by its name', () => {
    const heard = { ...POD_TEXT, address: '10.42.1.9', name: 'db-0', node: 'node2' }
    const finding = onlyFinding(tunnelMisdelivery, told({ pods: [POD_TEXT, heard] }))
    expect(finding.entities).toMatchObject({ wrongNode: WRONG, rightNode: 'node3' })
  })

  it('is silent where text and tunnel agree, or nothing names the node that got the packets', () => {
    const agreeing = told({ pods: [{ ...POD_TEXT, node: 'node2' }], nodes: NODES })
    expect(findings(tunnelMisdelivery, agreeing)).toEqual([])
    expect(findings(tunnelMisdelivery, told({ tunnels: [entry(WRONG)] }))).toEqual([])
    expect(findings(tunnelMisdelivery, told({ pods: [POD_TEXT] }))).toEqual([])
    const second = [...NODES, { file: 1, address: '172.31.0.3', name: 'node3' }]
    const aliased = way([SENDER, '172.31.0.3'], ['10.42.0.1', POD])
    const sidecars = beside({ pods: [POD_TEXT], nodes: second })
    expect(findings(tunnelMisdelivery, { sidecars, tunnelWay: [aliased] })).toEqual([])
  })

  it('is silent where the packets are answered, or where two texts differ', () => {
    const answer = way([WRONG, SENDER], [POD, '10.42.0.1'])
    const pods = { pods: [POD_TEXT], nodes: NODES }
    const answered = { sidecars: beside(pods), tunnelWay: [astray, answer, ...works] }
    expect(findings(tunnelMisdelivery, answered)).toEqual([])
    const moved = { pods: [POD_TEXT, { ...POD_TEXT, node: 'node4' }], nodes: NODES }
    expect(findings(tunnelMisdelivery, told(moved))).toEqual([])
  })

  it('believes the cluster that an address lives where the packets went, and doubts', () => {
    const before = way([RIGHT, OTHER], [POD, '10.42.3.1'], { firstTime: 0, lastTime: 1 })
    const later = { ...astray, firstTime: 30 * SECOND, lastTime: 40 * SECOND }
    const sidecars = beside({ pods: [{ ...POD_TEXT, node: 'node2' }], nodes: NODES })
    const finding = onlyFinding(tunnelMisdelivery, {
      sidecars,
      tunnelWay: [before, later, ...works],
    })
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'possible' })
    expect(finding.counterEvidence.join(' ')).toContain('may have moved since')
  })
})

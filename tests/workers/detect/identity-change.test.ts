import { describe, expect, it } from 'vitest'
import identityChange from '../../../workers/detect/identity-change'
import type { TunnelWayRecord } from '../../../workers/model/records'
import { type DropFact, noSidecars } from '../../../workers/model/sidecar'
import { tunnelWay } from '../../support/path-records'
import { absent, conn, handshake, SECOND, unanswered, vxlan } from '../../support/records'
import { findings, findingsBeside, metric, onlyFinding, silence } from '../../support/replay'

const [A, B] = ['172.16.0.1', '172.16.0.2'] as const
const [POD, OTHER, SERVER] = ['10.42.1.5', '10.42.1.6', '10.42.2.9'] as const

function sent(src: string, vni: number, from: number, to: number, changed: Changed = {}) {
  const { dst = SERVER, node = A, capture = 0 } = changed
  const tunnel = { ...vxlan(node, node === A ? B : A), vni }
  return tunnelWay({
    ...{ capture, src, dst, tunnel, frames: 10 },
    ...{ firstTime: from * SECOND, lastTime: to * SECOND },
    first: [{ frame: vni, time: from * SECOND }],
  })
}
interface Changed {
  dst?: string
  node?: string
  capture?: number
}

/** Answers carry the identity of the server, another sender its own: VNIs name senders. */
const around = (capture = 0): TunnelWayRecord[] => [
  sent(SERVER, 900, 0, 100, { dst: POD, node: B, capture }),
  sent(OTHER, 700, 0, 100, { capture }),
]
const changedAt = (pause: number) => [
  ...around(),
  sent(POD, 4711, 0, 50),
  sent(POD, 4800, 50 + pause, 100),
]
const found = (ways: TunnelWayRecord[]) => findings(identityChange, { tunnelWay: ways })

const asked = (src: string, second: number) =>
  conn({
    ...{ orig: { address: src, port: 40_000 + second }, resp: { address: SERVER, port: 80 } },
    ...{ tunnel: vxlan(), handshake: handshake(second * SECOND) },
  })
const inVain = (src: string, seconds: readonly number[]) =>
  conn({
    ...{ orig: { address: src, port: 50_000 }, resp: { address: SERVER, port: 80 } },
    ...{ tunnel: vxlan(), respSide: absent() },
    handshake: unanswered(...seconds.map((second) => second * SECOND)),
  })

describe('identity-change', () => {
  it('notes a pod whose packets come with another VNI than before', () => {
    const finding = onlyFinding(identityChange, { tunnelWay: changedAt(1) })
    expect(finding).toMatchObject({
      ...{ severity: 'note', confidence: 'likely', time: 51 * SECOND },
      claim: '10.42.1.5 changed identity from 4711 to 4800',
      filter: 'ip.src == 10.42.1.5 && vxlan.vni in {4711, 4800}',
    })
    expect(finding.evidence.map(({ frame, role }) => [frame, role])).toEqual([
      [4711, 'as 4711'],
      [4800, 'as 4800'],
    ])
  })

  it('tells once what two captures show, and pods that changed alike together', () => {
    const second = [...around(1), sent(POD, 4711, 0, 50, { capture: 1 })]
    const told = findings(
      identityChange,
      {
        tunnelWay: [
          ...changedAt(1),
          sent('10.42.1.7', 4711, 0, 9),
          sent('10.42.1.7', 4800, 10, 20),
        ],
      },
      { tunnelWay: [...second, sent(POD, 4800, 51, 99, { capture: 1 })] },
    )
    expect(told.map(({ claim }) => claim)).toEqual([
      '10.42.1.5 and 10.42.1.7 changed identity from 4711 to 4800',
    ])
  })

  it('ends at a pause: the address may be that of another pod', () => {
    expect(found(changedAt(60))).toHaveLength(1)
    expect(found(changedAt(61))).toEqual([])
    expect(silence(identityChange, { tunnelWay: changedAt(61) })).toBe(
      '3 inner senders; none changed the VNI that names it within 60 seconds.',
    )
  })

  it('tells identities that alternate towards one destination', () => {
    const ways = [...around(), sent(POD, 4711, 0, 50), sent(POD, 4800, 20, 60)]
    expect(found(ways)[0]?.claim).toBe('10.42.1.5 sends as identity 4711 and as 4800 in turn')
  })

  it.each([
    ['a node, which sends for the world as well', [sent(POD, 2, 0, 9), sent(POD, 6, 10, 20)]],
    ['the end of a tunnel', [sent(A, 4711, 0, 9), sent(A, 4800, 10, 20)]],
    ['a pod that moved', [sent(POD, 4711, 0, 9), sent(POD, 4800, 10, 20, { node: B, dst: OTHER })]],
    [
      'VNIs that go by the destination',
      [sent(POD, 4711, 0, 50), sent(POD, 4800, 20, 60, { dst: '10.42.3.1' })],
    ],
  ])('is silent for %s', (_, ways) => {
    expect(found([...around(), ...ways])).toEqual([])
  })

  it('is silent where a VNI names a network', () => {
    const alike = [sent(POD, 5, 0, 9), sent(SERVER, 5, 0, 9, { dst: POD, node: B })]
    const second = [sent(POD, 6, 10, 19), sent(SERVER, 6, 10, 19, { dst: POD, node: B })]
    expect(found([...alike, ...second])).toEqual([])
  })

  it('is a warning when what answered before does not answer it since, but answers others', () => {
    const conns = [asked(POD, 10), inVain(POD, [51, 52, 54, 58]), asked(OTHER, 70)]
    const finding = onlyFinding(identityChange, { tunnelWay: changedAt(1), conn: conns })
    expect(finding).toMatchObject({
      ...{ severity: 'warning', confidence: 'likely' },
      claim:
        '10.42.1.5 changed identity from 4711 to 4800, and what answered before does not since',
      entities: { from: POD, to: SERVER },
    })
    expect(metric(finding, 'unansweredSyns')).toBe(4)
  })

  it.each([
    ['one SYN below the threshold', [asked(POD, 10), inVain(POD, [51, 52, 54])]],
    ['it was never answered', [inVain(POD, [51, 52, 54, 58])]],
    ['it went unanswered before', [asked(POD, 10), inVain(POD, [49, 52, 54, 58])]],
    ['it is answered again', [asked(POD, 10), inVain(POD, [51, 52, 54, 58]), asked(POD, 90)]],
    [
      'nobody is answered there any more',
      [asked(POD, 10), asked(OTHER, 12), inVain(POD, [51, 52, 54, 58]), inVain(OTHER, [60, 61])],
    ],
  ])('stays a note when %s', (_, conns) => {
    const finding = onlyFinding(identityChange, { tunnelWay: changedAt(1), conn: conns })
    expect(finding.severity).toBe('note')
    expect(finding.entities['to']).toBe('')
  })

  it('is a warning when side-cars tell drops of the new identity', () => {
    const drop: DropFact = {
      ...{ file: 0, code: 133, reason: 'Policy denied', src: POD, dst: SERVER, srcPort: 0 },
      ...{ dstPort: 80, proto: 'tcp', srcIdentity: 4800, dstIdentity: 900, endpoint: 7 },
      ...{ source: '', node: '', time: '', events: 3, verdict: false },
    }
    const identity = { id: 4800, labels: ['app=new'], file: 0 }
    const beside = { ...noSidecars(), drops: [drop], identities: [identity] }
    const [finding] = findingsBeside(beside, identityChange, { tunnelWay: changedAt(1) })
    expect(finding).toMatchObject({
      severity: 'warning',
      claim:
        '10.42.1.5 changed identity from 4711 to 4800 (app=new), and packets with the new one are dropped',
    })
    const others = { ...beside, drops: [{ ...drop, srcIdentity: 4711 }] }
    const [note] = findingsBeside(others, identityChange, { tunnelWay: changedAt(1) })
    expect(note?.severity).toBe('note')
  })

  it('is silent where side-cars list both identities of the address', () => {
    const endpoint = (identity: number) => ({
      ...{ file: 0, address: POD, host: false, endpoint: 7, identity, ifindex: 0, device: '' },
      ...{ pod: '', namespace: '' },
    })
    const beside = { ...noSidecars(), endpoints: [endpoint(4711), endpoint(4800)] }
    expect(findingsBeside(beside, identityChange, { tunnelWay: changedAt(1) })).toEqual([])
  })
})

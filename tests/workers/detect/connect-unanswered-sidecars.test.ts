/** SYNs without answer whose drop is named by text beside the captures. */
import { describe, expect, it, test } from 'vitest'
import connectUnanswered from '../../../workers/detect/connect-unanswered'
import type { Finding } from '../../../workers/model/finding'
import { ethernet, ipv4, PROTO, tcp } from '../../../workers/forge/packet'
import { analyse, captureOf, fileOf, only } from '../../support/analyse'
import { absent, conn, SECOND, unanswered } from '../../support/records'
import { findingsBeside, times } from '../../support/replay'
import { read } from '../sidecar/read'

const CLIENT = '10.8.1.17'
const SERVER = '10.8.2.9'

function asked(port = 50_112, to = SERVER, count = 4) {
  return conn({
    orig: { address: CLIENT, port },
    resp: { address: to, port: 5432 },
    respSide: absent(),
    handshake: unanswered(...[1, 2, 4, 8].slice(0, count).map((second) => second * SECOND)),
    closedBy: 'none',
  })
}

const answered = conn({
  orig: { address: CLIENT, port: 50_000 },
  resp: { address: SERVER, port: 80 },
})

const drop = (reason: string, flow = `${CLIENT}:50112 -> ${SERVER}:5432`) =>
  `xx drop (${reason}) flow 0x1 to endpoint 812, ifindex 12, file bpf_lxc.c:1999, , identity 40217->51100: ${flow} tcp SYN\n`
const IDENTITIES = 'ID   LABELS\n40217   k8s:app=web\n51100   k8s:app=db\n'
const PODS = `NAMESPACE   NAME    READY   STATUS    RESTARTS   AGE   IP          NODE
store       db-0    1/1     Running   0          3d    ${SERVER}    worker-b
`

const beside = (...texts: string[]): Finding =>
  only(findingsBeside(read(...texts), connectUnanswered, { conn: [asked(), answered] }))

describe('a drop of these very SYNs', () => {
  it('is told in the claim, with reason, identities and place', () => {
    const finding = beside(drop('Policy denied').repeat(4), IDENTITIES, PODS)
    expect(finding.claim).toContain('the datapath drops them: Policy denied')
    expect(finding.happened[1]).toBe(
      '1.txt names the drop of these very SYNs: "Policy denied" (code 133), 4 times, identity 40217 (app=web) → 51100 (app=db), at endpoint 812, bpf_lxc.c:1999.',
    )
    expect(finding.alternatives[0]?.cause).toContain('network policy')
    expect(finding.alternatives[1]?.against).toContain(
      'The datapath names another reason for these very SYNs.',
    )
    expect(finding.nextSteps[0]?.command).toContain('kubectl -n store get ')
    expect(finding.entities['to']).toBe(`${SERVER} (store/db-0 on worker-b)`)
  })

  it('makes it certain even where an answer would not be seen', () => {
    const alone = (text: string) =>
      only(findingsBeside(read(text), connectUnanswered, { conn: [asked()] }))
    expect(alone(PODS)).toMatchObject({ severity: 'note', confidence: 'possible' })
    expect(alone(drop('Policy denied'))).toMatchObject({
      severity: 'warning',
      confidence: 'certain',
    })
  })

  test.each([
    ['Stale or unroutable IP', 'The address is gone'],
    ['CT: Map insertion failed', 'The datapath of the node drops the SYNs'],
  ])('puts the cause of “%s” first', (reason, cause) => {
    expect(beside(drop(reason)).alternatives[0]?.cause).toContain(cause)
  })

  it('of destinations that are told together is told as well', () => {
    const silent = times(6, (i) => asked(50_112, `10.8.2.${String(20 + i)}`))
    const text = times(6, (i) => {
      return drop('Policy denied', `${CLIENT}:50112 -> 10.8.2.${String(20 + i)}:5432`)
    })
    const lively = times(30, (i) => ({ ...answered, orig: { address: CLIENT, port: 40_000 + i } }))
    const told = { conn: [...silent, ...lively] }
    const finding = only(findingsBeside(read(text.join('')), connectUnanswered, told))
    expect(finding.claim).toContain('Policy denied')
  })
})

describe('a drop of something else', () => {
  it('from another port is told apart and is no proof', () => {
    const finding = beside(drop('Policy denied', `${CLIENT}:999 -> ${SERVER}:5432`))
    expect(finding.claim).not.toContain('Policy denied')
    expect(finding.happened[1]).toContain('of connections from other ports than these')
    expect(finding.alternatives[1]?.against.join()).not.toContain('datapath')
  })

  test.each([
    ['to another port', `${CLIENT}:50112 -> ${SERVER}:80`],
    ['to another host', `${CLIENT}:50112 -> 10.8.2.10:5432`],
    ['in the other direction', `${SERVER}:5432 -> ${CLIENT}:50112`],
  ])('%s is not told', (_, flow) => {
    expect(JSON.stringify(beside(drop('Stale or unroutable IP', flow)))).not.toContain('Stale or')
  })
})

test('a name that is no name of Kubernetes reaches no command', () => {
  const pods = PODS.replace('store      ', '$(reboot)  ')
  const finding = beside(drop('Policy denied'), pods)
  expect(JSON.stringify([finding.nextSteps, finding.confirm])).not.toContain('reboot')
})

test('octets of a capture and text of a monitor give the finding with names', async () => {
  const ends = { src: CLIENT, dst: SERVER }
  const segment = (flags: string, srcPort: number, dstPort: number, back = false) => {
    const way = back ? { src: SERVER, dst: CLIENT } : ends
    const ports = back ? { srcPort: dstPort, dstPort: srcPort } : { srcPort, dstPort }
    return ethernet(
      {},
      ipv4({ ...way, proto: PROTO.tcp }, tcp({ ...way, ...ports, flags, seq: 1 })),
    )
  }
  const frames = [
    { time: 0, octets: segment('S', 50_000, 80) },
    { time: 1e6, octets: segment('SA', 50_000, 80, true) },
    { time: 2e6, octets: segment('A', 50_000, 80) },
    ...[0, 1, 3, 7].map((second) => ({
      time: 1e7 + second * SECOND,
      octets: segment('S', 50_112, 5432),
    })),
  ]
  const text = (name: string, octets: string) => fileOf(new TextEncoder().encode(octets), name)
  const { findings } = await analyse(
    fileOf(captureOf(frames)),
    text('monitor.txt', drop('Policy denied').repeat(4)),
    text('pods.txt', PODS),
  )
  const finding = only(findings.filter(({ detector }) => detector === 'connect-unanswered'))
  expect(finding).toMatchObject({ severity: 'warning', confidence: 'certain' })
  expect(finding.claim).toContain('Policy denied')
  expect(finding.happened.at(-1)).toBe(`By the side-cars, ${SERVER} is store/db-0 on worker-b.`)
})

/** Flows of hubble observe in all of its forms. */
import { describe, expect, it, test } from 'vitest'
import { bare, crlf, read, recognised, told } from './read'

const FLOW = {
  time: '2026-03-04T05:06:07.123456789Z',
  verdict: 'DROPPED',
  drop_reason: 133,
  drop_reason_desc: 'POLICY_DENIED',
  IP: { source: '10.8.1.17', destination: '10.8.2.9', ipVersion: 'IPv4' },
  l4: { TCP: { source_port: 50112, destination_port: 5432, flags: { SYN: true } } },
  source: {
    ...{ ID: 812, identity: 40217, namespace: 'store', labels: ['k8s:app=web'] },
    pod_name: 'web-1',
  },
  destination: { identity: 51100, namespace: 'store', labels: ['k8s:app=db'], pod_name: 'db-0' },
  ...{ Type: 'L3_L4', node_name: 'worker-b', event_type: { type: 1, sub_type: 133 } },
  ...{ file: { name: 'bpf_lxc.c', line: 1999 }, Summary: 'TCP Flags: SYN' },
}
const DROP = {
  ...{ code: 133, reason: 'Policy denied', proto: 'tcp' },
  ...{ src: '10.8.1.17', srcPort: 50112, dst: '10.8.2.9', dstPort: 5432 },
  ...{ srcIdentity: 40217, dstIdentity: 51100, node: 'worker-b', verdict: false, events: 1 },
}

describe('JSON', () => {
  test.each([
    ['flows with their node', JSON.stringify({ flow: FLOW, node_name: 'worker-b' })],
    ['bare flows of older versions', JSON.stringify(FLOW)],
    ['over several lines', JSON.stringify({ flow: FLOW }, null, 2)],
    ['a list', JSON.stringify([FLOW], null, 2)],
  ])('gives drops, pods and identities: %s', (_, text) => {
    for (const written of [`${text}\n`, crlf(text)]) {
      const facts = read(written)
      expect(facts.drops).toMatchObject([{ ...DROP, source: 'bpf_lxc.c:1999' }])
      expect(bare(facts.pods)).toEqual([
        { address: '10.8.1.17', name: 'web-1', namespace: 'store', node: '' },
        { address: '10.8.2.9', name: 'db-0', namespace: 'store', node: '' },
      ])
      expect(facts.identities.map(({ id }) => id)).toEqual([40217, 51100])
    }
  })

  it('takes reasons by their number: the name of 136 is stale', () => {
    const flow = {
      ...{ ...FLOW, drop_reason: undefined, drop_reason_desc: 'CT_MISSING_TCP_ACK_FLAG' },
      event_type: { type: 1, sub_type: 136 },
    }
    expect(read(JSON.stringify(flow)).drops[0]?.reason).toBe('Fragmentation needed')
  })

  it('tells verdicts of policies from drops, and neither layer 7 nor forwarded flows are drops', () => {
    const flows = [
      { ...FLOW, event_type: { type: 5 } },
      { ...FLOW, event_type: { type: 129 }, Type: 'L7' },
      { ...FLOW, verdict: 'FORWARDED', event_type: { type: 4, sub_type: 3 } },
      { lost_events: { source: 'PERF_EVENT_RING_BUFFER', num_events_lost: '7' } },
    ]
    const text = flows.map((flow) => JSON.stringify(flow)).join('\n')
    expect(read(text).drops.map(({ verdict, events }) => [verdict, events])).toEqual([[true, 1]])
    expect(told(text).slice(1, 3)).toEqual([4, 0])
  })

  it('counts lines that are cut or damaged', () => {
    const line = JSON.stringify({ flow: FLOW })
    const text = `${line}\n${line.slice(5)}\n${line.slice(0, 300)}`
    expect(told(text).slice(1, 3)).toEqual([1, 2])
  })
})

const KUBECTL = `NAMESPACE   NAME    READY   STATUS    RESTARTS   AGE   IP          NODE
store       web-1   1/1     Running   0          3d    10.8.1.17   worker-a
store       db-0    1/1     Running   0          3d    10.8.2.9    worker-b
`

describe('text', () => {
  const compact =
    'Mar  4 05:06:07.123 [worker-b]: store/web-1:50112 (ID:40217) -> store/db-0:5432 (ID:51100) Policy denied DROPPED (TCP Flags: SYN)\n'
  const aligned = (...cells: string[]) => `${cells.map((cell) => cell.padEnd(31)).join('')}\n`
  const tab =
    aligned('TIMESTAMP', 'NODE', 'SOURCE', 'DESTINATION', 'TYPE', 'VERDICT', 'SUMMARY') +
    aligned(
      ...['Mar  4 05:06:07.123', 'worker-b', 'store/web-1:50112 (ID:40217)'],
      ...['store/db-0:5432 (ID:51100)', 'Policy denied', 'DROPPED', 'TCP Flags: SYN'],
    )
  const dict = `  TIMESTAMP: Mar  4 05:06:07.123
       NODE: worker-b
     SOURCE: store/web-1:50112 (ID:40217)
DESTINATION: store/db-0:5432 (ID:51100)
       TYPE: Policy denied
    VERDICT: DROPPED
    SUMMARY: TCP Flags: SYN
`

  test.each([
    ['compact', compact, 'hubble observe'],
    ['tab', tab, 'hubble observe -o tab'],
    ['dict', `${dict}------------\n`, 'hubble observe -o dict'],
  ])('%s: names of pods become addresses where kubectl tells them', (_, text, format) => {
    for (const written of [text, crlf(text)]) {
      expect(read(written, KUBECTL).drops).toMatchObject([DROP])
      expect(told(written)[0]).toBe(format)
      expect(read(written).drops[0]).toMatchObject({ src: 'store/web-1', srcPort: 50112 })
    }
  })

  test.each([
    ['an answer, ends as they began', '<-', { src: '10.8.2.9', dst: '10.8.1.17' }],
    ['an unknown direction', '<>', { src: '10.8.1.17', dst: '10.8.2.9' }],
  ])('compact: %s', (_, arrow, expected) => {
    const line = `Mar  4 05:06:07.123: 10.8.1.17:50112 (world) ${arrow} 10.8.2.9:5432 (ID:51100) Stale or unroutable IP DROPPED (TCP Flags: SYN)\n`
    expect(read(line).drops[0]).toMatchObject({ ...expected, code: 151 })
  })

  it('knows forwarded flows and verdicts', () => {
    const lines = [
      compact.replace('Policy denied DROPPED', 'to-endpoint FORWARDED'),
      compact.replace('Policy denied DROPPED', 'policy-verdict:none INGRESS DENIED'),
      'Mar  4 05:06:07.200: no arrow here\n',
    ]
    const text = lines.join('')
    expect(read(text).drops.map(({ verdict, code }) => [verdict, code])).toEqual([[true, 133]])
    expect(told(text).slice(1, 3)).toEqual([2, 1])
  })

  it('several events of a dict, also without the rule between them', () => {
    const text = `${dict}------------\n${dict}${dict.slice(0, 60)}`
    expect(read(text).drops[0]?.events).toBe(2)
  })
})

test.each([
  ['a log with arrows', '2026-03-04 05:06:07: moved a -> b because c was full\n'],
  ['JSON of something else', '{"verdict":"guilty","case":7}\n'],
])('%s is none of them', (_, text) => {
  expect(recognised(text)).toBe(false)
})

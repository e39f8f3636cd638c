/**
 * `hubble observe -o jsonpb` (flows with their node, one a line) and `-o json` of older versions (bare
 * flows). Field names of `api/v1/flow/flow.proto`, Cilium 1.19. Zeros are left out.
 */
import type { FactSink, SidecarFormat } from './facts'
import { reasonOfCode, reasonOfText } from './drop-reasons'
import { listOf, numberOf, objectOf, objectsOf, within, wordOf, type Json } from './json'
import { addressOf, nameOf } from './values'

/** Types of events of the monitor: drop and verdict of a policy. */
const DROP = 1
const VERDICT = 5
const DROPPED = 'DROPPED'

const FLOW = /"(?:verdict|node_status|lost_events|flow)":/

export const hubbleJson: SidecarFormat = {
  title: 'hubble observe -o json',
  recognise(head) {
    const start = head.join('\n')
    if (!/^\s*[[{]/.test(start) || !FLOW.test(start.replace(/" ?: /g, '":'))) return false
    return /"(?:IP|node_status|lost_events|l4|traffic_direction)"/.test(start)
  },

  parse(text, facts) {
    for (const object of objectsOf(text)) {
      const outer = objectOf(object)
      const flow = 'flow' in outer ? within(outer, 'flow') : outer
      if ('node_status' in outer || 'lost_events' in outer) facts.entries++
      else if (wordOf(flow, 'verdict') === '' && wordOf(flow, 'Type') === '') facts.notUnderstood++
      else {
        facts.entries++
        take(flow, facts)
      }
    }
  },
}

function take(flow: Json, facts: FactSink): void {
  const ip = within(flow, 'IP')
  const ends = {
    src: addressOf(wordOf(ip, 'source')),
    dst: addressOf(wordOf(ip, 'destination')),
  }
  name(ends.src, within(flow, 'source'), facts)
  name(ends.dst, within(flow, 'destination'), facts)
  if (wordOf(flow, 'verdict') === DROPPED && ends.src !== '' && ends.dst !== '') {
    takeDrop(flow, ends, facts)
  }
}

/** The node of a flow is where it was observed, not where the pod runs. */
function name(address: string, end: Json, facts: FactSink): void {
  if (address === '') return
  const pod = wordOf(end, 'pod_name')
  const namespace = wordOf(end, 'namespace')
  if (pod !== '') facts.add('pods', { address, name: pod, namespace, node: '' })
  const id = numberOf(end, 'identity')
  const labels = listOf(end['labels']).map((label) => nameOf(String(label)))
  if (id > 0 && labels.length > 0) facts.add('identities', { id, labels })
}

function takeDrop(flow: Json, ends: { src: string; dst: string }, facts: FactSink): void {
  const l4 = within(flow, 'l4')
  const [transport = ''] = Object.keys(l4)
  const ports = within(l4, transport)
  const event = within(flow, 'event_type')
  const type = numberOf(event, 'type')
  if (type !== DROP && type !== VERDICT && type !== -1) return // of layer 7
  const code = Math.max(
    type === DROP ? numberOf(event, 'sub_type') : -1,
    numberOf(flow, 'drop_reason'),
  )
  const reason = reasonOfCode(code) ?? reasonOfText(wordOf(flow, 'drop_reason_desc'))
  const file = within(flow, 'file')
  const line = numberOf(file, 'line')
  facts.addDrop({
    ...{ code: reason.code, reason: nameOf(reason.text), ...ends },
    srcPort: Math.max(0, numberOf(ports, 'source_port')),
    dstPort: Math.max(0, numberOf(ports, 'destination_port')),
    proto: nameOf(transport.toLowerCase()),
    srcIdentity: numberOf(within(flow, 'source'), 'identity'),
    dstIdentity: numberOf(within(flow, 'destination'), 'identity'),
    endpoint: -1,
    source: line < 0 ? '' : `${wordOf(file, 'name')}:${String(line)}`,
    node: wordOf(flow, 'node_name'),
    time: wordOf(flow, 'time'),
    verdict: type === VERDICT,
  })
}

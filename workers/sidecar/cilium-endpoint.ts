/**
 * `cilium endpoint list`: pods of one node with their labels; as JSON, with names of pods and
 * interfaces. Labels that find no room stand in rows of their own below.
 */
import type { FactSink, SidecarFormat } from './facts'
import { listOf, numberOf, objectOf, objectsOf, within, wordOf, type Json } from './json'
import { identityNamed } from '../model/cilium-identity'
import { isHeader, rowsOf } from './table'
import { addressOf, integerOf, nameOf } from './values'

const LABELS = 'LABELS (source:key[=value])'
const COLUMNS = ['ENDPOINT', 'IDENTITY', LABELS, 'IPv6', 'IPv4', 'STATUS']
const NAMESPACE = 'k8s:io.kubernetes.pod.namespace='

export const ciliumEndpoint: SidecarFormat = {
  title: 'cilium endpoint list',
  recognise(head) {
    if (head.some((line) => isHeader(line, COLUMNS))) return true
    const start = head.join('\n').trimStart()
    return start.startsWith('[') && start.includes('"id"') && start.includes('"networking"')
  },

  parse(text, facts) {
    if (text.trimStart().startsWith('[')) {
      for (const object of objectsOf(text)) takeObject(object, facts)
    } else parseTable(text, facts)
  },
}

interface Listed {
  endpoint: number
  identity: number
  addresses: string[]
  labels: string[]
}

function parseTable(text: string, facts: FactSink): void {
  let listed: Listed | null = null
  for (const row of rowsOf(text, COLUMNS)) {
    const label = nameOf(row.cell(LABELS))
    if (row.cell('ENDPOINT') === '') {
      if (label !== '') listed?.labels.push(label)
      continue
    }
    if (listed !== null) keep(listed, facts)
    listed = null
    const endpoint = integerOf(row.cell('ENDPOINT'))
    const identity = identityOf(row.cell('IDENTITY'))
    if (endpoint < 0 || identity < 0 || row.cell('STATUS') === '') facts.notUnderstood++
    else {
      const addresses = [row.cell('IPv4'), row.cell('IPv6')].map(addressOf)
      listed = { endpoint, identity, addresses, labels: label === '' ? [] : [label] }
    }
  }
  if (listed !== null) keep(listed, facts)
}

function identityOf(text: string): number {
  const number = integerOf(text)
  return number >= 0 ? number : identityNamed(text)
}

function keep({ endpoint, identity, addresses, labels }: Listed, facts: FactSink): void {
  facts.entries++
  const namespace = labels.find((label) => label.startsWith(NAMESPACE)) ?? ''
  facts.add('identities', { id: identity, labels })
  for (const address of addresses.filter((each) => each !== '')) {
    facts.add('endpoints', {
      ...{ address, host: identity === 1, endpoint, identity, ifindex: -1, device: '', pod: '' },
      namespace: namespace.slice(NAMESPACE.length),
    })
  }
}

function takeObject(object: Json | undefined, facts: FactSink): void {
  const status = within(object, 'status')
  const networking = within(status, 'networking')
  const about = within(status, 'identity')
  const endpoint = numberOf(objectOf(object), 'id')
  const identity = numberOf(about, 'id')
  if (endpoint < 0 || identity < 0) {
    facts.notUnderstood++
    return
  }
  facts.entries++
  const labels = listOf(about['labels']).map((label) => nameOf(String(label)))
  facts.add('identities', { id: identity, labels })
  const outside = within(status, 'external-identifiers')
  const [first = '', second] = wordOf(outside, 'pod-name').split('/', 2)
  const namespace = wordOf(outside, 'k8s-namespace') || wordOf(outside, 'k8s-pod-namespace')
  const pod = wordOf(outside, 'k8s-pod-name') || (second ?? first)
  for (const entry of listOf(networking['addressing']).map(objectOf)) {
    for (const address of ['ipv4', 'ipv6'].map((family) => addressOf(wordOf(entry, family)))) {
      if (address === '') continue
      facts.add('endpoints', {
        ...{ address, host: identity === 1, endpoint, identity },
        ifindex: numberOf(networking, 'interface-index'),
        device: wordOf(networking, 'interface-name'),
        pod,
        namespace: namespace || (second === undefined ? '' : first),
      })
    }
  }
}

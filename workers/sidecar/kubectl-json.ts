/** `kubectl get pods|nodes|services -o json`, of one object or a list, and mixed ones. */
import type { FactSink, SidecarFormat } from './facts'
import { listOf, objectOf, parseJson, within, wordOf, type Json } from './json'
import { addressOf, prefixOf } from './values'

const KINDS = /"kind"\s*:\s*"(?:Pod|Node|Service|List|PodList|NodeList|ServiceList)"/

export const kubectlJson: SidecarFormat = {
  title: 'kubectl get -o json',
  recognise(head) {
    const start = head.join('\n').trimStart()
    return start.startsWith('{') && start.includes('"apiVersion"') && KINDS.test(start)
  },

  parse(text, facts) {
    const whole = objectOf(parseJson(text.slice(Math.max(0, text.indexOf('{')))))
    const items = 'items' in whole ? listOf(whole['items']) : [whole]
    for (const item of items) {
      const object = objectOf(item)
      const take = TAKERS.get(wordOf(object, 'kind'))
      if (take === undefined) facts.notUnderstood++
      else {
        facts.entries++
        take(object, facts)
      }
    }
  },
}

type Taker = (object: Json, facts: FactSink) => void

const TAKERS: ReadonlyMap<string, Taker> = new Map([
  ['Pod', takePod],
  ['Node', takeNode],
  ['Service', takeService],
])

function takePod(object: Json, facts: FactSink): void {
  const status = within(object, 'status')
  if (['Succeeded', 'Failed'].includes(wordOf(status, 'phase'))) return
  const texts = [status, ...listOf(status['podIPs']).map(objectOf)]
  const addresses = texts.map((each, i) => addressOf(wordOf(each, i === 0 ? 'podIP' : 'ip')))
  const node = wordOf(within(object, 'spec'), 'nodeName')
  for (const address of known(addresses)) facts.add('pods', { address, ...named(object), node })
}

function takeNode(object: Json, facts: FactSink): void {
  const { name } = named(object)
  for (const entry of listOf(within(object, 'status')['addresses'])) {
    const address = addressOf(wordOf(objectOf(entry), 'address'))
    if (address !== '') facts.add('nodes', { address, name })
  }
  const spec = within(object, 'spec')
  const cidrs = [spec['podCIDR'], ...listOf(spec['podCIDRs'])]
  for (const cidr of cidrs) {
    const prefix = typeof cidr === 'string' ? prefixOf(cidr) : null
    if (prefix !== null) facts.add('podCidrs', { ...prefix, node: name })
  }
}

function takeService(object: Json, facts: FactSink): void {
  const spec = within(object, 'spec')
  const lists = [spec['clusterIPs'], spec['externalIPs']].flatMap(listOf)
  const texts = [spec['clusterIP'], ...lists].map((text) =>
    typeof text === 'string' ? addressOf(text) : '',
  )
  const ingress = listOf(within(object, 'status', 'loadBalancer')['ingress'])
  const balancers = ingress.map((each) => addressOf(wordOf(objectOf(each), 'ip')))
  for (const address of known([...texts, ...balancers])) {
    facts.add('services', { address, ...named(object) })
  }
}

function named(object: Json): { name: string; namespace: string } {
  const metadata = within(object, 'metadata')
  return { name: wordOf(metadata, 'name'), namespace: wordOf(metadata, 'namespace') }
}

const known = (addresses: readonly string[]) => addresses.filter((address) => address !== '')

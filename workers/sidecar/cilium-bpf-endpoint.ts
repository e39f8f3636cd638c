/**
 * `cilium bpf endpoint list`: the pods of one node as its datapath knows them, with identity and
 * interface; and the addresses of the node itself. As JSON with `-o json`.
 */
import { isMap, takeJson } from './bpf-map'
import type { FactSink, SidecarFormat } from './facts'
import { linesOf } from './lines'
import { addressOf, integerOf } from './values'

const HEADER = /^\s*IP ADDRESS\s+LOCAL ENDPOINT INFO\s*$/
const JSON_ENTRY = /^\s*"[\da-fA-F.:[\]]+"\s*:\s*\[\s*"(?:id=|\(localhost\))/
const VALUE = /^(?:\(localhost\)|id=\d)/

export const ciliumBpfEndpoint: SidecarFormat = {
  title: 'cilium bpf endpoint list',
  recognise: (head) => isMap(head, HEADER, JSON_ENTRY),

  parse(text, facts) {
    if (takeJson(text, facts, take)) return
    let inside = false
    for (const line of linesOf(text)) {
      if (HEADER.test(line)) inside = true
      else if (inside && line !== '') {
        const [key = '', ...words] = line.trim().split(/ +/, 16)
        take(key, words.join(' '), facts)
      }
    }
  },
}

function take(key: string, value: string, facts: FactSink): void {
  // Behind the address stands the number of the cluster.
  const address = addressOf(key.replace(/:0$/, '').replace(/^\[|\]$/g, ''))
  const host = value.startsWith('(localhost)')
  const field = (name: string) => fieldOf(value, name)
  const endpoint = host ? -1 : integerOf(field('id'))
  const identity = host ? 1 : integerOf(field('sec_id'))
  if (address === '' || !VALUE.test(value) || identity < 0) {
    facts.notUnderstood++
    return
  }
  facts.entries++
  facts.add('endpoints', {
    ...{ address, host, endpoint, identity, ifindex: integerOf(field('ifindex')) },
    ...{ device: '', pod: '', namespace: '' },
  })
}

/** `name=value`, with blanks to fill the column. */
function fieldOf(value: string, name: string): string {
  return new RegExp(`(?:^| )${name}=(\\d+)`).exec(value)?.[1] ?? ''
}

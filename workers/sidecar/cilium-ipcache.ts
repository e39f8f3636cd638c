/**
 * `cilium bpf ipcache list`, also as `cilium map get cilium_ipcache` prints it: the identity of every
 * address, and the tunnel that leads to it. As JSON with `-o json`.
 */
import { isMap, takeJson } from './bpf-map'
import type { FactSink, SidecarFormat } from './facts'
import { linesOf } from './lines'
import { addressOf, integerOf, prefixOf } from './values'

const LINE = /^\s*([\da-fA-F.:]+\/\d{1,3})\s+(identity=\d+ .*)$/
const JSON_ENTRY = /^\s*"[\da-fA-F.:]+\/\d{1,3}"\s*:\s*\[\s*"identity=/
const NOWHERE = ['', '0.0.0.0', '::']

export const ciliumIpcache: SidecarFormat = {
  title: 'cilium bpf ipcache list',
  recognise: (head) => isMap(head, LINE, JSON_ENTRY),

  parse(text, facts) {
    if (takeJson(text, facts, take)) return
    let inside = false
    for (const line of linesOf(text)) {
      const [, key, value] = LINE.exec(line) ?? []
      if (key !== undefined && value !== undefined) {
        inside = true
        take(key, value, facts)
      } else if (inside && line !== '') facts.notUnderstood++
    }
  },
}

function take(key: string, value: string, facts: FactSink): void {
  const prefix = prefixOf(key)
  const identity = integerOf(/identity=(\d+)/.exec(value)?.[1] ?? '')
  const told = /tunnelendpoint=([\da-fA-F.:]+)/.exec(value)?.[1] ?? ''
  const node = addressOf(told)
  if (prefix === null || identity < 0 || (told !== '' && node === '')) {
    facts.notUnderstood++
    return
  }
  facts.entries++
  const none = NOWHERE.includes(node)
  facts.add('tunnels', { ...prefix, lengthTold: true, node: none ? '' : node, identity })
}

/**
 * `cilium bpf tunnel list`: to which node a node's datapath sends packets for which pods. The key is
 * the first address of their prefix and the number of the cluster; how long the prefix is, the map
 * does not tell. Versions before 1.17; as JSON with `-o json`.
 */
import type { FactSink, SidecarFormat } from './facts'
import { entriesOf } from './json'
import { linesOf } from './lines'
import { addressOf } from './values'

const HEADER = /^\s*TUNNEL\s+VALUE\s*$/
/** The value may be followed by its key of encryption. */
const LINE = /^(\S+):\d{1,5}\s+(\S+):\d{1,5}(?:\s+\d{1,5})?$/
const JSON_ENTRY = /^\s*"[\da-fA-F.:[\]]+:\d{1,5}"\s*:\s*\[\s*"[\da-fA-F.:[\]]+:\d{1,5}(?: \d+)?"/

export const ciliumTunnel: SidecarFormat = {
  title: 'cilium bpf tunnel list',
  recognise: (head) =>
    head.some((line) => HEADER.test(line)) ||
    (head[0]?.startsWith('{') === true && JSON_ENTRY.test(head.join(' ').slice(1))),

  parse(text, facts) {
    if (text.trimStart().startsWith('{')) parseObject(text, facts)
    else parseTable(text, facts)
  },
}

function parseTable(text: string, facts: FactSink): void {
  let inside = false
  for (const line of linesOf(text)) {
    if (HEADER.test(line)) inside = true
    else if (inside && line !== '') take(line.trim(), facts)
  }
}

function parseObject(text: string, facts: FactSink): void {
  for (const [key, value] of entriesOf(text)) take(`${key} ${value}`, facts)
}

function take(entry: string, facts: FactSink): void {
  const [, key = '', value = ''] = LINE.exec(entry) ?? []
  const base = addressOf(bare(key))
  const node = addressOf(bare(value))
  if (base === '' || node === '') {
    facts.notUnderstood++
    return
  }
  facts.entries++
  facts.add('tunnels', { base, length: -1, lengthTold: false, node, identity: -1 })
}

const bare = (address: string): string => address.replace(/^\[|\]$/g, '')

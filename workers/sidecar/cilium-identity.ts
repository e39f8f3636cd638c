/** `cilium identity list`: the labels behind the numbers; as JSON with `-o json`. */
import { MAX_SIDECAR_LABELS } from '../limits/limits'
import type { FactSink, SidecarFormat } from './facts'
import { listOf, numberOf, objectOf, objectsOf } from './json'
import { linesOf } from './lines'
import { integerOf, nameOf } from './values'

const HEADER = /^\s*ID\s+LABELS(?:\s|$)/
const ROW = /^(\d{1,10})\s+(\S.*)$/
const LABEL = /^\s+(\S+)$/

export const ciliumIdentity: SidecarFormat = {
  title: 'cilium identity list',
  recognise(head) {
    if (head.some((line) => HEADER.test(line))) return true
    const start = head.join('\n').trimStart()
    return /^\[\s*\{/.test(start) && start.includes('"id"') && start.includes('"labelsSHA256"')
  },

  parse(text, facts) {
    if (text.trimStart().startsWith('[')) {
      for (const object of objectsOf(text)) {
        const id = numberOf(objectOf(object), 'id')
        const labels = listOf(objectOf(object)['labels']).map((label) => nameOf(String(label)))
        if (id < 0) facts.notUnderstood++
        else keep(id, labels, facts)
      }
    } else parseTable(text, facts)
  },
}

function parseTable(text: string, facts: FactSink): void {
  let id = -1
  let labels: string[] = []
  for (const line of linesOf(text)) {
    const row = ROW.exec(line)
    const more = LABEL.exec(line)
    if (row !== null) {
      if (id >= 0) keep(id, labels, facts)
      id = integerOf(row[1] ?? '')
      labels = [nameOf(row[2] ?? '')]
    } else if (more !== null && id >= 0) {
      if (labels.length < MAX_SIDECAR_LABELS) labels.push(nameOf(more[1] ?? ''))
    } else if (line !== '' && !HEADER.test(line) && id >= 0) facts.notUnderstood++
  }
  if (id >= 0) keep(id, labels, facts)
}

function keep(id: number, labels: readonly string[], facts: FactSink): void {
  facts.entries++
  facts.add('identities', { id, labels: labels.slice(0, MAX_SIDECAR_LABELS) })
}

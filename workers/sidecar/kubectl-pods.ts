/** `kubectl get pods -o wide`, with or without `-A`: which pod has which address, on which node. */
import type { SidecarFormat } from './facts'
import { isHeader, rowsOf } from './table'
import { addressOf, nameOf } from './values'

const COLUMNS = ['NAME', 'READY', 'STATUS', 'IP', 'NODE']

/** Pods that are through have given their address back. */
const ENDED: ReadonlySet<string> = new Set(['Completed', 'Succeeded', 'Failed', 'Error', 'Evicted'])

export const kubectlPods: SidecarFormat = {
  title: 'kubectl get pods -o wide',
  recognise: (head) => head.some((line) => isHeader(line, COLUMNS)),

  parse(text, facts) {
    for (const row of rowsOf(text, COLUMNS)) {
      const address = addressOf(row.cell('IP'))
      const name = nameOf(row.cell('NAME'))
      const waits = row.cell('IP') === '<none>'
      if (!row.full || name === '' || (address === '' && !waits)) facts.notUnderstood++
      else {
        facts.entries++
        if (waits || ENDED.has(row.cell('STATUS'))) continue
        const namespace = nameOf(row.cell('NAMESPACE'))
        facts.add('pods', { address, name, namespace, node: nameOf(row.cell('NODE')) })
      }
    }
  },
}

/** `kubectl get services -o wide`: addresses that stand for pods. */
import type { SidecarFormat } from './facts'
import { isHeader, rowsOf } from './table'
import { addressOf, nameOf } from './values'

const COLUMNS = ['NAME', 'TYPE', 'CLUSTER-IP', 'EXTERNAL-IP', 'PORT(S)']

export const kubectlServices: SidecarFormat = {
  title: 'kubectl get services',
  recognise: (head) => head.some((line) => isHeader(line, COLUMNS)),

  parse(text, facts) {
    for (const row of rowsOf(text, COLUMNS)) {
      const name = nameOf(row.cell('NAME'))
      const texts = [row.cell('CLUSTER-IP'), ...row.cell('EXTERNAL-IP').split(',', 16)]
      const addresses = texts.map(addressOf).filter((address) => address !== '')
      const headless = row.cell('CLUSTER-IP') === 'None' || row.cell('TYPE') === 'ExternalName'
      if (!row.full || name === '' || (addresses.length === 0 && !headless)) {
        facts.notUnderstood++
        continue
      }
      facts.entries++
      const namespace = nameOf(row.cell('NAMESPACE'))
      for (const address of addresses) facts.add('services', { address, name, namespace })
    }
  },
}

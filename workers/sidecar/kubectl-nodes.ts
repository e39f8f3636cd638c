/** `kubectl get nodes -o wide`: which node has which address. */
import type { SidecarFormat } from './facts'
import { isHeader, rowsOf } from './table'
import { addressOf, nameOf } from './values'

const COLUMNS = ['NAME', 'STATUS', 'VERSION', 'INTERNAL-IP']

export const kubectlNodes: SidecarFormat = {
  title: 'kubectl get nodes -o wide',
  recognise: (head) => head.some((line) => isHeader(line, COLUMNS)),

  parse(text, facts) {
    for (const row of rowsOf(text, COLUMNS)) {
      const name = nameOf(row.cell('NAME'))
      const addresses = ['INTERNAL-IP', 'EXTERNAL-IP'].map((column) => row.cell(column))
      const known = addresses.map(addressOf).filter((address) => address !== '')
      if (!row.full || name === '' || known.length === 0) {
        facts.notUnderstood++
        continue
      }
      facts.entries++
      for (const address of known) facts.add('nodes', { address, name })
    }
  },
}
